import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf, daysAfter } from '../../src/calendar/index.ts';
import type { Facts } from '../../src/desk/ports.ts';
import { lastDay, leadsTo, readiness, stageOf, standingAt } from '../../src/pathways/index.ts';
import { onEachDatabase, type TestDatabase } from '../support/database.ts';
import { runs } from '../support/deep.ts';
import { type Made, putPeople } from '../support/pathways.ts';
import { catalogue } from '../support/shipped.ts';
import { anyFacts, anyHistory, today } from './facts.ts';

const { pathway } = catalogue;
const inLondon = (at: Date) => dayOf('Europe/London', at);

/** People with everything that can happen, drawn anew each time; the seed is in the title of what fails. */
const seed = fc.sample(fc.nat(), 1)[0] as number;
const people: Made[] = fc
  .sample(
    fc.record({
      facts: anyFacts,
      history: anyHistory,
      name: fc.option(fc.constantFrom('Ann', 'ann', 'Bo', 'Cy')),
      left: fc.boolean(),
      paused: fc.boolean(),
    }),
    {
      numRuns: runs(60, 150),
      seed,
    },
  )
  .map(({ facts, history, left, paused, name }) => ({
    ...{ id: randomUUID(), name, paused, left: left && paused },
    facts: fresh(facts),
    history: history.map((change) => ({ ...change, id: randomUUID() })),
  }));

/** Ids that nobody else has; of two waivers of one requirement there is one. */
function fresh({ ageBand, attended, led, proofs, waivers }: Facts): Facts {
  const sessions = (list: Facts['led']) => list.map(({ date }) => ({ session: randomUUID(), date }));
  return {
    ...{ ageBand, attended: sessions(attended), led: sessions(led) },
    proofs: proofs.map((proof) => ({ ...proof, id: randomUUID() })),
    waivers: [...new Map(waivers.map((waiver) => [waiver.requirement, waiver])).values()],
  };
}

const moments = [-400, -50, 0, 30, 500].map((days) => new Date(`${daysAfter(today, days)}T12:00:00Z`));
const placeOf = ({ history, facts }: Made, now: Date) => standingAt(pathway, history, facts, now, inLondon);

onEachDatabase(`The database agrees with the rules about pathways (seed ${seed})`, (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await kind.fresh();
    await database.store.pathways.publish('a', pathway, new Date('2024-01-01T00:00:00Z'));
    await putPeople(database, people);
  });
  afterAll(() => database.remove());

  it('about who is ready for which stage, and what each lacks', async () => {
    for (const now of moments)
      for (const stage of pathway.stages.slice(1)) {
        const day = inLondon(now);
        const expected = people.flatMap((one) => {
          const at = placeOf(one, now).stage;
          if (one.left || !leadsTo(stage, at) || (at === null && one.facts.proofs.length === 0)) return [];
          const { lines, met } = readiness(pathway, stage.stage, one.facts, day);
          const lacks = lines
            .filter(({ state }) => state !== 'met' && state !== 'waived')
            .map(({ requirement, state }) => ({ requirement: requirement.requirement, state }));
          return [{ person: one.id, name: one.name, at, met, of: lines.length, lacks }];
        });
        const found = await database.store.pathways.ready(pathway, stage.stage, day, now, { lacking: 99, limit: 999 });
        const sorted = (rows: typeof expected) => [...rows].sort((a, b) => a.person.localeCompare(b.person));
        expect(sorted(found.rows)).toEqual(sorted(expected));
        expect([found.of, found.ready]).toEqual([expected.length, expected.filter(({ lacks }) => lacks.length === 0).length]);
        // By name, and by nothing that could be taken for a mark.
        const names = found.rows.map(({ name }) => (name ?? '\uffff').toLowerCase());
        expect(names).toEqual([...names].sort());
        const few = await database.store.pathways.ready(pathway, stage.stage, day, now, { lacking: 1, limit: 2 });
        expect([few.of, few.rows.length]).toEqual([
          expected.filter(({ lacks }) => lacks.length <= 1).length,
          Math.min(2, expected.filter(({ lacks }) => lacks.length <= 1).length),
        ]);
      }
  });

  it('about where everybody is, who is stuck, and what runs out when', async () => {
    for (const now of moments) {
      const day = inLondon(now);
      const days = { today: day, soon: daysAfter(day, 60), quiet: daysAfter(day, -180), zone: 'Europe/London' };
      const here = people.filter(({ left }) => !left).map((one) => ({ ...one, place: placeOf(one, now) }));
      const board = await database.store.pathways.board(pathway, days, now, 9999);
      const counts = new Map<string, number>();
      for (const { place } of here) if (place.stage) counts.set(place.stage, (counts.get(place.stage) ?? 0) + 1);
      expect(new Map(board.stages.map(({ stage, people: count }) => [stage, count]))).toEqual(counts);

      const stuck = here.filter(({ place, facts, paused }) => {
        const news = [...facts.attended, ...facts.led].map(({ date }) => date).filter((date) => date <= day);
        const last = [place.since ?? '', ...news, ...facts.proofs.map(({ date }) => date)].sort().at(-1) as string;
        return !paused && (stageOf(pathway, place.stage)?.next.length ?? 0) > 0 && last <= days.quiet;
      });
      expect(board.stuck.rows.map(({ person, stage, since }) => [person, stage, since]).sort()).toEqual(
        stuck.map(({ id, place }) => [id, place.stage, place.since]).sort(),
      );
      expect(board.stuck.of).toBe(stuck.length);

      const expiring = here.flatMap(({ id, place, facts }) =>
        place.stage === null
          ? []
          : pathway.requirements.flatMap(({ requirement, kind, which, months, count }) => {
              const ends = facts.proofs
                .filter((proof) => proof.kind === kind && proof.which === which && proof.signed)
                .map((proof) => lastDay(proof, months) ?? '9999')
                .sort()
                .reverse();
              const until = ends[count - 1] ?? '';
              return until >= day && until <= days.soon ? [[id, requirement, until]] : [];
            }),
      );
      expect(board.expiring.rows.map(({ person, requirement, until }) => [person, requirement, until]).sort()).toEqual(expiring.sort());
      expect(board.proofs.of).toBe(people.flatMap(({ facts }) => facts.proofs).filter(({ signed }) => !signed).length);
      expect(board.changes.of).toBe(people.flatMap(({ history }) => history).filter(({ at, reversed }) => !at && !reversed).length);
    }
  });
});
