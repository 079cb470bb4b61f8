import type { Context, Refused, StaffCommand } from './command.ts';
import { refusedWith } from './refused-with.ts';

/**
 * Added to a refusal of what never came to be done: what was typed is kept nowhere, and may be about somebody in danger. Whoever typed it may be the only one who
 * knows. Files are not read, and who handles concerns needs no telling.
 */
export function unheard(
  { parts, words }: Context,
  command: StaffCommand,
  given: Readonly<Record<string, unknown>>,
  refused: Refused,
): Refused {
  const texts = Object.entries(given).flatMap(([field, text]) => (typeof text === 'string' && field !== 'file' ? [text] : []));
  const alarmed = !command.private && texts.some((text) => parts.screen(text) !== null);
  return refusedWith(refused, alarmed ? [words('unheard_alarm')] : []);
}
