import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf, daysAfter, shifted, startOfDay } from '../../src/calendar/index.ts';
import { aboutPathway, replanPathways } from '../../src/desk/nudges/pathway.ts';
import type { Facts } from '../../src/desk/ports.ts';
import { anyFacts, anyHistory, today } from '../pathways/facts.ts';
import { onEachDatabase } from '../support/database.ts';
import { runs } from '../support/deep.ts';
import { type Made, putPeople } from '../support/pathways.ts';
import { createWorld, type World } from '../support/world.ts';

/** People with everything that can happen, drawn anew each time; the seed is in the title of what fails. */
const seed = fc.sample(fc.nat(), 1)[0] as number;
const people: Made[] = fc
  .sample(fc.record({ facts: anyFacts, history: anyHistory, left: fc.boolean(), paused: fc.boolean() }), { numRuns: runs(150, 500), seed })
  .map(({ facts, history, left, paused }, index) => ({
    ...{ id: randomUUID(), name: null, left: left && index % 3 === 0, paused: paused && index % 4 === 0 },
    facts: fresh({ ...facts, ageBand: index % 10 === 0 ? facts.ageBand : '18-24' }),
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

/** When `putPeople` lets everybody leave. */
const then = new Date('2025-01-01T00:00:00Z');
const moments = [-400, -50, 0, 20, 45, 100, 250].map((days) => new Date(`${daysAfter(today, days)}T03:30:00Z`));

onEachDatabase(`The database agrees with the rules about what is said of pathways (seed ${seed})`, (kind) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(kind);
    await putPeople(world.database, people);
  });
  afterAll(() => world.remove());

  const rows = () =>
    world.database.rows<{ person: string; policy: string; occurrence: string; from: Date; until: Date }>(
      `SELECT person_id AS person, policy, occurrence, from_at AS "from", until_at AS "until" FROM nudge WHERE state = 'planned' ORDER BY 1, 2, 3`,
    );
  const about = (now: Date) =>
    people.flatMap(({ id, facts, history, left, paused }) => {
      if (facts.ageBand !== '18-24' && facts.ageBand !== '25-plus') return [];
      const enrolment = { goal: null, pausedAt: paused ? then : null, leftAt: left ? then : null };
      const found = { id, facts: facts as never, history, enrolment };
      return aboutPathway(world.parts, found, now).map(({ person, policy, occurrence, from, until }) => ({
        ...{ person, policy, occurrence, from, until },
      }));
    });
  const sorted = (list: Awaited<ReturnType<typeof rows>>) =>
    [...list].sort(
      (a, b) => a.person.localeCompare(b.person) || a.policy.localeCompare(b.policy) || a.occurrence.localeCompare(b.occurrence),
    );
  /** What begins today or in the sixty days after. */
  const planned = (now: Date) => {
    const dawn = startOfDay('Europe/London', dayOf('Europe/London', now));
    const end = shifted('Europe/London', dawn, { count: 60, unit: 'day' });
    return sorted(about(now).filter(({ from, until }) => from >= dawn && from < end && until > now));
  };

  it('as of any day: the same people, the same occasions, the same times; planned twice it is there once', async () => {
    const seen = new Set<string>();
    for (const now of moments) {
      await world.database.rows('DELETE FROM nudge');
      const counts = await replanPathways(world.parts, now);
      const expected = planned(now);
      expect(await rows()).toEqual(expected);
      expect(counts).toEqual({ planned: expected.length, dropped: 0 });
      expect(await replanPathways(world.parts, now)).toEqual({ planned: 0, dropped: 0 });
      for (const { policy } of expected) seen.add(policy);
    }
    // All that the file has came up, or nothing was compared.
    for (const policy of ['runs_out_60', 'runs_out_30', 'runs_out_7', 'quiet', 'stage_3_months', 'left_3_months'])
      expect([...seen], `${policy}`).toContain(policy);
  });

  it('from day to day: what is about nothing any more goes, the rest stays as it is', async () => {
    await world.database.rows('DELETE FROM nudge');
    for (const now of moments.slice(1)) {
      const before = new Set((await rows()).map(({ person, policy, occurrence }) => `${person} ${policy} ${occurrence}`));
      const { dropped } = await replanPathways(world.parts, now);
      const key = ({ person, policy, occurrence }: { person: string; policy: string; occurrence: string }) =>
        `${person} ${policy} ${occurrence}`;
      const still = new Set(about(now).map(key));
      const after = new Set((await rows()).map(key));
      expect([...after].filter((one) => !still.has(one))).toEqual([]);
      const stays = [...before].filter((one) => still.has(one));
      expect(stays.filter((one) => !after.has(one))).toEqual([]);
      expect(dropped).toBe(before.size - stays.length);
    }
  });
});
