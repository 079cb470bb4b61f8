import type { ChannelPhrases, Clock, CommandOutline, Ids } from '../../desk/ports.ts';
import type { Connector } from './port.ts';

/** The bot's registration in Entra. */
export type App =
  | { kind: 'SingleTenant'; id: string; tenant: string; password: string }
  | { kind: 'MultiTenant'; id: string; password: string }
  | { kind: 'UserAssignedMSI'; id: string; tenant: string };

export interface BotFrameworkSettings {
  /** null: the local playground, where nobody is checked: only from and to this machine. */
  app: App | null;
  /** Channels of Azure Bot Service that may come in, by their ids. */
  channels: readonly string[];
  /** Tenants whose people may come in from Teams. */
  tenants: readonly string[];
  /** Hosts of a serviceUrl, or the ends of one after `*.`: nothing is sent anywhere else. */
  hosts: readonly string[];
  /** Of another cloud than Azure's public one, as botbuilder names them; null: the public one. */
  cloud: Record<string, string> | null;
}

/** What the room is built from. */
export interface BotFrameworkParts {
  settings: BotFrameworkSettings;
  phrases: ChannelPhrases;
  /** All commands of staff, so that a line can be told from words. */
  commands: readonly CommandOutline[];
  ids: Pick<Ids, 'next'>;
  clock: Clock;
  /** Where people reach us, like `https://chat.example.org`. */
  publicUrl: string;
  /** Has to keep the message of `err` out: it may hold what a person wrote. */
  log: { info(message: string): void; warn(message: string): void; error(details: { err: unknown }, message: string): void };
  /** botbuilder's if not given. */
  connector?: Connector;
  /** What brings files into people's own storage; Node's if not given. */
  fetch?: typeof globalThis.fetch;
  /** Resolves after so many milliseconds; Node's timer if not given. */
  wait?(milliseconds: number): Promise<unknown>;
}
