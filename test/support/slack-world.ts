import type { SlackParts } from '../../src/channels/slack/index.ts';
import type { Desk } from '../../src/desk/ports.ts';
import type { Kind } from './database.ts';
import { type FakeSlack, startFakeSlack } from './fake-slack.ts';
import { type Door, openDoor } from './slack-door.ts';
import { type SlackPerson, slackPerson } from './slack-person.ts';
import { createWorld, type World } from './world.ts';

/** The real desk behind the real door, and a Slack of ours on the other side of it. */
export interface SlackWorld {
  world: World;
  peer: FakeSlack;
  door: Door;
  /** Somebody in the messages with the bot. */
  personOf(user: string): SlackPerson;
  close(): Promise<void>;
}

/** @param around puts something in the way of the desk */
export async function createSlackWorld(
  kind: Kind,
  changes: Partial<SlackParts> = {},
  around: (desk: Desk) => Desk = (desk) => desk,
): Promise<SlackWorld> {
  const peer = await startFakeSlack();
  let world: World | undefined;
  const door = await openDoor(
    async (carrier) => {
      world = await createWorld(kind, { carriers: new Map([['slack', carrier]]) });
      return around(world.desk);
    },
    peer.apiUrl,
    changes,
  );
  if (!world) throw new Error('A door is opened with a desk.');
  const own = world;
  return {
    world: own,
    peer,
    door,
    personOf: (user) =>
      slackPerson(door, { messages: () => peer.messages.filter(({ channel }) => channel === `D${user}`), quiet: door.slack.idle }, user),
    close: async () => {
      await door.close();
      await peer.close();
      await own.remove();
    },
  };
}
