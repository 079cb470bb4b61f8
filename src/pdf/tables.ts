import type { Table } from './document.ts';
import { drawLine, type Line, lineAt, lineHeight, linesOf, widthOf } from './lines.ts';
import { decorated, full, type Laid, type Look, makeRoom, type Part, type Pen } from './pen.ts';
import { textOf } from './texts.ts';

const padding = { across: 5, above: 3.5 } as const;
const size = 10;
/** Points for what leads to a table: with less, a heading and the head would each stand on a page alone above a row that fills one. */
const headings = 90;

interface Cell {
  lines: Line[];
  look: Look;
  right: boolean;
}

const shown = (cell: string | number) => (typeof cell === 'number' ? cell.toLocaleString('en-GB') : cell);

/**
 * Widths that add up to `all`: as asked for, or else as much as what stands in each needs, and never less than its longest word where that can be. A long
 * text takes lines, and a word that takes a third of the page is torn, before those of other columns are.
 */
function widthsOf(pen: Pen, { columns, rows }: Table, plain: Look, bold: Look): number[] {
  const shares = columns.map(({ width }) => width);
  const sumOf = (widths: number[]) => widths.reduce((sum, width) => sum + width, 0);
  if (shares.every((share) => share !== undefined)) return shares.map((share) => (pen.width * share) / sumOf(shares));
  const texts = columns.map(({ head }, at) => [
    ...[{ text: head, look: bold }],
    ...rows.map((row) => ({ text: shown(row[at] ?? ''), look: at === 0 ? bold : plain })),
  ]);
  const widest = (of: (text: string) => string[]) =>
    texts.map((column) =>
      Math.max(...column.flatMap(({ text, look }) => of(text).map((one) => widthOf(pen.pdf, one, look) + 2 * padding.across + 1))),
    );
  const natural = widest((text) => [text]).map((width) => Math.min(width, pen.width / 2));
  const needed = widest((text) => text.split(/\s+/u)).map((width) => Math.min(width, pen.width / 3));
  const [most, least] = [sumOf(natural), sumOf(needed)];
  if (most <= pen.width) return natural.map((width) => (width * pen.width) / most);
  if (least >= pen.width) return needed.map((width) => (width * pen.width) / least);
  const share = (pen.width - least) / (most - least);
  return needed.map((width, at) => width + ((natural[at] as number) - width) * share);
}

/**
 * A table of rows that are not torn apart by the end of a page: on the next one its head stands again, for the eye alone. A row that no page can hold
 * goes on in another row.
 */
export function tableOf(pen: Pen, table: Table): Laid {
  const { pdf } = pen;
  const plain: Look = { font: 'plain', size: size * pen.larger };
  const bold: Look = { ...plain, font: 'bold' };
  const widths = widthsOf(pen, table, plain, bold);
  const lefts = widths.map((_, at) => pen.left + widths.slice(0, at).reduce((sum, width) => sum + width, 0));
  const laid = (cells: (string | number)[], look: (at: number) => Look): Cell[] =>
    table.columns.map(({ right }, at) => {
      const [cell, own] = [cells[at] ?? '', look(at)];
      const lines = linesOf(pdf, shown(cell), own, (widths[at] as number) - 2 * padding.across);
      return { lines, look: own, right: right === true || typeof cell === 'number' };
    });
  const heightOf = (cells: Cell[], least = 0) =>
    Math.max(least, Math.max(...cells.map(({ lines }) => lines.length)) * lineHeight(plain) + 2 * padding.above);
  const named = table.columns.map(({ head }) => head);
  const head = laid(named, () => bold);
  const headHeight = heightOf(head);
  const most = Math.max(1, Math.floor((full(pen) - headHeight - 2 * padding.above - headings * pen.larger) / lineHeight(plain)));
  const rows = table.rows.flatMap((row) => {
    const cells = laid(row, (at) => (at === 0 ? bold : plain));
    const pieces = Math.ceil(Math.max(...cells.map(({ lines }) => lines.length)) / most);
    return Array.from({ length: pieces }, (_, at) =>
      cells.map((cell, column) => (column === 0 && at > 0 ? cell : { ...cell, lines: cell.lines.slice(at * most, (at + 1) * most) })),
    );
  });
  const heights = rows.map((cells) => heightOf(cells, (table.rowHeight ?? 0) * pen.larger));

  const frame = (height: number, shade: boolean) =>
    decorated(pen, () => {
      if (shade) pdf.rect(pen.left, pdf.y, pen.width, height).fill('#e8e8e8');
      for (const [at, width] of widths.entries()) pdf.rect(lefts[at] as number, pdf.y, width, height);
      pdf.lineWidth(0.75).strokeColor('#555555').stroke().fillColor('black');
    });
  /** Each line of a cell, and the point at which it begins. */
  const placed = ({ lines, look, right }: Cell, at: number, top: number) =>
    lines.map((line, row) => {
      const [left, width] = [lefts[at] as number, widths[at] as number];
      const x = right ? left + width - padding.across - line.width : left + padding.across;
      return { line, look, x, y: top + padding.above + row * lineHeight(look) };
    });
  const drawn = (cell: Cell, at: number, top: number): Part[] =>
    placed(cell, at, top).flatMap(({ line, look, x, y }) => lineAt(pdf, line, look, () => ({ x, y })));
  const rowOf = (cells: Cell[], height: number, isHead: boolean) => {
    frame(height, isHead);
    const top = pdf.y;
    const parts = cells.map((cell, at) => {
      // Room to write in is the name of nothing.
      const tag = isHead || (at === 0 && cell.lines.some(({ runs }) => runs.length > 0)) ? 'TH' : 'TD';
      const options = tag === 'TH' ? { scope: isHead ? 'Column' : 'Row' } : {};
      return pdf.struct(tag, options as object, drawn(cell, at, top));
    });
    return { element: pdf.struct('TR', {}, parts), below: () => void (pdf.y = top + height) };
  };

  const caption = table.caption === undefined ? null : textOf(pen, { text: table.caption, bold: true });
  const add = () => {
    const element = pdf.struct('Table', table.caption === undefined ? {} : { title: table.caption });
    if (caption) {
      caption.add();
      pdf.y += 4;
    }
    pdf.addStructure(element);
    const first = rowOf(head, headHeight, true);
    element.add(first.element);
    first.below();
    for (const [at, cells] of rows.entries()) {
      const height = heights[at] as number;
      if (makeRoom(pen, height)) again();
      const row = rowOf(cells, height, false);
      element.add(row.element);
      row.below();
    }
    element.end();
  };
  /** The head once more: who hears the table has heard it. */
  const again = () => {
    frame(headHeight, true);
    const top = pdf.y;
    decorated(pen, () => {
      for (const { line, look, x, y } of head.flatMap((cell, at) => placed(cell, at, top))) drawLine(pdf, line, look, x, y);
    });
    pdf.y = top + headHeight;
  };
  const above = caption ? caption.height + 4 : 0;
  const height = above + headHeight + heights.reduce((sum, one) => sum + one, 0);
  return { above: 10 * pen.larger, least: Math.min(full(pen), above + headHeight + (heights[0] ?? 0)), height, add };
}
