import type { Answered } from '../../engine/index.ts';
import type { ChannelName } from './basics.ts';
import type { ConsentRow } from './consents.ts';
import type { SessionSummary } from './sessions.ts';

/** What staff read about people. */

/** What staff read. */
export interface PersonSummary {
  id: string;
  name: string | null;
  ageBand: string | null;
  place: string | null;
  language: string;
  /** Finished registering; null while under way. */
  registeredAt: Date | null;
  startedAt: Date;
  stoppedAt: Date | null;
  /** No reminders until then. */
  pausedUntil: Date | null;
  /** Asked to talk to somebody. */
  personWantedAt: Date | null;
}

export interface PersonDetail extends PersonSummary {
  channels: ChannelName[];
  /** Where messages do not arrive. */
  unreachable: ChannelName[];
  /** How many messages are kept, both ways. */
  messages: number;
  answers: {
    flow: string;
    flowVersion: number;
    step: string;
    value: Answered['value'];
    category: string | null;
    raw: string;
    at: Date;
    current: boolean;
  }[];
  consents: ConsentRow[];
  /** Who turned out to be them: ids that are theirs too. */
  merged: string[];
  /** Sessions that they were at, the first first. */
  sessions: Pick<SessionSummary, 'id' | 'date' | 'setting'>[];
}

export interface People {
  /** Newest first. */
  list(limit: number): Promise<PersonSummary[]>;
  /** Those who asked to talk to somebody, who asked last first. */
  wanting(limit: number): Promise<PersonSummary[]>;
  /** They were answered, whatever they asked up to then. false: they do not wait, or asked again since. */
  answered(id: string, asked: Date): Promise<boolean>;
  /** By id or the start of one that fits only one person; null when none or several do. */
  show(id: string): Promise<PersonDetail | null>;
  /** Every name that is kept, for looking whether one stands in a text. */
  names(): Promise<string[]>;
  /** Keeps the time zone of whose address this is, if they are kept and have not said STOP. */
  locate(channel: ChannelName, address: string, zone: string): Promise<void>;
  /** As `Desk.place`. */
  place(channel: ChannelName, address: string, place: string | null, at: Date): Promise<void>;
  /** Whose address this is; who has none yet becomes `person`. Answers their id. */
  keep(person: string, name: string, channel: ChannelName, address: string, at: Date): Promise<string>;
}
