import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutMessage } from '../../../src/desk/ports.ts';
import { createFakeDesk } from '../../support/fake-desk.ts';
import { type FakeSlack, fail, limitRate, loseAnswer, refuse, startFakeSlack } from '../../support/fake-slack.ts';
import { type Door, openDoor, pushing } from '../../support/slack-door.ts';

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
    said: { text },
    language: 'en',
    attempts: 0,
    ...more,
  });
  const send = (text: string, address?: string) => door.slack.carrier.send(message(text, address));
  const called = (method: string) => peer.calls.filter((call) => call.method === method);

  it('opens the conversation once, sends as the bot, and says where the message is', async () => {
    expect(await send('One')).toEqual({ kind: 'sent', externalId: `DU1/${peer.messages[0]?.ts}` });
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

  it('sends invitations at the pace of the workspace; an answer passes them, also to somebody whose invitation waits', async () => {
    const people = ['T1/U0', 'T1/U1', 'T1/U2'];
    await Promise.all(people.map((address) => send('Hello', address)));
    pause = new Promise((resolve) => (goOn = resolve));
    const invited = people.map((address) => door.slack.carrier.send(message('Come', address, { kind: 'invitation' })));
    await send('An answer', 'T1/U2');
    goOn();
    await Promise.all(invited);
    const texts = peer.messages.slice(people.length).map(({ channel, text }) => `${text} ${channel}`);
    expect(texts.toSorted()).toEqual(['An answer DU2', 'Come DU0', 'Come DU1', 'Come DU2']);
    expect(texts.indexOf('An answer DU2')).toBeLessThan(texts.indexOf('Come DU2'));
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
    ['asked for patience', limitRate(7), { kind: 'later', at: new Date('2026-03-10T10:00:07Z') }],
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

  it('does not send a long text again of which the first part has arrived', async () => {
    const long = 'word '.repeat(6_000);
    peer.breaks('chat.postMessage', (res) => res.end('{"ok":true,"ts":"1.1"}'), limitRate(1));
    expect(await send(long)).toEqual({ kind: 'unknown' });
  });
});
