import type { DeskParts } from './parts.ts';

type Scrub = (text: string) => string;

/**
 * Takes out of texts what says who and where somebody is, by all names that the database has. To know them takes a second where there are a hundred thousand, so one is
 * made for many texts.
 * @param places that could be named in them
 */
export async function scrubberOf({ store, openScrubbing }: DeskParts, places: readonly string[]): Promise<Scrub> {
  const { scrub } = await openScrubbing();
  const known = { names: await store.people.names(), places: [...new Set(places)] };
  return (text) => scrub(text, known).text;
}

/** For quotes: null where nothing but marks is left of a text, so that it says nothing any more. */
export const quotable =
  (scrub: Scrub) =>
  (text: string): string | null => {
    const left = scrub(text);
    return /[^\s\p{P}]/u.test(left.replace(/\[[a-z]+\]/g, '')) ? left : null;
  };
