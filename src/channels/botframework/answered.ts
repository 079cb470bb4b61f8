import { cut } from '../split.ts';
import { aside, bytesOf, type Card, card, cardType, type Element, lines } from './card.ts';
import { limits, ours } from './limits.ts';
import type { Json } from './port.ts';
import type { Words } from './words.ts';

/** What stands where something was pressed, so that it is not pressed twice by accident. */

const pickedWords = (label: string, words: Words) => cut(words('picked', { label: label.replaceAll('\n', ' ') }), ours.piece);

/** With what was picked. @param said the text of the open card, @param picked what they read on what they pressed; null: not known */
export function answeredCard(said: string | null, picked: string | null, words: Words): Card {
  const end = picked === null ? words('answered') : pickedWords(picked, words);
  const short = card(aside(end), [], { fallbackText: end });
  if (said === null) return short;
  const whole = card([...lines(said), ...aside(end)], [], { fallbackText: `${said}\n${end}` });
  return bytesOf(whole) <= limits.cardBytes ? whole : short;
}

/** One sentence of ours: such as that a button is old, or where a copy is. */
export const wordsCard = (text: string): Card => card(lines(text), [], { fallbackText: text });

/** A message of ours as it was sent, without its buttons; null where it has none of a question's. @param picked null: it was typed */
export function settled(sent: Json, picked: string | null, words: Words): Json | null {
  const [attached] = (sent.attachments ?? []) as { contentType: string; content: Card }[];
  if (attached?.contentType !== cardType || !attached.content.body.some(asks)) return null;
  const rest = attached.content.body.filter((element) => !isPressed(element));
  const end = picked !== null ? pickedWords(picked, words) : rest.length === 0 ? words('answered') : null;
  const body = [...rest, ...(end === null ? [] : aside(end))];
  return { ...sent, attachments: [{ ...attached, content: { ...attached.content, body } }] };
}

const isPressed = ({ type }: Element): boolean => type === 'ActionSet' || type.startsWith('Input.');

/** Has a question's buttons, or words to be said by a press. Those of a copy are good whatever is answered. */
const asks = (element: Element): boolean =>
  element.type === 'ActionSet' && element.actions.some(({ data }) => data.onward === 'answer' || data.onward === 'say');

/**
 * The answer to a press of Action.Execute: this card stands in the place of the other. Its shape is of Microsoft's universal-action-model
 * (learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model).
 */
export const invokeCard = (content: Card): Json => ({ statusCode: 200, type: cardType, value: content });

/** The same, where the card stays as it is, and a sentence is shown with it. */
export const invokeMessage = (text: string): Json => ({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text });
