import type { Block, Group } from './document.ts';
import { full, type Laid, makeRoom, type Pen } from './pen.ts';
import { pictureOf } from './pictures.ts';
import { tableOf } from './tables.ts';
import { boxesOf, headingOf, linesToWriteOn, listOf, textOf } from './texts.ts';

/** What a page break is between blocks: it takes the rest of the page. */
const restOf = (pen: Pen): Laid => ({ above: 0, least: 0, height: 0, add: () => void (pen.pdf.y > 0 && makeRoom(pen, full(pen))) });

function laidOut(pen: Pen, block: Block): Laid {
  if ('heading' in block) return headingOf(pen, block);
  if ('text' in block) return textOf(pen, block);
  if ('list' in block) return listOf(pen, block);
  if ('boxes' in block) return boxesOf(pen, block);
  if ('lines' in block) return linesToWriteOn(pen, block);
  if ('table' in block) return tableOf(pen, block.table);
  if ('picture' in block) return pictureOf(pen, block.picture);
  if ('pageBreak' in block) return restOf(pen);
  return groupOf(pen, block);
}

function groupOf(pen: Pen, { blocks, whole, larger = 1 }: Group): Laid {
  const inner = { ...pen, larger: pen.larger * larger };
  const laid = blocks.map((block) => laidOut(inner, block));
  const height = laid.reduce((sum, one, at) => sum + one.height + (at === 0 ? 0 : one.above), 0);
  const least = whole && height <= full(pen) ? height : leastFrom(laid, 0);
  return { above: laid[0]?.above ?? 0, least, height, add: () => addEach(inner, laid) };
}

/** Points that have to be free for what stands at a place, with whatever it leads to. */
function leastFrom(laid: readonly Laid[], at: number): number {
  const here = laid[at];
  const next = laid[at + 1];
  if (!here) return 0;
  return here.leads && next ? here.height + next.above + leastFrom(laid, at + 1) : here.least;
}

/** One below the other. A heading goes with what comes below it. */
function addEach(pen: Pen, laid: readonly Laid[]): void {
  const top = pen.pdf.page.margins.top;
  for (const [at, one] of laid.entries()) {
    if (pen.pdf.y > top + 0.01 && at > 0 && !makeRoom(pen, one.above + Math.min(leastFrom(laid, at), full(pen)))) pen.pdf.y += one.above;
    one.add();
  }
}

/** Lays blocks out, and draws them. */
export function add(pen: Pen, blocks: Block[]): void {
  addEach(
    pen,
    blocks.map((block) => laidOut(pen, block)),
  );
}

/** Every text that is in blocks and can be read. */
export function textsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if ('heading' in block) return [block.heading];
    if ('text' in block) return [block.text];
    if ('list' in block) return block.list;
    if ('boxes' in block) return block.boxes;
    if ('blocks' in block) return textsOf(block.blocks);
    if ('table' in block) {
      const { caption = '', columns, rows } = block.table;
      return [caption, ...columns.map(({ head }) => head), ...rows.flat().map(String)];
    }
    return 'picture' in block && 'drawing' in block.picture
      ? block.picture.drawing.shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []))
      : [];
  });
}
