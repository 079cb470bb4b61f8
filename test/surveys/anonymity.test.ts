import { createHash, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FlowBundle } from '../../src/engine/index.ts';
import { type Dump, dump, pairings, type Row } from '../support/attacker.ts';
import { onEmbedded } from '../support/database.ts';
import { catalogue } from '../support/shipped.ts';
import { addSession, register, sendNow, tokenFor } from '../support/surveys.ts';
import { createWorld, day, type World } from '../support/world.ts';

/**
 * An attacker who holds every table before and after, with ctid and xmin, tries every order and every equal value. Who answered what is
 * known here because each writes a word of their own, which nobody else knows.
 */
const words = (en: string) => ({ text: { en }, again: { en }, why: { en }, label: { en } });
const short = FlowBundle.parse({
  main: {
    flow: 'short',
    title: { en: 'Short' },
    survey: { about: { en: 'the session' }, minutes: 1 },
    nudges: [{ nudge: 'invitation', label: 'Invitation', kind: 'invitation', when: 'sent' }],
    steps: [{ ask: 'who', type: 'text', ...words('Who are you?') }, { ask: 'how', type: 'yes_no', ...words('Good?') }, { end: 'thanks' }],
  },
  called: {},
});

/** Of a browser: random, as its cookie is. */
const keyOf = (run: string, name: string) => createHash('sha256').update(`${salt} ${run} ${name}`).digest('hex');
const salt = randomUUID();

const PEOPLE = 10;
const RUNS = 8;

onEmbedded('A survey without names', (kind) => {
  let world: World;
  const names = Array.from({ length: PEOPLE }, (_, index) => `person-${index}`);
  const ids = new Map<string, string>();
  beforeEach(async () => {
    world = await createWorld(kind, { flows: new Map([...catalogue.flows, ['short', short]]) });
    for (const name of names) ids.set(name, await register(world, name));
  }, 120_000);
  afterEach(() => world.remove());

  const rowsOf = (held: Dump, table: string, run: string) => (held.get(table) ?? []).filter((row) => row.run_id === run);
  /** A word that only this person writes, and whose it is. */
  const secrets = new Map<string, string>();
  function secretOf(name: string): string {
    const secret = randomUUID();
    secrets.set(secret, ids.get(name) ?? '');
    return secret;
  }
  /** Who wrote a response: the attacker must not know. */
  const truth = (response: Row) => secrets.get((JSON.parse(response.answers ?? '{}') as { who: { value: string } }).who.value);

  /** Everybody answers, in a random order, some going away in between, and some never finish. */
  async function answered(finishing: number): Promise<{ run: string; before: Dump; after: Dump }> {
    // Nobody is asked often: one survey a week.
    world.clock.pass(7 * day);
    const session = await addSession(world, [...ids.values()]);
    const run = await sendNow(world, { template: 'short', session, kind: 'anonymous', reminders: 0 });
    const tokens = new Map<string, string>();
    for (const name of names) tokens.set(name, await tokenFor(world, name));
    const before = await dump(world.database);
    const order = names.map((name) => ({ name, at: world.parts.ids.below(1e9) })).sort((a, b) => a.at - b.at);
    const say = (name: string, text: string) =>
      world.desk.papers.reply(tokens.get(name) ?? '', keyOf(run, name), randomUUID(), { kind: 'text', text });
    const finishers = order.slice(0, finishing);
    for (const { name } of order) await say(name, secretOf(name));
    for (const { name } of finishers) {
      await say(name, 'yes');
      world.clock.pass(1);
    }
    return { run, before, after: await dump(world.database) };
  }

  /** The invitations with all that is known of their people, as columns of one row. */
  function known({ run, before, after }: Awaited<ReturnType<typeof answered>>, state: string): Row[] {
    const was = rowsOf(before, 'invitation', run);
    return rowsOf(after, 'invitation', run)
      .filter((row) => row.state === state)
      .map((row) => {
        const earlier = was.find(({ id }) => id === row.id);
        const person = after.get('person')?.find(({ id }) => id === row.person_id);
        const message = after.get('message')?.find(({ person_id, id }) => person_id === row.person_id && id === row.message_id);
        const named = (prefix: string, of: Row | undefined) =>
          Object.fromEntries(Object.entries(of ?? {}).map(([name, value]) => [`${prefix} ${name}`, value]));
        return { ...row, ...named('before', earlier), ...named('person', person), ...named('message', message) };
      });
  }

  it('cannot be joined to people better than by chance, in any order and by any value, place or transaction', async () => {
    const hits = new Map<string, number>();
    for (let round = 0; round < RUNS; round++) {
      const held = await answered(PEOPLE);
      const responses = rowsOf(held.after, 'response', held.run);
      expect(responses.filter(({ state }) => state === 'finished')).toHaveLength(PEOPLE);
      for (const [how, pairs] of pairings(responses, known(held, 'finished')))
        hits.set(how, (hits.get(how) ?? 0) + pairs.filter(([response, invitation]) => truth(response) === invitation.person_id).length);
    }
    // Ten people paired at random hit once on average, with a deviation of one: of eight rounds together, eight and three.
    const best = [...hits].sort(([, a], [, b]) => b - a)[0];
    expect(best?.[1], best?.[0]).toBeLessThan(8 + 6 * 3);
    // An equal value that only the two have is a join, whatever it hits. Places of rows are drawn by lot: two tables may have the same by chance.
    expect([...hits].filter(([how, count]) => how.includes('=') && !how.startsWith('ctid =') && count > 0)).toEqual([]);
  });

  it('has nobody in any table who was written by the same transaction as a response, but all who have finished', async () => {
    const { run, after } = await answered(PEOPLE - 3);
    const finished = rowsOf(after, 'invitation', run).filter(({ state }) => state === 'finished');
    const written = new Set(
      rowsOf(after, 'response', run)
        .filter(({ state }) => state === 'finished')
        .map(({ xmin }) => xmin),
    );
    expect(written.size).toBe(1);
    for (const [table, rows] of after)
      for (const row of rows) {
        if (!written.has(row.xmin ?? '') || table === 'response') continue;
        expect([table, row.state]).toEqual(['invitation', 'finished']);
      }
    expect(new Set(finished.map(({ xmin }) => xmin))).toEqual(written);
  });

  it('marks nobody who has only begun, and what they began has no transaction of anybody’s', async () => {
    const { run, before, after } = await answered(0);
    expect(rowsOf(after, 'invitation', run)).toEqual(rowsOf(before, 'invitation', run));
    const begun = new Set(rowsOf(after, 'response', run).map(({ xmin }) => xmin));
    for (const [table, rows] of after) if (table !== 'response') expect(rows.filter(({ xmin }) => begun.has(xmin ?? ''))).toEqual([]);
  });

  it('that finish at the same moment are mixed with each other', async () => {
    // Nobody is asked often: one survey a week.
    world.clock.pass(7 * day);
    const session = await addSession(world, [...ids.values()]);
    const run = await sendNow(world, { template: 'short', session, kind: 'anonymous', reminders: 0 });
    const other = await world.replica();
    await Promise.all(
      names.map(async (name, index) => {
        const token = await tokenFor(world, name);
        const { papers } = index % 2 ? world.desk : other;
        await papers.reply(token, `key-${name}`, `${name}-who`, { kind: 'text', text: secretOf(name) });
        await papers.reply(token, `key-${name}`, `${name}-how`, { kind: 'text', text: 'yes' });
      }),
    );
    const after = await dump(world.database);
    const responses = rowsOf(after, 'response', run);
    expect(responses.map(truth).sort()).toEqual([...ids.values()].sort());
    expect(new Set([...responses, ...rowsOf(after, 'invitation', run)].map(({ xmin }) => xmin)).size).toBe(1);
  });
});
