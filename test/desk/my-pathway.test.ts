import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Order, Sheet } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, day, throughRegistering, type World } from '../support/world.ts';

onEmbedded('PATHWAY', (kind) => {
  let world: World;
  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const bo = { channel: 'slack', address: 'bo' } as const;
  async function does(order: Order | string, as: typeof ada | typeof bo = bo): Promise<Sheet> {
    const result = await world.desk.command(as, typeof order === 'string' ? { line: order } : order);
    return result.kind === 'refused' ? expect.fail(result.why) : result.sheet;
  }
  /** Somebody who has registered: their id and their chat. */
  async function somebody(address: string, change: (replies: string[]) => string[] = (all) => all) {
    const visitor = world.visitor(address);
    await visitor.goesThrough(...change(throughRegistering));
    return { visitor, id: (await visitor.view()).person as string };
  }
  async function session(person: string): Promise<void> {
    const input = { date: 'yesterday', setting: 'Hub', areas: 'safety', facilitators: 'me' };
    const { id } = (await does({ name: 'session new', input })).data as { id: string };
    await does({ name: 'session attend', input: { session: id, people: [person], apply: true } });
  }
  const enrolment = async (person: string) => (await world.database.store.pathways.of(person))?.enrolment;
  const proofs = async (person: string) => (await world.database.store.pathways.of(person))?.facts.proofs ?? [];
  const boardRows = async () =>
    (await does('pathway board')).tables?.find(({ head }) => head[0]?.startsWith('Waits for a sign-off'))?.rows ?? [];

  beforeAll(async () => {
    world = await createWorld(kind);
    await does('roles grant slack:bo staff --name Bo --why needed', ada);
    await does('settings add Hub --kind community');
  });
  afterAll(() => world.remove());

  it('says what it is to somebody new and to somebody at no stage, and asks what they want', async () => {
    const stranger = world.visitor('stranger');
    const greeted = await stranger.goesThrough('pathway');
    expect(greeted).not.toContain('you are here');
    const { visitor } = await somebody('none');
    const said = await visitor.goesThrough("What's next?");
    expect(said).toMatch(/^The pathway is the way from your first session to more\./);
    expect(said).toContain('○ Participant: next, if you want');
    expect(said).toContain('One thing that you could do next: Come to a session. Come to any session.');
    const { prompt } = await visitor.view();
    expect(prompt?.options.map(({ value }) => value)).toEqual(['tell', 'goal', 'work', 'mentors', 'rest', 'leave', 'nothing']);
    expect(await visitor.goesThrough('nah')).toBe('Type PATHWAY at any time to see where you are.');
  });

  it('shows what is reached first, then done, here and next, one step, and what runs out; of a check no more than done', async () => {
    const { visitor, id } = await somebody('robin');
    for (let times = 0; times < 3; times++) await session(id);
    const first = await visitor.goesThrough('Where am I?');
    expect(first.split('\n').slice(0, 5)).toEqual([
      'What you have reached: Participant. That stays yours.',
      '→ Participant: you are here',
      '○ Young advisor: next, if you want',
      '',
      'Young advisor: You meet people who decide things, and tell them what should change. This is what it takes:',
    ]);
    expect(first).toContain('✓ Come to three sessions: done\n○ Welcome training: to do');
    expect(first).toContain('One thing that you could do next: Welcome training. Ask us when the next one is.');
    expect(first.match(/One thing that/g)).toHaveLength(1);
    await visitor.types('nothing');

    await does(`pathway waive ${id} induction --why a reason that staff wrote`);
    await does(`proof record ${id} advisor-agreement`);
    expect(await visitor.goesThrough('my pathway')).toContain('You have done all that it takes. A person on our team decides');
    await visitor.types('nothing');
    await does(`pathway move ${id} young-advisor --why another reason of theirs`);
    await does(`training record safeguarding --person ${id} --date 2 March 2026 --apply`);
    await does(`training record facilitation --person ${id} --date 2 March 2024 --apply`);
    await does(`check record ${id} dbs risk-assessed --until 1 May 2026`);
    const later = await visitor.goesThrough('pathway');
    expect(later.split('\n').slice(0, 4)).toEqual([
      'What you have reached: Participant, Young advisor. That stays yours.',
      '✓ Participant: done',
      '→ Young advisor: you are here',
      '○ Peer facilitator: next, if you want',
    ]);
    expect(later).toContain('✓ Training to keep people safe: done. It counts up to 2 March 2028.');
    expect(later).toContain('✓ DBS check: done\n');
    expect(later).toContain('○ Help to run two sessions: 0 of 2 so far');
    expect(later).not.toMatch(/risk|May 2026|reason/);
    await visitor.types('nothing');
    world.clock.pass(60 * day);
    expect(await visitor.goesThrough('pathway')).toContain('○ DBS check: to do\n');
    await visitor.types('nothing');
  });

  it('keeps what they want to work towards, for staff to see, and takes it out with the words of the chat', async () => {
    const { visitor, id } = await somebody('goal', (all) => all.map((one) => (one === 'Robin' ? 'Wren' : one)));
    await visitor.goesThrough('pathway', 'goal');
    expect(await visitor.goesThrough('a job where I help people')).toContain('I have kept that');
    expect(await enrolment(id)).toMatchObject({ goal: 'a job where I help people', pausedAt: null, leftAt: null });
    expect(JSON.stringify((await does(`pathway of ${id}`)).tables)).toContain('a job where I help people');
    expect(await visitor.goesThrough('pathway')).toContain('What you want to work towards: a job where I help people');
    expect(await visitor.goesThrough('take it out')).toContain('I have taken it out.');
    expect(await enrolment(id)).toMatchObject({ goal: null });
    const said = (await visitor.view()).messages.filter(({ direction }) => direction === 'in').map(({ text }) => text);
    expect(said).not.toContain('a job where I help people');
    // What worries is heard here as everywhere.
    await visitor.goesThrough('pathway', 'goal');
    expect(await visitor.goesThrough('I want to kill myself')).toContain('Samaritans');
  });

  it('takes a break and comes back, leaves and keeps what was reached', async () => {
    const { visitor, id } = await somebody('rest');
    await session(id);
    expect(await visitor.goesThrough('pathway', 'a break')).toContain('Take the time you need.');
    expect(await enrolment(id)).toMatchObject({ pausedAt: world.clock.now() });
    expect((await does(`pathway of ${id}`)).text).toContain('They are taking a break.');
    const resting = await visitor.goesThrough('pathway');
    expect(resting).toContain('You are taking a break.');
    expect(resting).not.toMatch(/next, if you want|One thing/);
    expect(await visitor.goesThrough('carry on')).toContain('Welcome back.');
    expect(await enrolment(id)).toMatchObject({ pausedAt: null });

    expect(await visitor.goesThrough('pathway', 'leave', 'no')).toContain('Nothing has changed.');
    expect(await enrolment(id)).toMatchObject({ leftAt: null });
    expect(await visitor.goesThrough('pathway', 'leave', 'yes')).toContain('What you reached stays yours.');
    expect(await enrolment(id)).toMatchObject({ leftAt: world.clock.now() });
    expect(await visitor.goesThrough('pathway')).toMatch(/^What you have reached: Participant\. .*You have left the pathway/s);
    expect((await visitor.view()).prompt?.options.map(({ value }) => value)).toEqual(['record', 'work', 'carry-on', 'nothing']);
    await visitor.types('come back');
    expect(await enrolment(id)).toMatchObject({ leftAt: null });
  });

  it('takes what they did, which counts for nothing until staff sign it, and asks for a reference once', async () => {
    const { visitor, id } = await somebody('did', (all) => all.map((one) => (one === 'Robin' ? 'Kit' : one)));
    await session(id);
    await visitor.goesThrough('pathway', 'I did something', 'I spoke at the festival', '3 June');
    const { prompt } = await visitor.view();
    expect(prompt?.options.map(({ value }) => value)).toEqual(['induction', 'facilitation', 'safeguarding', 'something-else', 'not-sure']);
    expect(await visitor.goesThrough('something else')).toContain('A person on our team looks at it.');
    await visitor.goesThrough('pathway', 'tell', 'A welcome day at the youth club', 'skip', 'welcome training');
    expect(await proofs(id)).toMatchObject([
      {
        kind: 'portfolio',
        which: 'something-else',
        date: '2025-06-03',
        words: 'I spoke at the festival',
        how: 'self',
        by: id,
        signed: null,
      },
      { kind: 'training', which: 'induction', date: '2026-05-09', words: 'A welcome day at the youth club', signed: null },
    ]);
    const waits = await visitor.goesThrough('pathway');
    expect(waits).toContain('○ I spoke at the festival: we are looking at it');
    expect(waits).toContain('○ Welcome training: we are looking at it');
    expect(await visitor.goesThrough('ask for a reference', 'Jo from the club')).toContain('A person talks with you before we ask anyone.');
    await visitor.types('pathway');
    expect((await visitor.view()).prompt?.options.map(({ value }) => value)).not.toContain('reference');

    expect((await boardRows()).map(([name, what, words]) => [name, what, words])).toEqual([
      ['Kit', 'Something that they did', 'I spoke at the festival'],
      ['Kit', 'Welcome training', 'A welcome day at the youth club'],
      ['Kit', 'A reference from someone who knows them', 'Asked us for a reference. It counts once we have it. From: Jo from the club'],
    ]);
    // What is no reference yet can be taken out again, and then be asked for again.
    const away = (await does(`pathway of ${id}`)).next?.filter(({ order }) => order.name === 'proof undo') ?? [];
    expect(away.map(({ label }) => label).at(-1)).toBe('Take out: A reference from someone who knows them');
    await does(away.at(-1)?.order as Order);
    await visitor.types('pathway');
    expect((await visitor.view()).prompt?.options.map(({ value }) => value)).toContain('reference');
    for (const { id: proof } of (await proofs(id)).slice(0, 2)) await does(`proof sign ${proof}`);
    const signed = await visitor.goesThrough('pathway');
    expect(signed).toContain('✓ I spoke at the festival (3 June 2025)');
    expect(signed).toContain('✓ Welcome training: done');

    await visitor.goesThrough('delete me', 'yes');
    expect(await world.database.rows(`SELECT 1 FROM proof WHERE person_id = '${id}'`)).toEqual([]);
    expect(await world.database.rows(`SELECT 1 FROM enrolment WHERE person_id = '${id}'`)).toEqual([]);
  });

  it('keeps once what comes twice at the same time, and takes no more than a team can look at', async () => {
    const { visitor, id } = await somebody('twice', (all) => all.map((one) => (one === 'Robin' ? 'Lou' : one)));
    await visitor.goesThrough('pathway', 'tell', 'I led a workshop', 'skip');
    const { prompt } = await visitor.view();
    const reply = { kind: 'choice' as const, values: ['not-sure'] };
    const there = world.visitor('twice', 'web', await world.replica());
    await Promise.all([visitor, there].map((one) => one.sends({ reply, ...(prompt && { prompt: prompt.id }) })));
    expect(await proofs(id)).toMatchObject([{ words: 'I led a workshop', which: 'something-else' }]);
    await world.database.rows(`INSERT INTO proof (id, person_id, kind, which, date, how, by, at, batch)
      SELECT gen_random_uuid(), '${id}', 'portfolio', 'x', '2026-01-01', 'self', '${id}', '2026-01-01', gen_random_uuid() FROM generate_series(1, 19)`);
    await visitor.types('pathway');
    expect((await visitor.view()).prompt?.options.map(({ value }) => value)).not.toContain('tell');
  });

  it('goes on afterwards with what was open before', async () => {
    const visitor = world.visitor('half');
    await visitor.goesThrough('English', 'Sam', '19');
    expect(await visitor.goesThrough('where am i')).toContain('Is there something that you would like to do?');
    expect(await visitor.goesThrough('nothing')).toContain('Where are you living now?');
    expect(await visitor.question()).toBe('place');
  });
});
