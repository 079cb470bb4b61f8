import { cleanText } from '../clean-text.ts';
import { cut } from '../split.ts';
import { fitting } from './bisect.ts';
import { bytesOf, type Line, lines } from './card.ts';

/** As much of a text as that many bytes of a card hold. Each of its lines weighs something too. None for no text. */
export function someLines(text: string, bytes: number, draw: (text: string) => Line[] = lines): { body: Line[]; isCut: boolean } {
  const said = cleanText(text);
  const length = fitting(said.length, (count) => bytesOf(draw(cut(said, count))) <= bytes);
  return { body: length > 0 ? draw(cut(said, length)) : [], isCut: length < said.length };
}
