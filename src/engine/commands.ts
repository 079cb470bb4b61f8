import { normalise } from './normalise.ts';
import type { Command, Commands } from './phrases.ts';

const indexes = new WeakMap<Commands, Map<string, Command>>();

/**
 * The command that a whole message is, or null. "stop" is one; "stop asking me about school" is an answer.
 * The index over the word lists is made once for each list.
 */
export function commandOf(text: string, commands: Commands): Command | null {
  if (text.length > 40) return null;
  let index = indexes.get(commands);
  if (!index) {
    index = new Map();
    for (const [command, words] of Object.entries(commands) as [Command, string[]][])
      for (const word of words) index.set(normalise(word), command);
    indexes.set(commands, index);
  }
  return index.get(normalise(text)) ?? null;
}
