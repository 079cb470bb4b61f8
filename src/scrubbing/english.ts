import compromise from 'compromise/two';
import { daleChall } from 'dale-chall';

/** A word or words of a text, in UTF-16 units: from `from` to before `to`. */
export interface Stretch {
  from: number;
  to: number;
}

export interface ProperNoun extends Stretch {
  kind: 'name' | 'place';
}

interface Term {
  text: string;
  tags: string[];
  offset: { start: number; length: number };
}

/** The tagger's time grows with the square of a sentence; messages of people are shorter than this, and longer ones are read in parts. */
const LONGEST_PART = 600;

/** Parts of at most LONGEST_PART, cut between words where there are any. */
function* partsOf(text: string): Generator<{ at: number; part: string }> {
  let at = 0;
  while (at < text.length) {
    let to = Math.min(text.length, at + LONGEST_PART);
    const gap = to < text.length ? text.slice(at, to).search(/\s\S*$/) : -1;
    if (gap > 0) to = at + gap + 1;
    yield { at, part: text.slice(at, to) };
    at = to;
  }
}

function kindOf(tags: string[]): ProperNoun['kind'] | null {
  if (tags.includes('Pronoun') || tags.includes('Country')) return null;
  if (tags.includes('Place')) return 'place';
  return tags.some((tag) => tag === 'Person' || tag === 'FirstName' || tag === 'LastName') ? 'name' : null;
}

/** Words that a tagger for English takes for names of people and places. It needs capitals for most of them, and misses many. */
export function properNouns(text: string): ProperNoun[] {
  return [...partsOf(text)].flatMap(({ at, part }) => {
    const sentences = compromise(part).json({ offset: true }) as { terms: Term[] }[];
    return sentences.flatMap(({ terms }) =>
      terms.flatMap(({ text: word, tags, offset }): ProperNoun[] => {
        const kind = kindOf(tags);
        const from = at + offset.start;
        return kind && word && text.startsWith(word, from) ? [{ kind, from, to: from + word.length }] : [];
      }),
    );
  });
}

const named = /^(?:Person|FirstName|MaleName|FemaleName|LastName|Place|City|Region|Organization|SportsTeam|ProperNoun|Honorific)$/;

function dictionary(): Set<string> {
  const { one } = compromise.model() as { one: { lexicon: Record<string, string | string[]> } };
  const words = Object.entries(one.lexicon).filter(([, tags]) => ![tags].flat().some((tag) => named.test(tag)));
  return new Set([...words.map(([word]) => word), ...daleChall]);
}

let known: Set<string> | undefined;

/** The shortest halves of a word such as "childcare": shorter ones stand in names by chance. */
const SHORTEST_HALF = 4;

/** Longer ones are no words, and splitting them takes time. */
const LONGEST_WORD = 30;

/** Whether a dictionary of everyday English has this word, in lower case, as something else than a name: also "walking", and "childcare". */
export function isOrdinary(word: string): boolean {
  known ??= dictionary();
  if (word.length > LONGEST_WORD) return false;
  if (known.has(word)) return true;
  const stem = /^(\p{L}{3,}?)(?:e?s|ed|ing|er|ly)$/u.exec(word)?.[1];
  if (stem !== undefined && (known.has(stem) || known.has(`${stem}e`) || known.has(stem.replace(/(.)\1$/u, '$1')))) return true;
  for (let at = SHORTEST_HALF; at <= word.length - SHORTEST_HALF; at++)
    if (known.has(word.slice(0, at)) && known.has(word.slice(at))) return true;
  return false;
}
