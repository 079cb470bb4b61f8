import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manifestOf } from '../../../src/channels/slack/index.ts';
import { lockOf, sealWith } from '../../../src/seal.ts';
import { createFakeDesk, type FakeDesk } from '../../support/fake-desk.ts';
import { type FakeSlack, startFakeSlack } from '../../support/fake-slack.ts';
import { pushing } from '../../support/pushing.ts';
import { type Door, installsInMemory, openDoor, secret } from '../../support/slack-door.ts';
import { handClock, testSeal } from '../../support/world.ts';

describe('Many workspaces', () => {
  let fake: FakeDesk;
  let peer: FakeSlack;
  let door: Door;
  let installs: ReturnType<typeof installsInMemory>;
  let clock: ReturnType<typeof handClock>;

  beforeEach(async () => {
    fake = createFakeDesk();
    peer = await startFakeSlack();
    installs = installsInMemory();
    clock = handClock();
    door = await openDoor(pushing(fake.desk), peer.apiUrl, {
      settings: {
        door: { kind: 'http', signingSecret: secret },
        workspace: { kind: 'many', clientId: '1.2', clientSecret: 'c'.repeat(32) },
        apiUrl: peer.apiUrl,
      },
      installs,
      clock,
    });
  });
  afterEach(async () => {
    await door.close();
    await peer.close();
  });

  /** Goes through the pages as a browser does. */
  async function install(team: string, token: string): Promise<number> {
    peer.breaks('oauth.v2.access', (res) =>
      res.writeHead(200, { 'content-type': 'application/json' }).end(
        JSON.stringify({
          ok: true,
          access_token: token,
          token_type: 'bot',
          scope: 'chat:write',
          bot_user_id: 'UBOT',
          app_id: 'A1',
          team: { id: team, name: 'Test' },
          enterprise: null,
          is_enterprise_install: false,
          authed_user: { id: 'UA' },
        }),
      ),
    );
    const begun = await fetch(`${door.url}/slack/install`, { redirect: 'manual' });
    const to = new URL(begun.headers.get('location') ?? '');
    expect(to.pathname).toBe('/oauth/v2/authorize');
    expect(to.searchParams.get('scope')).toBe(manifestOf(null).oauth_config.scopes.bot.join());
    expect(to.searchParams.get('redirect_uri')).toBe('http://127.0.0.1/slack/oauth_redirect');
    const cookie = begun.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const state = to.searchParams.get('state') ?? '';
    const back = await fetch(`${door.url}/slack/oauth_redirect?code=x&state=${encodeURIComponent(state)}`, { headers: { cookie } });
    return back.status;
  }

  const tokensUsed = () => peer.calls.filter(({ method }) => method === 'chat.postMessage').map(({ token }) => token);
  const writes = async (id: string) => {
    const { status } = await door.writes('U1', 'English', id);
    await door.slack.idle();
    return status;
  };

  it('install us by themselves; their token is locked where it is kept, and used for them', async () => {
    expect(await install('T1', 'xoxb-of-T1')).toBe(200);
    expect([...installs.kept.keys()]).toEqual(['T1']);
    expect(JSON.stringify([...installs.kept])).not.toContain('xoxb');
    expect(await writes('Ev-1')).toBe(200);
    expect(tokensUsed()).toEqual(['xoxb-of-T1']);
  });

  it('cannot be installed into by a link that somebody else began', async () => {
    const begun = await fetch(`${door.url}/slack/install`, { redirect: 'manual' });
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
    expect((await fetch(`${door.url}/slack/oauth_redirect?code=x&state=${encodeURIComponent(state)}`)).status).toBe(400);
    expect(installs.kept.size).toBe(0);
  });

  it('where nobody installed us, are taken as nothing, and Slack does not ask again', async () => {
    expect(await writes('Ev-1')).toBe(200);
    expect((await door.command('U1', '/onward', 'people list')).status).toBe(200);
    expect(fake.received).toEqual([]);
  });

  it('are forgotten when they take us out or take our token back, and can come again', async () => {
    await install('T1', 'xoxb-of-T1');
    await writes('Ev-1');
    await door.event({ type: 'tokens_revoked', tokens: { oauth: ['U1'] } });
    expect(installs.kept.size).toBe(1);
    await door.event({ type: 'app_uninstalled' });
    expect(installs.kept.size).toBe(0);
    await writes('Ev-2');
    expect(fake.received).toHaveLength(1);
    await install('T1', 'xoxb-again');
    await writes('Ev-3');
    expect(tokensUsed().at(-1)).toBe('xoxb-again');
  });

  it('are remembered for a minute, and no longer: another replica may have forgotten them', async () => {
    await install('T1', 'xoxb-of-T1');
    await writes('Ev-1');
    installs.kept.clear();
    await writes('Ev-2');
    expect(fake.received).toHaveLength(2);
    clock.pass(2);
    await writes('Ev-3');
    expect(fake.received).toHaveLength(2);
  });
});

describe('The lock', () => {
  const lock = lockOf(testSeal, 'slack installs');

  it('opens what it closed, under the same name, and nothing else', () => {
    const closed = lock.close('T1', 'a token, and é');
    expect(lock.open('T1', closed)).toBe('a token, and é');
    expect(lock.close('T1', 'a token, and é')).not.toBe(closed);
    expect(lock.open('T2', closed)).toBeNull();
    expect(lockOf(testSeal, 'another purpose').open('T1', closed)).toBeNull();
    expect(lockOf(sealWith('another secret of the tests, long enough'), 'slack installs').open('T1', closed)).toBeNull();
    for (const bad of ['', 'x', closed.slice(0, -2), `${closed.slice(0, 20)}AA${closed.slice(22)}`, '€'])
      expect(lock.open('T1', bad)).toBeNull();
  });
});
