import type { ChannelName } from './basics.ts';

/** What staff ask, and what they are shown. */

/** Who gives a command. */
export interface Caller {
  channel: ChannelName;
  address: string;
}

/**
 * How an order came. What comes twice is done once, whichever replica it comes to, and so that none is lost when a replica stops in the middle: brought
 * again it is done then. Ids are the channel's own, and are kept as hashes.
 */
export interface Brought {
  /** The event that brought it. */
  event: string;
  /** The showing of the form that was filled in: sent again as it was, it is the same order, until it is refused. */
  form?: string;
  /** What its button stands on: the same order, pressed there again within two seconds, is a double click. */
  on?: string;
}

/** A command by its name with its fields, or as a line that somebody typed. */
export type Order = WholeOrder | TypedOrder | ParkedOrder;

/**
 * `roles grant slack:T0/U1 staff --why new here`. `unsure`: typed where people talk to us too, so of somebody without any role it is their own
 * words: nothing is in the audit.
 */
export interface TypedOrder {
  line: string;
  unsure?: true;
}

export interface WholeOrder {
  name: string;
  input: Record<string, unknown>;
}

/** An order that the desk keeps for whoever was offered it, because it is too long for where it would stand. It is done once, within half an hour. */
export interface ParkedOrder {
  name: string;
  ticket: string;
}

/** What a command answers: words, tables, and the same as data. */
export interface Sheet {
  text?: string;
  tables?: { head: string[]; rows: string[][] }[];
  /** What may well be done next, in the order of a row of buttons. */
  next?: NextStep[];
  /** PNG, with the same in words for who can't see it. */
  pictures?: { alt: string; png: Uint8Array }[];
  /** What the pictures show, for doors that draw themselves: figures that stand in the tables too, and no others. */
  charts?: Chart[];
  /** It can be shown to everybody in the place where it was asked for, and keeps itself up to date there: the command that draws it, until when. */
  lasting?: { command: string; input: Record<string, unknown>; until: Date };
  /** To keep, or to hand on. */
  files?: { name: string; type: string; body: string | Uint8Array }[];
  /** Makes the files again, for doors that ask first whether somebody wants them. */
  again?: WholeOrder;
  data: unknown;
}

/** Bars, from the top. What is withheld has none. */
export interface Chart {
  title: string;
  bars: { label: string; count: number }[];
}

/** An order that a door offers below a sheet. What its command asks beside `input`, the door asks in a form. */
export interface NextStep {
  label: string;
  order: WholeOrder;
  /** `main`: what most people do next. `danger`: something goes. */
  weight?: 'main' | 'danger';
}

export type CommandResult =
  | { kind: 'done'; sheet: Sheet }
  /**
   * `faults`: what is wrong with which field, for a form. `stranger`: there is no such command, or it is of somebody without any role, so it may have
   * been somebody's own words. `before`: the same came before, and was done, or is `going` on: ask again in a while, because whoever was at it may have stopped.
   */
  | { kind: 'refused'; why: string; faults?: Record<string, string>; stranger?: true; before?: 'done' | 'going' };

/** How a door shows a command: its fields in the order of their places. */
export interface CommandOutline {
  /** The first word of its name alone does this too. */
  alone?: true;
  name: string;
  summary: string;
  fields: CommandField[];
  /** It takes fields that are called after what they are about, like the answers of a question: what they are. */
  others?: string;
  /** Of concerns: seen where somebody is alone with the bot, and not even over a group by whoever asks there. */
  private?: true;
  /** Where doors that have room for some commands only put this one before staff. */
  suggest?: readonly Suggested[];
}

/** `chat`: alone with the bot. `group`: where others read the answer, which names nobody. `slash`: its first word is a command of its own in Slack. */
export type Suggested = 'chat' | 'group' | 'slash';

export interface CommandField {
  name: string;
  what: string;
  /** `long text`: may have several lines. `choices`: any number of them. `file`: the door takes a file, and hands in its text. */
  kind: 'text' | 'long text' | 'number' | 'date' | 'flag' | 'choice' | 'choices' | 'file';
  /** Of a form, those that there are now; of an outline, those that never change. */
  choices: CommandChoice[];
  required: boolean;
  positional: boolean;
  /** What is filled in already. */
  given?: unknown;
}

export interface CommandChoice {
  value: string;
  label: string;
}
