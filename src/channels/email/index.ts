/** EMAIL: a door out. The only room that names nodemailer and postal-mime; both are loaded when they are needed, and not before. */
import type { Carrier, ChannelPhrases, Clock, Seal } from '../../desk/ports.ts';
import { checkPhrases } from './words.ts';

export { type Bounce, readBounce } from './bounce.ts';

export interface EmailSettings {
  /** smtp: or smtps:, with user and password. */
  smtpUrl: string;
  /** Our own address. */
  from: string;
  /** Where a person reads that somebody wants no more; null: nowhere. */
  stopTo: string | null;
}

export interface EmailParts {
  settings: EmailSettings;
  /** Has to know every id of `phraseIds`. */
  phrases: ChannelPhrases;
  seal: Seal;
  clock: Clock;
  publicUrl: string;
  log: { warn(details: object, message: string): void };
  /** Milliseconds for one email; some fifty seconds if not given. */
  patience?: number;
}

export interface Email {
  carrier: Carrier;
  /** After the last message of the desk. */
  close(): void;
}

export async function createEmail(parts: EmailParts): Promise<Email> {
  checkPhrases(parts.phrases);
  const { createCarrier } = await import('./carrier.ts');
  return createCarrier(parts);
}
