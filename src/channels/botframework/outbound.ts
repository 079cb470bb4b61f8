import type { Prompt, Said } from '../../desk/ports.ts';
import { cleanText } from '../clean-text.ts';
import { fileFor, formatsFor } from '../copies.ts';
import { hasSteps, piecesOf } from '../drawn.ts';
import { cut, split } from '../split.ts';
import { button, card, cardMessage, type Element, fits, lines, way } from './card.ts';
import { ours } from './limits.ts';
import type { Json } from './port.ts';
import { asked, type Carried, canBePressed, rowsOf } from './question.ts';
import { spoken } from './spoken.ts';
import type { Surface } from './surface.ts';
import type { Words } from './words.ts';

/** What the desk says, as activities. Pure. */

/** A sentence. Plain: nothing in it is markup. */
export const notice = (text: string): Json => ({ type: 'message', textFormat: 'plain', text: cleanText(text) || '…' });

/** Words of any length. Empty for none. */
export const notices = (text: string): Json[] => split(text, ours.piece).map(notice);

/** Words that somebody can say by a press, whatever is asked: what begins a survey. */
const quickWords = (quick: NonNullable<Said['quick']>, surface: Surface, said: string | null): Element[] =>
  rowsOf(
    quick
      .filter(({ text }) => cleanText(text) !== '')
      .map(({ label, text }) =>
        button(label, { onward: 'say', text: cleanText(text), picked: cleanText(label), ...(said !== null && { said }) }, surface, {
          associatedInputs: 'none',
        }),
      ),
  );

/** Of choices that can be pressed, and words: null where there is nothing to press, or a card would be too large. */
function pressable(
  { text, prompt, quick }: { text: string; prompt: Prompt | undefined; quick: NonNullable<Said['quick']> },
  words: Words,
  surface: Surface,
): Json[] | null {
  const below = (carried: Carried): Element[] => [
    ...quickWords(quick, surface, carried.said),
    ...(prompt ? asked(prompt, words, surface, carried) : []),
  ];
  const bare: Carried = { said: null, labels: false };
  if (below(bare).length === 0 || (prompt && !canBePressed(prompt))) return null;
  const pieces = split(text, ours.piece);
  const last = pieces.at(-1) ?? '';
  const message = (body: Element[], above: string) =>
    cardMessage(card(body, [], { fallbackText: cut(spoken(above, prompt, words), ours.piece) }), words('news'));
  // Drawn one after the other: nearly always the first fits.
  const tries = [
    () => ({ before: pieces.slice(0, -1), message: message([...lines(last), ...below({ said: last, labels: true })], last) }),
    () => ({ before: pieces.slice(0, -1), message: message([...lines(last), ...below(bare)], last) }),
    () => ({ before: pieces, message: message(below(bare), '') }),
  ];
  for (const draw of tries) {
    const one = draw();
    if (fits(one.message)) return [...one.before.map(notice), one.message];
  }
  return null;
}

/** A file of theirs is offered by a button for each format. They carry its ticket: it is good for nobody else. In words where there are no files. */
function copyOffer(ticket: string, words: Words, surface: Surface): Json[] {
  const of = fileFor(ticket) === 'record' ? 'record' : 'copy';
  const elsewhere = words(`${of}_elsewhere`);
  if (!surface.files) return notices(elsewhere);
  const buttons = formatsFor(ticket).map((format) => button(words(`copy_${format}`), { onward: 'copy', format, ticket }, surface));
  const offer = card([...lines(words(`${of}_intro`)), ...rowsOf(buttons)], [], { fallbackText: elsewhere });
  const message = cardMessage(offer, words('news'));
  return fits(message) ? [message] : notices(elsewhere);
}

/** Steps on a way, as a card; null where it would be too large. */
function drawnCard(said: Said, words: Words): Json[] | null {
  const body = piecesOf(said).flatMap((piece): Element[] => {
    if ('steps' in piece) return [way(piece.steps)];
    return cleanText(piece.words) === '' ? [] : lines(piece.words);
  });
  const message = cardMessage(card(body, [], { fallbackText: cut(said.text, ours.piece) }), words('news'));
  return fits(message) ? [message] : null;
}

/**
 * What the desk says, as messages within every limit: words are words, and what can be pressed is one card. What fits none is asked in words.
 * @returns one at least
 */
export function activitiesOf(all: Said, words: Words, surface: Surface): Json[] {
  const { text: said, prompt, copy, quick = [] } = all;
  const text = cleanText(said);
  const pressed = surface.kind === 'cards' ? pressable({ text, prompt, quick }, words, surface) : null;
  const drawn = surface.kind === 'cards' && !prompt && hasSteps(all) ? drawnCard(all, words) : null;
  const shown = pressed ?? drawn ?? notices(spoken(text, prompt, words));
  const messages = [...shown, ...(copy ? copyOffer(copy, words, surface) : [])];
  return messages.length > 0 ? messages : [notice('')];
}
