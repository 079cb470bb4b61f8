import type { Look, Part, Pdf, Pen } from './pen.ts';
import { makeRoom } from './pen.ts';
import { type Run, runsOf } from './runs.ts';

/** A line of a text, as wide as it is drawn. */
export interface Line {
  runs: (Run & { width: number })[];
  width: number;
}

export const lineHeight = ({ size }: Look) => size * 1.4;
/** Of a line's height, how much is above the line that letters stand on. */
const risen = ({ size }: Look) => size * 1.05;

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Features make pdfkit lay a run out as one, and not word by word: words that are read from the right then stand in their order. */
const shaped = (run: Run) => (run.rtl ? { features: ['rtla' as const] } : {});

function measured(pdf: Pdf, text: string, look: Look): Line {
  const runs = runsOf(text, look.font).map((run) => ({
    ...run,
    width: pdf.font(run.font).fontSize(look.size).widthOfString(run.text, shaped(run)),
  }));
  return { runs, width: runs.reduce((sum, { width }) => sum + width, 0) };
}

/** Words that were measured, by document and font: the same come again and again, and laying one out takes long. */
const known = new WeakMap<Pdf, Map<string, number>>();

/** Points that a text is wide on one line. */
export function widthOf(pdf: Pdf, text: string, look: Look): number {
  const words = known.get(pdf) ?? new Map<string, number>();
  known.set(pdf, words);
  const key = `${look.font} ${text}`;
  const one = words.get(key) ?? measured(pdf, text, { ...look, size: 100 }).width / 100;
  words.set(key, one);
  return one * look.size;
}

/** As many letters of a word as fit, so that a long one is broken where no line can hold it. */
function torn(pdf: Pdf, word: string, room: number, look: Look): [string, string] {
  let head = '';
  for (const { segment } of letters.segment(word)) {
    if (head && widthOf(pdf, head + segment, look) > room) break;
    head += segment;
  }
  return [head, word.slice(head.length)];
}

/** A text in lines that are no wider than `width`. */
export function linesOf(pdf: Pdf, text: string, look: Look, width: number): Line[] {
  const space = widthOf(pdf, ' ', look);
  const lines: string[] = [];
  let [line, filled] = ['', 0];
  const end = () => {
    lines.push(line);
    [line, filled] = ['', 0];
  };
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    let rest = word;
    let long = widthOf(pdf, rest, look);
    if (line && filled + space + long > width) end();
    while (long > width) {
      const [head, tail] = torn(pdf, rest, width, look);
      if (!tail) break;
      line = head;
      end();
      rest = tail;
      long = widthOf(pdf, rest, look);
    }
    [line, filled] = line ? [`${line} ${rest}`, filled + space + long] : [rest, long];
  }
  if (line || lines.length === 0) end();
  // The space at the end is not seen: it keeps words apart for whoever copies them or has them read out.
  return lines.map((one, at) => {
    const { runs, width } = measured(pdf, one, look);
    const last = runs.at(-1);
    if (at < lines.length - 1) runs.push({ text: ' ', font: last?.font ?? look.font, rtl: false, width: 0 });
    return { runs, width };
  });
}

/** What draws the runs of a line, each from a point that is asked for when it is drawn. */
function drawsOf(pdf: Pdf, line: Line, look: Look, place: () => { x: number; y: number }) {
  let before = 0;
  return line.runs.map((run) => {
    const left = before;
    before += run.width;
    const draw = () => {
      const { x, y } = place();
      const below = pdf.y;
      pdf.font(run.font).fontSize(look.size).fillColor('black');
      pdf.text(run.text, x + left, y + risen(look), { lineBreak: false, baseline: 'alphabetic', ...shaped(run) });
      pdf.y = below;
    };
    return { run, draw };
  });
}

/** A line for the eye alone. */
export function drawLine(pdf: Pdf, line: Line, look: Look, x: number, y: number): void {
  for (const { draw } of drawsOf(pdf, line, look, () => ({ x, y }))) draw();
}

/** A line for a screen reader too: what is read from the right, and a mark, say what they are. */
export function lineAt(pdf: Pdf, line: Line, look: Look, place: () => { x: number; y: number }): Part[] {
  return drawsOf(pdf, line, look, place).map(({ run, draw }) => {
    const actual = run.instead ?? (run.rtl ? run.text : null);
    return actual === null ? draw : pdf.struct('Span', { actual }, draw);
  });
}

/** What draws lines one below the other from `pdf.y`, over the end of a page where it must be. */
export function written(pen: Pen, lines: Line[], look: Look, left = pen.left): Part[] {
  const { pdf } = pen;
  return lines.flatMap((line, at) => [
    () => void (at === 0 || makeRoom(pen, lineHeight(look))),
    ...lineAt(pdf, line, look, () => ({ x: left, y: pdf.y })),
    () => void (pdf.y += lineHeight(look)),
  ]);
}
