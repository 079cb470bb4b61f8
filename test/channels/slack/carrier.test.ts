import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutMessage } from '../../../src/desk/ports.ts';
import { carrierContract } from '../../contracts/carrier.ts';
import { createFakeDesk } from '../../support/fake-desk.ts';
import { type FakeSlack, fail, limitRate, loseAnswer, refuse, startFakeSlack } from '../../support/fake-slack.ts';
import { pushing } from '../../support/pushing.ts';
import { type Door, openDoor } from '../../support/slack-door.ts';

describe('The carrier of messages to Slack', () => {
  let peer: FakeSlack;
  let door: Door;
  /** Milliseconds that it wanted to wait. */
  let waits: number[];
  /** Until then nothing goes on that waits for less than a second. */
  let pause: Promise<void>;
  let goOn: () => void = () => undefined;

  beforeEach(async () => {
    peer = await startFakeSlack();
    waits = [];
    pause = Promise.resolve();
    door = await openDoor(pushing(createFakeDesk().desk), peer.apiUrl, {
      wait: async (milliseconds) => {
        waits.push(milliseconds);
        if (milliseconds !== 1000) await pause;
      },
    });
    await door.slack.idle();
  });
  afterEach(async () => {
    await door.close();
    await peer.close();
  });

  let count = 0;
  const message = (text: string, address = 'T1/U1', more: Partial<OutMessage> = {}): OutMessage => ({
    id: `m${++count}`,
    person: 'p',
    channel: 'slack',
    address,
    place: null,
    said: { text },
    language: 'en',
    attempts: 0,
    kind: null,
    ...more,
  });
  const send = (text: string, address?: string) => door.slack.carrier.send(message(text, address));
  const called = (method: string) => peer.calls.filter((call) => call.method === method);

  it('opens the conversation once, sends as the bot, and says where the message is', async () => {
    expect(await send('One')).toEqual({ kind: 'sent', externalId: `DU1/${peer.messages[0]?.ts}`, place: 'DU1' });
    await send('Two');
    expect(called('conversations.open')).toHaveLength(1);
    expect(called('chat.postMessage').map(({ token }) => token)).toEqual(['xoxb-1', 'xoxb-1']);
    expect(called('chat.postMessage')[0]?.args).toMatchObject({ unfurl_links: false, unfurl_media: false });
  });

  it('keeps the order of what is sent to one person, however much at once, one a second', async () => {
    const texts = Array.from({ length: 12 }, (_, at) => `Number ${at}`);
    await Promise.all(texts.map((text) => send(text)));
    expect(peer.messages.map(({ text }) => text)).toEqual(texts);
    expect(waits.filter((milliseconds) => milliseconds === 1000)).toHaveLength(12);
  });

  it('opens conversations at the pace of the workspace, and for what somebody waits for at once', async () => {
    pause = new Promise((resolve) => (goOn = resolve));
    const invited = ['T1/U0', 'T1/U1', 'T1/U2'].map((address) => door.slack.carrier.send(message('Come', address, { kind: 'invitation' })));
    await send('An alert', 'T1/U3');
    await Promise.race(invited);
    const opened = () => called('conversations.open').map(({ args }) => args.users);
    expect(opened().toSorted()).toEqual(['U0', 'U3']);
    goOn();
    await Promise.all(invited);
    expect(opened().slice(2)).toEqual(['U1', 'U2']);
  });

  it('waits for nobody else', async () => {
    let hang: () => void = () => undefined;
    const hung = new Promise<void>((resolve) => (hang = resolve));
    peer.breaks('chat.postMessage', (res) => void hung.then(() => res.end('{"ok":true}')));
    const slow = send('slow', 'T1/U1');
    await peer.until(() => called('chat.postMessage').length === 1);
    expect(await send('quick', 'T1/U2')).toMatchObject({ kind: 'sent' });
    hang();
    await slow;
  });

  it.each([
    ['asked for patience', limitRate(7), { kind: 'later', at: new Date('2026-03-10T10:00:07Z'), everybody: true }],
    ['the answer lost', loseAnswer, { kind: 'unknown' }],
    ['a gateway in trouble', fail(502), { kind: 'unknown' }],
    ['half done, by its own word', refuse('fatal_error'), { kind: 'unknown' }],
    ['a passing refusal', refuse('service_unavailable'), { kind: 'later', at: null }],
    ['a permission that is missing, which an admin can give', refuse('missing_scope'), { kind: 'later', at: null }],
    ['an account that is gone', refuse('account_inactive'), { kind: 'unreachable' }],
    ['a token that was taken back', refuse('token_revoked'), { kind: 'unreachable' }],
    ['something that is no Slack', ((res) => res.end('<html>')) satisfies typeof loseAnswer, { kind: 'later', at: null }],
  ])('with %s, sends it once and says how it ended', async (_, fault, outcome) => {
    peer.breaks('chat.postMessage', fault);
    expect(await send('Hello')).toEqual(outcome);
    expect(called('chat.postMessage')).toHaveLength(1);
  });

  it.each([
    ['somebody who is gone', refuse('user_not_found'), { kind: 'unreachable' }],
    ['somebody whom bots can’t write to', refuse('cannot_dm_bot'), { kind: 'unreachable' }],
    ['the answer lost, before anything was said', loseAnswer, { kind: 'later', at: null }],
    ['asked for patience', limitRate(3), { kind: 'later', at: new Date('2026-03-10T10:00:03Z') }],
  ])('when a conversation can’t be opened, with %s', async (_, fault, outcome) => {
    peer.breaks('conversations.open', fault);
    expect(await send('Hello')).toEqual(outcome);
    expect(called('chat.postMessage')).toEqual([]);
  });

  it('says that nobody is there for an address that is none, and when nothing was sent because nothing listens', async () => {
    expect(await send('Hello', 'mary')).toEqual({ kind: 'unreachable' });
    await peer.close();
    expect(await send('Hello', 'T1/U9')).toEqual({ kind: 'later', at: null });
    peer = await startFakeSlack();
  });

  it('opens a conversation again that was closed since, and says the words alone where blocks are refused', async () => {
    await send('One');
    peer.breaks('chat.postMessage', refuse('channel_not_found'));
    expect(await send('Two')).toMatchObject({ kind: 'sent' });
    expect(called('conversations.open')).toHaveLength(2);
    peer.breaks('chat.postMessage', refuse('invalid_blocks'));
    expect(await send('Three')).toMatchObject({ kind: 'sent' });
    expect(peer.messages.at(-1)).toMatchObject({ text: 'Three', blocks: [] });
  });

  it('writes on each message which it is, the same at every try, and finds it by that', async () => {
    const lost = message('Lost');
    await send('Something else');
    const { find } = door.slack.carrier;
    expect(await find?.(lost)).toEqual({ kind: 'absent' });
    await door.slack.carrier.send(lost);
    await door.slack.carrier.send(lost);
    const [first, second] = called('chat.postMessage').slice(-2);
    expect(first?.args.client_msg_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(second?.args).toEqual(first?.args);
    expect(await find?.(lost)).toEqual({ kind: 'found', externalId: `DU1/${peer.messages.at(-2)?.ts}` });
    const long = message('word '.repeat(6_000));
    await door.slack.carrier.send(long);
    expect(await find?.(long)).toEqual({ kind: 'found', externalId: `DU1/${peer.messages.at(-1)?.ts}` });
    peer.messages.pop();
    expect(await find?.(long)).toEqual({ kind: 'unclear' });
    peer.breaks('conversations.history', refuse('missing_scope'), limitRate(3));
    expect(await find?.(lost)).toEqual({ kind: 'unclear' });
    expect(await find?.(lost)).toEqual({ kind: 'later', at: new Date('2026-03-10T10:00:03Z') });
  });

  it('says nothing of a conversation in which no message is marked', async () => {
    peer.messages.push({ channel: 'DU1', ts: '1.1', text: 'from before', blocks: [] });
    expect(await door.slack.carrier.find?.(message('Lost'))).toEqual({ kind: 'unclear' });
  });

  it('knows the conversation from the message before, also after a start', async () => {
    expect(await door.slack.carrier.send(message('Hello', 'T1/U5', { place: 'D5' }))).toMatchObject({ kind: 'sent', place: 'D5' });
    expect(called('conversations.open')).toEqual([]);
  });

  it('does not send a long text again of which the first part has arrived', async () => {
    const long = 'word '.repeat(6_000);
    peer.breaks('chat.postMessage', (res) => res.end('{"ok":true,"ts":"1.1"}'), limitRate(1));
    expect(await send(long)).toEqual({ kind: 'unknown' });
  });
});

carrierContract('slack', async () => {
  const peer = await startFakeSlack();
  const door = await openDoor(pushing(createFakeDesk().desk), peer.apiUrl, { wait: async () => undefined });
  await door.slack.idle();
  let open = true;
  const vanish = async () => {
    if (open) await peer.close();
    open = false;
  };
  const troubles = { patience: limitRate(7), nobody: refuse('account_inactive'), 'lost answer': loseAnswer };
  return {
    carrier: door.slack.carrier,
    message: (id) => ({
      id,
      person: 'p',
      channel: 'slack',
      address: `T1/U${id}`,
      said: { text: `Number ${id}` },
      language: 'en',
      attempts: 0,
      place: null,
      kind: null,
    }),
    meets: (trouble) => peer.breaks('chat.postMessage', troubles[trouble]),
    arrived: () => peer.messages.length,
    vanish,
    close: async () => {
      await door.close();
      await vanish();
    },
  };
});
