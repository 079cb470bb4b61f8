import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { UnreadableFlows } from './fault.ts';
import { readBy } from './parse.ts';

/** A YAML file that is no flow, such as another room's lists, by its schema. @throws UnreadableFlows with line and sentence for each fault */
export function readData<T extends z.ZodType>(schema: T, file: URL): z.infer<T> {
  const read = readBy(schema, readFileSync(file, 'utf8'), basename(fileURLToPath(file)));
  if ('faults' in read) throw new UnreadableFlows(read.faults);
  return read.value;
}
