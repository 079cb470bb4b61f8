import type { z } from 'zod';
import { FlowDefinition, flowJsonSchema } from '../engine/index.ts';
import { type Document, readDocument } from './document.ts';
import { type Fault, UnreadableFlows } from './fault.ts';
import { type Distance, faultsOf } from './issues.ts';

/** A flow as it was written, and where in its file each part stands. */
export interface FlowSource {
  definition: FlowDefinition;
  file: string;
  /** The line of what a path into the definition leads to: ["steps", 3, "next"]. */
  lineOf: Document['lineOf'];
}

/** Every key that a flow file may have anywhere, from the format's own JSON Schema. */
function keysOf(schema: unknown, keys = new Set<string>()): Set<string> {
  if (Array.isArray(schema)) for (const part of schema) keysOf(part, keys);
  else if (schema && typeof schema === 'object')
    for (const [name, part] of Object.entries(schema)) {
      if (name === 'properties') for (const key of Object.keys(part as object)) keys.add(key);
      keysOf(part, keys);
    }
  return keys;
}

let flowKeys: Set<string> | undefined;

/** Reads a file's text by a schema. What does not fit comes back as faults with lines, never as an exception. */
export function readBy<T extends z.ZodType>(
  schema: T,
  text: string,
  file: string,
  distance?: Distance,
  known: Iterable<string> = [],
  complete?: (document: Document) => Fault[],
): { value: z.infer<T>; document: Document } | { faults: Fault[] } {
  const document = readDocument(text, file);
  if (document.faults.length) return { faults: document.faults };
  const incomplete = complete?.(document) ?? [];
  if (incomplete.length) return { faults: incomplete };
  const read = schema.safeParse(document.value);
  if (read.success) return { value: read.data, document };
  return { faults: faultsOf(read.error.issues, document, known, distance) };
}

/**
 * A flow from its YAML.
 * @param complete puts in what the file leaves out because it stands elsewhere
 * @throws UnreadableFlows with file, line and a sentence for everything that is wrong
 */
export function parseFlow(text: string, file: string, distance?: Distance, complete?: (document: Document) => Fault[]): FlowSource {
  flowKeys ??= keysOf(flowJsonSchema());
  const read = readBy(FlowDefinition, text, file, distance, flowKeys, complete);
  if ('faults' in read) throw new UnreadableFlows(read.faults);
  return { definition: read.value, file, lineOf: read.document.lineOf };
}
