import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { unpacked } from './woff.ts';

/**
 * The fonts that are shipped with us, because a machine may have none, in the order in which they are tried. DejaVu is drawn for screens and joins
 * Arabic letters; GNU Unifont has a letter, plainly drawn, for every script in daily use (the whole Basic Multilingual Plane).
 */
const require = createRequire(import.meta.url);
const files = {
  plain: require.resolve('@fontsource/dejavu-sans/files/dejavu-sans-latin-400-normal.woff'),
  bold: require.resolve('@fontsource/dejavu-sans/files/dejavu-sans-latin-700-normal.woff'),
  wide: require.resolve('@fontsource/unifont/files/unifont-latin-400-normal.woff'),
} as const;

export type FontName = keyof typeof files;

const read = new Map<FontName, Font>();

/** As pdfkit takes it: read once, and the same for all documents. It puts only the letters that are used into the file. */
export function fontOf(name: FontName): Font {
  const known = read.get(name);
  if (known) return known;
  const font = create(unpacked(readFileSync(files[name])));
  if (!('hasGlyphForCodePoint' in font)) throw new Error(`${name} is a collection of fonts`);
  read.set(name, font);
  return font;
}

/** Joiners, and signs that choose how the letter before looks: a font need not draw them. */
const unseen = /^\p{Default_Ignorable_Code_Point}$/u;

/** Asking a font takes long, and a page has few different letters. */
const known = new Map<FontName, Map<number, boolean>>();

function has(name: FontName, sign: number): boolean {
  const asked = known.get(name) ?? new Map<number, boolean>();
  known.set(name, asked);
  const before = asked.get(sign);
  if (before !== undefined) return before;
  const found = fontOf(name).hasGlyphForCodePoint(sign);
  asked.set(sign, found);
  return found;
}

/** Whether a font has all that one written letter is made of. */
export function draws(name: FontName, letter: string): boolean {
  return [...letter].every((sign) => unseen.test(sign) || has(name, sign.codePointAt(0) as number));
}
