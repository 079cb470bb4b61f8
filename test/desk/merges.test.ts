import { afterEach, beforeEach, expect, it } from 'vitest';
import { fakeCarrier } from '../support/carrier.ts';
import { onEmbedded } from '../support/database.ts';
import { everything } from '../support/everything.ts';
import { addSession, give, register, send } from '../support/surveys.ts';
import { createWorld, day, registeringBy, throughRegistering, type World } from '../support/world.ts';

onEmbedded('Somebody who came by two doors', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind, { carriers: fakeCarrier().carriers });
  });
  afterEach(() => world.remove());

  const account = 'T0/U1';
  const called = (name: string, replies = throughRegistering) => replies.map((reply) => (reply === 'Robin' ? name : reply));
  const byEmail = (name: string, email: string) => called(name, registeringBy('email', email));
  /** The same person on the web and in Slack, under two names. */
  async function both(more: (name: string) => string[] = (name) => called(name)): Promise<{ web: string; slack: string }> {
    return { web: await register(world, 'robin', 'web', more('Robyn')), slack: await register(world, account, 'slack', more('Zeph')) };
  }
  const merge = (keep: string, other: string) => give(world, 'people merge', { keep, other, why: 'they told us', apply: true });
  const unmerge = (id: string) => give(world, 'people unmerge', { id, why: 'a slip' });
  const command = (name: string, input: Record<string, unknown>) =>
    world.desk.command({ channel: 'terminal', address: 'ada@office' }, { name, input });
  const chat = (address: string, channel: 'web' | 'slack' = 'web') => world.visitor(address, channel);
  const codeAt = async (address: string) => /Your code is: (\S+)/.exec(await chat(address).goesThrough('code'))?.[1] ?? 'none';
  const audited = async () => (await world.database.store.audit.list(1000)).map(({ action }) => action);

  it('is proposed to staff with the reason, until they say that they are two, and nobody else hears of it', async () => {
    const { web, slack } = await both((name) => byEmail(name, `Sam@Example.org`));
    await register(world, 'else', 'web', byEmail('Kit', 'kit@example.org'));
    const before = await chat(account, 'slack').view();
    const sheet = await give(world, 'people matches');
    expect(sheet.data).toEqual([{ keep: web, other: slack, why: ['email'] }]);
    expect(JSON.stringify(sheet)).not.toContain('example.org');
    const [same, apart] = sheet.next ?? [];
    expect(same?.order).toEqual({ name: 'people merge', input: { keep: web, other: slack } });
    await give(world, apart?.order.name ?? '', { ...apart?.order.input, why: 'brothers' });
    expect((await give(world, 'people matches')).data).toEqual([]);
    expect(await chat(account, 'slack').view()).toEqual(before);
  });

  it('is merged after a preview, has one chat at both doors, is listed once, and is two again when that is undone', async () => {
    const { web, slack } = await both();
    const before = [await chat('robin').view(), await chat(account, 'slack').view()];
    const preview = await give(world, 'people merge', { keep: web.slice(0, 13), other: slack, why: 'they told us' });
    expect(preview.text).toMatch(/^Nothing was done yet.*ask them first/s);
    expect(await chat(account, 'slack').view()).toEqual(before[1]);
    const order = preview.next?.[0]?.order;
    await give(world, order?.name ?? '', order?.input);
    expect(await command(order?.name ?? '', order?.input ?? {})).toMatchObject({ kind: 'refused', why: 'They are one person already.' });
    const [one, two] = [await chat('robin').view(), await chat(account, 'slack').view()];
    expect(two.person).toBe(web);
    expect(one.messages).toEqual(two.messages);
    expect(one.messages).toHaveLength((before[0]?.messages.length ?? 0) + (before[1]?.messages.length ?? 0));
    expect((await world.database.store.people.list(9)).map(({ id }) => id)).toEqual([web]);
    const shown = await give(world, 'people show', { id: slack });
    expect(shown.data).toMatchObject({ id: web, merged: [slack], channels: expect.arrayContaining(['web', 'slack']) });
    await chat(account, 'slack').types('hello');
    expect((await chat('robin').view()).messages.at(-2)?.text).toMatch(/Robyn/);
    await unmerge(web);
    expect((await chat(account, 'slack').view()).messages).toEqual(before[1]?.messages);
    expect((await chat('robin').view()).messages.slice(0, before[0]?.messages.length)).toEqual(before[0]?.messages);
    expect((await world.database.store.people.list(9)).map(({ id }) => id).sort()).toEqual([web, slack].sort());
    expect(await audited()).toEqual(expect.arrayContaining([`people merge: apply, with ${slack}`, 'merged', 'people unmerge', 'parted']));
    expect((await world.database.store.audit.verify()).holds).toBe(true);
  });

  it('gains no role, and no reason says a name', async () => {
    const { web, slack } = await both();
    expect(await command('people merge', { keep: web, other: slack, why: 'Zeph said so' })).toMatchObject({
      kind: 'refused',
      why: expect.stringMatching(/^Leave the name out/),
    });
    await give(world, 'roles grant', { who: web, role: 'staff', why: 'new here' });
    for (const apply of [false, true])
      for (const [keep, other] of [
        [web, slack],
        [slack, web],
      ])
        expect(await command('people merge', { keep, other, why: 'one person', apply })).toMatchObject({
          kind: 'refused',
          why: expect.stringMatching(/^One of the two has a role/),
        });
    expect((await chat(account, 'slack').view()).person).toBe(slack);
  });

  it('keeps a STOP of either, and one that was said since is kept by both', async () => {
    const { web, slack } = await both();
    await chat(account, 'slack').types('stop');
    await merge(web, slack);
    expect((await chat('robin').view()).stopped).toBe(true);
    await unmerge(slack);
    expect([(await chat('robin').view()).stopped, (await chat(account, 'slack').view()).stopped]).toEqual([false, true]);
    await chat(account, 'slack').types('start');
    await merge(web, slack);
    await chat('robin').types('stop');
    await unmerge(slack);
    expect([(await chat('robin').view()).stopped, (await chat(account, 'slack').view()).stopped]).toEqual([true, true]);
  });

  it('is held to the latest word on a purpose, and a no that was said since holds for both', async () => {
    const { web, slack } = await both();
    const standing = async (id: string) => {
      const { standings } = (await give(world, 'people show', { id })).data as { standings: { purpose: string; standing: string }[] };
      return standings.find(({ purpose }) => purpose === 'quotes')?.standing;
    };
    expect([await standing(web), await standing(slack)]).toEqual(['given', 'given']);
    await chat(account, 'slack').types('no quotes');
    await merge(web, slack);
    expect(await standing(web)).toBe('withdrawn');
    await unmerge(web);
    expect([await standing(web), await standing(slack)]).toEqual(['given', 'withdrawn']);
    await merge(slack, web);
    await chat('robin').goesThrough('no photos');
    await unmerge(web);
    const photos = await world.database.rows(`SELECT state FROM consent WHERE person_id = '${web}' AND purpose = 'photos'`);
    expect(photos.at(-1)).toMatchObject({ state: expect.stringMatching(/refused|withdrawn/) });
  });

  it('was there once and is asked once, also when somebody presses what was shown before', async () => {
    const { web, slack } = await both();
    const session = await addSession(world, [web, slack], { headcount: 4 });
    const run = await send(world, { template: 'after-session', session, kind: 'named' });
    const other = await addSession(world, []);
    const shown = await give(world, 'session attend', { session: other, people: [web, slack] });
    await merge(web, slack);
    await give(world, shown.next?.[0]?.order.name ?? '', shown.next?.[0]?.order.input);
    expect(await world.database.rows(`SELECT person_id FROM attendance WHERE session_id IN ('${session}', '${other}')`)).toEqual([
      { person_id: web },
      { person_id: web },
    ]);
    world.clock.pass(1);
    await world.desk.deliver();
    expect((await give(world, 'survey show', { id: run })).data).toMatchObject({ waiting: 0, invited: 1 });
    const asked = await world.database.rows(`SELECT person_id FROM message WHERE kind = 'invitation'`);
    expect(asked).toEqual([{ person_id: web }]);
    await unmerge(slack);
    expect(await world.database.rows(`SELECT person_id FROM invitation WHERE run_id = '${run}' ORDER BY person_id`)).toEqual(
      [web, slack].sort().map((person_id) => ({ person_id })),
    );
  });

  it('has all of it in the copy, and is erased with all of it', async () => {
    const { web, slack } = await both((name) => byEmail(name, 'sam@example.org'));
    const run = '0199c0de-0000-7000-8000-000000000001';
    await world.database.rows(`INSERT INTO survey_run (id, flow, flow_version, audience, anonymous, areas, threshold, opens_at, closes_at, finish_by, reminders, created_at)
      VALUES ('${run}', 'after-session', 1, 'registered', false, '{}', 5, '2026-03-01', '2026-04-01', '2026-04-02', 1, '2026-03-01')`);
    for (const [person, said] of [
      [web, 'mark-one'],
      [slack, 'mark-two'],
    ])
      await world.database.rows(`INSERT INTO response (id, run_id, person_id, answers, state, day) VALUES (gen_random_uuid(), '${run}', '${person}',
        '{"better": {"value": "${said}", "category": null, "raw": "${said}"}}', 'finished', '2026-03-10')`);
    await merge(web, slack);
    await chat('robin').types('my data');
    const { messages } = await chat('robin').view();
    const ticket = messages.findLast(({ copy }) => copy !== null)?.copy ?? '';
    const copy = String((await world.desk.copies.take('web', 'robin', ticket, 'json'))?.body ?? '');
    for (const mark of ['Robyn', 'Zeph', 'mark-one', 'mark-two', '"merged"']) expect(copy).toContain(mark);
    expect(JSON.parse(copy).merges).toMatchObject([{ name: 'Zeph', ageBand: '18-24', place: 'community' }]);
    await chat(account, 'slack').goesThrough('delete me', 'yes');
    const left = (await everything(world.database)).filter((row) => /Robyn|Zeph|mark-|T0\/U1|example\.org/.test(row));
    expect(left).toEqual([]);
    expect(await world.database.rows('SELECT 1 FROM person')).toEqual([]);
    expect(await command('people import', { file: 'email\nsam@example.org', apply: true })).toMatchObject({
      sheet: { text: expect.stringMatching(/^0 of 1/) },
    });
  });

  it('goes together when nobody has heard from them for long, and not before', async () => {
    const { web, slack } = await both();
    await merge(web, slack);
    world.clock.pass(400 * day);
    await chat(account, 'slack').types('hello');
    world.clock.pass(400 * day);
    await world.desk.night(world.clock.now(), new AbortController().signal);
    expect(await world.database.rows('SELECT id FROM person ORDER BY id')).toHaveLength(2);
    expect(await world.database.rows('SELECT 1 FROM merge')).toHaveLength(1);
    world.clock.pass(4000 * day);
    await world.desk.night(world.clock.now(), new AbortController().signal);
    expect(await world.database.rows('SELECT id FROM person')).toEqual([]);
    expect(await world.database.rows('SELECT 1 FROM merge')).toEqual([]);
  });

  it('links both by a code of one that is said in an account of the other, and staff can undo it', async () => {
    const { web, slack } = await both();
    const code = await codeAt('robin');
    expect(await world.desk.redeem('slack', account, code, { externalId: 'said' })).toEqual({ kind: 'redeemed', person: web });
    expect(await world.desk.redeem('slack', account, code, { externalId: 'said' })).toEqual({ kind: 'duplicate' });
    const { messages, person } = await chat(account, 'slack').view();
    expect(person).toBe(web);
    expect(messages).toEqual((await chat('robin').view()).messages);
    const audit = await world.database.store.audit.list(9);
    expect(audit.filter(({ action }) => action === 'merged')).toMatchObject([
      { who: web, about: slack },
      { who: web, about: web },
    ]);
    await unmerge(web);
    expect((await chat(account, 'slack').view()).person).toBe(slack);
    // A browser may be a shared tablet: there, a code opens a chat and links nobody.
    expect(
      await world.desk.redeem('web', 'robin', /Your code is: (\S+)/.exec(await chat(account, 'slack').goesThrough('code'))?.[1] ?? ''),
    ).toEqual({ kind: 'refused' });
  });

  it('is left to staff when one said STOP, may be in danger, has a role, is of another age, or is known to be somebody else', async () => {
    const { web, slack } = await both();
    const refused = async () => {
      const code = await codeAt('robin');
      const before = (await everything(world.database)).sort();
      expect(await world.desk.redeem('slack', account, code)).toEqual({ kind: 'refused' });
      expect((await everything(world.database)).sort()).toEqual(before);
    };
    await chat(account, 'slack').types('stop');
    await refused();
    await chat(account, 'slack').types('start');
    await world.database.rows(`UPDATE person SET age_band = '16-17' WHERE id = '${slack}'`);
    await refused();
    await world.database.rows(`UPDATE person SET age_band = '18-24' WHERE id = '${slack}'`);
    await give(world, 'roles grant', { who: web, role: 'facilitator', why: 'new here' });
    await refused();
    await give(world, 'roles remove', { who: web, role: 'facilitator', why: 'has left' });
    await world.database.rows(`UPDATE address SET from_message = 1 WHERE person_id = '${slack}'`);
    await refused();
    await world.database.rows(`UPDATE address SET from_message = NULL WHERE person_id = '${slack}'`);
    await give(world, 'people apart', { keep: web, other: slack, why: 'two of them' });
    await refused();
    await world.database.rows('DELETE FROM not_same');
    await chat(account, 'slack').types('i want to kill myself');
    await refused();
    const [concern] = await world.database.store.concerns.list(true);
    await world.database.store.concerns.add(concern?.id ?? '', { state: 'closed', who: 'onward', why: 'seen to', at: world.clock.now() });
    expect(await world.desk.redeem('slack', account, await codeAt('robin'))).toMatchObject({ kind: 'redeemed' });
    // It is still read where it belongs.
    expect(await world.database.store.concerns.words(concern?.id ?? '')).toMatchObject({ text: 'i want to kill myself' });
  });
});
