import type { ChannelPhrases } from '../desk/ports.ts';

/** A channel's own words: which there have to be, and one of them with its gaps filled. */

/** One phrase in one language. A gap that nobody fills stays as it is. */
export type Words<Id extends string> = (id: Id, fills?: Record<string, string | number>) => string;

export function wordsOf<Id extends string>(phrases: ChannelPhrases, language: string): Words<Id> {
  const known = phrases(language);
  return (id, fills = {}) => (known[id] ?? '').replace(/\{(\w+)\}/g, (gap, name: string) => String(fills[name] ?? gap));
}

/**
 * @param file in which they are, for whoever has to mend it
 * @throws when one is missing: a channel does not start half-mute, or with a button that has no name
 */
export function checkPhrases(phrases: ChannelPhrases, ids: readonly string[], file: string): void {
  const known = phrases('en');
  const missing = ids.filter((id) => !known[id]);
  if (missing.length > 0) throw new Error(`${file} has no words for: ${missing.join(', ')}.`);
}
