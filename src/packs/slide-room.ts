import type { PackTable } from './document.ts';

/** HOW MUCH ROOM THINGS TAKE ON A SLIDE, so that nothing stands below its edge. Fonts are guessed, and rather too wide. */

/** Inches: a wide slide, with a title above what it says. */
export const page = { width: 13.33, left: 0.6, top: 1.45, room: 5.3 } as const;
export const wide = page.width - 2 * page.left;
export const sizes = { title: 28, longTitle: 18, text: 18, note: 14, table: 12 } as const;
/** Letters of a font of that size in so many inches. */
export const lettersIn = (inches: number, size: number) => Math.max(1, (inches * 72) / (size * 0.52));

/** Lines of a text in so many inches, as a font of that size takes them. */
export const linesOf = (text: string, inches: number, size: number) =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / lettersIn(inches, size))), 0);

/** A text in pieces of so many letters at most, between words where that can be. @param letters 20 and more */
export function pieces(text: string, letters: number): string[] {
  const most = Math.max(20, letters);
  const found: string[] = [];
  let rest = [...text];
  while (rest.length > most) {
    const space = rest.lastIndexOf(' ', most - 3);
    const end = space > most / 2 ? space : most - 3;
    found.push(`${rest.slice(0, end).join('')} …`);
    rest = [...`… ${rest.slice(end).join('').trimStart()}`];
  }
  return [...found, rest.join('')];
}

/** Inches of each column: what its longest word needs, and of what is left a part by how much stands in it. */
export function widthsOf({ head, rows }: Pick<PackTable, 'head' | 'rows'>): number[] {
  const columns = head.map((name, at) => [name, ...rows.map((row) => row[at] ?? '')]);
  const longest = (texts: string[], bound: number) => texts.reduce((most, { length }) => Math.min(bound, Math.max(most, length)), 1);
  const long = columns.map((cells) => longest(cells, 60));
  const letters = columns.map((cells) =>
    longest(
      cells.flatMap((cell) => cell.split(/\s+/)),
      20,
    ),
  );
  const needed = letters.map((count) => (count * sizes.table * 0.65) / 72 + 0.25);
  const sumOf = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0);
  const left = wide - sumOf(needed);
  return needed.map((width, at) => (left < 0 ? (width * wide) / sumOf(needed) : width + (left * (long[at] as number)) / sumOf(long)));
}

/** A row that no slide can hold, as several: each begins with what names it. */
export function rowsOf(row: readonly string[], widths: readonly number[], most: number): string[][] {
  const cells = row.map((cell, at) => {
    const inches = (widths[at] as number) - 0.2;
    const lines = cell.split('\n').flatMap((line) => pieces(line, Math.floor(most * lettersIn(inches, sizes.table) * 0.9)));
    return paged(lines, (line) => linesOf(line, inches, sizes.table), most).map((some) => some.join('\n'));
  });
  const count = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: count }, (_, at) => cells.map((parts, column) => (column === 0 ? parts[0] : parts[at]) ?? ''));
}

/** Puts things on slides one after the other, as many as there is room for. */
export function paged<T>(things: readonly T[], heightOf: (thing: T) => number, room: number): T[][] {
  const pages: T[][] = [];
  let left = 0;
  for (const thing of things) {
    const height = heightOf(thing);
    if (pages.length === 0 || height > left) {
      pages.push([]);
      left = room;
    }
    (pages.at(-1) as T[]).push(thing);
    left -= height;
  }
  return pages;
}
