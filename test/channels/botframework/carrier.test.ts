import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeOf } from '../../../src/channels/botframework/activity.ts';
import type { Connector } from '../../../src/channels/botframework/port.ts';
import { createRoom } from '../../../src/channels/botframework/room.ts';
import { createBotbuilder } from '../../../src/channels/botframework/sdk.ts';
import type { Carrier, Delivered, OutMessage } from '../../../src/desk/ports.ts';
import { carrierContract } from '../../contracts/carrier.ts';
import { type FakeConnector, type Fault, fail, limitRate, loseAnswer, startFakeConnector } from '../../support/fake-connector.ts';
import { teamsPhrases } from '../../support/teams-door.ts';
import { handClock } from '../../support/world.ts';

/** To another person in another chat for each name. */
function messageTo(service: FakeConnector, name: string, over: Partial<OutMessage> = {}): OutMessage {
  const { conversation } = service.reference();
  return {
    id: name,
    person: 'p',
    channel: 'botframework',
    address: `msteams:${conversation.tenantId}/${name}`,
    place: placeOf(service.reference({ conversation: { ...conversation, id: `a:${name}` }, user: { id: `29:${name}` } })),
    said: { text: `For ${name}` },
    language: 'en',
    attempts: 0,
    kind: null,
    ...over,
  };
}

const connect = (service: FakeConnector): Connector =>
  createBotbuilder(service.settings(), { clock: handClock(), token: async () => 'token-of-the-bot' });

/** As the room has it, with a clock that waiting moves on. */
function carrierOf(service: FakeConnector, connector: Connector): Carrier {
  const clock = handClock();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const ids = { next: () => 'id' };
  const wait = async (milliseconds: number) => clock.pass(milliseconds / 60_000);
  const parts = { settings: service.settings(), phrases: teamsPhrases, commands: [], ids, clock, publicUrl: 'http://localhost', log, wait };
  return createRoom(parts, connector).carrier;
}

describe('The carrier of messages to Azure Bot Service', () => {
  let service: FakeConnector;
  let connector: Connector;
  beforeEach(async () => {
    service = await startFakeConnector();
    connector = connect(service);
  });
  afterEach(async () => {
    connector.close();
    await service.close();
  });
  const send = (name: string, over?: Partial<OutMessage>) => carrierOf(service, connector).send(messageTo(service, name, over));

  it('sends into the chat in which somebody wrote, and opens none', async () => {
    expect(await send('sam')).toEqual({ kind: 'sent', externalId: 'activity-1' });
    expect(service.posted).toMatchObject([{ conversation: 'a:sam', activity: { type: 'message', text: 'For sam' } }]);
    expect(service.opened).toEqual([]);
  });

  it('keeps the order of what is sent to one person, however much at once', async () => {
    const carrier = carrierOf(service, connector);
    const texts = Array.from({ length: 12 }, (_, at) => `Number ${at}`);
    await Promise.all(texts.map((text) => carrier.send(messageTo(service, 'sam', { said: { text } }))));
    expect(service.posted.map(({ activity }) => activity.text)).toEqual(texts);
  });

  it.each<[string, Fault, Delivered]>([
    ['asked for patience', limitRate(7), { kind: 'later', at: new Date('2026-03-10T10:00:07Z'), everybody: true }],
    ['who blocked the bot', fail(403), { kind: 'unreachable' }],
    ['a chat that is gone', fail(404), { kind: 'unreachable' }],
    ['a message that is too large', fail(413), { kind: 'refused' }],
    ['a gateway in trouble', fail(502), { kind: 'later', at: null }],
    ['a service in trouble', fail(500), { kind: 'unknown' }],
    ['a token that does not hold', fail(401), { kind: 'later', at: null }],
    ['a door that is elsewhere now', (res) => res.writeHead(307, { location: 'https://evil.example/' }).end(), { kind: 'later', at: null }],
    ['the answer lost', loseAnswer, { kind: 'unknown' }],
    ['an answer that no one can read', (res) => res.end('<html>'), { kind: 'sent', externalId: null }],
  ])('with %s, sends it once and says how it ended', async (_, fault, outcome) => {
    service.breaks(fault);
    expect(await send('sam')).toEqual(outcome);
    expect(service.calls).toHaveLength(1);
  });

  it.each([
    ['who never wrote', null],
    ['whose place is none', '{"channelId":"msteams"}'],
    ['whose place can’t be read', 'D0123'],
  ])('can’t reach anybody %s', async (_, place) => {
    expect(await send('sam', { place })).toEqual({ kind: 'unreachable' });
    expect(service.calls).toEqual([]);
  });
});

carrierContract('botframework', async () => {
  const service = await startFakeConnector();
  const connector = connect(service);
  // Asked for longer, it would ask the next ones for it too.
  const troubles = { patience: limitRate(0), nobody: fail(403), 'lost answer': loseAnswer };
  return {
    carrier: carrierOf(service, connector),
    message: (id) => messageTo(service, id),
    meets: (trouble) => service.breaks(troubles[trouble]),
    arrived: () => service.posted.length,
    vanish: () => service.close(),
    close: async () => {
      connector.close();
      await service.close();
    },
  };
});
