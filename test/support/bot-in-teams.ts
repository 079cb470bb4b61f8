import { createServer } from 'node:http';
import type { Json } from '../../src/channels/botframework/port.ts';
import { type Bot, type Place, startBot } from './bot.ts';
import { type FakeConnector, startFakeConnector, testApp } from './fake-connector.ts';
import { listen } from './fake-slack.ts';
import type { TeamsAnswer } from './teams-door.ts';
import { readOn, type TeamsPerson, teamsPerson } from './teams-person.ts';

/**
 * The bot as a process, registered in a cloud of ours: the tokens that come in are signed by its issuer, and the bot's own comes from where one that
 * runs in Azure gets it, over plain HTTP on the same machine.
 */
export interface BotInTeams {
  peer: FakeConnector;
  bot(): Bot;
  /** Starts it, or starts it again at the same address. */
  start(): Promise<void>;
  brings(activity: Json): Promise<TeamsAnswer>;
  personOf(entra: string, channelId?: string): TeamsPerson;
  /** Waits until somebody has these words in front of them. */
  told(person: TeamsPerson, words: string): Promise<void>;
  close(): Promise<void>;
}

export async function botInTeams(place: Place, more: Record<string, string> = {}): Promise<BotInTeams> {
  const peer = await startFakeConnector();
  const azure = createServer((_, res) => {
    const expires = Math.floor(Date.now() / 1000) + 86_000;
    const token = {
      access_token: 'own-token',
      expires_on: String(expires),
      resource: 'https://api.botframework.com',
      token_type: 'Bearer',
    };
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(token));
  });
  const { cloud, hosts } = peer.settings();
  const settings = {
    MicrosoftAppType: 'UserAssignedMSI',
    MicrosoftAppId: testApp.id,
    MicrosoftAppTenantId: testApp.tenant,
    ONWARD_BOT_CHANNELS: 'msteams,sms',
    ONWARD_BOT_HOSTS: hosts.join(','),
    IDENTITY_ENDPOINT: `${await listen(azure)}/token`,
    IDENTITY_HEADER: 'of the tests',
    ...cloud,
    ...more,
  };
  let running: Bot | null = null;
  const bot = (): Bot => running ?? expectStarted();
  const expectStarted = (): never => {
    throw new Error('The bot was not started.');
  };
  async function brings(activity: Json): Promise<TeamsAnswer> {
    const response = await fetch(`${bot().url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: peer.authorization() },
      body: JSON.stringify(activity),
    });
    const text = await response.text();
    return { status: response.status, body: text ? (JSON.parse(text) as Json) : null };
  }
  return {
    peer,
    bot,
    brings,
    start: async () => {
      running = await startBot(place, settings);
    },
    personOf: (entra, channelId = 'msteams') => teamsPerson({ brings, quiet: async () => undefined }, peer, entra, { channelId }),
    told: (person, words) => peer.until(() => person.shown().some((shown) => readOn(shown).includes(words))),
    close: async () => {
      await running?.stop();
      azure.closeAllConnections();
      azure.close();
      await peer.close();
    },
  };
}
