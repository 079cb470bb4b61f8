import type { Reading } from '../../insight/index.ts';
import { filled, type ResultsWords } from '../../surveys/index.ts';
import type { Mode } from '../ports.ts';

/** How readings are put in words, the same in the matrix and in reports. */

export const in100 = (share: number) => String(Math.round(share * 100));

/** What they did: "agreed, or gave no answer". */
export function didOf({ kind, silent }: Pick<Reading, 'kind' | 'silent'>, words: ResultsWords): string {
  const did = words[`pack_${kind}`];
  return silent ? filled(words.pack_or_silent, { did }) : did;
}

export const kindOf = ({ anonymous }: { anonymous: boolean }, words: ResultsWords) => words[anonymous ? 'pack_anonymous' : 'pack_named'];

/** Ways of capturing answers, in words. */
export const waysNamed = (modes: readonly string[], words: ResultsWords) => modes.map((mode) => words[`how_${mode as Mode}`]).join(', ');

const why = { few: 'pack_few', asked: 'pack_some', not_asked: 'pack_not_asked' } as const;

/** A cell: "12 of 40 agreed (30 in 100), without names". What is withheld says why. */
export function cellOf(reading: Reading, words: ResultsWords): string {
  const { counted, share, source } = reading;
  const did = didOf(reading, words);
  if (counted === null) return `${did}, ${kindOf(source, words)}: ${words[why[reading.why ?? 'few']]}`;
  const { count, of } = counted;
  const said = share
    ? filled(words.pack_cell, { count, of, did, percent: in100(share.count / share.of) })
    : filled(words.pack_cell_count, { count, of, did });
  const noted = reading.why === 'asked' ? `${said}; ${words.pack_some}` : said;
  return `${noted}, ${kindOf(source, words)}`;
}
