import { createHash, timingSafeEqual } from 'node:crypto';
import type { Ids, Seal, Ticket } from './ports.ts';

/**
 * A ticket is stateless: 16 random bytes and the time when it runs out, then a seal over both and the person that it is for. It names
 * nobody and cannot be made, changed or lengthened without the deployment's secret. Only its use is kept.
 */

/** Minutes that a ticket is good for: time to read the page and pick, not to be found later. The words of `copy_once` say so too. */
export const TICKET_MINUTES = 15;

const PURPOSE = 'my-data';
const RANDOM = 16;

/** 24 bytes and a SHA-256 in base64url, without a spare bit in the first: no other text means the same ticket. */
const shape = /^([\w-]{32})\.([\w-]{43})$/;

export function newTicket(seal: Seal, ids: Pick<Ids, 'bytes'>, person: string, now: Date): string {
  const body = Buffer.alloc(RANDOM + 8);
  body.set(ids.bytes(RANDOM));
  body.writeBigUInt64BE(BigInt(now.getTime() + TICKET_MINUTES * 60_000), RANDOM);
  const text = body.toString('base64url');
  return `${text}.${sealed(seal, person, text)}`;
}

/**
 * What to remember of a ticket once it is used, if it is good for that person now; null if it is forged, run out or somebody else's.
 * Does the same work for each of them, and for nobody.
 * @param person null: nobody that we know shows it
 */
export function readTicket(seal: Seal, ticket: string, person: string | null, now: Date): Ticket | null {
  const [, text = '', mark = ''] = shape.exec(ticket) ?? [];
  const genuine = same(mark, sealed(seal, person ?? '', text));
  if (!genuine || person === null) return null;
  const expiresAt = new Date(Number(Buffer.from(text, 'base64url').readBigUInt64BE(RANDOM)));
  return expiresAt > now ? { hash: hashOf(text), expiresAt } : null;
}

const sealed = (seal: Seal, person: string, text: string) => seal(PURPOSE, `${person}\n${text}`);
const digest = (text: string) => createHash('sha256').update(text).digest();
const hashOf = (text: string) => digest(text).toString('hex');

/** Compares in a time that tells nothing of where two texts differ, whatever their lengths. */
function same(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}
