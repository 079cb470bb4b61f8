import { beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../../src/channels/botframework/port.ts';
import { takeSubmit } from '../../../src/channels/botframework/staff.ts';
import type { CommandField, CommandResult, Desk, Order, Sheet } from '../../../src/desk/ports.ts';
import { createFakeDesk } from '../../support/fake-desk.ts';
import {
  actionsOf,
  activityOf,
  botframeworkPhrases,
  cardIn,
  dataOfPress,
  dialogIn,
  faultsIn,
  type ShownCard,
  takeInvoke,
  teamsRoom,
  textOf,
  whoIs,
} from '../../support/teams-staff.ts';

const phrases = botframeworkPhrases('en');
const lasting = { command: 'survey show', input: {}, until: new Date('2026-04-01T10:00:00Z') };
const sheetOf = (sheet: Partial<Sheet>): CommandResult => ({ kind: 'done', sheet: { data: null, ...sheet } });

describe('A form of staff', () => {
  let teams: ReturnType<typeof teamsRoom>;
  let orders: { address: string; order: Order }[];
  let kept: unknown[];
  let answer: () => Promise<CommandResult>;

  const field = (name: string, more: Partial<CommandField> = {}): CommandField => ({
    ...{ name, what: `the ${name}`, kind: 'text', choices: [], required: true, positional: false },
    ...more,
  });

  beforeEach(() => {
    orders = [];
    kept = [];
    answer = async () => sheetOf({ text: 'Done it.' });
    const desk: Desk = {
      ...createFakeDesk().desk,
      command: ({ address }, order) => {
        orders.push({ address, order });
        return answer();
      },
      keep: async (place) => void kept.push(place),
      form: async (_caller, order) => {
        const input = 'input' in order ? order.input : {};
        const fields = [field('session'), field('text', { kind: 'long text' })];
        return {
          kind: 'form',
          form: {
            name: 'name' in order ? order.name : 'evidence add',
            summary: 'keeps it',
            fields: fields.map((one) => (input[one.name] === undefined ? one : { ...one, given: input[one.name] })),
          },
        };
      },
    };
    teams = teamsRoom(desk);
  });

  const lacks = async (): Promise<CommandResult> => ({ kind: 'refused', why: 'Not understood.', faults: { session: 'expected string' } });
  const invoke = async (name: string, data: Json, user = 'ua', more: Json = {}) => {
    const answered = await takeInvoke(teams.room, whoIs(user), activityOf(user, { type: 'invoke', name, value: { data, ...more } }));
    return answered;
  };
  const said = () => teams.posted.map(({ conversation, activity }) => [conversation, textOf(activity)]);
  /** The form of an order that lacked something, asked for in that scope. */
  async function opened(scope: 'personal' | 'channel' = 'personal'): Promise<ShownCard> {
    const done = answer;
    answer = lacks;
    await takeSubmit(teams.room, whoIs('ua', scope), { onward: 'order', order: { name: 'evidence add', input: { text: 'two\nlines' } } });
    await teams.room.idle();
    answer = done;
    expect(faultsIn(teams.posted)).toEqual([]);
    const button = cardIn(teams.posted.find(({ conversation }) => conversation !== '19:channel')?.activity) as ShownCard;
    teams.posted.length = 0;
    expect(JSON.stringify(button)).not.toContain('Not understood');
    return dialogIn(await invoke('task/fetch', dataOfPress(button, phrases.form_open ?? ''))).card;
  }
  const fills = (card: ShownCard, filled: Record<string, string>, user = 'ua') =>
    invoke('task/submit', dataOfPress(card, phrases.form_submit ?? '', filled), user);

  it('opens over the chat, filled with what is known, and is answered there', async () => {
    const form = await opened();
    expect(form.body.find(({ id }) => id === 'one:text')).toMatchObject({ value: 'two\nlines', isRequired: true, isMultiline: true });
    const done = dialogIn(await fills(form, { session: 's1' }));
    expect(done).toMatchObject({ title: 'Evidence add', text: expect.stringContaining('Done it.') });
    expect(orders.at(-1)?.order).toEqual({ name: 'evidence add', input: { session: 's1', text: 'two\nlines' } });
    await teams.room.idle();
    expect(teams.posted).toEqual([]);
  });

  it('comes back with what was typed and with what was wrong, and can be sent again', async () => {
    const form = await opened();
    answer = async () => ({ kind: 'refused', why: 'There is no such session.', faults: { session: 'Pick one of yours.' } });
    const again = dialogIn(await fills(form, { session: 'sX' }));
    expect(again.text).toContain('Pick one of yours.');
    expect(again.card.body.find(({ id }) => id === 'one:session')).toMatchObject({ value: 'sX' });
    answer = async () => ({ kind: 'refused', why: 'Not on this day.' });
    expect(dialogIn(await fills(again.card, {})).text).toContain('Not on this day.');
    answer = async () => ({ kind: 'refused', why: 'x', faults: { text: 'expected string, received undefined' } });
    expect(dialogIn(await fills(form, { text: '' })).text).toContain(phrases.form_needed);
  });

  it('sent twice is done once, and answered the same; what was not done can be tried again', async () => {
    const form = await opened();
    const before = orders.length;
    const twice = await Promise.all([fills(form, { session: 's1' }), fills(form, { session: 's1' })]);
    expect(twice[0]).toEqual(twice[1]);
    expect(await fills(form, { session: 's1' })).toEqual(twice[0]);
    expect(orders.length).toBe(before + 1);
    // Somebody else, or something else, is another.
    await fills(form, { session: 's1' }, 'bo');
    await fills(form, { session: 's2' });
    expect(orders.length).toBe(before + 3);
    answer = () => Promise.reject(new Error('no database for Robin'));
    expect(dialogIn(await fills(form, { session: 's3' })).text).toContain('on our side');
    await fills(form, { session: 's3' });
    expect(orders.length).toBe(before + 5);
    expect(teams.logged.join()).not.toContain('Robin');
  });

  it('is asked of whoever presses, whoever it was shown to', async () => {
    const form = await opened();
    await fills(form, { session: 's1' }, 'bo');
    expect(orders.at(-1)?.address).toMatch(/\/bo$/);
  });

  it('whose answer takes long says so, and the answer comes into their own chat', async () => {
    const form = await opened();
    let finish: () => void = () => undefined;
    answer = () => new Promise((resolve) => (finish = () => resolve(sheetOf({ text: 'All 500.' }))));
    const sending = fills(form, { session: 's1' });
    teams.late();
    expect(dialogIn(await sending).text).toBe(phrases.staff_working);
    finish();
    await teams.room.idle();
    expect(said()).toEqual([['chat-ua', expect.stringContaining('All 500.')]]);
  });

  it('leads on in the dialog: to the next answer, and to the next form', async () => {
    const form = await opened();
    const next = [{ label: 'Send it', order: { name: 'survey confirm', input: { id: '1' } }, weight: 'main' as const }];
    answer = async () => sheetOf({ text: 'Ready.', next });
    const ready = dialogIn(await fills(form, { session: 's1' }));
    answer = async () => sheetOf({ text: 'Sent.' });
    expect(dialogIn(await invoke('task/submit', dataOfPress(ready.card, 'Send it'))).text).toContain('Sent.');
    expect(orders.at(-1)?.order).toEqual({ name: 'survey confirm', input: { id: '1' } });
    answer = lacks;
    const lacking = dialogIn(await invoke('task/submit', dataOfPress(ready.card, 'Send it')));
    expect(lacking.card.body.some(({ id }) => id === 'one:session')).toBe(true);
  });

  it('a sheet for everybody stands once, where the form was asked for, and what is pressed goes on there', async () => {
    const form = await opened('channel');
    const tables = [{ head: ['Survey', ''], rows: [['Invited', '9']] }];
    const next = [{ label: 'Undo', order: { name: 'survey undo', input: {} } }];
    answer = async () => sheetOf({ text: '9 invitations go.', tables, lasting, next });
    const done = dialogIn(await fills(form, { session: 's1' }));
    expect(done.text).toContain(phrases.stands);
    expect(done.text).not.toContain('Invited');
    await fills(form, { session: 's1' });
    await teams.room.idle();
    expect(teams.posted.map(({ conversation }) => conversation)).toEqual(['19:channel']);
    expect(textOf(teams.posted[0]?.activity ?? {})).toContain('Invited');
    const [one] = kept as { place: string; externalId: string }[];
    expect(one).toMatchObject({ channel: 'botframework', externalId: teams.posted[0]?.id });
    expect(JSON.parse(one?.place ?? '').conversation).toMatchObject({ id: '19:channel', conversationType: 'channel' });
    // The same where it is pressed in their own chat.
    await takeSubmit(teams.room, whoIs('ua'), dataOfPress(done.card, 'Undo'));
    await teams.room.idle();
    expect(teams.posted.slice(1).map(({ conversation }) => conversation)).toEqual(['19:channel', 'chat-ua']);
    expect(textOf(teams.posted.at(-1)?.activity ?? {})).toContain(phrases.stands);
  });

  it('a sheet for everybody stands in their own chat where it may not stand where they asked', async () => {
    const form = await opened('channel');
    answer = async () => sheetOf({ text: '9 invitations go.', lasting });
    teams.ends.send.push({ kind: 'refused', status: 403, patience: null });
    await fills(form, { session: 's1' });
    await teams.room.idle();
    expect(teams.posted.map(({ conversation }) => conversation)).toEqual(['chat-ua']);
  });

  it('stands in the chat where nothing opens over it, and is typed where there are only words', async () => {
    answer = lacks;
    const asks = async (channelId: string) => {
      teams.posted.length = 0;
      await takeSubmit(teams.room, whoIs('ua', 'personal', channelId), { onward: 'order', order: { name: 'evidence add', input: {} } });
      await teams.room.idle();
      expect(faultsIn(teams.posted)).toEqual([]);
      return teams.posted[0]?.activity ?? {};
    };
    const card = cardIn(await asks('webchat')) as ShownCard;
    expect(actionsOf(card)).toMatchObject([{ type: 'Action.Submit', title: phrases.form_submit }]);
    expect(textOf(await asks('sms'))).toMatch(/evidence add --session … --text …[\s\S]*--session: the session/);
    // Sent there, it is answered there.
    answer = async () => sheetOf({ text: 'Done it.' });
    teams.posted.length = 0;
    const sent = dataOfPress(card, phrases.form_submit ?? '', { session: 's1', text: 'x' });
    expect(await takeSubmit(teams.room, whoIs('ua', 'personal', 'webchat'), sent)).toBe(true);
    await teams.room.idle();
    expect(said()).toEqual([['chat-ua', expect.stringContaining('Done it.')]]);
  });

  it('of an action on a message is filled with that message’s words', async () => {
    const content = '<div>They said the &lt;phones&gt; are<br/>broken&nbsp;&amp; cold</div><p>&#x1F600;</p>';
    const shown = dialogIn(
      await invoke('composeExtension/fetchTask', {}, 'ua', {
        commandId: 'evidence_add',
        messagePayload: { body: { contentType: 'html', content } },
      }),
    );
    expect(shown.card.body.find(({ id }) => id === 'one:text')).toMatchObject({ value: 'They said the <phones> are\nbroken & cold\n😀' });
    const sent = dataOfPress(shown.card, phrases.form_submit ?? '', { session: 's1' });
    expect(dialogIn(await invoke('composeExtension/submitAction', sent, 'ua', { commandId: 'evidence_add' })).text).toContain('Done it.');
  });

  it('what is not ours is nobody’s order', async () => {
    for (const name of ['task/fetch', 'task/submit', 'composeExtension/query', 'signin/verifyState'])
      expect(await invoke(name, { x: 1 })).toBeNull();
    expect(await takeSubmit(teams.room, whoIs('ua'), { onward: 'answer' })).toBe(false);
    const broken = activityOf('ua', { type: 'invoke', name: 'task/submit', value: 'x' });
    expect(await takeInvoke(teams.room, whoIs('ua'), broken)).toBeNull();
    expect(orders).toEqual([]);
  });
});
