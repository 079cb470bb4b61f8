import type { BotFrameworkParts } from '../../src/channels/botframework/index.ts';
import type { Desk } from '../../src/desk/ports.ts';
import type { Kind } from './database.ts';
import { type FakeConnector, startFakeConnector } from './fake-connector.ts';
import { openTeamsDoor, type TeamsDoor } from './teams-door.ts';
import { type TeamsPerson, teamsPerson } from './teams-person.ts';
import { createWorld, type World } from './world.ts';

/** The real desk behind the real door, and an Azure Bot Service of ours on the other side of it. */
export interface TeamsWorld {
  world: World;
  peer: FakeConnector;
  door: TeamsDoor;
  /** Somebody in the chat with the bot. @param channelId Teams if not given */
  personOf(entra: string, channelId?: string): TeamsPerson;
  close(): Promise<void>;
}

/** @param around puts something in the way of the desk */
export async function createTeamsWorld(
  kind: Kind,
  changes: Partial<BotFrameworkParts> = {},
  around: (desk: Desk) => Desk = (desk) => desk,
): Promise<TeamsWorld> {
  const peer = await startFakeConnector();
  let world: World | undefined;
  const door = await openTeamsDoor(
    async (carrier) => {
      world = await createWorld(kind, { carriers: new Map([['botframework', carrier]]) });
      return around(world.desk);
    },
    peer,
    { settings: peer.settings({ channels: ['msteams', 'sms', 'webchat'] }), ...changes },
  );
  // A simulated month may take longer than a connection is kept: nobody closes it.
  door.server.keepAliveTimeout = 0;
  if (!world) throw new Error('A door is opened with a desk.');
  const own = world;
  return {
    world: own,
    peer,
    door,
    personOf: (entra, channelId = 'msteams') => teamsPerson(door, peer, entra, { channelId }),
    close: async () => {
      await door.close();
      await peer.close();
      await own.remove();
    },
  };
}
