import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TurnRecord } from '../../src/desk/ports.ts';
import { onEveryWayIn, type TestDatabase } from '../support/database.ts';
import { begin, conversation, everything, later, nextTurn, noon } from './turns.ts';

onEveryWayIn('forgetting', (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await kind.fresh();
  });
  afterAll(() => database.remove());

  const forget = (person: string | null, conversationVersion: number, externalId: string | null = randomUUID()) =>
    database.store.forget({
      channel: 'web',
      externalId,
      person,
      conversationVersion,
      tally: 'under-13',
      concern: null,
      concernOf: person ?? randomUUID(),
      tombstones: null,
      help: { words: null, name: null, ageBand: null, place: null, reach: [] },
      audit: [],
      at: noon,
    });

  it('leaves the event and a count, and nothing else', async () => {
    const { store, rows } = database;
    const before = await everything(rows);
    const marks = ['mark-name', 'mark-place', 'mark-said', 'mark-answer', 'mark-code', 'mark-address', 'mark-consent'] as const;
    const [name, place, text, answer, hash, address, purpose] = marks;
    const { first, opened } = await begin(store, {
      address,
      externalId: null,
      person: { id: randomUUID(), isNew: true, set: { name, place, age_band: '13-15', language: 'easy' } },
      messages: [{ direction: 'in', said: { text } }],
      answers: [{ step: 'name', answer: { value: answer, category: null, raw: answer } }],
      consents: [{ purpose, termsVersion: '1', state: 'given', how: 'self', witness: null }],
      code: { hash, expiresAt: later(60) },
    });
    const filled = await everything(rows);
    for (const mark of marks) expect(filled).toContain(mark);
    expect(await forget(first.person.id, opened.conversation?.version ?? 0, 'last-event')).toBe('committed');
    const after = await everything(rows);
    for (const mark of [...marks, first.person.id, first.conversation?.id]) expect(after).not.toContain(mark);
    expect(await rows('SELECT key, day::text, count FROM tally')).toEqual([{ key: 'under-13', day: '2026-05-04', count: 1 }]);
    expect((await store.open('web', address, 'last-event')).seen).toBe(true);
    expect(await forget(null, 0, 'last-event')).toBe('duplicate');
    expect(before).not.toContain('under-13');
  });

  it('counts somebody of whom nothing was kept', async () => {
    expect(await forget(null, 0)).toBe('committed');
    expect(await database.rows('SELECT count FROM tally')).toEqual([{ count: 2 }]);
  });

  it('is lost when another turn came between, and erases nothing', async () => {
    const { store, rows } = database;
    const { first, opened } = await begin(store);
    await store.commit(nextTurn(opened, first));
    const before = await everything(rows);
    expect(await forget(first.person.id, 1)).toBe('lost');
    expect(await forget(first.person.id, 0)).toBe('lost');
    expect(await forget(randomUUID(), 0)).toBe('lost');
    expect(await everything(rows)).toBe(before);
  });

  it('leaves no row behind when turns of the same person are under way', async () => {
    const { store, rows } = database;
    const people = await Promise.all(Array.from({ length: 40 }, () => begin(store)));
    const said = {
      messages: [{ direction: 'in' as const, said: { text: 'me too' } }],
      answers: [{ step: 'a', answer: { value: 'b', category: null, raw: 'b' } }],
    };
    const turnsOf = (first: TurnRecord, opened: (typeof people)[number]['opened']) => [
      nextTurn(opened, first, said),
      nextTurn(opened, first, { ...said, conversation: null, answers: [] }),
      nextTurn(opened, first, { ...said, conversation: conversation() }),
    ];
    const taken = await Promise.all(
      people.flatMap(({ first, opened }) => {
        const [one, two, three] = turnsOf(first, opened).map((turn) => () => store.commit(turn));
        const order = [two, () => forget(first.person.id, 1), one, three];
        return order.map((take) => take?.());
      }),
    );
    for (const { first } of people) {
      const { conversation: open } = await store.open('web', first.address, null);
      if (open) expect(await forget(first.person.id, open.version)).toBe('committed');
    }
    expect(new Set(taken)).toEqual(new Set(['committed', 'lost']));
    expect(await rows('SELECT * FROM message WHERE person_id NOT IN (SELECT id FROM person)')).toEqual([]);
    expect(await rows('SELECT * FROM answer WHERE conversation_id NOT IN (SELECT id FROM conversation)')).toEqual([]);
    expect(await rows(`SELECT * FROM address WHERE value IN (${people.map(({ first }) => `'${first.address}'`)})`)).toEqual([]);
  });
});
