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

const unpackedFiles = new Map<FontName, Buffer>();
const asked = new Map<FontName, Font>();

/**
 * A font as pdfkit takes it, for one document. It puts only the letters that are used into the file. It remembers of each drawn letter which it stood
 * for first, and parts of letters stand for none: shared between documents, some of their letters could not be copied or read out any more.
 */
export function openFont(name: FontName): Font {
  const read = unpackedFiles.get(name) ?? unpacked(readFileSync(files[name]));
  unpackedFiles.set(name, read);
  const font = create(read);
  if (!('hasGlyphForCodePoint' in font)) throw new Error(`${name} is a collection of fonts`);
  return font;
}

/** The font that is only asked what it has. */
function known(name: FontName): Font {
  const font = asked.get(name) ?? openFont(name);
  asked.set(name, font);
  return font;
}

/** Joiners, and signs that choose how the letter before looks: a font need not draw them. */
const unseen = /^\p{Default_Ignorable_Code_Point}$/u;

/** Asking a font takes long, and a page has few different letters. */
const answers = new Map<FontName, Map<number, boolean>>();

function has(name: FontName, sign: number): boolean {
  const signs = answers.get(name) ?? new Map<number, boolean>();
  answers.set(name, signs);
  const before = signs.get(sign);
  if (before !== undefined) return before;
  const found = known(name).hasGlyphForCodePoint(sign);
  signs.set(sign, found);
  return found;
}

/** Whether a font has all that one written letter is made of. */
export function draws(name: FontName, letter: string): boolean {
  return [...letter].every((sign) => unseen.test(sign) || has(name, sign.codePointAt(0) as number));
}
