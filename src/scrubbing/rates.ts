import { z } from 'zod';
import type { Find } from './find.ts';
import { type Kind, kinds } from './kinds.ts';

const Texts = z.array(z.string().min(1)).min(1);

/** Messages with what has to go, to measure by. */
export const Messages = z
  .array(
    z.strictObject({
      text: z.string().min(1),
      /** What must not be read afterwards, wherever it stands in the text. */
      gone: z.partialRecord(z.enum(kinds), Texts).default({}),
      /** What can go with it without harm: "officer" with a name. */
      may: Texts.optional(),
      known: Texts.optional(),
      known_places: Texts.optional(),
      /** Not looked at while the lists and rules were made. */
      held: z.boolean().default(false),
    }),
  )
  .superRefine((messages, context) => {
    for (const [index, { text, gone, may = [] }] of messages.entries())
      for (const part of [...Object.values(gone).flat(), ...may])
        if (!text.includes(part)) context.addIssue({ code: 'custom', path: [index], message: `"${part}" is not in "${text}"` });
  });
export type Messages = z.infer<typeof Messages>;

/** What was found in the messages of one half. */
export interface ScrubRates {
  messages: number;
  kinds: { kind: Kind; caught: number; missed: number }[];
  /** Words that should have stayed, and how many of them were removed. */
  stay: { words: number; removed: number };
  /** Each miss and each word removed wrongly, with the message. */
  misses: { kind: Kind; missed: string; text: string }[];
  wrong: { removed: string; text: string }[];
}

interface Stretch {
  from: number;
  to: number;
}

const letter = /[\p{L}\p{N}]/u;

/** Every place where the part stands as words of its own. */
function places(text: string, part: string): Stretch[] {
  const all: Stretch[] = [];
  for (let from = text.indexOf(part); from >= 0; from = text.indexOf(part, from + 1)) {
    const to = from + part.length;
    if (!letter.test(text[from - 1] ?? '') && !letter.test(text[to] ?? '')) all.push({ from, to });
  }
  return all;
}

const touch = (one: Stretch, other: Stretch) => one.from < other.to && other.from < one.to;

/** Caught is what has no letter or digit left. */
export function ratesOf(find: Find, messages: Messages): ScrubRates {
  const counts = new Map(kinds.map((kind) => [kind, { caught: 0, missed: 0 }]));
  const rates: ScrubRates = { messages: messages.length, kinds: [], stay: { words: 0, removed: 0 }, misses: [], wrong: [] };
  for (const { text, gone, may = [], known = [], known_places } of messages) {
    let end = 0;
    const removed = find(text, { names: known, ...(known_places && { places: known_places }) }).flatMap((part) => {
      const from = end;
      end += part.text.length;
      return part.gone ? [{ from, to: end }] : [];
    });
    const isGone = (at: number) => !letter.test(text[at] as string) || removed.some(({ from, to }) => from <= at && at < to);
    const expected: Stretch[] = may.flatMap((part) => places(text, part));
    for (const [kind, parts] of Object.entries(gone) as [Kind, string[]][])
      for (const part of parts)
        for (const place of places(text, part)) {
          expected.push(place);
          const caught = Array.from({ length: place.to - place.from }, (_, offset) => place.from + offset).every(isGone);
          (counts.get(kind) as { caught: number; missed: number })[caught ? 'caught' : 'missed']++;
          if (!caught) rates.misses.push({ kind, missed: part, text });
        }
    for (const { 0: word, index } of text.matchAll(/\S+/g)) {
      const place = { from: index, to: index + word.length };
      if (!letter.test(word) || expected.some((one) => touch(one, place))) continue;
      rates.stay.words++;
      if (!removed.some((one) => touch(one, place))) continue;
      rates.stay.removed++;
      rates.wrong.push({ removed: word, text });
    }
  }
  rates.kinds = kinds.map((kind) => ({ kind, ...(counts.get(kind) as { caught: number; missed: number }) }));
  return rates;
}
