import type { CommandOutline, Order } from '../../desk/ports.ts';
import type { Came } from './came.ts';
import type { Form } from './filled.ts';
import { plainLanguage, type Room, type Who } from './room.ts';
import type { Words } from './words.ts';

/** Giving the desk a command, wherever it was given to us. */

export const caller = ({ address }: Who) => ({ channel: 'botframework', address }) as const;

/** What a form says of an order that was refused. Nothing, where all that is wrong is that fields were not given yet. */
function notesOf(why: string, faults: Record<string, string>, { fields }: CommandOutline, sent: boolean, words: Words) {
  const given = new Set(fields.flatMap(({ name, given }) => (given === undefined ? [] : [name])));
  const named = new Set(fields.map(({ name }) => name));
  const all = Object.entries(faults);
  if (!sent && all.every(([name]) => named.has(name) && !given.has(name))) return {};
  const said = all.flatMap(([name, fault]) => (named.has(name) ? [[name, given.has(name) ? fault : words('form_needed')]] : []));
  return { faults: Object.fromEntries(said), ...(said.length < all.length && { note: why }) };
}

/**
 * @param sent it is what was filled in in a form
 * @throws when the desk fails
 */
export async function give(room: Room, who: Who, order: Order, sent = false): Promise<Came> {
  const result = await room.desk.command(caller(who), order);
  if (result.kind === 'done') return { kind: 'sheet', sheet: result.sheet };
  const { why, faults, stranger } = result;
  // A form that was sent comes back with what was typed, whatever was wrong.
  const lacking = faults || (sent && !stranger) ? await room.desk.form(caller(who), order) : null;
  if (lacking?.kind !== 'form') return { kind: 'said', text: why, ...(stranger && { stranger }) };
  const { form } = lacking;
  return { kind: 'form', form, ...(faults ? notesOf(why, faults, form, sent, room.words(plainLanguage)) : { note: why }) };
}

/** The same, with words for what fails. */
export async function giveKindly(room: Room, who: Who, order: Order, sent = false): Promise<Came> {
  try {
    return await give(room, who, order, sent);
  } catch (error) {
    room.failed(error);
    return { kind: 'said', text: room.words(plainLanguage)('staff_trouble') };
  }
}

/** A form that was sent. Sent again as it was, nothing is done, and what came of it is the same. */
export function giveForm(room: Room, who: Who, { order, id }: Form): { work: Promise<Came>; again: boolean } {
  const key = JSON.stringify([who.address, id, order]);
  const known = room.forms.get(key);
  if (known) return { work: known, again: true };
  const work = giveKindly(room, who, order, true);
  room.forms.set(key, work);
  // What was not done can be tried again.
  void work.then(({ kind }) => {
    if (kind !== 'sheet') room.forms.take(key);
  });
  return { work, again: false };
}
