import type { Cell, Sheet } from './table.ts';

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A table as CSV (RFC 4180), with the mark by which Excel knows that it is UTF-8. */
export function csvOf({ head, rows }: Sheet): string {
  return `\ufeff${[head, ...rows].map((row) => `${row.map(written).join(',')}\r\n`).join('')}`;
}
