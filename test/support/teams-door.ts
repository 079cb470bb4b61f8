import { createServer, type Server } from 'node:http';
import { type BotFramework, type BotFrameworkParts, createBotFramework } from '../../src/channels/botframework/index.ts';
import { ours } from '../../src/channels/botframework/limits.ts';
import type { Json } from '../../src/channels/botframework/port.ts';
import { createBotbuilder } from '../../src/channels/botframework/sdk.ts';
import { commandOutlines } from '../../src/desk/index.ts';
import type { Carrier, Desk } from '../../src/desk/ports.ts';
import { channelPhrases } from '../../src/flows/index.ts';
import type { FakeConnector } from './fake-connector.ts';
import { listen } from './fake-slack.ts';
import { waitedFor } from './pushing.ts';
import { catalogue } from './shipped.ts';
import { handClock } from './world.ts';

export const teamsPhrases = channelPhrases(catalogue.botframeworkPhrases, catalogue.constants);

export interface TeamsAnswer {
  status: number;
  body: Json | null;
}

/** Our door as Azure Bot Service reaches it: HTTP, with tokens that our own issuer has signed. */
export interface TeamsDoor {
  server: Server;
  teams: BotFramework;
  url: string;
  logged: string[];
  /** An activity, as `FakeConnector.activity` makes one. */
  brings(activity: Json, authorization?: string): Promise<TeamsAnswer>;
  /** Resolves when nothing more is on its way. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

let count = 0;

/** Nobody waits in a test: the clock is moved on instead. No command takes longer than somebody has patience. */
const neverLate =
  (clock: ReturnType<typeof handClock>) =>
  async (milliseconds: number): Promise<void> => {
    if (milliseconds === ours.patience) return new Promise(() => undefined);
    clock.pass(milliseconds / 60_000);
  };

/** @param build the desk, with the carrier that it sends by. @param changes such as other settings */
export async function openTeamsDoor(
  build: (carrier: Carrier) => Desk | Promise<Desk>,
  peer: FakeConnector,
  changes: Partial<BotFrameworkParts> = {},
): Promise<TeamsDoor> {
  const logged: string[] = [];
  const settings = changes.settings ?? peer.settings();
  const clock = handClock();
  const teams = await createBotFramework({
    settings,
    // Entra alone gives out the bot's own token.
    connector: createBotbuilder(settings, { clock, token: async () => 'a token of the tests' }),
    phrases: teamsPhrases,
    commands: commandOutlines,
    ids: { next: () => `id-${++count}` },
    clock,
    publicUrl: 'http://127.0.0.1',
    log: {
      info: (message) => void logged.push(message),
      warn: (message) => void logged.push(message),
      error: (_details, message) => void logged.push(message),
    },
    wait: neverLate(clock),
    ...changes,
  });
  // What a desk sends by itself is waited for too.
  const { carrier, sent } = waitedFor(teams.carrier);
  const desk = await build(carrier);
  teams.open(desk);
  const quiet = async (): Promise<void> => {
    await teams.idle();
    // A real desk's own round waits for what it sends at once.
    await desk.deliver();
    await sent();
    await teams.idle();
  };
  const server = createServer((req, res) => teams.handle(req, res, () => void res.writeHead(404).end('not Microsoft')));
  const url = await listen(server);
  return {
    teams,
    server,
    url,
    logged,
    quiet,
    brings: async (activity, authorization = peer.authorization()) => {
      const response = await fetch(`${url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify(activity),
      });
      const text = await response.text();
      return { status: response.status, body: text ? (JSON.parse(text) as Json) : null };
    },
    close: async () => {
      await teams.close();
      await quiet();
      teams.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
