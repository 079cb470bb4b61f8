import { cleanText } from '../clean-text.ts';
import { cut } from '../split.ts';
import { fittingSheet } from './board.ts';
import type { Came } from './came.ts';
import { bytesOf, card, cardMessage } from './card.ts';
import { fileOffers } from './files.ts';
import { formCard } from './form.ts';
import { ours } from './limits.ts';
import { notices } from './outbound.ts';
import type { Json } from './port.ts';
import { plainLanguage, type Room, type Who } from './room.ts';
import { type At, sheetActivities } from './sheet.ts';
import { someLines } from './some-lines.ts';
import { patternOf } from './typed-order.ts';

/** What came of a command, as it stands in somebody's own chat. */

export async function answerActivities(room: Room, own: Who, came: Came, at: At | undefined): Promise<Json[]> {
  const words = room.words(plainLanguage);
  if (came.kind === 'said') return notices(came.text);
  if (came.kind === 'before') return [];
  if (came.kind === 'form') return formActivities(room, own, came, at);
  return [
    ...sheetActivities(await fittingSheet(room, own, came.sheet), words, own.surface, at),
    ...(await fileOffers(room, own, came.sheet)),
  ];
}

/** A form: behind a button where it opens over the chat, in the chat where cards are, and else how to type what it asks. */
function formActivities(room: Room, { surface }: Who, { form, note, faults }: Extract<Came, { kind: 'form' }>, at: At | undefined): Json[] {
  const words = room.words(plainLanguage);
  // The note says of every field what is wrong with it.
  const wrong = note === undefined ? Object.entries(faults ?? {}).map(([field, fault]) => `${field}: ${fault}`) : [note];
  if (surface.kind === 'text') {
    const asked = form.fields.map(({ name, what, choices }) => {
      const values = choices.slice(0, ours.boxes).map(({ value }) => value);
      return [`--${name}: ${what}`, ...(values.length > 0 ? [`(${values.join(', ')})`] : [])].join(' ');
    });
    const said = [...wrong, words('form_typed', { line: patternOf(form) }), ...asked];
    return notices(cleanText(said.filter(Boolean).join('\n')));
  }
  if (!surface.dialogs) return [cardMessage(formCard(form, words, room.ids.next(), { note, faults, at }), words('staff_answer'))];
  // What is too long for a button is typed again.
  const input = Object.fromEntries(
    form.fields.flatMap(({ name, given }) => (given === undefined || bytesOf(given) > ours.typedBytes ? [] : [[name, given]])),
  );
  const data = { onward: 'open', order: { name: form.name, input }, ...(at && { at }), msteams: { type: 'task/fetch' } };
  const said = wrong.filter(Boolean).join('\n') || form.summary;
  const { body } = someLines(said, ours.noteBytes);
  const open = card(body, [{ type: 'Action.Submit', title: words('form_open'), data }], { fallbackText: cut(said, ours.fallback) });
  return [cardMessage(open, words('staff_answer'))];
}
