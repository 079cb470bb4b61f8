import { counterOf, how, late } from './count.ts';
import type { Grid } from './grid.ts';
import { type Release, releaseOf } from './release.ts';
import { elsewhere, type Question, type Response, type Survey } from './survey.ts';

/** Counts of what was found in words, while those who are in a release pass by. */
export interface CodedCounter {
  /** One more who was in that release and finished; their answer to the question is the areas. @throws where its release does not have their part */
  take(response: Response): void;
  /** null: nothing of it may be shown. */
  release(): Release | null;
}

/**
 * What may be shown of a question that was answered in words, once areas were found in them: a release of the same people as `of`, the release of
 * their answers, with the same threshold and the same parts. Who wrote nothing gave no answer, and so did who was in the release and is gone since: the
 * number of people in it must not tell how many went.
 * @param question of type `several`: its options are the areas
 */
export function codedCounter(question: Question, { split }: Pick<Survey, 'split'>, of: Release): CodedCounter {
  const by = split?.by ?? elsewhere;
  // Parts that stand together there stand together here: each such group is a part by the name of its first.
  const named = (group: Release['parts'][number]) => group.of[0] ?? elsewhere;
  const groups = new Map(of.parts.map((group) => [named(group), group]));
  const places = new Map(of.parts.flatMap((group) => group.of.map((part) => [part, named(group)] as const)));
  const left = new Map(of.parts.map((group) => [named(group), group.base]));
  const placeOf = (response: Response) => {
    const place = of.parts.length === 1 ? [...left.keys()][0] : places.get((split && response.groups[split.by]) ?? elsewhere);
    if (place === undefined) throw new RangeError('a response is in a part that its release does not have');
    return place;
  };
  const parts = [...groups.keys()].map((name) => ({ value: name, label: name }));
  const survey: Survey = { questions: [question], split: { by, parts }, quotesIf: null };
  const counter = counterOf(survey);
  const take = (response: Response, place: string) => {
    left.set(place, (left.get(place) ?? 0) - 1);
    counter.take({ ...response, state: 'finished', groups: { [by]: place } });
  };
  const whole = (names: string[]) => names.flatMap((name) => groups.get(name)?.of ?? []);
  const spread = (grid: Grid): Grid => ({ ...grid, rows: grid.rows.map(whole) });
  return {
    take: (response) => take(response, placeOf(response)),
    release() {
      const silent: Response = { answers: {}, state: 'finished', late: false, how: 'self', groups: {} };
      for (const [place, gone] of left) for (let one = 0; one < gone; one++) take(silent, place);
      const figures = releaseOf(survey, counter, of.threshold);
      if (!figures) return null;
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
    },
  };
}

/** The same of people who are all known. */
export function codedRelease(question: Question, survey: Pick<Survey, 'split'>, people: Iterable<Response>, of: Release): Release | null {
  const counter = codedCounter(question, survey, of);
  for (const response of people) counter.take(response);
  return counter.release();
}
