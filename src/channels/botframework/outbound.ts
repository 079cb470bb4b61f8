import type { Said } from '../../desk/ports.ts';
import { cleanText } from '../clean-text.ts';
import type { Json } from './port.ts';
import type { Surface } from './surface.ts';
import type { Words } from './words.ts';

/** What the desk says, as activities. Pure. */

/** A sentence. Plain: nothing in it is markup. */
export const notice = (text: string): Json => ({ type: 'message', textFormat: 'plain', text: cleanText(text) || '…' });

/** @returns one at least */
export function activitiesOf(said: Said, _words: Words, _surface: Surface): Json[] {
  return [notice(said.text)];
}
