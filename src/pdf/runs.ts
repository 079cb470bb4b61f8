import { draws, type FontName } from './fonts.ts';

/** A part of a text that one font draws, in one direction. */
export interface Run {
  text: string;
  font: FontName;
  /** It is read from the right. */
  rtl: boolean;
  /** What it stands for, where it is our mark for a letter that no font draws. */
  instead?: string;
}

/** Stands where no font has the letter. */
export const mark = '\uFFFD';

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

const fromRight = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
/** Of no script: they go with the letters around them. Digits run from the left everywhere. */
const neutral = /^[\p{Script=Common}\p{Script=Inherited}]+$/u;

/** What is no letter and no space, such as a line break. */
const controls = /[\p{Cc}\u2028\u2029]+/gu;

/**
 * A text as the fonts draw it, letter by letter: no letter is torn apart, and none goes missing without a mark.
 * @param main the font that is tried first
 */
export function runsOf(text: string, main: FontName): Run[] {
  const runs: Run[] = [];
  const add = (run: Run) => {
    const last = runs.at(-1);
    const goesOn = last && !last.instead && !run.instead && last.font === run.font && last.rtl === run.rtl;
    if (goesOn) last.text += run.text;
    else runs.push({ ...run });
  };
  for (const { segment } of letters.segment(text.replace(controls, ' '))) {
    const last = runs.at(-1);
    const follows = last && !last.instead && neutral.test(segment) && draws(last.font, segment);
    const font = follows ? last.font : ([main, 'wide'] as const).find((one) => draws(one, segment));
    const rtl = follows ? last.rtl && !/\p{Nd}/u.test(segment) : fromRight.test(segment);
    add(font ? { text: segment, font, rtl } : { text: mark, font: main, rtl: false, instead: segment });
  }
  return runs.flatMap(withoutEdge);
}

/**
 * What is read from the right begins at its right: a space at its end belongs to what comes after it, with a bracket or quotation mark that opens after
 * that space, and with the mark that closes a quotation which began before it.
 */
function withoutEdge(run: Run): Run[] {
  const closes = /\p{Pi}/u.test(run.text) ? '' : '\\p{Pf}?';
  const [edge = ''] = run.rtl ? (new RegExp(`${closes}(?:\\s+[\\p{Ps}\\p{Pi}]*)?$`, 'u').exec(run.text) ?? []) : [];
  return edge
    ? [
        { ...run, text: run.text.slice(0, -edge.length) },
        { text: edge, font: run.font, rtl: false },
      ]
    : [run];
}
