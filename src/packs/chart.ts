import { barChart, clean, type Drawing } from '../insight/index.ts';
import { filled, type ResultsWords } from '../surveys/index.ts';
import type { PackBar, PackChart, PackTable } from './document.ts';

const percent = (share: number) => String(Math.round(share * 1000) / 10);

/** "72 (65.5 %)", or "72 of 110" where there is no share. */
export function barValue({ count, of, share }: PackBar, words: ResultsWords): string {
  return share ? filled(words.count_and_share, { count, share: percent(share.of) }) : filled(words.pack_bar_count, { count, of });
}

/** The same figures as rows, each with its mark. */
export function chartTable({ title, bars }: PackChart, words: ResultsWords): PackTable {
  const head = [
    words.pack_head_what,
    words.basis_place,
    words.head_people,
    words.head_of,
    words.head_share,
    words.head_from,
    words.head_to,
    words.pack_head_figure,
  ];
  const rows = bars.map(({ label, place, count, of, share, figure }) => [
    label,
    place ?? words.pack_all,
    String(count),
    String(of),
    ...(share ? [share.of, share.from, share.to].map(percent) : [words.pack_no_share, '–', '–']),
    figure,
  ]);
  return { title, head, rows };
}

/** Bars and names of places in one drawing: with more it would be higher than a sheet of paper, and be cut there or made too small to read. */
const MOST_LINES = 16;

/** Bars under the place that they are of, for as many drawings as they need. */
function drawingsOf(bars: readonly PackBar[]): { place: string | null; bars: PackBar[] }[][] {
  const drawings: { place: string | null; bars: PackBar[] }[][] = [];
  let left = 0;
  for (const place of new Set(bars.map((bar) => bar.place))) {
    const here = bars.filter((bar) => bar.place === place);
    for (let at = 0; at < here.length; at += MOST_LINES - 1) {
      const some = here.slice(at, at + MOST_LINES - 1);
      if (some.length + 1 > left) {
        drawings.push([]);
        left = MOST_LINES;
      }
      drawings.at(-1)?.push({ place, bars: some });
      left -= some.length + 1;
    }
  }
  return drawings;
}

/** Bars that have a share, under the place that they are of. None: there is nothing to draw. */
export function chartDrawings({ title, about, bars, notes }: PackChart, words: ResultsWords): Drawing[] {
  const drawn = bars.filter(({ share }) => share);
  return drawingsOf(drawn).map((places, at, all) => {
    const parts = places.map(({ place, bars }) => ({
      heading: clean(place ?? words.pack_all),
      bars: bars.map((bar) => ({
        label: `${clean(bar.label)} [${bar.figure}]`,
        value: barValue(bar, words),
        pieces: [{ from: 0, to: bar.share?.of ?? 0, hatched: false }],
        ...(bar.share && { sure: { from: bar.share.from, to: bar.share.to } }),
      })),
    }));
    return barChart({
      title: clean(title),
      about,
      parts,
      notes: at === all.length - 1 ? notes : [],
      alt: chartAlt({ title, about, bars: places.flatMap(({ bars }) => bars) }, words),
    });
  });
}

/** What bars say, for those who can't see them. */
export function chartAlt({ title, about, bars }: Pick<PackChart, 'title' | 'about' | 'bars'>, words: ResultsWords): string {
  const read = bars.map(
    (bar) =>
      `${clean(bar.place ?? words.pack_all)}, ${filled(words.bar, { label: clean(bar.label), value: barValue(bar, words) })} [${bar.figure}]`,
  );
  // A full stop is in the words of every alternative.
  return filled(words.alt, { title: `${clean(title)}.`, people: about.replace(/\.$/, ''), bars: read.join('; ') });
}
