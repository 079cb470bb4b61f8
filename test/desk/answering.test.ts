import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEmbedded } from '../support/database.ts';
import { addSession, give, register, sendNow } from '../support/surveys.ts';
import { createWorld, day, toReview, type World } from '../support/world.ts';

/** Through a survey after a session, from its first question on. */
const answers = ['good', '5', 'mostly', 'skip', 'fully', 'something else', 'more staff who care', 'yes', '9', 'longer breaks', 'no'];

onEmbedded('A survey with names, answered in the chat', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  interface Row {
    person_id: string | null;
    state: string;
    late: boolean;
    step: string | null;
    answers: Record<string, { value: unknown }>;
  }
  const responses = () => world.database.rows<Row>('SELECT * FROM response');
  const invited = async () => (await world.database.rows<{ state: string }>('SELECT state FROM invitation'))[0]?.state;

  async function asked(
    input: Record<string, unknown> = {},
    ...others: string[]
  ): Promise<{ robin: ReturnType<World['visitor']>; person: string; run: string }> {
    const person = await register(world, 'robin');
    const session = await addSession(world, [person, ...others]);
    const run = await sendNow(world, { template: 'after-session', session, kind: 'named', ...input });
    return { robin: world.visitor('robin'), person, run };
  }

  it('is opened by the word SURVEY or by the button, which says it, and kept answer by answer in one row', async () => {
    const { robin, person } = await asked();
    const { messages } = await robin.view();
    expect(messages.at(-1)?.quick).toEqual([{ label: 'Start the questions', text: 'SURVEY' }]);
    await robin.hears();
    await robin.types('SURVEY');
    expect(await robin.hears()).toMatch(/Your name stays with your answers[\s\S]*How was today\?/);
    expect([await responses(), await invited()]).toEqual([[], 'invited']);
    await robin.types('good');
    expect(await responses()).toMatchObject([{ person_id: person, state: 'started', step: 'listened', answers: { today: { value: 4 } } }]);
    expect(await invited()).toBe('started');
    await robin.goesThrough(...answers.slice(1));
    const [row] = await responses();
    expect(row).toMatchObject({ state: 'finished', late: false, step: null });
    expect(Object.fromEntries(Object.entries(row?.answers ?? {}).map(([step, { value }]) => [step, value]))).toEqual({
      today: 4,
      listened: 5,
      could_say: 4,
      understood: null,
      respect: 5,
      matters_most: 'something-else',
      one_thing: 'more staff who care',
      may_quote: true,
      again: 9,
      better: 'longer breaks',
      wants_news: false,
    });
    expect(await responses()).toHaveLength(1);
    expect(await invited()).toBe('finished');
    await robin.types('survey');
    expect(await robin.hears()).toContain('There is no survey for you right now.');
  });

  it('is what SURVEY opens, also when one without names came later, for which there is only the link', async () => {
    const { robin, person } = await asked();
    // One invitation a day.
    world.clock.pass(day);
    await sendNow(world, { template: 'after-session', session: await addSession(world, [person]), kind: 'anonymous' });
    expect(await robin.goesThrough('SURVEY')).toContain('How was today?');
    await robin.goesThrough(...answers);
    expect(await robin.goesThrough('SURVEY')).toContain('This survey has no names in it');
  });

  it('takes BACK, CHANGE, SKIP and WHY, and the row says what stands', async () => {
    const { robin } = await asked();
    await robin.goesThrough('survey', 'good', 'fully', 'why', 'back');
    expect((await responses())[0]?.answers).not.toHaveProperty('listened');
    await robin.goesThrough('skip', 'change', '1', 'bad');
    expect((await responses())[0]?.answers).toMatchObject({ today: { value: 2 }, listened: { value: null } });
  });

  it('interrupts what was open, and goes on with it afterwards', async () => {
    const person = await register(world, 'robin', 'web', toReview);
    const session = await addSession(world, [person]);
    await sendNow(world, { template: 'after-session', session, kind: 'named' });
    const robin = world.visitor('robin');
    expect(await robin.question()).toBe('check');
    await robin.goesThrough('survey', ...answers);
    expect(await robin.question()).toBe('check');
    await robin.types("that's right");
    expect((await responses())[0]).toMatchObject({ state: 'finished' });
  });

  it('asks how to be reached whoever wants to hear what happened', async () => {
    const { robin } = await asked();
    await robin.goesThrough('survey', ...answers.slice(0, -1), 'yes');
    expect(await robin.question()).toBe('how');
    expect((await responses())[0]).toMatchObject({ state: 'finished', answers: { wants_news: { value: true } } });
    await robin.goesThrough('here', 'yes');
    expect(await robin.question()).toBeNull();
  });

  it('keeps what was answered when somebody falls silent, and goes on there when they say SURVEY again', async () => {
    const { robin, run } = await asked();
    await robin.goesThrough('survey', 'good', 'fully');
    world.clock.pass(3 * day + 60);
    await world.desk.tick(world.clock.now());
    expect(await robin.question()).toBeNull();
    expect((await responses())[0]).toMatchObject({ state: 'started', step: 'could_say' });
    await robin.types('survey');
    expect(await robin.question()).toBe('could_say');
    expect((await give(world, 'survey show', { id: run })).data).toMatchObject({ started: '1', finished: '0' });
  });

  it('nobody begins after it has closed; who has begun finishes late, and that is marked', async () => {
    const { robin } = await asked({ closes: '2026-03-12', finish: '2026-03-13' }, await register(world, 'kit'));
    await robin.goesThrough('survey', 'good');
    world.clock.pass(2.7 * day);
    await robin.goesThrough(...answers.slice(1));
    expect(await responses()).toMatchObject([{ state: 'finished', late: true }]);
    expect(await world.visitor('kit').goesThrough('survey')).toContain('There is no survey');
  });

  it('ends kindly when its time has run out, with what was said kept', async () => {
    const { robin } = await asked({ closes: '2026-03-12', finish: '2026-03-13' });
    await robin.goesThrough('survey', 'good');
    world.clock.pass(3.9 * day);
    expect(await robin.goesThrough('fully')).toContain('That survey has closed.');
    expect((await responses())[0]).toMatchObject({ state: 'started', late: false, answers: { today: { value: 4 } } });
    expect(Object.keys((await responses())[0]?.answers ?? {})).toEqual(['today']);
    expect(await robin.goesThrough('survey')).toContain('There is no survey');
  });

  it('closed by staff, nobody begins, and who is in the middle has a day', async () => {
    const { robin, run } = await asked();
    await robin.goesThrough('survey', 'good');
    await give(world, 'survey close', { id: run });
    world.clock.pass(60);
    await robin.goesThrough('fully');
    expect((await responses())[0]?.answers).toHaveProperty('listened');
    world.clock.pass(day);
    expect(await robin.goesThrough('fully')).toContain('That survey has closed.');
  });

  it('opens a worry of a facilitator as a concern, and tells them who can help', async () => {
    const person = await register(world, 'robin');
    const session = await addSession(world, []);
    await world.database.rows(`INSERT INTO session_facilitator VALUES ('${session}', '${person}')`);
    await sendNow(world, { template: 'facilitator-reflection', session, kind: 'named', audience: 'facilitators' });
    const robin = world.visitor('robin');
    await robin.goesThrough('survey', '3', 'skip', 'skip', 'skip', '4', 'safety', 'none');
    expect(await robin.goesThrough('one of them looked very tired')).toContain('I will tell a person');
    const [concern] = await world.database.store.concerns.list(false);
    expect(concern).toMatchObject({ family: 'worry', person });
    expect(await world.database.store.concerns.words(concern?.id ?? '')).toMatchObject({ text: 'one of them looked very tired' });
  });
});
