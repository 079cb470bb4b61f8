import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Claimed, Committed } from '../../src/desk/ports.ts';
import { onEveryWayIn, type TestDatabase } from '../support/database.ts';
import { begin, conversation, everything, firstTurn, later, nextTurn, noon, session } from './turns.ts';

onEveryWayIn('a turn', (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await kind.fresh();
  });
  afterAll(() => database.remove());
  const all = () => everything(database.rows);

  it('finds nobody behind an address that it does not know', async () => {
    expect(await database.store.open('web', 'unknown', 'e')).toEqual({ narrow: false, seen: false, person: null, conversation: null });
  });

  it('keeps a person, their address, their conversation and what was said', async () => {
    const { store } = database;
    const first = firstTurn({ person: { id: randomUUID(), isNew: true, set: { name: 'Ade', language: 'cy' } } });
    expect(await store.commit(first)).toBe('committed');
    expect(await store.open('web', first.address, first.externalId)).toEqual({
      narrow: false,
      seen: true,
      person: {
        id: first.person.id,
        language: 'cy',
        stopped: false,
        ageBand: null,
        name: 'Ade',
        place: null,
        concernAt: null,
        pausedUntil: null,
      },
      conversation: { id: first.conversation?.id, flow: 'register-interest', flowVersion: 1, version: 1, session: session() },
    });
    const { messages } = await store.history('web', first.address);
    expect(messages.map(({ direction, text, at, externalId }) => ({ direction, text, at, externalId }))).toEqual([
      { direction: 'in', text: 'hello', at: noon, externalId: null },
      { direction: 'out', text: 'What should we call you?', at: noon, externalId: null },
    ]);
  });

  it('is taken once: the same event again writes nothing', async () => {
    const { store } = database;
    const { first, opened } = await begin(store);
    const again = nextTurn(opened, first, { externalId: first.externalId, messages: [{ direction: 'out', said: { text: 'twice?' } }] });
    const before = await all();
    expect(await store.commit(again)).toBe('duplicate');
    expect(await all()).toBe(before);
    expect(await store.commit({ ...again, externalId: 'fresh', conversation: null, channel: 'slack' })).toBe('committed');
  });

  it('is lost when another came between, and writes nothing', async () => {
    const { store } = database;
    const { first, opened } = await begin(store);
    const turns = ['a', 'b', 'c'].map((step) =>
      nextTurn(opened, first, {
        person: { id: first.person.id, isNew: false, set: { name: step } },
        messages: [{ direction: 'out', said: { text: step } }],
        answers: [{ step, answer: { value: step, category: null, raw: step } }],
        retired: ['name'],
        consents: [{ purpose: 'contact', termsVersion: '1', state: 'given', how: 'self', witness: null }],
        code: { hash: randomUUID(), expiresAt: later(60) },
      }),
    );
    const taken = await Promise.all(turns.map((turn) => store.commit(turn)));
    expect(taken.toSorted()).toEqual(['committed', 'lost', 'lost'] satisfies Committed[]);
    const before = await all();
    for (const turn of turns) expect(await store.commit({ ...turn, externalId: randomUUID() })).toBe('lost');
    expect(await all()).toBe(before);
    expect(before.match(new RegExp(`${first.conversation?.id},[abc],`, 'g'))).toHaveLength(1);
  });

  it('makes one person of two first messages at once', async () => {
    const { store } = database;
    const address = `address-${randomUUID()}`;
    const turns = [1, 2, 3, 4].map(() => firstTurn({ address }));
    const taken = await Promise.all(turns.map((turn) => store.commit(turn)));
    expect(taken.toSorted()).toEqual(['committed', 'lost', 'lost', 'lost'] satisfies Committed[]);
    const won = turns[taken.indexOf('committed')];
    expect((await store.open('web', address, null)).person?.id).toBe(won?.person.id);
    expect(
      await database.rows(`SELECT 1 AS found FROM person WHERE id::text IN (${turns.map(({ person }) => `'${person.id}'`)})`),
    ).toHaveLength(1);
  });

  it('never leaves a person with two open conversations', async () => {
    const { store } = database;
    const { first, opened } = await begin(store);
    const before = await all();
    expect(await store.commit(nextTurn(opened, first, { conversation: conversation() }))).toBe('lost');
    expect(await all()).toBe(before);
  });

  it('closes one conversation and opens another in one go, or does neither', async () => {
    const { store } = database;
    const { first, opened } = await begin(store, { conversation: conversation({ flow: 'menu' }) });
    const closes = { id: first.conversation?.id as string, version: 1, session: session(null), outcome: 'completed' as const };
    const turn = nextTurn(opened, first, { closes, conversation: conversation({ flow: 'contact-details' }) });
    const before = await all();
    expect(await store.commit({ ...turn, closes: { ...closes, version: 7 } })).toBe('lost');
    expect(await all()).toBe(before);
    expect(await store.commit(turn)).toBe('committed');
    expect((await store.open('web', first.address, null)).conversation).toMatchObject({ flow: 'contact-details', version: 1 });
    expect(await store.latest(first.person.id, 'menu')).toMatchObject({ id: closes.id, version: 2, session: session(null) });
  });

  it('opens an ended conversation again while it closes the one that led there', async () => {
    const { store } = database;
    const { first, opened } = await begin(store);
    await store.commit(
      nextTurn(opened, first, { conversation: { ...conversation(first.conversation ?? {}), version: 1, ended: 'completed' } }),
    );
    expect((await store.open('web', first.address, null)).conversation).toBeNull();
    const menu = conversation({ flow: 'menu' });
    expect(await store.commit(nextTurn(opened, first, { conversation: menu }))).toBe('committed');
    const again = { ...conversation(first.conversation ?? {}), version: 2, session: session('review') };
    const closes = { id: menu.id, version: 1, session: session(null), outcome: 'completed' as const };
    expect(await store.commit(nextTurn(opened, first, { conversation: again, closes }))).toBe('committed');
    expect((await store.open('web', first.address, null)).conversation).toMatchObject({
      id: again.id,
      version: 3,
      session: session('review'),
    });
  });

  it('writes a conversation once that it closes and opens again', async () => {
    const { store } = database;
    const { first, opened } = await begin(store);
    const closes = { id: first.conversation?.id as string, version: 1, session: session(null), outcome: 'completed' as const };
    expect(await store.commit(nextTurn(opened, first, { closes }))).toBe('committed');
    expect((await store.open('web', first.address, null)).conversation?.version).toBe(2);
  });

  it('claims what is said with a lease, but not before an answer that waits; an invitation that waits is passed', async () => {
    const { store } = database;
    const lease = later(5);
    const said = (text: string) => [
      { direction: 'in' as const, said: { text: 'hi' } },
      { direction: 'out' as const, said: { text }, lease },
      { direction: 'out' as const, said: { text: `${text}, and more` } },
    ];
    const { first } = await begin(store, { channel: 'slack', pushed: true, messages: [] });
    const { id } = first.person;
    const opened = () => store.open('slack', first.address, null);
    const invitation = { person: id, channel: 'slack', address: first.address, kind: 'invitation', said: { text: 'come' } } as const;
    await store.outbox.add([{ ...invitation, at: noon, dueAt: later(600) }]);
    const turn = async (text: string, at = later(1)) => store.commit(nextTurn(await opened(), first, { messages: said(text), at }));
    const written = await turn('one');
    if (typeof written === 'string') throw new Error(`The turn was ${written}.`);
    const rows = () =>
      database.rows(`SELECT content->>'text' AS text, state, attempts, leased_until FROM message WHERE person_id = '${id}' ORDER BY id`);
    expect(await rows()).toEqual([
      { text: 'come', state: 'queued', attempts: 0, leased_until: null },
      { text: 'hi', state: null, attempts: 0, leased_until: null },
      { text: 'one', state: 'queued', attempts: 1, leased_until: lease },
      { text: 'one, and more', state: 'queued', attempts: 0, leased_until: null },
    ]);
    expect(written.claimed).toMatchObject({ place: null, refusals: 0 });
    // An answer is on its way, and then waits.
    expect(await turn('two')).toBe('committed');
    const pace = { address: 1000, workspace: 0, first: 0 };
    const rest = { now: later(2), lease, most: 9, pace: null, person: id, channel: 'slack' as const };
    const own = { ...written.claimed, person: id, channel: 'slack', address: first.address, attempts: 0, counted: false } as Claimed;
    await store.outbox.settle(own, { state: 'sent', externalId: 'there', place: 'D1' }, later(1), null);
    expect(await turn('three')).toBe('committed');
    for (let [one] = await store.outbox.claim(rest); one; [one] = await store.outbox.claim(rest))
      await store.outbox.settle(one, { state: 'sent', externalId: null, place: 'D1' }, later(2), pace);
    // The pace of the address is not up, and then it is; the workspace is closed, and then it is not.
    expect(await turn('four', later(2))).toBe('committed');
    await database.rows(
      `UPDATE message SET state = 'sent', leased_until = NULL WHERE person_id = '${id}' AND kind IS NULL AND state = 'queued'`,
    );
    await store.outbox.close({ channel: 'slack', address: first.address }, later(4));
    expect(await turn('five', later(3))).toBe('committed');
    await database.rows(
      `UPDATE message SET state = 'sent', leased_until = NULL WHERE person_id = '${id}' AND kind IS NULL AND state = 'queued'`,
    );
    expect(await turn('six', later(4))).toMatchObject({ claimed: { place: 'D1', refusals: 0 } });
  });

  it('needs no conversation', async () => {
    const { store } = database;
    const { first, opened } = await begin(store);
    const stop = nextTurn(opened, first, {
      conversation: null,
      person: { id: first.person.id, isNew: false, set: { stoppedAt: later(1) } },
    });
    expect(await store.commit(stop)).toBe('committed');
    expect(await store.open('web', first.address, stop.externalId)).toMatchObject({
      narrow: false,
      seen: true,
      person: { stopped: true },
      conversation: { version: 1 },
    });
    expect(await store.commit({ ...stop, externalId: null, person: { ...stop.person, id: randomUUID() } })).toBe('lost');
    const start = nextTurn(opened, first, { person: { id: first.person.id, isNew: false, set: { stoppedAt: null } } });
    expect(await store.commit(start)).toBe('committed');
    expect((await store.open('web', first.address, null)).person?.stopped).toBe(false);
  });

  it('keeps the answers that others took the place of, marked', async () => {
    const { store } = database;
    const age = (value: string) => [{ step: 'age', answer: { value, category: value, raw: `I am ${value}` } }];
    const { first, opened } = await begin(store, {
      answers: [...age('13-15'), { step: 'skipped', answer: { value: null, category: 'skipped', raw: 'skip' } }],
    });
    await store.commit(nextTurn(opened, first, { answers: age('16-17'), retired: ['age'] }));
    const detail = await store.people.show(first.person.id);
    expect(detail?.answers.map(({ step, value, category, current }) => ({ step, value, category, current }))).toEqual([
      { step: 'age', value: '13-15', category: '13-15', current: false },
      { step: 'skipped', value: null, category: 'skipped', current: true },
      { step: 'age', value: '16-17', category: '16-17', current: true },
    ]);
  });

  it('keeps as many rows as there are, in their order', async () => {
    const { store } = database;
    for (const count of [0, 1, 2, 3, 4, 5, 6, 9]) {
      const each = <Row>(row: (text: string) => Row) => Array.from({ length: count }, (_, index) => row(`${index} "it's" {} é`));
      const { first } = await begin(store, {
        messages: each((text) => ({ direction: 'in' as const, said: { text } })),
        answers: each((text) => ({ step: text, answer: { value: [text, 'null'], category: null, raw: text } })),
        consents: each((purpose) => ({ purpose, termsVersion: '1', state: 'refused' as const, how: 'self' as const, witness: null })),
      });
      const { messages } = await store.history('web', first.address);
      expect(messages.map(({ text }) => text)).toEqual(each((text) => text));
      const detail = await store.people.show(first.person.id);
      expect(detail?.answers.map(({ step, value, category, raw }) => ({ step, value, category, raw }))).toEqual(
        each((text) => ({ step: text, value: [text, 'null'], category: null, raw: text })),
      );
      expect(detail?.consents.map(({ purpose, state }) => ({ purpose, state }))).toEqual(
        each((purpose) => ({ purpose, state: 'refused' })),
      );
    }
    const values = [null, 'null', '', 'a text', 7, 0.5, true, false, []];
    for (const some of [values.slice(0, 4), values.slice(4, 8), values]) {
      const answers = some.map((value) => ({ step: 'step', answer: { value, category: null, raw: '' } }));
      const { first } = await begin(store, { answers });
      expect((await store.people.show(first.person.id))?.answers.map(({ value }) => value)).toEqual(some);
    }
  });

  it('keeps many messages in their order, and shows what is new', async () => {
    const { store } = database;
    const texts = Array.from({ length: 40 }, (_, index) => `line ${index} "quoted" {} \\ 'é🙂`);
    const { first, opened } = await begin(store, {
      messages: texts.map((text, index) => ({ direction: 'out' as const, said: { text }, externalId: `m${index}` })),
    });
    const { messages } = await store.history('web', first.address);
    expect(messages.map(({ text }) => text)).toEqual(texts);
    expect(messages.map(({ externalId }) => externalId)).toEqual(texts.map((_, index) => `m${index}`));
    const ids = messages.map(({ id }) => BigInt(id));
    expect(ids.every((id, index) => index === 0 || id > (ids[index - 1] as bigint))).toBe(true);
    await store.commit(nextTurn(opened, first, { messages: [{ direction: 'in', said: { text: 'new' } }] }));
    const news = await store.history('web', first.address, messages.at(-1)?.id);
    expect(news.messages.map(({ text }) => text)).toEqual(['new']);
    expect(news.opened.conversation?.version).toBe(2);
    expect((await store.history('web', first.address, 'greeting-0')).messages).toHaveLength(41);
  });

  it('refuses with codes, and never with what a person said', async () => {
    const { store } = database;
    const { first, opened } = await begin(store);
    const broken = nextTurn(opened, first, {
      answers: [{ step: 'name', answer: { value: 'my secret', category: null, raw: null as never } }],
    });
    const error = await store.commit(broken).catch((refused: unknown) => refused);
    expect(error).toMatchObject({ name: 'Refusal', code: '23502' });
    expect(JSON.stringify([error, String(error), Object.getOwnPropertyNames(error).map((name) => (error as never)[name])])).not.toContain(
      'secret',
    );
  });
});
