import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEmbedded } from '../support/database.ts';
import { createWorld, throughRegistering, toReview, type World } from '../support/world.ts';

onEmbedded('A turn', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  const count = async (table: string) => (await world.database.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n;

  it('stores nothing for somebody who only looks', async () => {
    const { messages, prompt, person } = await world.visitor('a').view();
    expect(person).toBeNull();
    expect(messages.at(-1)?.text).toContain('How would you like me to write to you?');
    expect(prompt?.id).toBe('language');
    expect(await count('person')).toBe(0);
  });

  it('takes the first reply as the answer to the greeting, and keeps what was said on both sides in order', async () => {
    const visitor = world.visitor('a');
    expect(await visitor.types('English')).toMatchObject({ kind: 'taken', forgotten: false });
    const { messages, prompt } = await visitor.view();
    expect(messages.map(({ direction }) => direction)).toEqual(['out', 'out', 'in', 'out', 'out']);
    expect(messages[2]?.text).toBe('English');
    expect(prompt?.id).toBe('name');
  });

  it('answers a first message that saw no greeting with the greeting, and does not take it for an answer', async () => {
    const visitor = world.visitor('a');
    const { reply, externalId } = { reply: { kind: 'text', text: 'easy' } as const, externalId: 'first' };
    await world.desk.receive({ channel: 'web', address: 'a', externalId, reply });
    expect((await visitor.view()).messages.map(({ direction }) => direction)).toEqual(['in', 'out', 'out']);
    expect(await visitor.question()).toBe('language');
  });

  it('keeps with each answer the version of the notice that people of that age are told', async () => {
    const terms = world.parts.terms.map((one) => (one.purpose === 'privacy-young' ? { ...one, version: '7' } : one));
    const desk = await world.replica({ terms });
    for (const [address, age] of [
      ['young', '16'],
      ['adult', '19'],
    ] as const)
      for (const text of ['English', 'Robin', age, 'home']) await world.visitor(address, 'web', desk).types(text);
    const rows = await world.database.rows(`SELECT DISTINCT p.age_band, a.step, a.terms_version FROM answer a
      JOIN conversation c ON c.id = a.conversation_id JOIN person p ON p.id = c.person_id WHERE step = 'place' ORDER BY 1`);
    expect(rows).toEqual([
      { age_band: '16-17', step: 'place', terms_version: '7' },
      { age_band: '18-24', step: 'place', terms_version: '1' },
    ]);
  });

  it('does nothing when the same event comes again', async () => {
    const visitor = world.visitor('a');
    await visitor.types('English');
    const event = { externalId: 'same', reply: { kind: 'text', text: 'Robin' } } as const;
    expect(await visitor.sends(event)).toMatchObject({ kind: 'taken' });
    const before = await visitor.view();
    expect(await visitor.sends(event)).toEqual({ kind: 'duplicate' });
    expect(await visitor.view()).toEqual(before);
  });

  it('shows what was pressed as its label', async () => {
    const visitor = world.visitor('a');
    await visitor.picks('easy');
    expect((await visitor.view()).messages.find(({ direction }) => direction === 'in')?.text).toBe('Easy read');
    expect((await visitor.view()).language).toBe('easy');
  });

  it('never takes the button of an earlier question for an answer to this one', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin');
    await visitor.sends({ prompt: 'language', reply: { kind: 'choice', values: ['easy'] } });
    expect(await visitor.hears()).toContain('earlier question');
    expect(await visitor.question()).toBe('age');
    expect((await visitor.view()).language).toBe('en');
  });

  it('keeps a whole registration: person, answers, consents with their wording, and what staff see', async () => {
    const visitor = world.visitor('a');
    expect(await visitor.goesThrough(...throughRegistering)).toContain('5 working days');
    const [person] = await world.database.store.people.list(10);
    expect(person).toMatchObject({ name: 'Robin', ageBand: '18-24', place: 'community', language: 'en', stoppedAt: null });
    expect(person?.registeredAt).toEqual(world.clock.now());
    const detail = await world.database.store.people.show(person?.id ?? '');
    const answers = Object.fromEntries((detail?.answers ?? []).map(({ step, value }) => [step, value]));
    expect(answers).toMatchObject({
      name: 'Robin',
      age: '18-24',
      place: 'community',
      area: 'Leeds',
      matters: ['safety', 'data'],
      access: null,
    });
    expect(detail?.answers.find(({ step }) => step === 'matters')).toMatchObject({ raw: '1 and 3', current: true });
    expect(detail?.consents.map(({ purpose, state, termsVersion, how }) => [purpose, state, termsVersion, how])).toEqual([
      ['contact_here', 'given', '1', 'self'],
      ['reminders', 'refused', '1', 'self'],
      ['quotes', 'given', '1', 'self'],
      ['take_part', 'given', '1', 'self'],
    ]);
    expect(await world.database.rows('SELECT DISTINCT terms_version FROM answer')).toEqual([{ terms_version: '1' }]);
  });

  it('keeps the old value of a changed answer in its history', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...toReview, 'CHANGE', 'Name', 'Wren');
    expect(await visitor.question()).toBe('check');
    const [person] = await world.database.store.people.list(1);
    expect(person?.name).toBe('Wren');
    const { answers } = (await world.database.store.people.show(person?.id ?? '')) ?? { answers: [] };
    expect(answers.filter(({ step }) => step === 'name').map(({ value, current }) => [value, current])).toEqual([
      ['Robin', false],
      ['Wren', true],
    ]);
  });

  it('keeps nothing of somebody under 13 but a count, whatever they said before', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin');
    const taken = await visitor.types('11');
    expect(taken).toMatchObject({ kind: 'taken', forgotten: true });
    expect(taken.kind === 'taken' && taken.messages.map(({ text }) => text).join('\n')).toContain('0800 1111');
    for (const table of ['person', 'address', 'conversation', 'answer', 'message', 'consent', 'resume_code'])
      expect([table, await count(table)]).toEqual([table, 0]);
    expect(await world.database.rows('SELECT key, count FROM tally')).toEqual([{ key: expect.stringContaining('13'), count: 1 }]);
    expect(await visitor.view()).toMatchObject({ person: null, language: 'en' });
  });

  it('writes nothing when it fails, and takes the same event when it comes again', async () => {
    const visitor = world.visitor('a');
    await visitor.types('English');
    const { store } = world.database;
    const failing = await world.replica({ store: { ...store, commit: () => Promise.reject(new Error('the cable was pulled')) } });
    const event = { externalId: 'twice', reply: { kind: 'text', text: 'Robin' } } as const;
    await expect(world.visitor('a', 'web', failing).sends(event)).rejects.toThrow('cable');
    expect(await visitor.question()).toBe('name');
    expect(await visitor.sends(event)).toMatchObject({ kind: 'taken' });
    expect(await visitor.question()).toBe('age');
  });
});
