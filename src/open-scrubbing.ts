import { readData } from './flows/index.ts';
import { phonesIn, readers } from './language/index.ts';
import type { Scrub, ScrubRates } from './scrubbing/index.ts';

export interface Scrubbing {
  scrub: Scrub;
  /** What it finds in messages of which it is known what has to go. @param file their YAML */
  rates(file: URL): { tuned: ScrubRates; held: ScrubRates };
}

async function open(): Promise<Scrubbing> {
  const { createFind, createScrub, Messages, ratesOf, ScrubLists } = await import('./scrubbing/index.ts');
  const { names, places, offences } = ScrubLists.shape;
  const lists = {
    names: readData(names, new URL('./scrubbing/names.yaml', import.meta.url)),
    places: readData(places, new URL('./scrubbing/places.yaml', import.meta.url)),
    offences: readData(offences, new URL('./scrubbing/offences.yaml', import.meta.url)),
  };
  const find = createFind({ lists, phonesIn, distance: readers.distance });
  return {
    scrub: createScrub(find),
    rates: (file) => {
      const messages = readData(Messages, file);
      const half = (held: boolean) =>
        ratesOf(
          find,
          messages.filter((message) => message.held === held),
        );
      return { tuned: half(false), held: half(true) };
    },
  };
}

let opened: Promise<Scrubbing> | undefined;

/** Its libraries and lists take half a second and some memory, so only those wait who scrub, and only once. */
export const openScrubbing = (): Promise<Scrubbing> => (opened ??= open());
