import type { Block } from './document.ts';
import { lineAt, lineHeight, linesOf, widthOf, written } from './lines.ts';
import { decorated, type Laid, type Look, makeRoom, type Part, type Pen } from './pen.ts';

const headings = {
  1: { size: 22, font: 'bold', above: 0 },
  2: { size: 14, font: 'bold', above: 18 },
  3: { size: 11.5, font: 'bold', above: 14 },
} as const satisfies Record<number, Look & { above: number }>;

const body = 11;
const box = '\u2610';
/** Times as large as the letters beside it: a pen has to find it. */
const boxSize = 1.5;
const sized = <L extends Look>(look: L, { larger }: Pen): L => ({ ...look, size: look.size * larger });

/** Of a text that goes on, two lines stand together. */
const beginning = (lines: readonly unknown[], look: Look) => Math.min(lines.length, 2) * lineHeight(look);

export function headingOf(pen: Pen, { heading, level }: Extract<Block, { heading: string }>): Laid {
  const { pdf } = pen;
  const look = sized(headings[level], pen);
  const lines = linesOf(pdf, heading, look, pen.width);
  const height = lines.length * lineHeight(look);
  const add = () => void pdf.addStructure(pdf.struct(`H${level}`, {}, written(pen, lines, look)));
  return { above: look.above * pen.larger, least: height, height, leads: true, add };
}

export function textOf(pen: Pen, { text, bold, link }: Extract<Block, { text: string }>): Laid {
  const { pdf } = pen;
  const look = sized({ size: body, font: bold ? 'bold' : 'plain' } as const, pen);
  const lines = linesOf(pdf, text, look, pen.width);
  const pressed = (): Part[] =>
    lines.map((line) => {
      const drawn = lineAt(pdf, line, look, () => ({ x: pen.left, y: pdf.y }));
      return pdf.struct('Link', { alt: text }, [
        () => void makeRoom(pen, lineHeight(look)),
        ...drawn,
        () => {
          const structParent = (pdf as unknown as { _currentStructureElement: unknown })._currentStructureElement;
          const options = { structParent, Contents: new String(text) };
          pdf.link(pen.left, pdf.y, line.width, lineHeight(look), link as string, options as never);
          pdf.y += lineHeight(look);
        },
      ]);
    });
  const add = () => void pdf.addStructure(pdf.struct('P', {}, link === undefined ? written(pen, lines, look) : pressed()));
  return { above: 8 * pen.larger, least: beginning(lines, look), height: lines.length * lineHeight(look), add };
}

/** Lines with a sign before each: a bullet, a number, or a box that somebody ticks with a pen. */
function labelled(pen: Pen, texts: string[], sign: (at: number) => string, gap: number, large = 1): Laid {
  const { pdf } = pen;
  const look = sized({ size: body, font: 'plain' } as const, pen);
  const signLook = { ...look, size: look.size * large };
  const signs = texts.map((_, at) => sign(at));
  const indent = Math.max(14 * pen.larger, ...signs.map((one) => widthOf(pdf, one, signLook) + 6 * pen.larger));
  const items = texts.map((text) => linesOf(pdf, text, look, pen.width - indent));
  const above = gap * pen.larger;
  const heights = items.map((lines, at) => (at === 0 ? 0 : above) + lines.length * lineHeight(look));
  const add = () => {
    const parts = items.map((lines, at) => {
      const label = pdf.struct('Lbl', {}, [
        () => {
          if (at > 0 && !makeRoom(pen, above + beginning(lines, look))) pdf.y += above;
        },
        ...linesOf(pdf, signs[at] as string, signLook, indent).flatMap((line) =>
          lineAt(pdf, line, signLook, () => ({ x: pen.left, y: pdf.y - (signLook.size - look.size) * 0.75 })),
        ),
      ]);
      return pdf.struct('LI', {}, [label, pdf.struct('LBody', {}, written(pen, lines, look, pen.left + indent))]);
    });
    pdf.addStructure(pdf.struct('L', {}, parts));
  };
  const height = heights.reduce((sum, one) => sum + one, 0);
  return { above: 6 * pen.larger, least: beginning(items[0] ?? [], look), height, add };
}

export const listOf = (pen: Pen, { list, from }: Extract<Block, { list: string[] }>) =>
  labelled(pen, list, (at) => (from === undefined ? '\u2022' : `${from + at}.`), 5);

/** Side by side. null: no line holds them all. */
function boxesAcross(pen: Pen, texts: string[]): Laid | null {
  const { pdf } = pen;
  const look = sized({ size: body, font: 'plain' } as const, pen);
  const boxLook = { ...look, size: look.size * boxSize };
  const indent = widthOf(pdf, box, boxLook) + 4 * pen.larger;
  const column = pen.width / texts.length;
  if (Math.max(...texts.map((text) => widthOf(pdf, text, look))) + indent + 4 * pen.larger > column) return null;
  const high = lineHeight(look) * 1.3;
  const placed = (text: string, own: Look, x: number, up = 0) =>
    linesOf(pdf, text, own, pen.width).flatMap((line) => lineAt(pdf, line, own, () => ({ x, y: pdf.y - up })));
  const add = () => {
    const items = texts.map((text, at) => {
      const x = pen.left + at * column;
      const label = pdf.struct('Lbl', {}, placed(box, boxLook, x, (boxLook.size - look.size) * 0.75));
      return pdf.struct('LI', {}, [label, pdf.struct('LBody', {}, placed(text, look, x + indent))]);
    });
    makeRoom(pen, high);
    pdf.addStructure(pdf.struct('L', {}, items));
    pdf.y += high;
  };
  return { above: 6 * pen.larger, least: high, height: high, add };
}

/** The box is a letter, so that whoever hears the page knows that there is one. */
export const boxesOf = (pen: Pen, { boxes, across }: Extract<Block, { boxes: string[] }>) =>
  (across && boxesAcross(pen, boxes)) || labelled(pen, boxes, () => box, 7, boxSize);

/** Room for a hand between two lines. */
const handHeight = 28;

export function linesToWriteOn(pen: Pen, { lines }: Extract<Block, { lines: number }>): Laid {
  const { pdf } = pen;
  const add = () => {
    for (let at = 0; at < lines; at++) {
      makeRoom(pen, handHeight);
      pdf.y += handHeight;
      decorated(pen, () => {
        pdf
          .moveTo(pen.left, pdf.y)
          .lineTo(pen.left + pen.width, pdf.y)
          .lineWidth(0.75)
          .strokeColor('#555555')
          .stroke();
      });
    }
  };
  return { above: 0, least: Math.min(lines, 2) * handHeight, height: lines * handHeight, add };
}
