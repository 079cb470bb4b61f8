import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';

/**
 * The font that is shipped with us, because a machine may have none: Atkinson Hyperlegible, made by the Braille Institute for people with low
 * vision (SIL Open Font Licence).
 */
export const font = 'Atkinson Hyperlegible';

const require = createRequire(import.meta.url);
GlobalFonts.registerFromPath(require.resolve('@expo-google-fonts/atkinson-hyperlegible/400Regular/AtkinsonHyperlegible_400Regular.ttf'));
GlobalFonts.registerFromPath(require.resolve('@expo-google-fonts/atkinson-hyperlegible/700Bold/AtkinsonHyperlegible_700Bold.ttf'));

export const fontOf = (size: number, bold: boolean) => `${bold ? 'bold ' : ''}${size}px "${font}"`;

const pen = createCanvas(1, 1).getContext('2d');

/** Pixels that a text is wide. */
export function widthOf(text: string, size: number, bold = false): number {
  pen.font = fontOf(size, bold);
  return pen.measureText(text).width;
}

/** Lines of a text that fit into a width, and no more than `most`; the last ends with an ellipsis where something is missing. */
export function wrapped(text: string, width: number, size: number, most: number, bold = false): string[] {
  const fits = (line: string) => widthOf(line, size, bold) <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = '';
    for (const letter of word) {
      if (line && !fits(line + letter)) {
        lines.push(line);
        line = '';
      }
      line += letter;
    }
    if (lines.length > most) break;
  }
  lines.push(line);
  if (lines.length <= most) return lines;
  const last = [...(lines[most - 1] as string)];
  while (last.length > 0 && !fits(`${last.join('')}…`)) last.pop();
  return [...lines.slice(0, most - 1), `${last.join('').trimEnd()}…`];
}
