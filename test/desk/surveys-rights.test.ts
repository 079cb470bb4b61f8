import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEmbedded } from '../support/database.ts';
import { addSession, register, sendNow, tokenFor } from '../support/surveys.ts';
import { createWorld, day, type World } from '../support/world.ts';

onEmbedded('What was said in surveys', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  const count = async (table: string) => (await world.database.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n;
  const skips = Array<string>(8).fill('skip');

  async function answerByLink(text: string): Promise<void> {
    const token = await tokenFor(world, 'robin');
    for (const said of ['skip', 'skip', 'skip', 'skip', 'skip', 'skip', text, 'yes', 'skip', 'skip', 'no'])
      await world.desk.papers.reply(token, `key ${token}`, `event-${Math.floor(world.parts.ids.below(1e12))}`, {
        kind: 'text',
        text: said,
      });
  }

  /** Robin answers one with their name in the chat, one with it by a link, and one without it. */
  async function answered(): Promise<string> {
    const robin = await register(world, 'robin');
    const ask = async (kind: 'named' | 'anonymous') =>
      sendNow(world, { template: 'after-session', session: await addSession(world, [robin]), kind });
    await ask('named');
    await world.visitor('robin').goesThrough('survey', 'good', ...skips.slice(0, 5), 'said in the chat', 'yes', 'skip', 'skip', 'no');
    // One invitation a day: nobody gets two.
    world.clock.pass(day);
    await ask('named');
    await answerByLink('said by a link');
    world.clock.pass(day);
    await ask('anonymous');
    await answerByLink('said without a name');
    expect(await count("response WHERE state = 'finished'")).toBe(3);
    return robin;
  }

  it('is in MY DATA and in the copy with its name, and without it neither', async () => {
    await answered();
    const robin = world.visitor('robin');
    const told = await robin.goesThrough('my data');
    expect(told.match(/said in the chat/g)).toHaveLength(1);
    expect(told).toContain('One thing to change: said by a link');
    expect(told).not.toContain('said without a name');
    const { messages } = await robin.view();
    const ticket = messages.findLast(({ copy }) => copy)?.copy ?? '';
    const file = await world.desk.copies.take('web', 'robin', ticket, 'json');
    const copy = JSON.parse(String(file?.body ?? '')) as {
      responses: { answers: { question: string; answer: string }[] }[];
      invitations: { anonymous: boolean; state: string }[];
    };
    expect(copy.responses.map(({ answers }) => answers.find(({ question }) => question === 'One thing to change')?.answer).sort()).toEqual([
      'said by a link',
      'said in the chat',
    ]);
    expect(copy.invitations.map(({ anonymous, state }) => [anonymous, state])).toEqual([
      [false, 'finished'],
      [false, 'finished'],
      [true, 'finished'],
    ]);
    expect(file?.body).not.toContain('said without a name');
  });

  it('goes with its person when they ask for it, but for what cannot be found, and they hear that', async () => {
    const robin = await answered();
    expect(await world.visitor('robin').goesThrough('delete me')).toContain("We can't find what you said in a survey without names");
    await world.visitor('robin').types('yes');
    const left = JSON.stringify(await world.database.rows('SELECT * FROM response'));
    expect(left).toContain('said without a name');
    for (const gone of ['said in the chat', 'said by a link', robin]) expect(left).not.toContain(gone);
    expect(await count('invitation')).toBe(0);
  });

  it('is taken away when it was kept long enough, with a name and without', async () => {
    await answered();
    world.clock.pass(700 * day);
    await world.desk.night(world.clock.now());
    expect([await count('response'), await count('invitation')]).toEqual([3, 3]);
    world.clock.pass(50 * day);
    expect(await world.desk.night(world.clock.now())).toMatchObject({ anonymous_answers: 1 });
    expect([await count('response'), await count('invitation'), await count('person')]).toEqual([0, 0, 0]);
  });

  it('who answers by a link with their name was heard from', async () => {
    const robin = await register(world, 'robin');
    world.clock.pass(700 * day);
    await sendNow(world, { template: 'after-session', session: await addSession(world, [robin]), kind: 'named' });
    await answerByLink('still here');
    world.clock.pass(100 * day);
    await world.desk.night(world.clock.now());
    expect([await count('response'), await count('person')]).toEqual([1, 1]);
  });
});
