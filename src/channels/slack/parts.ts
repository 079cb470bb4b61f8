import type { ChannelPhrases, Clock, Ids, Installs, Lock } from '../../desk/ports.ts';

/** How Slack reaches us, and for whom. `null` for `apiUrl`: slack.com. */
export interface SlackSettings {
  door: { kind: 'http'; signingSecret: string } | { kind: 'socket'; appToken: string };
  workspace: { kind: 'one'; token: string } | { kind: 'many'; clientId: string; clientSecret: string };
  apiUrl: string | null;
}

/** What the room is built from. */
export interface SlackParts {
  settings: SlackSettings;
  phrases: ChannelPhrases;
  ids: Pick<Ids, 'next'>;
  clock: Clock;
  /** Where installations are kept, and what hides them there; the lock's key is not in the database. */
  installs: Installs;
  lock: Lock;
  /** Signs the state of an installation under way. */
  stateSecret(): string;
  /** Where people reach us, like `https://chat.example.org`. */
  publicUrl: string;
  /** Has to keep the message of `err` out: it may hold what a person wrote. */
  log: { info(message: string): void; warn(message: string): void; error(details: { err: unknown }, message: string): void };
  /** Resolves after so many milliseconds; Node's timer if not given. */
  wait?(milliseconds: number): Promise<unknown>;
}
