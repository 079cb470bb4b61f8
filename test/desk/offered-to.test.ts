import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../../src/calendar/index.ts';
import { isDone, readiness, standingAt } from '../../src/pathways/index.ts';
import { anyFacts, anyHistory } from '../pathways/facts.ts';
import { onEachDatabase } from '../support/database.ts';
import { type Made, putPeople } from '../support/pathways.ts';
import { catalogue } from '../support/shipped.ts';
import { createWorld, day, type World } from '../support/world.ts';

const { pathway } = catalogue;

interface Said {
  state: 'given' | 'refused' | 'withdrawn';
  at: string;
  version: string;
}
/** Somebody with all that decides whether they may be told of an opportunity. */
interface Somebody extends Made {
  said: Said[];
  contact: boolean;
  takesPart: boolean;
  stopped: boolean;
  rests: boolean;
  leftOn: string;
}

const often = fc.nat(9).map((one) => one > 0);
const seed = fc.sample(fc.nat(), 1)[0] as number;
const drawn: Somebody[] = fc
  .sample(
    fc.record({
      facts: anyFacts,
      history: anyHistory,
      ...{ left: fc.nat(4), paused: fc.nat(5), grown: fc.boolean() },
      said: fc.array(
        fc.record({
          state: fc.constantFrom<Said['state']>('given', 'given', 'given', 'refused', 'withdrawn'),
          at: fc.constantFrom('2024-12-01', '2025-06-01', '2026-01-01'),
          version: fc.constantFrom('1', '1', '1', '0'),
        }),
        { maxLength: 3 },
      ),
      ...{ contact: often, takesPart: often, spoken: often, awake: often },
    }),
    { numRuns: 200, seed },
  )
  .map(({ facts, history, said, left, paused, grown, spoken, awake, ...rest }) => ({
    ...rest,
    ...{ leftOn: '2025-01-01', id: randomUUID(), name: null, left: left === 0, paused: paused === 0, stopped: !spoken, rests: !awake },
    // Grown up more often than not, or hardly anybody would be told.
    facts: {
      ageBand: grown ? '18-24' : facts.ageBand,
      attended: facts.attended.map(({ date }) => ({ session: randomUUID(), date })),
      led: facts.led.map(({ date }) => ({ session: randomUUID(), date })),
      proofs: facts.proofs.map((one) => ({ ...one, id: randomUUID() })),
      waivers: [...new Map(facts.waivers.map((waiver) => [waiver.requirement, waiver])).values()],
    },
    history: history.map((change) => ({ ...change, id: randomUUID() })),
    said: said.sort((a, b) => a.at.localeCompare(b.at)),
  }));

const wanted = fc
  .sample(
    fc.record({
      requires: fc.uniqueArray(fc.constantFrom(...pathway.requirements.map(({ requirement }) => requirement)), { maxLength: 2 }),
      stage: fc.option(fc.constantFrom(...pathway.stages.map(({ stage }) => stage))),
    }),
    { numRuns: 2, seed: seed + 1 },
  )
  .concat({ requires: ['first-session'], stage: null });

const inLondon = (at: Date) => dayOf('Europe/London', at);

/** Whether a stage leads to another, step by step. */
const leads = (from: string, to: string): boolean =>
  from === to || (pathway.stages.find(({ stage }) => stage === from)?.next ?? []).some((next) => leads(next, to));

/** Written without the code that decides it: what issue and law ask for. */
function mayBeTold(one: Somebody, { requires, stage }: (typeof wanted)[number], now: Date): boolean {
  const last = one.said.at(-1);
  const agreed = last?.state === 'given' && last.version === '1' && one.contact && one.takesPart;
  const grown = one.facts.ageBand === '18-24' || one.facts.ageBand === '25-plus';
  const here = !one.paused && !one.stopped && !one.rests && (!one.left || (last?.at ?? '') >= one.leftOn);
  const asks = {
    ...pathway,
    stages: [...pathway.stages, { ...(pathway.stages[0] as (typeof pathway.stages)[number]), stage: 'asked', requires }],
  };
  const meets = readiness(asks, 'asked', one.facts, inLondon(now)).lines.every(isDone);
  const { reached } = standingAt(pathway, one.history, one.facts, now, inLondon);
  return agreed && grown && here && meets && (stage === null || reached.some((at) => leads(stage, at)));
}

onEachDatabase(`In any world (seed ${seed})`, (kind) => {
  /** Things happen to them, and each database begins with how they were drawn. */
  const people = structuredClone(drawn);
  let world: World;
  beforeAll(async () => {
    world = await createWorld(kind);
    const { rows } = world.database;
    await putPeople(world.database, people);
    const list = (all: string[]) => all.join(', ');
    const words = people.flatMap(({ id, said, contact, takesPart }) =>
      [
        ...said.map((one) => ({ purpose: 'paid_work', ...one })),
        ...(contact ? [{ purpose: 'contact_here', state: 'given', at: '2025-01-01', version: '1' }] : []),
        { purpose: 'take_part', state: takesPart ? 'given' : 'withdrawn', at: '2025-01-01', version: '1' },
      ].map(({ purpose, state, at, version }) => `('${id}', '${purpose}', '${version}', '${state}', 'self', 'web', '${at}')`),
    );
    await rows(
      `INSERT INTO address (channel, value, person_id, created_at) VALUES ${list(people.map(({ id }) => `('web', '${id}', '${id}', '2025-01-01')`))}`,
    );
    await rows(`INSERT INTO consent (person_id, purpose, terms_version, state, how, channel, at) VALUES ${list(words)}`);
    const ids = (which: (one: Somebody) => boolean) =>
      list(
        people
          .filter(which)
          .map(({ id }) => `'${id}'`)
          .concat(`'${randomUUID()}'`),
      );
    await rows(`UPDATE person SET stopped_at = '2026-01-01' WHERE id IN (${ids(({ stopped }) => stopped)})`);
    await rows(`UPDATE person SET paused_until = '2026-06-01' WHERE id IN (${ids(({ rests }) => rests)})`);
  });
  afterAll(() => world.remove());

  it('an opportunity goes to all whom it fits and who may be told of it, and to nobody else', async () => {
    const ada = { channel: 'terminal', address: 'ada@office' } as const;
    const { rows } = world.database;
    let heard = 0;
    for (const [at, one] of wanted.entries()) {
      const title = `Number ${at}`;
      const { stage, requires } = one;
      const input = { title, about: 'You help.', closes: '2026-05-30', requires, ...(stage !== null && { stage }) };
      const preview = await world.desk.command(ada, { name: 'opportunity post', input });
      if (preview.kind === 'refused') throw new Error(preview.why);
      const now = world.clock.now();
      const expected = people.filter((somebody) => mayBeTold(somebody, one, now));
      expect(preview.sheet.data).toMatchObject({ tell: expected.length });
      await world.desk.command(ada, preview.sheet.next?.[0]?.order ?? { line: '' });
      // Between planning and going, one takes back the yes, the next takes a break, leaves, or loses what was met, and so on.
      for (const [index, somebody] of expected.entries()) {
        const { id, said, facts } = somebody;
        if (index % 5 === 0) {
          said.push({ state: 'withdrawn', at: '2026-03-10', version: '1' });
          await rows(`INSERT INTO consent (person_id, purpose, terms_version, state, how, channel, at)
            VALUES ('${id}', 'paid_work', '1', 'withdrawn', 'self', 'web', '2026-03-10')`);
        } else if (index % 5 === 4) {
          Object.assign(facts, { attended: [], led: [], proofs: [], waivers: [] });
          for (const table of ['attendance', 'session_facilitator', 'proof', 'waiver'])
            await rows(`DELETE FROM ${table} WHERE person_id = '${id}'`);
        } else if (index % 5 < 3) {
          const [field, column] = index % 5 === 1 ? (['paused', 'paused_at'] as const) : (['left', 'left_at'] as const);
          somebody[field] = true;
          if (field === 'left') somebody.leftOn = '2026-03-10';
          await rows(`INSERT INTO enrolment (person_id, ${column}) VALUES ('${id}', '2026-03-10')
            ON CONFLICT (person_id) DO UPDATE SET ${column} = excluded.${column}`);
        }
      }
      await world.desk.tick(now);
      await world.desk.deliver();
      const told = await rows<{ id: string }>(
        `SELECT person_id AS id FROM message WHERE direction = 'out' AND content->>'text' LIKE '%could fit you: ${title}.%'`,
      );
      const still = people.filter((somebody) => mayBeTold(somebody, one, now));
      expect(told.map(({ id }) => id).sort()).toEqual(still.map(({ id }) => id).sort());
      heard += told.length;
      world.clock.pass(day);
    }
    // The last asks for little: a test of nobody would say nothing.
    expect(heard).toBeGreaterThan(0);
  });
});
