import { how, late } from './count.ts';
import type { Grid } from './grid.ts';
import { type Release, release } from './release.ts';
import { elsewhere, type Question, type Response, type Survey } from './survey.ts';

/**
 * What may be shown of a question that was answered in words, once areas were found in them: a release of the same people as `of`, the release of
 * their answers, with the same threshold and the same parts. Who wrote nothing gave no answer, and so did who was in the release and is gone since: the
 * number of people in it must not tell how many went.
 * @param question of type `several`: its options are the areas
 * @param people who were in that release and finished; their answers to the question are the areas
 */
export function codedRelease(question: Question, { split }: Pick<Survey, 'split'>, people: Response[], of: Release): Release | null {
  const by = split?.by ?? elsewhere;
  // Parts that stand together there stand together here: each such group is a part by the name of its first.
  const groupOf = (response: Response) => {
    const part = (split && response.groups[split.by]) ?? elsewhere;
    const group = of.parts.length === 1 ? of.parts[0] : of.parts.find((one) => one.of.includes(part));
    if (!group) throw new RangeError('a response is in a part that its release does not have');
    return group;
  };
  const named = (group: Release['parts'][number]) => group.of[0] ?? elsewhere;
  const placed = people.map((response) => ({ group: groupOf(response), response }));
  const silent: Response = { answers: {}, state: 'finished', late: false, how: 'self', groups: {} };
  const everybody = of.parts.flatMap((group) => {
    const there = placed.filter((one) => one.group === group).map(({ response }) => response);
    const gone = Array.from({ length: Math.max(0, group.base - there.length) }, () => silent);
    return [...there, ...gone].map((response): Response => ({ ...response, state: 'finished', groups: { [by]: named(group) } }));
  });
  const parts = of.parts.map((group) => ({ value: named(group), label: named(group) }));
  const figures = release({ questions: [question], split: { by, parts }, quotesIf: null }, everybody, of.threshold);
  if (!figures) return null;
  const whole = (names: string[]) => names.flatMap((name) => of.parts.find((group) => named(group) === name)?.of ?? []);
  const spread = (grid: Grid): Grid => ({ ...grid, rows: grid.rows.map(whole) });
  return {
    ...figures,
    parts: of.parts,
    // Who was late, and how answers came, stands in the release of the answers, and in no second table of nearly the same people.
    tables: Object.fromEntries(
      Object.entries(figures.tables).flatMap(([name, table]) =>
        name === late.table || name === how.table ? [] : [[name, { whole: spread(table.whole), split: spread(table.split) }]],
      ),
    ),
  };
}
