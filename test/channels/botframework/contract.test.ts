import { channelContract, type Driver, type FakeDesk } from '../../contracts/channel.ts';
import { startFakeConnector } from '../../support/fake-connector.ts';
import { pushing } from '../../support/pushing.ts';
import { openTeamsDoor } from '../../support/teams-door.ts';
import { readOn, teamsPerson } from '../../support/teams-person.ts';

/** Somebody on a channel of Azure Bot Service: what they see is the chat with the bot. */
const join =
  (channelId: string) =>
  async (fake: FakeDesk): Promise<Driver> => {
    const peer = await startFakeConnector();
    const door = await openTeamsDoor(pushing(fake.desk), peer, { settings: peer.settings({ channels: [channelId] }) });
    const person = teamsPerson(door, peer, 'robin', { channelId });
    const seen = () => person.shown().map(readOn).join('\n');
    const coming = () =>
      channelId === 'msteams'
        ? person.activity({ type: 'installationUpdate', action: 'add' })
        : person.activity({ type: 'conversationUpdate', membersAdded: [{ id: '29:robin' }] });
    return {
      opens: async () => {
        // Somebody who has said STOP reads that in the chat, where nothing is said any more.
        await door.brings(coming());
        await door.quiet();
        return seen();
      },
      types: async (text) => {
        await person.types(text);
        return seen();
      },
      close: async () => {
        await door.close();
        await peer.close();
      },
    };
  };

channelContract('botframework', join('msteams'));
channelContract('botframework', join('sms'));
