import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BotFrameworkSettings } from '../../src/channels/botframework/parts.ts';
import type { Connector, Sent } from '../../src/channels/botframework/port.ts';
import { type FakeConnector, fail, hang, limitRate, loseAnswer, startFakeConnector } from '../support/fake-connector.ts';
import { listen } from '../support/fake-slack.ts';

export type Connect = (settings: BotFrameworkSettings, parts: { timeout: number; token?: () => Promise<string> }) => Connector;

/** What every SDK has to do behind the port of the Microsoft door: one call, one end, and no rejection. */
export function connectorContract(name: string, connect: Connect): void {
  describe(`The connector on ${name}`, () => {
    let service: FakeConnector;
    let connector: Connector;
    const token = async () => 'token-of-the-bot';
    const message = { type: 'message', text: 'Hello', textFormat: 'plain' };
    beforeEach(async () => {
      service = await startFakeConnector('https://issuer.example');
      connector = connect(service.settings(), { timeout: 2_000, token });
    });
    afterEach(async () => {
      connector.close();
      await service.close();
    });
    /** To the service, from one that does not wait for long. */
    const hasty = (over: { token?: () => Promise<string> } = {}) => connect(service.settings(), { timeout: 500, token, ...over });

    it('sends an activity as it is, with the token of the bot, and says its id', async () => {
      const card = {
        type: 'AdaptiveCard',
        version: '1.5',
        body: [{ type: 'Input.Text', id: 'q', label: 'Name' }],
        'x-own': { deep: [1, null] },
      };
      const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }];
      expect(await connector.send(service.reference(), { ...message, attachments })).toEqual({ kind: 'sent', id: 'activity-1' });
      expect(service.calls).toMatchObject([{ method: 'POST', token: 'token-of-the-bot' }]);
      expect(await service.next()).toEqual({ ...message, attachments });
    });

    it('takes any id of a conversation for one step of the path', async () => {
      const ids = ['19:thread@thread.tacv2;messageid=1', 'a:1/../b', 'a?b#c', 'naïve %20 id'];
      for (const id of ids) {
        const { conversation } = service.reference();
        await connector.send(service.reference({ conversation: { ...conversation, id } }), message);
      }
      expect(service.posted.map(({ conversation }) => conversation)).toEqual(ids);
    });

    it('sends nothing to an id with half a letter, which no path can hold', async () => {
      const { conversation } = service.reference();
      const to = service.reference({ conversation: { ...conversation, id: 'a\ud800' } });
      expect(await connector.send(to, message)).toEqual({ kind: 'never' });
      expect(await connector.update(service.reference(), '\ud800', message)).toEqual({ kind: 'never' });
      expect(service.calls).toEqual([]);
    });

    it('sends to where the service is, below a path too', async () => {
      expect(await connector.send(service.reference({ serviceUrl: `${service.url}/uk/` }), message)).toMatchObject({ status: 404 });
      expect(service.calls[0]?.path).toBe('/uk/v3/conversations/a%3Aconversation/activities');
    });

    it('sends nothing, and no token, to anywhere else', async () => {
      const other = await startFakeConnector();
      for (const serviceUrl of [
        other.serviceUrl,
        'https://evil.example/',
        service.serviceUrl.replace('127.0.0.1', 'localhost'),
        'nonsense',
      ])
        expect(await connector.send(service.reference({ serviceUrl }), message)).toEqual({ kind: 'never' });
      expect([...other.calls, ...service.calls]).toEqual([]);
      await other.close();
    });

    it('puts an activity in the place of one that was sent', async () => {
      const { id } = (await connector.send(service.reference(), message)) as { id: string };
      expect(await connector.update(service.reference(), id, { ...message, text: 'Better' })).toMatchObject({ kind: 'sent' });
      expect(service.posted).toMatchObject([{ id, updates: 1, activity: { text: 'Better' } }]);
      expect(await connector.update(service.reference(), 'gone', message)).toEqual({ kind: 'refused', status: 404, patience: null });
    });

    it('opens the conversation with one person alone, in their tenant', async () => {
      const to = service.reference();
      expect(await connector.open(to)).toEqual({ kind: 'sent', id: `with:${to.user.id}` });
      expect(service.opened).toMatchObject([
        {
          isGroup: false,
          bot: to.bot,
          members: [to.user],
          tenantId: to.conversation.tenantId,
          channelData: { tenant: { id: to.conversation.tenantId } },
        },
      ]);
    });

    it.each<[string, Parameters<FakeConnector['breaks']>[0], Sent]>([
      ['who blocked the bot', fail(403), { kind: 'refused', status: 403, patience: null }],
      ['a conversation that is gone', fail(404), { kind: 'refused', status: 404, patience: null }],
      ['a rate that is spent', limitRate(7), { kind: 'refused', status: 429, patience: 7_000 }],
      ['a gateway in trouble', fail(502), { kind: 'refused', status: 502, patience: null }],
      ['a service that is down', fail(503), { kind: 'refused', status: 503, patience: null }],
      ['an answer that got lost', loseAnswer, { kind: 'lost' }],
    ])('with %s, tries once and says how it ended', async (_, fault, end) => {
      service.breaks(fault);
      expect(await connector.send(service.reference(), message)).toEqual(end);
      expect(service.calls).toHaveLength(1);
      expect(await connector.send(service.reference(), message)).toMatchObject({ kind: 'sent' });
    });

    it('waits no longer than it may for a service that never answers', async () => {
      service.breaks(hang);
      const { send, close } = hasty();
      expect(await send(service.reference(), message)).toEqual({ kind: 'lost' });
      expect(service.calls).toHaveLength(1);
      close();
    });

    it('knows that nothing has left where nobody listens', async () => {
      await service.close();
      expect(await connector.send(service.reference(), message)).toEqual({ kind: 'never' });
    });

    it('sends nothing without a token, and asks for one again the next time', async () => {
      const tokens = [Promise.reject(new Error('no')), new Promise<string>(() => undefined), Promise.resolve('at last')];
      const { send, close } = hasty({ token: () => tokens.shift() as Promise<string> });
      const ends = [];
      for (let at = 0; at < 3; at++) ends.push((await send(service.reference(), message)).kind);
      expect(ends).toEqual(['never', 'never', 'sent']);
      expect(service.calls.map((call) => call.token)).toEqual(['at last']);
      close();
    });

    it('reaches somebody by a reference that was kept as text', async () => {
      const kept = JSON.parse(JSON.stringify(service.reference()));
      expect(await connector.send(kept, message)).toMatchObject({ kind: 'sent' });
    });

    it('lets in what the service brings, and nobody else', async () => {
      const activity = service.activity();
      const says = (authorization: string, of = activity) => connector.admits(of, authorization);
      expect(await says(service.authorization())).toBe('yes');
      expect(await says(service.authorization({ aud: '00000000-0000-4000-8000-000000000000' }))).toBe('no');
      expect(await says(service.authorization({ iss: 'https://elsewhere.example' }))).toBe('no');
      expect(await says(service.authorization({ exp: 1_700_000_000 }))).toBe('no');
      expect(await says(`${service.authorization().slice(0, -6)}AAAAAA`)).toBe('no');
      expect(await says(service.authorization(), { ...activity, serviceUrl: 'https://evil.example/' })).toBe('no');
      expect(await says('Bearer nonsense')).toBe('no');
    });

    it('says that it will know later, when the keys can’t be had', async () => {
      service.issuer.breaks();
      expect(await connector.admits(service.activity(), service.authorization())).toBe('later');
      service.issuer.breaks(false);
      expect(await connector.admits(service.activity(), service.authorization())).toBe('yes');
      const mute = createServer(() => undefined);
      const url = await listen(mute);
      const settings = service.settings({ cloud: service.issuer.cloud(url) });
      const { admits, close } = connect(settings, { timeout: 500, token });
      expect(await admits(service.activity(), service.authorization())).toBe('later');
      close();
      mute.closeAllConnections();
      mute.close();
    });
  });
}
