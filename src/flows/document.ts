import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Fault } from './fault.ts';

export type Path = readonly PropertyKey[];

/** A YAML file with its line numbers kept. */
export interface Document {
  file: string;
  value: unknown;
  /** The line of what a path leads to; of the nearest thing around it where there is no such thing. */
  lineOf(path: Path): number;
  /** YAML that cannot be read. */
  faults: Fault[];
}

type Start = number | undefined;

function startOf(node: unknown): Start {
  return (node as { range?: [number, number, number] | null } | null)?.range?.[0];
}

export function readDocument(text: string, file: string): Document {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: Start) => lines.linePos(offset ?? 0).line;

  function lineOf(path: Path): number {
    let node: unknown = document.contents;
    let start = startOf(node);
    for (const key of path) {
      let next: unknown;
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
        if (!pair) break;
        start = startOf(pair.key) ?? start;
        next = pair.value;
      } else if (isSeq(node)) {
        next = node.items[Number(key)];
        if (next === undefined) break;
        start = startOf(next) ?? start;
      } else break;
      node = next;
    }
    return lineAt(start);
  }

  const faults = document.errors.map((error): Fault => {
    return { file, line: lineAt(error.pos[0]), message: `this is not YAML: ${error.message}`, weight: 'refuse' };
  });
  return { file, value: faults.length ? undefined : document.toJS(), lineOf, faults };
}

/** What a path leads to in a plain value. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key], value);
}
