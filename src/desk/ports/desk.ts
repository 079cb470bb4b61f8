import type { ChannelName } from './basics.ts';
import type { ChatView, Copies, Inbound, Papers, Redeemed, Said, Taken } from './chat.ts';
import type { Counts } from './jobs.ts';
import type { Bulletin, DeliveryCounts, Sending } from './outbox.ts';
import type { Removed } from './retention.ts';
import type { Brought, Caller, CommandOutline, CommandResult, Order, ParkedOrder, Sheet, WholeOrder } from './staff.ts';
import type { Tablets } from './tablets.ts';

/** What the desk offers to channels. */

/** What channels may ask of the desk. */
export interface Desk {
  /** Takes one turn. Resolves after the commit; rejects only if nothing was committed. */
  receive(inbound: Inbound): Promise<Taken>;
  /**
   * Free text that is no reply: too long to be one, typed where a code belongs, a command of somebody who may give none. It goes through the
   * safeguarding screen. Where that finds nothing, null, and nothing is kept; else it is kept as it was heard, a concern opens, and what the
   * person was told about who can help is answered. null also for an event that was taken before.
   */
  overhear(heard: Omit<Inbound, 'reply' | 'prompt'> & { text: string }): Promise<Said | null>;
  /** History after message `after` (all of it without), with the question that waits. Changes nothing. */
  view(channel: ChannelName, address: string, after?: string): Promise<ChatView>;
  /**
   * A code to come back, said on another device, or the link of an email: that address now belongs to the code's person. Each works once, and none
   * takes the address of somebody who has registered, said STOP, or has a role. What a link opened shows nothing from before it. On a channel where
   * an address is one's own account, a code makes one of two who have both registered, unless there is a reason for staff to look first.
   * @param from `externalId`: of the event that said it, where it may come again. `own`: the address that the device has: where it is the
   *   person's already, nothing is done
   */
  redeem(channel: ChannelName, address: string, code: string, from?: { externalId?: string; own?: string }): Promise<Redeemed>;
  /** Says STOP by the link of an email, as often as anybody likes. null: that is no such link. */
  stopBy(token: string): Promise<{ language: string } | null>;
  /** An email of this id came back, for good. false: there is none, or it is known. @param id as `OutMessage` has it */
  bounced(id: string): Promise<boolean>;
  copies: Copies;
  papers: Papers;
  tablets: Tablets;
  /**
   * Does what a member of staff asks for, if their roles let them, and writes it in the audit first. Rejects only when the database does. @param brought left
   * out where nothing can bring it twice
   */
  command(caller: Caller, order: Order, brought?: Brought): Promise<CommandResult>;
  /** A channel says in which time zone (an IANA name) somebody is. Kept of those whom we know and who have not said STOP; what is no zone is left out. */
  locate(channel: ChannelName, address: string, zone: string): Promise<void>;
  /**
   * A channel says by which name of its own somebody can be written to at an address. Kept of those whom we know. null: they have taken us out, and
   * are asked nothing there until they come back.
   */
  place(channel: ChannelName, address: string, place: string | null): Promise<void>;
  /** Keeps an order that this caller was offered, and answers what stands for it on their button. */
  park(caller: Caller, order: WholeOrder): Promise<ParkedOrder>;
  /** What waits for a member of staff, where a door shows it unasked; null: they have no role, which is nobody's business and no refusal. */
  home(caller: Caller): Promise<Sheet | null>;
  /** A door has shown a `lasting` sheet there: from now on the desk keeps that message up to date. */
  keep(place: Pick<Bulletin, 'channel' | 'place' | 'externalId'>, sheet: Sheet): Promise<void>;
  /** The form of a command, with what can be chosen now, filled with what the order says already. */
  form(caller: Caller, order: Order): Promise<{ kind: 'form'; form: CommandOutline } | Extract<CommandResult, { kind: 'refused' }>>;
  /** Does what has become due, and says how much. */
  tick(now: Date): Promise<TickCounts>;
  /** Sends what is queued and due, and says how much. A second call while one is under way waits for the same. */
  deliver(): Promise<DeliveryCounts>;
  /** The same as it goes on by itself, as long as the bot runs. */
  sending: Sending;
  /** Shows what waits for somebody on a channel that they have to look at: each message once, in their order. */
  collect(channel: ChannelName, address: string, show: (said: Said) => void): Promise<void>;
  /** Takes away what was kept long enough. Stops between two steps when `signal` says so. */
  night(now: Date, signal?: AbortSignal): Promise<Removed>;
  /**
   * Plans what is said about people's pathways anew: what ran out, was renewed, or is quiet since; and offers what is open to those whom it has come to
   * fit since, or who have said yes since. Counts rows.
   */
  replan(now: Date): Promise<{ planned: number; dropped: number }>;
  /** Makes the figures of the week that was over then, and posts them where staff are; each of it once. null: not posted yet, to be asked again soon. */
  digest(week: Date): Promise<Counts | null>;
  /** Resolves when no turn is under way; new ones are refused with `busy`. */
  close(): Promise<void>;
}

/** What one tick did. */
export interface TickCounts {
  silences: number;
  /** Nudges that were planned. */
  planned: number;
  /** Leads who were told of a concern. */
  alerts: number;
  /** Concerns of which nobody can be told, because nobody is their lead, or no lead has a chat that anything shows or carries. */
  unheard: number;
  /** Bulletins that show something new. */
  redrawn: number;
}
