import { createHash, timingSafeEqual } from 'node:crypto';
import type { Ids, LeftOut, Seal, Ticket } from './ports.ts';

/**
 * A ticket is stateless: 16 random bytes and the time when it runs out, then a seal over both, what it is for, and the person that it is for. It
 * names nobody and cannot be made, changed or lengthened without the deployment's secret. Only its use is kept.
 */

/** Minutes that a ticket is good for: time to read the page and pick, not to be found later. The words of `copy_once` say so too. */
export const TICKET_MINUTES = 15;

/** The file that a ticket is for: all that is held, or what they show of what they did. */
export type Wanted = { of: 'data' } | { of: 'record'; without: LeftOut[] };

const PURPOSE = 'my-data';
const RANDOM = 16;

/** What it is for, where it is the record; 24 bytes and a SHA-256 in base64url, without a spare bit in the first: no other text means the same ticket. */
const shape = /^(?:(record(?:-(?:projects|stages|trainings|pieces))*)\.)?([\w-]{32})\.([\w-]{43})$/;

/** What stands before a ticket for it, up to the first dot; empty for all that is held. Doors know by it what to offer. */
const written = (wanted: Wanted) => (wanted.of === 'record' ? ['record', ...wanted.without].join('-') : '');

export function newTicket(seal: Seal, ids: Pick<Ids, 'bytes'>, person: string, now: Date, wanted: Wanted = { of: 'data' }): string {
  const body = Buffer.alloc(RANDOM + 8);
  body.set(ids.bytes(RANDOM));
  body.writeBigUInt64BE(BigInt(now.getTime() + TICKET_MINUTES * 60_000), RANDOM);
  const what = written(wanted);
  const text = body.toString('base64url');
  return `${what && `${what}.`}${text}.${sealed(seal, person, what, text)}`;
}

/**
 * What to remember of a ticket once it is used, and what it is for, if it is good for that person now; null if it is forged, run out or somebody
 * else's. Does the same work for each of them, and for nobody.
 * @param person null: nobody that we know shows it
 */
export function readTicket(seal: Seal, ticket: string, person: string | null, now: Date): (Ticket & { wanted: Wanted }) | null {
  const [, what = '', text = '', mark = ''] = shape.exec(ticket) ?? [];
  const genuine = same(mark, sealed(seal, person ?? '', what, text));
  if (!genuine || person === null) return null;
  const expiresAt = new Date(Number(Buffer.from(text, 'base64url').readBigUInt64BE(RANDOM)));
  if (expiresAt <= now) return null;
  const [of, ...without] = what.split('-');
  return { hash: hashOf(text), expiresAt, wanted: of === 'record' ? { of, without: without as LeftOut[] } : { of: 'data' } };
}

const sealed = (seal: Seal, person: string, what: string, text: string) =>
  seal(PURPOSE, [person, ...(what ? [what] : []), text].join('\n'));
const digest = (text: string) => createHash('sha256').update(text).digest();
const hashOf = (text: string) => digest(text).toString('hex');

/** Compares in a time that tells nothing of where two texts differ, whatever their lengths. */
function same(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}
