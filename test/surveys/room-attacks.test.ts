import { describe, expect, it } from 'vitest';
import { handsRelease, modes, ofOneAlone, peopleOf, type Response, release, type Survey } from '../../src/surveys/index.ts';
import { deep } from '../support/deep.ts';
import { fillings, leaks, product, subsets, subsetsOfTable } from './attack.ts';
import { question, responses, survey } from './make.ts';

/** Small enough to try every world. */
const four = { cell: 4, base: 8 };

const raised = ({ how }: Response) => how === 'scribe';
/** As it is published: those who answered alone, and those who raised their hands. */
const published = (of: Survey, people: Response[]) =>
  JSON.stringify([
    release(
      ofOneAlone(of),
      people.filter((one) => !raised(one)),
      four,
    ),
    handsRelease(of, people.filter(raised), four),
  ]);
const q = question('q', 'choice', ['a', 'b']);
const ways = ['self', 'tablet'] as const;

/** People by how they were captured, and by what they said: a, b, nothing. */
const captured = (rows: number[][]) =>
  rows.flatMap((counts, row) => responses('q', ['a', 'b', null], counts, { how: ways[row] as 'self' }));

describe('Somebody who sees how answers were captured', () => {
  const split = { by: 'how', parts: modes.map((value) => ({ value, label: value })) };
  const cutByHow = { ...survey([q]), split };
  const grouped = (people: Response[]) => people.map((one) => ({ ...one, groups: { how: one.how } }));

  for (const size of deep ? [8, 11, 13, 16] : [8])
    it(`learns no number below the threshold, of a way or of an answer, of ${size} people`, () => {
      const worlds = [...fillings(size, 6)].map((counts) => [counts.slice(0, 3), counts.slice(3)]);
      const secrets = (rows: number[][]) => [...subsetsOfTable(rows), ...subsets(rows.map((row) => row.reduce((sum, one) => sum + one)))];
      expect(leaks(worlds, (rows) => published(survey([q]), captured(rows)), secrets, 4).slice(0, 3)).toEqual([]);
      expect(leaks(worlds, (rows) => published(cutByHow, grouped(captured(rows))), secrets, 4).slice(0, 3)).toEqual([]);
    });
});

describe('Somebody who saw the hands in a room', () => {
  const two = survey([q, question('p', 'choice', ['a', 'b'])]);
  /** Alone, 8 people. In the room, hands to the first question. */
  const world = ([alone, hands]: number[][], present: number): Response[] => {
    const raised = { step: 'q', present, counts: { a: hands?.[0] ?? 0, b: hands?.[1] ?? 0 } };
    const room = peopleOf(two.questions, [raised]).map(
      (person): Response => ({ ...person, state: 'finished', late: false, how: 'scribe', groups: {} }),
    );
    return [...responses('q', ['a', 'b', null], alone as number[]), ...room];
  };

  for (const present of deep ? [3, 7, 8, 9, 12] : [9])
    it(`learns no number below the threshold of the others, beside ${present} who raised hands; and nobody else learns one of these`, () => {
      const rooms = [...fillings(present, 3)];
      for (const size of [8, 12])
        for (const room of rooms) {
          const worlds = product([[...fillings(size, 3)], [room]]);
          expect(
            leaks(
              worlds,
              (one) => published(two, world(one, present)),
              ([alone]) => subsets(alone as number[]),
              4,
            ).slice(0, 3),
          ).toEqual([]);
        }
      const worlds = product([[...fillings(8, 3)], rooms]);
      expect(leaks(worlds, (one) => published(two, world(one, present)), subsetsOfTable, 4).slice(0, 3)).toEqual([]);
    });

  it('would learn some if those who raised hands were published together with the others', () => {
    const worlds = product([[...fillings(8, 3)], [[3, 0, 0]]]);
    const publish = (one: number[][]) => JSON.stringify(release(two, world(one, 3), four));
    expect(leaks(worlds, publish, ([alone]) => subsets(alone as number[]), 4)).not.toEqual([]);
  });
});
