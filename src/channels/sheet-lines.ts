import type { Sheet } from '../desk/ports.ts';

/** A table of facts about one thing: its second column has no head. */
const areFacts = (head: string[]) => head.length === 2 && head[1] === '';

/** What a command answered, as lines: each row of a table with its heads, so that it can be read in a narrow window and aloud. */
export function linesOf({ text, tables = [], pictures = [] }: Sheet): string {
  const blocks = tables.flatMap(({ head, rows }) =>
    areFacts(head)
      ? [rows.map(([name, fact]) => `${name}: ${fact}`).join('\n')]
      : rows.map((row) => row.flatMap((cell, at) => (cell ? [head[at] ? `${head[at]}: ${cell}` : cell] : [])).join('\n')),
  );
  return [...blocks, ...pictures.map(({ alt }) => alt), text].filter(Boolean).join('\n\n');
}
