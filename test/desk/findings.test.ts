import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { promisesOf } from '../../src/desk/findings/promises.ts';
import type { Order, Sheet } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { readPdf } from '../support/read-pdf.ts';
import { addSession, register } from '../support/surveys.ts';
import { createWorld, day, throughRegistering, type World } from '../support/world.ts';

const called = (name: string, age = '19', here: 'yes' | 'no' = 'yes') =>
  throughRegistering.map((reply, at) => (at === 1 ? name : reply === '19' ? age : at === 9 ? here : reply));

onEmbedded('You said, they did', (kind) => {
  let world: World;
  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const bo = { channel: 'slack', address: 'bo' } as const;
  const command = (order: Order | string, as: typeof ada | typeof bo = bo) =>
    world.desk.command(as, typeof order === 'string' ? { line: order } : order);
  async function does(order: Order | string, as: typeof ada | typeof bo = bo): Promise<Sheet> {
    const result = await command(order, as);
    return result.kind === 'refused' ? expect.fail(result.why) : result.sheet;
  }
  const refused = async (order: Order | string) => {
    const result = await command(order);
    return result.kind === 'refused' ? result.why : 'done';
  };
  const rows = <Row>(sql: string) => world.database.rows<Row>(sql);
  const go = async (minutes: number) => {
    world.clock.pass(minutes);
    await world.desk.tick(world.clock.now());
    await world.desk.deliver();
  };
  const said = async (address: string) =>
    (await world.visitor(address).view()).messages.filter(({ direction }) => direction === 'out').map(({ text }) => text);
  const heard = async (address: string) => (await said(address)).filter((text) => text.includes('You and others told us'));

  let project = '';
  const inProject = async (session: string, setting: string) => {
    await rows(`UPDATE session SET project_id = '${project}' WHERE id = '${session}'`);
    await rows(`UPDATE setting SET name = '${setting}' WHERE id = (SELECT setting_id FROM session WHERE id = '${session}')`);
    return session;
  };
  const idOf = ({ data }: Sheet) => (data as { id: string }).id;
  const add = async (words: string, sessions?: string[]) =>
    idOf(await does({ name: 'finding add', input: { project: 'Voices', area: 'safety', said: words, ...(sessions && { sessions }) } }));
  /** Previews what there is to tell, and tells it. */
  async function tell(id: string): Promise<{ preview: Sheet; done: Sheet; order: Order }> {
    const preview = await does(`finding tell ${id}`);
    const order = preview.next?.[0]?.order as Order;
    return { preview, order, done: await does(order) };
  }

  let ids: Record<string, string> = {};
  let hub = '';
  beforeAll(async () => {
    world = await createWorld(kind);
    await does('roles grant slack:bo staff --name Bo --why needed', ada);
    await does('projects add Voices');
    project = (await world.database.store.sessions.projects())[0]?.id as string;
    ids = {};
    for (const [name, age, here] of [
      ['Robin', '19', 'yes'],
      ['Wren', '19', 'yes'],
      ['Kit', '19', 'no'],
      ['Lou', '16', 'yes'],
      ['Ash', '19', 'yes'],
      ['Sky', '16', 'yes'],
    ] as const)
      ids[name] = await register(world, name.toLowerCase(), 'web', called(name, age, here));
    hub = await inProject(
      await addSession(world, [ids.Robin, ids.Wren, ids.Kit, ids.Lou, ids.Sky] as string[], { headcount: 8 }),
      'Leeds hub',
    );
    // Sky said yes to hearing what happens because of it, Wren no; Ash was not named there, and answered with a name.
    const run = randomUUID();
    await rows(`INSERT INTO survey_run (id, flow, flow_version, session_id, audience, anonymous, areas, threshold, opens_at, closes_at, finish_by, reminders, created_at)
      VALUES ('${run}', 'after-session', 1, '${hub}', 'attended', false, '{}', 5, '2026-03-01', '2026-03-09', '2026-03-09', 1, '2026-03-01')`);
    for (const [name, news] of [
      ['Sky', true],
      ['Wren', false],
      ['Ash', null],
    ] as const)
      await rows(`INSERT INTO response (id, run_id, person_id, answers, state, day) VALUES ('${randomUUID()}', '${run}', '${ids[name]}',
        '${JSON.stringify(news === null ? {} : { wants_news: { value: news, category: news ? 'yes' : 'no', raw: '' } })}', 'finished', '2026-03-09')`);
  });
  afterAll(() => world.remove());

  it('is noted, sent, answered, promised and done, and exactly those hear of it who contributed and may be written to', async () => {
    const id = await add('The yard is dark in the evening.');
    expect(await refused(`finding answer ${id} yes --words We will`)).toBe('It was sent to nobody yet. First: finding send');
    await does({ name: 'finding send', input: { id, to: 'The head of estates', by: '2026-04-10' } });
    expect((await does(`finding show ${id}`)).tables?.[0]?.rows.at(-1)).toEqual(['How it stands', 'waiting for an answer, since days: 0']);
    expect(await refused(`finding tell ${id}`)).toMatch(/^There is nothing to tell/);
    await go(2 * day);
    const answered = await does({
      name: 'finding answer',
      input: {
        id,
        answer: 'yes',
        words: 'We want it to be safe.',
        promises: '1 May 2026: Two lights in the yard; 2026-06-01: A walk round each week',
      },
    });
    expect(answered.tables?.[2]?.rows.map((row) => row.slice(0, 4))).toEqual([
      ['1', 'Two lights in the yard', '1 May 2026', 'promised, and in time, since days: 0'],
      ['2', 'A walk round each week', '1 Jun 2026', 'promised, and in time, since days: 0'],
    ]);
    const { preview, order } = await tell(id);
    expect(preview.data).toMatchObject({ tell: 3, leftOut: { no_news: 1, no_yes: 1, age: 1 }, notices: ['Leeds hub'] });
    expect(preview.text).toContain(
      'Some came without a name. They are told by a notice on the wall, in so many settings: 1. These are: Leeds hub.',
    );
    const words =
      'Hello from our charity. You and others told us: The yard is dark in the evening.\nWe passed it on to The head of estates. They say yes. We want it to be safe.\n' +
      'They promise this by 1 May 2026: Two lights in the yard\nThey promise this by 1 June 2026: A walk round each week\nWe keep asking them, and we tell you when it is done.\n' +
      'Thank you for speaking up. You need not do anything. To stop all messages, type STOP.';
    expect(preview.tables?.at(-1)?.rows).toEqual([[words]]);
    // Nothing goes within the minute in which it can be taken back.
    await world.desk.deliver();
    for (const name of Object.keys(ids)) expect(await heard(name.toLowerCase())).toEqual([]);
    await does(order);
    await go(2);
    expect(await heard('robin')).toEqual([words]);
    expect(await heard('sky')).toHaveLength(1);
    expect(await heard('ash')).toHaveLength(1);
    for (const name of ['wren', 'kit', 'lou']) expect(await heard(name)).toEqual([]);
    // However often it is said, nobody hears it twice; and it is not offered again.
    await does(order);
    await go(2 * day);
    expect(await heard('robin')).toHaveLength(1);
    expect(await refused(`finding tell ${id}`)).toMatch(/^There is nothing to tell/);

    expect(await refused({ name: 'finding done', input: { id, did: 'Both lights hang.' } })).toBe(
      'Say which promise, by its number: 1 (Two lights in the yard), 2 (A walk round each week).',
    );
    await does({ name: 'finding done', input: { id, promise: '1', did: 'Both lights hang.' } });
    expect((await tell(id)).preview.data).toMatchObject({ kind: 'done', tell: 3 });
    await go(2);
    expect(await heard('robin')).toEqual([
      words,
      'Hello from our charity. You and others told us: The yard is dark in the evening.\nWe passed it on to The head of estates. They promised: Two lights in the yard\n' +
        'Now it is done: Both lights hang.\nThank you for speaking up. You need not do anything. To stop all messages, type STOP.',
    ]);
    expect((await does(`finding show ${id}`)).tables?.[2]?.rows[0]?.slice(3, 5)).toEqual(['done, since days: 0', 'Both lights hang.']);
  });

  it('is said once, however often it is noted', async () => {
    const id = await add('We want more time outside.');
    const again = await does({ name: 'finding add', input: { project: 'Voices', area: 'safety', said: 'We want more time outside.' } });
    expect(again.text).toContain('noted already');
    expect(idOf(again)).toBe(id);
    await does({ name: 'finding send', input: { id, to: 'The head of sport', by: '2026-04-10' } });
    expect(await refused({ name: 'finding send', input: { id, to: 'The mayor', by: '2026-04-10' } })).toMatch(
      /^It was sent on .* to The head of sport/,
    );
    const answer = { name: 'finding answer', input: { id, answer: 'looking', words: 'We ask around.', promises: '2026-05-01: A plan' } };
    await does(answer);
    expect((await does(answer)).text).toBe('That is what they answered last, and it is noted.');
    expect((await does({ name: 'finding promise', input: { id, what: 'A plan', by: '2026-05-01' } })).text).toBe(
      'The same promise is noted already.',
    );
    await does({ name: 'finding done', input: { id, did: 'Here it is.' } });
    expect(await refused({ name: 'finding done', input: { id, did: 'Here it is.' } })).toBe('Nothing that they promised is open.');
    expect((await does({ name: 'finding done', input: { id, promise: '1', did: 'Here it is.' } })).text).toBe(
      'It is noted as done already.',
    );
  });

  it('leaves out a promise that was noted by mistake', async () => {
    const id = await add('The seats are broken.');
    await does({ name: 'finding send', input: { id, to: 'The head of estates', by: '2026-04-10' } });
    const promise = { name: 'finding promise', input: { id, what: 'New seats', by: '2026-05-01' } };
    await does(promise);
    const out = await does({ name: 'finding take-out', input: { id, why: 'it was about another room' } });
    expect(out.tables?.map(({ head }) => head[0])).toEqual(['Finding']);
    expect(out.tables?.[0]?.rows.at(-1)?.[1]).toMatch(/^waiting for an answer/);
    expect(await refused({ name: 'finding done', input: { id, did: 'They are here.' } })).toBe('Nothing that they promised is open.');
    // Noted again, it is there again.
    expect((await does(promise)).tables?.at(-1)?.rows).toHaveLength(1);
  });

  it('takes out one promise, however often its number is given', async () => {
    const id = await add('The yard is dark.');
    await does({ name: 'finding send', input: { id, to: 'The head of estates', by: '2026-04-10' } });
    for (const what of ['Two lights', 'A lamp']) await does({ name: 'finding promise', input: { id, what, by: '2026-05-01' } });
    const takeOut = { name: 'finding take-out', input: { id, promise: '1', why: 'it was about another yard' } };
    const numbers = (sheet: Sheet) => sheet.tables?.at(-1)?.rows.map(([number, what]) => `${number} ${what}`);
    expect(numbers(await does(takeOut))).toEqual(['2 A lamp']);
    expect(await refused(takeOut)).toBe('Say which promise, by its number: 2 (A lamp).');
    expect(numbers(await does({ name: 'finding done', input: { id, promise: '2', did: 'It is lit.' } }))).toEqual(['2 A lamp']);
  });

  it('is taken back as far as it has not gone, and can be told again then', async () => {
    const id = await add('The food is cold.');
    await does({ name: 'finding send', input: { id, to: 'The kitchen', by: '2026-04-10' } });
    await does({ name: 'finding answer', input: { id, answer: 'no', words: 'There is no money for it this year.' } });
    expect(await refused(`finding undo ${id}`)).toMatch(/^Nobody was told/);
    const { done } = await tell(id);
    expect(done.text).toMatch(/^People who are told, in hours in which they may be written to: 3\./);
    const back = await does(done.next?.[0]?.order as Order);
    expect(back.data).toEqual({ stopped: 3, gone: 0 });
    await go(3);
    expect((await heard('robin')).filter((text) => text.includes('food'))).toEqual([]);
    await tell(id);
    // Whoever no longer counts among those who were there, or says no to hearing of it meanwhile, does not hear of it.
    for (const table of ['attendance', 'response']) await rows(`DELETE FROM ${table} WHERE person_id = '${ids.Sky}'`);
    await rows(`UPDATE response SET answers = '{"wants_news":{"value":false,"category":"no","raw":""}}' WHERE person_id = '${ids.Ash}'`);
    await go(2 * day);
    await go(day);
    expect((await heard('robin')).filter((text) => text.includes('food'))).toHaveLength(1);
    for (const name of ['ash', 'sky']) expect((await heard(name)).filter((text) => text.includes('food'))).toEqual([]);
    expect((await does(`finding undo ${id}`)).data).toEqual({ stopped: 0, gone: 1 });
    expect(await refused(`finding tell ${id}`)).toMatch(/^There is nothing to tell/);
  });

  it('says an answer that was replaced to nobody', async () => {
    const id = await add('The bus never comes.');
    await does({ name: 'finding send', input: { id, to: 'The bus company', by: '2026-04-10' } });
    await does({ name: 'finding answer', input: { id, answer: 'looking', words: 'We look at it.' } });
    await tell(id);
    await does({ name: 'finding answer', input: { id, answer: 'yes', words: 'It comes sooner now.' } });
    await go(2 * day);
    await go(day);
    expect((await heard('robin')).filter((text) => text.includes('bus'))).toEqual([]);
    await tell(id);
    await go(2 * day);
    await go(day);
    expect((await heard('robin')).filter((text) => text.includes('bus'))).toEqual([expect.stringContaining('It comes sooner now.')]);
  });

  describe('has words', () => {
    it('without names, places, pressure and long words, and rests on five people or more', async () => {
      const said = (words: string) => refused({ name: 'finding add', input: { project: 'Voices', area: 'safety', said: words } });
      expect(await said('Lou says that it is dark.')).toBe('That says the name of somebody who was there. Leave it out.');
      expect(await said('It is dark at leeds hub.')).toMatch(/^"Leeds hub" is where they were/);
      expect(await said('Hurry up, it is dark.')).toMatch(/pushes people/);
      expect(await said('Infrastructural deficiencies necessitate comprehensive organisational remediation.')).toMatch(/reading age/);
      const few = await inProject(await addSession(world, [ids.Robin as string], { headcount: 4 }), 'Small room');
      const resting = (sessions: string[]) =>
        refused({ name: 'finding add', input: { project: 'Voices', area: 'safety', said: 'It is loud.', sessions } });
      expect(await resting([few])).toMatch(/^A finding rests on at least 5 people/);
      expect(await resting([await addSession(world, [])])).toMatch(/is not one of this project/);
    });

    it('for an office, and days that can be', async () => {
      const id = await add('The gate sticks.');
      const send = (input: Record<string, unknown>) =>
        refused({ name: 'finding send', input: { id, by: '2026-04-10', to: 'The gate office', ...input } });
      for (const to of ['Mrs Smith', 'head@example.org', '0113 496 0000']) expect(await send({ to })).toMatch(/^Name an office/);
      expect(await send({ on: '2027-01-01' })).toBe('That day has not come yet.');
      expect(await send({ by: '2026-03-01' })).toBe('That day is over by then. Give a later one.');
      expect(await send({ by: 'soonish' })).toMatch(/^That is not a day/);
      expect(await send({})).toBe('done');
      const answer = (input: Record<string, unknown>) =>
        refused({ name: 'finding answer', input: { id, answer: 'yes', words: 'We will.', ...input } });
      expect(await answer({ on: '2026-03-01' })).toMatch(/^That is before/);
      expect(await answer({ promises: 'soon' })).toMatch(/^Write each promise as a day/);
      expect(await answer({ promises: '2026-01-01: A new gate' })).toMatch(/^That day is over by then/);
    });
  });

  it('of a secure setting names no office on somebody’s phone, and a notice tells those who have none', async () => {
    const wing = await inProject(
      await addSession(world, [ids.Robin as string], { kind: 'secure', headcount: 9, areas: ['health'] }),
      'Northgate',
    );
    const id = await add('We wait too long to see a nurse.', [wing, hub]);
    await does({ name: 'finding send', input: { id, to: 'The head of health at Northgate', by: '2026-05-10' } });
    await does({
      name: 'finding answer',
      input: { id, answer: 'partly', words: 'One more nurse comes.', promises: '2026-06-01: A nurse each day' },
    });
    const { preview } = await tell(id);
    expect(preview.text).toContain('the message names no office');
    await go(2 * day);
    await go(day);
    const [message] = (await heard('robin')).filter((text) => text.includes('nurse'));
    expect(message).toContain('We passed it on to people who can change it. They say yes to some of it. One more nurse comes.');
    expect(message).not.toContain('Northgate');
    expect(await refused(`finding notice ${id}`)).toBe('Say for which setting. It rests on sessions in: Leeds hub, Northgate.');
    const notice = await does({ name: 'finding notice', input: { id, setting: 'northgate' } });
    expect(notice.files?.map(({ name, type }) => [name, type])).toEqual([
      [expect.stringMatching(/^onward-notice-2026-03-\d\d\.pdf$/), 'application/pdf'],
    ]);
    const { text } = await readPdf(notice.files?.[0]?.body as Uint8Array);
    for (const part of [
      'We wait too long to see a nurse.',
      'Yes to some of it. One more nurse comes.',
      'A nurse each day. By 1 June 2026.',
    ])
      expect(text.replace(/\s+/g, ' ')).toContain(part);
    expect(text).not.toMatch(/Robin|9 March/);
  });

  it('stands in a report as it was known on a day', async () => {
    const all = await promisesOf(world.parts, project, world.clock.now());
    const lights = all.find(({ said }) => said.includes('yard'));
    expect(lights).toMatchObject({
      ...{ area: 'safety', to: 'The head of estates', sentOn: '2026-03-10', answerBy: '2026-04-10', state: 'promised' },
      answer: { kind: 'yes', words: 'We want it to be safe.', on: '2026-03-12' },
      promises: [{ words: 'Two lights in the yard', by: '2026-05-01', doneOn: '2026-03-14', did: 'Both lights hang.' }, { doneOn: null }],
    });
    expect(await promisesOf(world.parts, project, new Date('2026-03-11T10:00:00Z'))).toMatchObject([
      { state: 'waiting', answer: null, promises: [] },
    ]);
    expect(await promisesOf(world.parts, project, new Date('2026-06-11T10:00:00Z'))).toContainEqual(
      expect.objectContaining({ said: expect.stringContaining('yard'), state: 'overdue', days: 9 }),
    );
    expect(JSON.stringify(all)).not.toMatch(/Robin|Wren|Sky/);
  });
});
