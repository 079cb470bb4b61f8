import type { Answered, Needed } from '../../desk/ports.ts';

/** PostgreSQL takes a hundred values for one list. */
const LONGEST = 50;

/** The first parameter that names a question. */
const FIRST = 6;

const pickedFrom = {
  option: (answer: string) => `${answer}->'category'`,
  // Who skipped it has no list.
  options: (answer: string) =>
    `CASE WHEN jsonb_typeof(${answer}->'value') = 'array' THEN ${answer}->'value' ELSE ${answer}->'category' END`,
  any: (answer: string) => `${answer} IS NOT NULL`,
} satisfies Record<Needed, (answer: string) => string>;

/**
 * What is needed of `answers`, one after the other, as one JSON list of lists: a tenth of what is kept, so that most of the time does not go into words that nobody
 * reads. Its text depends on the kinds of questions alone.
 */
export function neededColumn(needed: Record<string, Needed>): string {
  const values = Object.values(needed).map((what, at) => pickedFrom[what](`(answers->$${FIRST + at}::text)`));
  const lists = Array.from({ length: Math.ceil(values.length / LONGEST) }, (_, at) => values.slice(at * LONGEST, (at + 1) * LONGEST));
  return `json_build_array(${lists.map((list) => `json_build_array(${list.join(', ')})`).join(', ')})`;
}

export type NeededJson = (string | string[] | boolean | null)[][];

/** Reads it again: answers as they are kept, without what was typed and without texts. */
export function answersFrom(needed: Record<string, Needed>): (said: NeededJson) => Record<string, Answered> {
  const steps = Object.keys(needed);
  const one = new Map<string | true, Answered>();
  function answerOf(value: string | string[] | true): Answered {
    if (Array.isArray(value)) return { value, category: null, raw: '' };
    const known = one.get(value);
    if (known) return known;
    const category = value === true ? null : value;
    const answer = { value: category, category, raw: '' };
    one.set(value, answer);
    return answer;
  }
  return (said) => {
    const answers: Record<string, Answered> = {};
    let at = 0;
    for (const list of said)
      for (const value of list) {
        const step = steps[at++] as string;
        if (value !== null && value !== false) answers[step] = answerOf(value);
      }
    return answers;
  };
}
