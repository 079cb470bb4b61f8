import { describe, expect, it } from 'vitest';
import { createChannels } from '../../../src/channels/slack/channels.ts';
import type { Clients } from '../../../src/channels/slack/clients.ts';
import { handTimer } from '../../support/hand-timer.ts';

const PEOPLE = 1000;
const names = Array.from({ length: PEOPLE }, (_, at) => `U${at}`);

const clockOf = ({ now }: ReturnType<typeof handTimer>) => ({ now: () => new Date(now()) });

const whoOf = (install: string, user: string) => ({ install, user, address: `${install}/${user}`, token: 'token' });

/** Slack that opens conversations in no time, and when it was asked. */
function slackOf(timer: ReturnType<typeof handTimer>) {
  const asked: number[] = [];
  const open = async ({ users }: { users: string }) => {
    asked.push(timer.now());
    return { channel: { id: `D${users}` } };
  };
  const client = () => ({ conversations: { open } });
  return { asked, clients: { bulk: client, quick: client } as unknown as Clients };
}

describe('Conversations with a thousand people', () => {
  it('are opened as fast as Slack lets a workspace open them, and never faster', async () => {
    const timer = handTimer();
    const { asked, clients } = slackOf(timer);
    const channels = createChannels(clients, clockOf(timer), timer.wait);
    const all = Promise.all(names.map((user) => channels.of(whoOf('T1', user), null, false)));
    while (await timer.next());
    expect(await all).toEqual(names.map((user) => `D${user}`));
    // Fifty a minute: no minute has more, and the last comes when the rule lets it.
    for (const [at, from] of asked.entries()) expect((asked[at + 50] ?? Number.POSITIVE_INFINITY) - from).toBeGreaterThanOrEqual(60_000);
    expect(asked.at(-1)).toBeLessThanOrEqual(1.1 * (PEOPLE / 50) * 60_000);
  });

  it('are opened once, and not at all for those who wrote to us; another workspace waits for nobody', async () => {
    const timer = handTimer();
    const { asked, clients } = slackOf(timer);
    const channels = createChannels(clients, clockOf(timer), timer.wait);
    for (const user of names) channels.learn(`T1/${user}`, `D${user}`);
    await Promise.all(names.map((user) => channels.of(whoOf('T1', user), null, false)));
    expect(asked).toEqual([]);
    await Promise.all(['T2', 'T3'].map((team) => channels.of(whoOf(team, 'U1'), null, false)));
    await channels.of(whoOf('T2', 'U1'), null, false);
    expect(asked).toEqual([0, 0]);
  });
});
