import type { Sheet } from '../../desk/ports.ts';

/** What a command answered, as lines: each row of a table with its heads, so that it can be read in a narrow window and aloud. */
export function linesOf({ text, tables = [] }: Sheet): string {
  const blocks = tables.flatMap(({ head, rows }) =>
    rows.map((row) => row.flatMap((cell, at) => (cell ? [head[at] ? `${head[at]}: ${cell}` : cell] : [])).join('\n')),
  );
  return [...blocks, text].filter(Boolean).join('\n\n');
}
