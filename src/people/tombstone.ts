import { z } from 'zod';
import type { Contact, Seal } from '../desk/ports.ts';

/** Reads a phone number as somebody wrote it: E.164, or null. */
export type ReadPhone = (text: string) => string | null;

/** An email as it is compared: in lower case, because no provider of today tells two people apart by case. null: it is none. */
export function emailOf(text: string): string | null {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  return z.email().safeParse(plain).success ? plain : null;
}

/**
 * The contact that an answer is, by the type of its question; null when it is none. A question of the type email or phone asks for the
 * person's own: how to reach somebody else is asked as a text.
 */
export function contactOf(type: string, value: string, phone: ReadPhone): Contact | null {
  const read = type === 'email' ? emailOf(value) : type === 'phone' ? phone(value) : null;
  return read === null ? null : { channel: type === 'email' ? 'email' : 'sms', value: read };
}

/** How two contacts are told apart. */
export const keyOf = ({ channel, value }: Contact) => `${channel}:${value}`;

/** What stands for a contact among the tombstones: nobody without the secret can tell whose it is. */
export const markOf = (contact: Contact, seal: Seal) => seal('tombstone', keyOf(contact));

/**
 * What stands for the secret itself. Under another secret no mark would be found again, and a list would bring back everybody who asked to
 * be deleted; so each mark is written with this one, and an import looks for it first.
 */
export const keyMark = (seal: Seal) => `${KEY}${seal('tombstone', 'this secret')}`;

const KEY = 'key:';

/** Whether a mark is that of a secret. */
export const isKeyMark = (mark: string) => mark.startsWith(KEY);

/** The marks to write for these contacts, and the one of the secret. */
export function marksOf(contacts: Contact[], seal: Seal): string[] {
  return contacts.length === 0 ? [] : [...new Set([...contacts.map((contact) => markOf(contact, seal)), keyMark(seal)])];
}
