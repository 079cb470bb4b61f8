/** Time, chance and secrets: what the desk is handed so that it never asks for them itself. */

/** `email` and `sms` are addresses that lists bring too. `email` is a door out only, and no door carries `sms` yet. */
export type ChannelName = 'web' | 'terminal' | 'slack' | 'botframework' | 'email' | 'sms';

/** The time. The only one that knows it is `src/clock.ts`; tests move theirs by hand. */
export interface Clock {
  now(): Date;
}

/** New identifiers and secrets. The only one that draws them is `src/ids.ts`. */
export interface Ids {
  /** UUID, version 7. */
  next(): string;
  /** A number from 0 to below `below`, from a source that cannot be guessed. */
  below(below: number): number;
  /** As many random bytes, from the same source. */
  bytes(count: number): Uint8Array;
}

/** A keyed hash of a text: the same each time, and nobody without the deployment's secret can make or undo it. `purpose` keeps uses apart. */
export type Seal = (purpose: string, text: string) => string;

/**
 * Hides a text from whoever holds the database and not the deployment's secret. `name` says whose it is: what was closed under one name does
 * not open under another.
 */
export interface Lock {
  close(name: string, text: string): string;
  /** null: it was not closed here under this name, or was changed since. */
  open(name: string, closed: string): string | null;
}
