/** A picture as plain data, which `svg.ts` and `png.ts` draw alike. Pixels, from the upper left corner. */
export interface Drawing {
  width: number;
  height: number;
  shapes: Shape[];
  /** What the picture says, for those who can't see it: all its figures. */
  alt: string;
}

export type Shape =
  | { kind: 'bar'; x: number; y: number; width: number; height: number /** Hatched on white: a group of hidden ones. */; hatched: boolean }
  /** How sure a share is: a line with an end at both sides. */
  | { kind: 'whisker'; from: number; to: number; y: number }
  | { kind: 'line'; x: number; from: number; to: number }
  /** `y` is the line that letters stand on. */
  | { kind: 'text'; x: number; y: number; size: number; bold: boolean; anchor: 'start' | 'end'; text: string };

/** Dark blue and near-black on white: 9:1 and 17:1 (WCAG 2.2 asks for 3:1 and 4.5:1). What colour says is also said in words. */
export const colours = { paper: '#ffffff', ink: '#1a1a1a', bar: '#1f4e79', grid: '#8a8a8a' } as const;

/** The font that is shipped with us: Atkinson Hyperlegible, made by the Braille Institute for people with low vision (SIL Open Font Licence). */
export const font = 'Atkinson Hyperlegible';

/** As wide as a text can well be. Letters of this font are 0.45 of their size on average. */
export const roomFor = (text: string, size: number, bold = false) => [...text].length * size * (bold ? 0.58 : 0.54);

/** Lines of a text that fit into a width, and no more than `most`; the last ends with an ellipsis where something is missing. */
export function wrapped(text: string, width: number, size: number, most: number, bold = false): string[] {
  const letters = Math.max(1, Math.floor(width / roomFor('x', size, bold)));
  const lines: string[] = [];
  let line = '';
  const words = text.split(' ').flatMap((word) => ([...word].length > letters ? chunks(word, letters) : [word]));
  for (const word of words) {
    const longer = line ? `${line} ${word}` : word;
    if ([...longer].length <= letters) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  if (lines.length <= most) return lines;
  const last = [...(lines[most - 1] as string)].slice(0, letters - 1).join('');
  return [...lines.slice(0, most - 1), `${last.trimEnd()}…`];
}

function chunks(word: string, letters: number): string[] {
  const all = [...word];
  return Array.from({ length: Math.ceil(all.length / letters) }, (_, at) => all.slice(at * letters, (at + 1) * letters).join(''));
}
