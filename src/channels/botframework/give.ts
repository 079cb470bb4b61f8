import type { Brought, CommandOutline, Order } from '../../desk/ports.ts';
import { patiently } from '../patiently.ts';
import type { Came } from './came.ts';
import type { Asked } from './filled.ts';
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

/** What else is known of how it came: `form`, of a form that was filled in; `on`, of a button. */
export type How = Pick<Brought, 'form' | 'on'>;

/** @throws when the desk fails */
export async function give(room: Room, who: Who, order: Order, how: How = {}): Promise<Came> {
  const brought = { event: who.event, ...how };
  const result = await patiently(() => room.desk.command(caller(who), order, brought), room.wait);
  if (result.kind === 'done') return { kind: 'sheet', sheet: result.sheet };
  const { why, faults, stranger, before } = result;
  if (before) return { kind: 'before', text: why };
  const sent = how.form !== undefined;
  // A form that was sent comes back with what was typed, whatever was wrong.
  const lacking = faults || (sent && !stranger) ? await room.desk.form(caller(who), order) : null;
  if (lacking?.kind !== 'form') return { kind: 'said', text: why, ...(stranger && { stranger }) };
  const { form } = lacking;
  return { kind: 'form', form, ...(faults ? notesOf(why, faults, form, sent, room.words(plainLanguage)) : { note: why }) };
}

/** The same, with words for what fails. */
export async function giveKindly(room: Room, who: Who, order: Order, how: How = {}): Promise<Came> {
  try {
    return await give(room, who, order, how);
  } catch (error) {
    room.failed(error);
    return { kind: 'said', text: room.words(plainLanguage)('staff_trouble') };
  }
}

/** A form that was sent, or an order that was pressed in a dialog. Twice, nothing is done the second time, and what came of it is the same. */
export function giveOnce(room: Room, who: Who, asked: Exclude<Asked, { kind: 'open' }>): { work: Promise<Came>; again: boolean } {
  const how: How = asked.kind === 'form' ? { form: asked.id } : { on: 'dialog' };
  const key = JSON.stringify([who.address, how, asked.order]);
  const known = room.answers.get(key);
  if (known) return { work: known, again: true };
  const work = giveKindly(room, who, asked.order, how);
  room.answers.set(key, work);
  // What was not done can be tried again. A button can be pressed again when its answer is there.
  void work.then(({ kind }) => {
    if (kind !== 'sheet' || asked.kind === 'order') room.answers.take(key);
  });
  return { work, again: false };
}
