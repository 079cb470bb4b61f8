import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeConnector, startFakeConnector } from '../../support/fake-connector.ts';
import { type GateDoor, openGate } from '../../support/gate-door.ts';

/** Where nobody is checked: what keeps it to this machine. */
describe('The gate of the playground', () => {
  let service: FakeConnector;
  let door: GateDoor;
  beforeAll(async () => {
    service = await startFakeConnector();
    door = await openGate(service, { app: null, channels: ['emulator', 'msteams'], tenants: [], hosts: [], cloud: null });
  });
  afterAll(async () => {
    await door.close();
    await service.close();
  });
  const activity = (over = {}) => service.activity({ channelId: 'emulator', recipient: { id: 'bot' }, channelData: undefined, ...over });

  it.each([
    ['the emulator', activity.bind(null, {})],
    ['Agents Playground, which says that it is Teams', () => activity({ channelId: 'msteams', conversation: { id: 'a', tenantId: '0' } })],
  ])('lets in %s without a token', async (_, from) => {
    expect(await door.knock(from())).toMatchObject({ status: 200 });
  });

  it.each([
    ['x-forwarded-for', '127.0.0.1'],
    ['forwarded', 'for=127.0.0.1'],
    ['via', '1.1 a-proxy'],
    ['origin', 'https://evil.example'],
    ['origin', 'null'],
    ['origin', 'http://localhost.evil.example'],
  ])('refuses what comes with %s: %s', async (name, value) => {
    expect(await door.knock(activity(), { [name]: value })).toMatchObject({ status: 401, body: '' });
  });

  it('refuses what would have it write somewhere else, or comes by another channel', async () => {
    expect(await door.knock(activity({ serviceUrl: 'https://evil.example/' }))).toMatchObject({ status: 401 });
    expect(await door.knock(activity({ serviceUrl: 'http://10.0.0.1/' }))).toMatchObject({ status: 401 });
    expect(await door.knock(activity({ channelId: 'webchat' }))).toMatchObject({ status: 401 });
  });

  it.each(['10.0.0.5', '::ffff:10.0.0.5', '203.0.113.9', '1270.0.0.1', undefined])('refuses who comes from %s', async (remoteAddress) => {
    expect(await door.straight(JSON.stringify(activity()), {}, remoteAddress)).toEqual({ kind: 'refused', status: 401 });
  });

  it.each(['127.0.0.1', '::ffff:127.0.0.1', '::1'])('knows %s for this machine', async (remoteAddress) => {
    expect(await door.straight(JSON.stringify(activity()), {}, remoteAddress)).toMatchObject({ kind: 'in' });
  });
});
