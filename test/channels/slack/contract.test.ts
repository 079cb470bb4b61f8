import { channelContract, type Driver, type FakeDesk } from '../../contracts/channel.ts';
import { startFakeSlack } from '../../support/fake-slack.ts';
import { pushing } from '../../support/pushing.ts';
import { openDoor, readable } from '../../support/slack-door.ts';

/** Somebody in Slack: what they see is the chat with the bot, and its Home tab. */
async function join(fake: FakeDesk): Promise<Driver> {
  const peer = await startFakeSlack();
  const door = await openDoor(pushing(fake.desk), peer.apiUrl);
  const user = 'U1';
  let events = 0;

  async function seen(): Promise<string> {
    await door.slack.idle();
    return [...peer.messages, peer.homes.get(user)].map(readable).join('\n');
  }

  /** As Slack sends: again, with the same id, until it hears that it was taken. */
  async function sends(send: (id: string) => Promise<{ status: number }>): Promise<string> {
    const id = `Ev${++events}`;
    for (let tries = 0; tries < 4; tries++) if ((await send(id)).status === 200) return seen();
    throw new Error('Slack has given up.');
  }

  return {
    opens: async () => {
      await sends((id) => door.event({ type: 'app_home_opened', user, channel: `D${user}`, tab: 'messages' }, id));
      return sends((id) => door.event({ type: 'app_home_opened', user, channel: `D${user}`, tab: 'home' }, id));
    },
    types: (text) => sends((id) => door.writes(user, text, id)),
    close: async () => {
      await door.close();
      await peer.close();
    },
  };
}

channelContract('slack', join, { resends: true });
