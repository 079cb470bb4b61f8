import { emailOf, mayUse } from '../people/index.ts';
import { standingsOf } from './choices.ts';
import { hashOfCode } from './codes.ts';
import type { DeskParts } from './parts.ts';
import type { AnswerAt, ChannelName, Claimed, OutMessage } from './ports.ts';
import type { Shelf } from './shelf.ts';
import { linkOf, withLink } from './surveys/links.ts';

/** How long the link of an email opens the chat, in milliseconds: fourteen days, the time of a holiday. The words of `m_intro` say so too. */
export const LINK_LIFE = 14 * 24 * 60 * 60 * 1000;

const CONTACT = 'contact_email';

/** Where somebody's own email is answered. */
export const emailAnswers = (shelf: Shelf): AnswerAt[] =>
  shelf.keptUnder(CONTACT).filter(({ flow, step }) => shelf.asksContact(flow, step));

/**
 * An address as it is kept with a message. Of an email it is a seal: the email itself stays where it was answered, from where a no takes it away,
 * and is looked up when the message goes.
 */
export function keptAddress({ seal }: Pick<DeskParts, 'seal'>, { channel, address }: { channel: ChannelName; address: string }): string {
  return channel === 'email' ? seal('email address', emailOf(address) ?? address) : address;
}

/**
 * A message with the email to which it goes now, and its links. null: they may not be emailed any more, or have given another email since it
 * was queued, or none.
 */
async function addressed(parts: DeskParts, shelf: Shelf, message: Claimed): Promise<OutMessage | null> {
  const { store, clock, seal, publicUrl, stopLinks } = parts;
  const { person, id, said } = message;
  const candidate = await store.contacts.candidate(person, emailAnswers(shelf));
  if (!candidate || !mayUse(CONTACT, standingsOf(parts, candidate.ageBand, candidate.consents))) return null;
  const email = candidate.addresses.find(({ channel }) => channel === 'email');
  const to = email && emailOf(email.value);
  if (!email || !to || keptAddress(parts, { ...email, address: email.value }) !== message.address) return null;
  const token = seal('mail link', `${person}\n${id}`);
  await store.keepLink({ hash: hashOfCode(token), person, message: id, expiresAt: new Date(clock.now().getTime() + LINK_LIFE) });
  const links = {
    chat: `${publicUrl}/m/${token}`,
    survey: said.survey ? linkOf(parts, said.survey).url : null,
    stop: `${publicUrl}/stop/${stopLinks.close(STOP, person)}`,
  };
  return { ...message, address: to, links };
}

/** A message as it goes out on its channel: an email to whom it may go now, anything else with the link of its survey. */
export async function prepare(parts: DeskParts, shelf: Shelf, message: Claimed): Promise<OutMessage | null> {
  return message.channel === 'email' ? addressed(parts, shelf, message) : { ...message, said: withLink(parts, message.said) };
}

/** Whom the token of a stop link is for. It is good for ever, and says nothing: it is locked, and not kept. */
export const STOP = 'stop';
