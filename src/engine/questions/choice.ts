import { normalise } from '../normalise.ts';
import type { Options, Pick } from '../options.ts';
import type { Answered } from '../session.ts';

/** `sure`: named exactly, by number or by letter. `guess`: read from a part or a typing mistake, so it is said back. */
export interface Picked {
  pick: Pick;
  sure: boolean;
}

export type Distance = (a: string, b: string) => number;

const negation = /\b(no|not|dont|isnt|never|except|apart|without|but)\b/;
/** Says what something is not: nobody knows then what it is. */
export function negated(text: string): boolean {
  return negation.test(normalise(text));
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** By number ("2", "2.", "number 2", "the second one") or by letter ("b", "b)", "option b"). */
function byPosition(folded: string, options: Options): Pick | undefined {
  const bare = folded
    .replace(/^(the )?(number|no|option|letter|answer) /, '')
    .replace(/^the /, '')
    .replace(/ one$/, '');
  if (/^\d{1,2}$/.test(bare)) return options.list[Number(bare) - 1];
  if (/^[a-z]$/.test(bare)) return options.list[bare.charCodeAt(0) - 97];
  const ordinal = ordinals.indexOf(bare);
  if (ordinal >= 0) return options.list[ordinal];
  return bare === 'last' ? options.list.at(-1) : undefined;
}

/** The only one that fits, or undefined when none or several do. */
function only(picks: Pick[]): Pick | undefined {
  return new Set(picks).size === 1 ? picks[0] : undefined;
}

function byPart(folded: string, options: Options): Pick | undefined {
  const within = (text: string, part: string) => part.length >= 3 && ` ${text} `.includes(` ${part} `);
  const startOfWord = (text: string, part: string) => part.length >= 4 && ` ${text}`.includes(` ${part}`);
  const partOfLabel = options.list.filter((pick) => pick.labels.some((label) => within(label, folded)));
  if (partOfLabel.length > 0) return only(partOfLabel);
  const named = [...options.exact].filter(([word]) => within(folded, word)).map(([, pick]) => pick);
  if (named.length > 0) return only(named);
  return only(options.list.filter((pick) => pick.labels.some((label) => startOfWord(label, folded))));
}

/**
 * Typing mistakes: one letter wrong in words of four or five, two in longer ones; the nearest, if it is alone.
 * A word like "not" gives no room for more: "not here" is not "not sure".
 */
function byTypo(folded: string, names: Options['mistakable'], distance: Distance): Pick | undefined {
  const letters = folded.replace(negation, '').length;
  const allowed = letters < 4 ? 0 : letters < 6 ? 1 : 2;
  if (allowed === 0) return undefined;
  let best = allowed + 1;
  let near: Pick[] = [];
  for (const [word, pick] of names) {
    if (Math.abs(word.length - folded.length) > allowed) continue;
    const edits = distance(word, folded);
    if (edits < best) {
      best = edits;
      near = [];
    }
    if (edits === best && best <= allowed) near.push(pick);
  }
  return only(near);
}

/** Reads a reply as one of the options; null when it is none, or could be several. */
export function pickOne(text: string, options: Options, distance: Distance): Picked | null {
  const folded = normalise(text);
  if (!folded) return null;
  const named = options.exact.get(folded) ?? byPosition(folded, options);
  if (named) return { pick: named, sure: true };
  // "not sur" may be a name that says "not" itself; it is never the name of what it is not.
  const guess = negation.test(folded)
    ? byTypo(
        folded,
        options.mistakable.filter(([word]) => negation.test(word)),
        distance,
      )
    : (byPart(folded, options) ?? byTypo(folded, options.mistakable, distance));
  return guess ? { pick: guess, sure: false } : null;
}

export function answerOf(picks: Pick[], raw: string, several: boolean): Answered {
  const values = picks.map((pick) => pick.value);
  return several ? { value: values, category: values.join(','), raw } : { value: values[0] as string, category: values[0] as string, raw };
}
