import { timingSafeEqual } from 'node:crypto';
import type { Seal } from '../ports.ts';

/** A tablet's token: which start code it was set up by, and the seal over that. Nobody has to keep it, and it lets in envelopes only. */

const PURPOSE = 'tablet';
const shape = /^([0-9a-f-]{36})\.([\w-]{43})$/;

export const tokenOf = (seal: Seal, tablet: string) => `${tablet}.${seal(PURPOSE, tablet)}`;

/** The tablet that a token is for; null: it is none of ours. */
export function tabletBy(seal: Seal, token: string): string | null {
  const [, tablet, mark] = shape.exec(token) ?? [];
  if (tablet === undefined || mark === undefined) return null;
  return timingSafeEqual(Buffer.from(mark), Buffer.from(seal(PURPOSE, tablet))) ? tablet : null;
}
