import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addressOf } from '../../../src/channels/botframework/activity.ts';
import { staffGreeting, takeLine, takeSubmit } from '../../../src/channels/botframework/staff.ts';
import { commands } from '../../../src/desk/commands/index.ts';
import { grantedRoles } from '../../../src/people/index.ts';
import { onEmbedded } from '../../support/database.ts';
import { addSession, register, sendNow } from '../../support/surveys.ts';
import {
  actionsOf,
  activityOf,
  botframeworkPhrases,
  cardIn,
  dialogIn,
  faultsIn,
  takeInvoke,
  teamsRoom,
  tenant,
  textOf,
  whoIs,
} from '../../support/teams-staff.ts';
import { createWorld, toReview, type World } from '../../support/world.ts';

const phrases = botframeworkPhrases('en');

onEmbedded('Staff in Teams, on the real desk', (kind) => {
  let world: World;
  let teams: ReturnType<typeof teamsRoom>;
  let robin: string;

  beforeAll(async () => {
    world = await createWorld(kind, {
      admins: [
        { channel: 'botframework', value: `msteams:${tenant}/ua` },
        { channel: 'terminal', value: 'ada@office' },
      ],
    });
    robin = await register(world, 'robin-at-home');
  });
  afterAll(() => world.remove());
  beforeEach(() => {
    teams = teamsRoom(world.desk);
  });

  /** Types it, and answers what came into each conversation. */
  async function types(user: string, line: string, scope: 'personal' | 'channel' = 'personal', certain = true) {
    const before = teams.posted.length;
    const ended = await takeLine(teams.room, whoIs(user, scope), line, certain);
    await teams.room.idle();
    const fresh = teams.posted.slice(before);
    expect(faultsIn(fresh)).toEqual([]);
    const at = (conversation: string) =>
      fresh.flatMap((one) => (one.conversation === conversation ? [textOf(one.activity)] : [])).join('\n');
    return { ended, own: at(scope === 'personal' ? `chat-${user}` : `own-29:${user}`), channel: at('19:channel') };
  }
  const audited = async () => (await world.database.store.audit.list(1000)).length;

  it('give commands as whom ONWARD_ADMINS and their grants name, colleagues by their mention', async () => {
    expect((await types('ua', `roles grant botframework:msteams:${tenant}/bo staff --name Bo --why new`)).own).toContain('staff');
    expect((await types('bo', 'people list')).own).toContain('Robin');
    expect((await types('bo', 'roles list')).own).toContain('That is for these roles: admin');
    expect((await types('bo', '')).own).toBe(phrases.staff_help);
    // What is wrong is said once, with the field that it is about.
    expect((await types('ua', 'roles grant terminal:x lead --why new')).own).toMatch(/^role: it is one of these: .*safeguarding lead/);
    const wrong = 'That is not how to use "people show": id: it is missing; there is no --who here';
    expect((await types('bo', 'people show --who Robin')).own.split('\n').filter((line) => /is missing|fill this in/.test(line))).toEqual([
      wrong,
    ]);
    expect((await types('bo', 'survey dance')).own).toContain('There is no command "survey dance"');
  });

  it('what may be somebody’s own words is left to be that, of whoever has no role', async () => {
    const before = await audited();
    expect(await types('young', 'people list', 'personal', false)).toEqual({ ended: 'stranger', own: '', channel: '' });
    expect(await audited()).toBe(before);
    const staff = await types('ua', 'audit verify', 'personal', false);
    expect(staff.ended).toBe('taken');
    expect(staff.own).not.toBe('');
    const refused = await types('young', 'people list');
    expect(refused).toMatchObject({ ended: 'taken', own: expect.stringContaining('You have no role here yet') });
  });

  it('of one word is an answer to the questions that they are in the middle of', async () => {
    const address = `msteams:${tenant}/both`;
    const both = world.visitor(address, 'botframework');
    for (const text of ['hello', 'English', 'Sam', '19']) await both.types(text);
    const grant = `roles grant botframework:${address} staff --name Both --why both`;
    await world.desk.command({ channel: 'terminal', address: 'ada@office' }, { line: grant });
    expect(await types('both', 'home', 'personal', false)).toEqual({ ended: 'stranger', own: '', channel: '' });
    expect(await types('both', 'home')).toMatchObject({ ended: 'taken' });
    expect(await types('both', 'people list', 'personal', false)).toMatchObject({ ended: 'taken' });
    for (const text of toReview.slice(3)) await both.types(text);
    await both.types("that's right");
    expect(await types('both', 'home', 'personal', false)).toMatchObject({ ended: 'taken' });
  });

  it('a command of somebody who may give none is heard: it may be about somebody in danger', async () => {
    const concerns = async () => (await world.database.store.concerns.list(true)).length;
    const before = await concerns();
    const heard = await types('lost', 'i want to kill myself');
    expect(await concerns()).toBe(before + 1);
    // The desk answers, by the outbox.
    expect(heard.own).toBe('');
    expect((await world.visitor(`msteams:${tenant}/lost`, 'botframework').view()).messages.at(-1)?.text).toContain('999');
    const [row] = await world.database.rows<{ place: string }>(`SELECT place FROM letterbox WHERE address = 'msteams:${tenant}/lost'`);
    expect(row?.place).toContain('chat-lost');
  });

  it('where others are, are answered alone, and refused alone; the conversation is opened once', async () => {
    const listed = await types('ua', 'people list', 'channel');
    expect(listed.channel).toBe(phrases.answered_alone);
    expect(listed.own).toContain('Robin');
    const refused = await types('ua', 'roles grant x', 'channel');
    expect(refused.channel).toBe(phrases.answered_alone);
    expect(teams.opened).toHaveLength(1);
  });

  it('are told there to add the bot first, when it may not write to them alone: then nothing is done, and it is heard', async () => {
    for (const status of [403, 404]) {
      teams.ends.open.push({ kind: 'refused', status, patience: null });
      const before = await audited();
      expect(await types('ua', 'people list', 'channel')).toMatchObject({ own: '', channel: phrases.add_me_first });
      expect(await audited()).toBe(before);
    }
    teams.ends.open.push({ kind: 'refused', status: 403, patience: null });
    const concerns = (await world.database.store.concerns.list(true)).length;
    await types('alone', 'he hits me every night', 'channel');
    expect((await world.database.store.concerns.list(true)).length).toBeGreaterThan(concerns);
    // A conversation that was known and is closed now is opened anew the next time.
    await types('ua', 'home', 'channel');
    teams.ends.send.push({ kind: 'refused', status: 403, patience: null });
    expect((await types('ua', 'home', 'channel')).channel).toBe(phrases.add_me_first);
    expect((await types('ua', 'home', 'channel')).channel).toBe(phrases.answered_alone);
    teams.ends.open.push({ kind: 'never' });
    expect((await types('new', 'home', 'channel')).channel).toBe(phrases.staff_trouble);
  });

  it('see what waits for them when they put the bot into their chats, and nobody else does', async () => {
    expect(await staffGreeting(teams.room, whoIs('young'))).toBe(false);
    expect(await staffGreeting(teams.room, whoIs('ua', 'channel'))).toBe(false);
    expect(await staffGreeting(teams.room, whoIs('ua'))).toBe(true);
    expect(faultsIn(teams.posted)).toEqual([]);
    const [greeting] = teams.posted;
    expect(textOf(greeting?.activity ?? {})).toContain(phrases.staff_welcome);
    expect(actionsOf(cardIn(greeting?.activity) as NonNullable<ReturnType<typeof cardIn>>).length).toBeGreaterThan(0);
  });

  it('whatever the command, no name, no address, no answer and no concern stands where others are', async () => {
    const ada = { channel: 'terminal', address: 'ada@office' } as const;
    for (const role of grantedRoles)
      await world.desk.command(ada, { line: `roles grant botframework:msteams:${tenant}/all ${role} --name Kit --why all` });
    const danger = await world.visitor('danger').goesThrough('English', 'Zainab', 'i want to kill myself');
    expect(danger).toContain('999');
    const [concern] = await world.database.store.concerns.list(true);
    const session = await addSession(world, [robin]);
    const run = await sendNow(world, { template: 'after-session', session, kind: 'named' });
    await world
      .visitor('robin-at-home')
      .goesThrough('survey', '5', '4', '4', '5', '5', 'safety', 'brighter lamps', 'yes', '8', 'skip', 'no');
    const why = 'because of Robin';
    const inputs: Record<string, Record<string, unknown>> = {
      'session new': { date: 'yesterday', setting: 'Hub', areas: ['safety'] },
      'session show': { session },
      'session attend': { session, people: [robin], apply: true },
      'session heads': { session, heads: 9 },
      'session pack': { session, template: 'after-session' },
      'evidence add': { session, text: 'Robin wants more lights.' },
      'people show': { id: robin },
      'people answered': { id: robin },
      'people import': { file: 'email\nrobin@example.org' },
      'messages retry': { all: true },
      'concerns read': { id: concern?.id },
      'concerns mark': { id: concern?.id, state: 'acknowledged', why },
      'consents record': { id: robin, purpose: 'quotes', state: 'given', how: 'witnessed', witness: 'Robin', why: 'said so' },
      'survey send': { session, template: 'after-session', kind: 'named' },
      'survey confirm': { id: '0199c0de-0000-7000-8000-000000000001', session, template: 'three-months-on', kind: 'named' },
      'blackouts add': { from: '2026-05-01', until: '2026-05-02', why },
      'roles grant': { who: robin, role: 'staff', why: 'new' },
      'projects add': { name: 'Project of Robin' },
    };
    const secrets = /Robin|Zainab|Kit|kill myself|brighter lamps|robin@example|because of|ua@|terminal:|Choose|Leeds/;
    let seen = '';
    for (const { name } of commands) {
      const before = teams.posted.length;
      const input = inputs[name] ?? (name.startsWith('survey ') ? { id: run } : {});
      const taken = await takeSubmit(teams.room, whoIs('all', 'channel'), { onward: 'order', order: { name, input } });
      await teams.room.idle();
      expect(taken).toBe(true);
      const fresh = teams.posted.slice(before);
      expect(fresh.length).toBeGreaterThan(0);
      expect(faultsIn(fresh)).toEqual([]);
      for (const { conversation, activity } of fresh) {
        const json = JSON.stringify(activity);
        if (conversation !== '19:channel') {
          seen += json;
          continue;
        }
        expect(json, name).not.toMatch(secrets);
        for (const id of [robin, concern?.id ?? '-', concern?.id.slice(0, 13) ?? '-']) expect(json, name).not.toContain(id);
        if (activity.text === undefined) expect(textOf(activity), name).toContain('Invited');
        else expect(activity.text, name).toBe(phrases.answered_alone);
      }
    }
    // The form of every command, with what can be chosen now, can be drawn.
    for (const { name } of commands) {
      const value = { data: { onward: 'open', order: { name, input: {} } } };
      dialogIn(await takeInvoke(teams.room, whoIs('all'), activityOf('all', { type: 'invoke', name: 'task/fetch', value })));
    }
    // All of that was said, to the one who asked.
    for (const word of ['Robin', 'Zainab', 'kill myself', concern?.id.slice(0, 13) ?? '-']) expect(seen).toContain(word);
    expect(teams.posted.some(({ conversation, activity }) => conversation === '19:channel' && activity.text === undefined)).toBe(true);
  });

  it('a concern is not even shown to its lead over a group or a channel, whatever is sent to us', async () => {
    const ada = { channel: 'terminal', address: 'ada@office' } as const;
    await world.desk.command(ada, { line: `roles grant botframework:msteams:${tenant}/lead "safeguarding lead" --name Lee --why lead` });
    await world.visitor('danger-2').goesThrough('English', 'Zainab', 'i want to kill myself');
    const [concern] = await world.database.store.concerns.list(true);
    const input = { id: concern?.id, state: 'acknowledged', why: 'called her' };
    const caller = { channel: 'botframework', address: `msteams:${tenant}/lead` } as const;
    const closed = commands.filter((command) => command.private).map(({ name }) => name);
    expect(commands.filter(({ may }) => may.endsWith('concerns')).map(({ name }) => name)).toEqual(
      closed.filter((name) => name !== 'home'),
    );
    /** Every way to ask for a dialog. */
    const ways = async (name: string): Promise<[string, Record<string, unknown>][]> => {
      const order = { name, input: name === 'concerns mark' ? input : name === 'concerns read' ? { id: input.id } : {} };
      const filled = Object.fromEntries(Object.entries(order.input).map(([field, value]) => [`one:${field}`, value]));
      const submits = [
        { onward: 'order', order },
        { onward: 'order', order, at: { id: '19:other', type: 'channel' } },
        { onward: 'order', order: await world.desk.park(caller, order) },
        { onward: 'order', order: { ...(await world.desk.park(caller, order)), name: 'settings list' } },
        { onward: 'form', name, id: 'f', ...filled },
        { onward: 'open', order },
      ];
      return [
        ['task/fetch', { data: { onward: 'open', order } }],
        ['composeExtension/fetchTask', { commandId: name.replace(' ', '_') }],
        ...submits.flatMap((data): [string, Record<string, unknown>][] => [
          ['task/submit', { data }],
          ['composeExtension/submitAction', { data, commandId: 'evidence_add' }],
        ]),
      ];
    };
    const isShown = (text: string) => text.includes(concern?.id.slice(0, 13) ?? '-');
    let shown = 0;
    for (const name of closed) {
      for (const scope of ['groupChat', 'channel', 'personal'] as const) {
        for (const [invoked, value] of await ways(name)) {
          // No double click.
          world.clock.pass(0.1);
          const before = (await audited()) + teams.posted.length;
          const answer = await takeInvoke(
            teams.room,
            whoIs('lead', scope),
            activityOf('lead', { type: 'invoke', name: invoked, scope, value }),
          );
          await teams.room.idle();
          const { text } = dialogIn(answer);
          if (scope === 'personal') {
            shown += Number(isShown(text));
            continue;
          }
          const forged = (value.data as { order?: { name?: string } } | undefined)?.order?.name === 'settings list';
          expect(text, `${invoked} ${name}`).toContain(forged ? 'Nothing was done' : phrases.own_chat_only);
          expect(isShown(JSON.stringify(answer))).toBe(false);
          expect((await audited()) + teams.posted.length).toBe(before);
        }
      }
    }
    expect(shown).toBeGreaterThan(9);
    // A press as the card of a question makes it opens nothing of staff's.
    const data = { onward: 'order', order: { name: 'concerns list', input: {} } };
    const execute = { type: 'invoke', name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', data } } } as const;
    for (const scope of ['personal', 'channel'] as const)
      expect(await takeInvoke(teams.room, whoIs('lead', scope), activityOf('lead', { ...execute, scope }))).toBeNull();
    // What is typed or pressed there is answered in their own chat.
    expect((await types('lead', 'concerns list', 'channel')).channel).toBe(phrases.answered_alone);
  });

  it('are who they are in capitals too, and nobody grants themselves a role by them', async () => {
    const [object, TENANT] = ['abcdef12-0000-4000-8000-00000000000a', tenant.toUpperCase()];
    const grant = (who: string, role: string) => types('ua', `roles grant botframework:msteams:${who} ${role} --name Kim --why new`);
    expect((await grant(`${TENANT}/${object.toUpperCase()}`, 'admin')).own).toContain('Kim');
    expect((await types(object, 'roles list')).own).toContain('Kim');
    expect((await grant(`${TENANT}/ua`, 'staff')).own).toContain('Nobody grants a role to themselves');
    const from = { id: '29:AbC', aadObjectId: object.toUpperCase() };
    const conversation = { id: 'c', conversationType: 'personal', tenantId: TENANT };
    expect(addressOf(activityOf('x', { from, conversation }))).toBe(`msteams:${tenant}/${object}`);
    expect(addressOf(activityOf('x', { from: { id: '29:AbC' }, conversation }))).toBe(`msteams:${tenant}/29:AbC`);
  });
});
