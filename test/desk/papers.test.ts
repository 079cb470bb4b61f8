import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEmbedded } from '../support/database.ts';
import { addSession, give, register, sendNow, tokenFor } from '../support/surveys.ts';
import { createWorld, day, type World } from '../support/world.ts';

onEmbedded('A survey answered by a link', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  let events = 0;
  interface Row {
    id: string;
    run_id: string;
    person_id: string | null;
    state: string;
    late: boolean;
    paper: string | null;
    session: unknown;
    answers: Record<string, { value: unknown; raw: string }>;
  }
  const responses = () => world.database.rows<Row>('SELECT * FROM response');
  const invitations = () => world.database.rows<{ state: string }>('SELECT state FROM invitation');

  async function asked(kind: 'anonymous' | 'named', facts: Parameters<typeof addSession>[2] = {}, rest: Record<string, unknown> = {}) {
    const person = await register(world, 'robin');
    const session = await addSession(world, [person], facts);
    const run = await sendNow(world, { template: 'after-session', session, kind, ...rest });
    return { person, run, token: await tokenFor(world, 'robin') };
  }
  /** Answers on this browser, one after the other, each with the question in front of them. Answers the last page. */
  async function fill(token: string, key: string, ...texts: string[]) {
    let last: Awaited<ReturnType<World['desk']['papers']['reply']>> | undefined;
    for (const text of texts) {
      const view = await world.desk.papers.view(token, key);
      last = await world.desk.papers.reply(token, key, `event-${++events}`, { kind: 'text', text }, view?.prompt?.id);
    }
    return last;
  }
  const rest = ['skip', 'skip', 'skip', 'skip', 'health', 'more staff', 'yes', '9', 'longer breaks'];

  it('shows the first question and stores nothing before an answer, whatever is asked about it', async () => {
    const { token } = await asked('anonymous');
    const view = await world.desk.papers.view(token, null);
    expect(view).toMatchObject({ anonymous: true, begun: false, language: 'en', prompt: { id: 'today' } });
    expect(view?.said.join('\n')).toContain('Your answers have no name');
    await fill(token, 'key', 'why', 'back', 'help', 'purple dinosaur');
    expect(await responses()).toEqual([]);
  });

  it('without a name: no person, nothing of the browser, and only that it is finished beside the invitation', async () => {
    const { token, person } = await asked('anonymous');
    await fill(token, 'key', 'good');
    expect(await responses()).toMatchObject([{ state: 'started', person_id: null, answers: { today: { value: 4, raw: '' } } }]);
    expect(await invitations()).toEqual([{ state: 'invited' }]);
    const done = await fill(token, 'key', ...rest);
    expect(done).toMatchObject({ kind: 'done', said: [expect.stringContaining('Thank you')] });
    const [row] = await responses();
    expect(row).toMatchObject({ person_id: null, paper: null, session: null, event: null, step: null, state: 'finished', late: false });
    expect(row?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(row?.answers.one_thing).toEqual({ value: 'more staff', raw: 'more staff', category: null });
    expect(await invitations()).toEqual([{ state: 'finished' }]);
    // Nothing of it is in the person's chat, nor anywhere else that names them.
    for (const table of ['message', 'answer', 'conversation', 'inbound_key', 'audit_event'])
      expect(JSON.stringify(await world.database.rows(`SELECT x::text AS row FROM ${table} x`))).not.toContain('longer breaks');
    expect(JSON.stringify(row)).not.toContain(person);
  });

  it('is used up when it is finished, also for a second browser that had begun; every bad link is alike', async () => {
    const { token } = await asked('anonymous');
    await fill(token, 'one', 'good');
    await fill(token, 'two', 'bad');
    await fill(token, 'one', ...rest);
    expect(await fill(token, 'two', 'fully')).toEqual({ kind: 'refused' });
    for (const link of [token, 'x', `${token.slice(0, -1)}A`, '']) {
      expect(await world.desk.papers.view(link, 'two')).toBeNull();
      expect(await world.desk.papers.reply(link, 'two', 'event-of-a-bad-link', { kind: 'text', text: 'hi' })).toEqual({ kind: 'refused' });
    }
    expect((await responses()).filter(({ state }) => state === 'finished')).toHaveLength(1);
  });

  it('counts an event once, and goes on in the same browser where it was', async () => {
    const { token } = await asked('anonymous');
    const once = await world.desk.papers.reply(token, 'key', 'same-event', { kind: 'choice', values: ['4'] }, 'today');
    const twice = await world.desk.papers.reply(token, 'key', 'same-event', { kind: 'choice', values: ['4'] }, 'today');
    expect([once, twice]).toMatchObject([{ view: { prompt: { id: 'listened' } } }, { view: { prompt: { id: 'listened' } } }]);
    await Promise.all(
      [1, 2, 3].map(() => world.desk.papers.reply(token, 'key', 'next-event', { kind: 'choice', values: ['5'] }, 'listened')),
    );
    const view = await world.desk.papers.view(token, 'key');
    expect(view).toMatchObject({ begun: true, prompt: { id: 'could_say' } });
    expect(await world.desk.papers.view(token, null)).toMatchObject({ begun: false, prompt: { id: 'today' } });
    expect(await responses()).toHaveLength(1);
  });

  it('takes BACK, and answers an old button with where they are now', async () => {
    const { token } = await asked('anonymous');
    await fill(token, 'key', 'good', 'fully', 'back');
    expect((await responses())[0]?.answers).not.toHaveProperty('listened');
    expect(await world.desk.papers.reply(token, 'key', 'an-old-one', { kind: 'choice', values: ['1'] }, 'today')).toMatchObject({
      kind: 'taken',
      view: { prompt: { id: 'listened' }, said: [expect.stringContaining('earlier question'), expect.anything()] },
    });
  });

  it('keeps to its window: nobody begins late, who has begun finishes late and is marked, and then it is over', async () => {
    const { token } = await asked('anonymous', {}, { closes: '2026-03-12', finish: '2026-03-13' });
    await fill(token, 'key', 'good');
    world.clock.pass(2.7 * day);
    expect(await world.desk.papers.view(token, 'other')).toBeNull();
    await fill(token, 'key', ...rest);
    expect((await responses())[0]).toMatchObject({ state: 'finished', late: true });
  });

  it('what was not finished stays, marked, and when it is over nothing leads back to it', async () => {
    const { token, run } = await asked('anonymous', {}, { closes: '2026-03-12', finish: '2026-03-13' });
    await fill(token, 'key', 'good');
    const [before] = await responses();
    world.clock.pass(4 * day);
    expect(await world.desk.papers.view(token, 'key')).toBeNull();
    await world.desk.tick(world.clock.now());
    const [after] = await responses();
    expect(after).toMatchObject({ state: 'started', step: 'listened', paper: null, session: null, event: null, answers: before?.answers });
    expect(after?.id).not.toBe(before?.id);
    expect((await give(world, 'survey show', { id: run })).data).toMatchObject({ started: 'fewer than 5', finished: 'fewer than 5' });
  });

  it('with a name, on another device: one response for each person, whoever began where', async () => {
    const { token, person } = await asked('named');
    await world.visitor('robin').goesThrough('survey', 'bad');
    await fill(token, 'key', 'good', 'fully');
    expect(await responses()).toMatchObject([{ person_id: person, state: 'started', answers: { today: { value: 4 } } }]);
    await fill(token, 'library', 'very bad', ...rest, 'yes');
    expect(await responses()).toMatchObject([
      { person_id: person, state: 'finished', paper: null, session: null, answers: { today: { value: 1 } } },
    ]);
    expect(await invitations()).toEqual([{ state: 'finished' }]);
    expect(await fill(token, 'key', 'fully')).toEqual({ kind: 'refused' });
    await world.visitor('robin').types('fully');
    expect((await responses())[0]?.answers).toMatchObject({ today: { value: 1 } });
  });

  it('STOP on the page stops everything, and the link still opens nothing of the chat', async () => {
    const { token } = await asked('anonymous');
    expect(await fill(token, 'key', 'good', 'stop')).toMatchObject({
      kind: 'done',
      said: [expect.stringContaining('stopped all messages')],
    });
    expect((await world.visitor('robin').view()).stopped).toBe(true);
    for (const word of ['my data', 'delete me', 'menu', 'code'])
      expect(await fill(token, 'key', word)).toMatchObject({
        view: { said: [expect.stringContaining('only for these questions'), expect.anything()] },
      });
  });

  it('who writes of danger is shown who can help, and a lead reads it without knowing whose it is', async () => {
    const { token, person } = await asked('anonymous', { kind: 'secure' });
    await fill(token, 'key', 'good', ...rest.slice(0, 5));
    const page = await fill(token, 'key', 'i want to kill myself');
    const said = page?.kind === 'taken' ? page.view.said.join('\n') : '';
    expect(said).toMatch(/cell bell[\s\S]*We do not know who you are/);
    expect(said).toContain('May we use your words');
    const [concern] = await world.database.store.concerns.list(false);
    expect(concern).toMatchObject({ family: 'self_harm', place: 'secure' });
    expect(concern?.person).not.toBe(person);
    await world.desk.command(
      { channel: 'terminal', address: 'ada@office' },
      { line: 'roles grant slack:T0/U9 safeguarding lead --name Bo --why on duty' },
    );
    const read = { name: 'concerns read', input: { id: concern?.id } };
    const lead = { channel: 'slack', address: 'T0/U9' } as const;
    expect(await world.desk.command(lead, read)).toMatchObject({ sheet: { text: 'i want to kill myself' } });
    await fill(token, 'key', 'no', '3', 'skip');
    expect(await world.desk.command(lead, read)).toMatchObject({ sheet: { text: 'i want to kill myself' } });
    // Nothing that names the person says that there was one.
    expect((await world.database.rows<{ c: unknown }>(`SELECT concern_at AS c FROM person WHERE id = '${person}'`))[0]?.c).toBeNull();
  });

  it('with a name, the concern is theirs', async () => {
    const { token, person } = await asked('named');
    await fill(token, 'key', 'i want to kill myself');
    expect(await responses()).toEqual([]);
    expect(await world.database.store.concerns.list(false)).toMatchObject([{ person }]);
  });
});
