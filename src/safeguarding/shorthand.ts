import type { Spelling } from './rules.ts';
import { type Sentence, wordOf } from './words.ts';

const LONGEST_KEY = 3;

const keyOf = (text: string) => text.split(/\s+/).map(wordOf).join(' ');

/** Writes out what is short, run together or same otherwise, and leaves out what is read over. Phrases and texts go through it alike. */
export function shorthandOf({ short, fillers, same }: Spelling): (sentence: Sentence) => Sentence {
  const meaning = new Map<string, string[]>();
  for (const filler of fillers) meaning.set(keyOf(filler), []);
  for (const [key, full] of short) meaning.set(keyOf(key), full.split(/\s+/).filter(Boolean).map(wordOf));
  for (const [right, others] of Object.entries(same)) for (const other of others) meaning.set(keyOf(other), keyOf(right).split(' '));

  const begins = new Set([...meaning.keys()].map((key) => key.split(' ')[0]));

  return (sentence) => {
    const { words, pauses } = sentence;
    if (!words.some((word) => begins.has(word))) return sentence;
    const full: Sentence = { words: [], pauses: [] };
    let paused = false;
    for (let at = 0; at < words.length; ) {
      let length = begins.has(words[at]) ? Math.min(LONGEST_KEY, words.length - at) : 0;
      while (length > 0 && !meaning.has(words.slice(at, at + length).join(' '))) length--;
      paused ||= pauses[at] ?? false;
      for (const word of length > 0 ? (meaning.get(words.slice(at, at + length).join(' ')) ?? []) : [words[at] as string]) {
        full.words.push(word);
        full.pauses.push(paused);
        paused = false;
      }
      at += Math.max(length, 1);
    }
    return full;
  };
}
