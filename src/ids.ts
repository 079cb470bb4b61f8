import { randomBytes, randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import type { Ids } from './desk/ports.ts';

/** The only place that draws identifiers and secrets. */
export const ids: Ids = { next: () => v7(), below: (below) => randomInt(below), bytes: (count) => randomBytes(count) };
