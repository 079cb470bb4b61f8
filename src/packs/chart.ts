import { barChart, clean, type Drawing } from '../insight/index.ts';
import { filled, type ResultsWords } from '../surveys/index.ts';
import type { PackBar, PackChart, PackTable } from './document.ts';

const percent = (share: number) => String(Math.round(share * 1000) / 10);

/** "72 of 110 (65 %)", or how many where there is no share. */
export function barValue({ count, of, share }: PackBar, words: ResultsWords): string {
  return share ? filled(words.count_and_share, { count, share: percent(share.of) }) : filled(words.pack_bar_count, { count, of });
}

/** The same figures as rows, each with its mark. */
export function chartTable({ title, bars }: PackChart, words: ResultsWords): PackTable {
  const head = [
    words.pack_head_what,
    words.head_part,
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
    ...(share ? [share.of, share.from, share.to].map(percent) : ['–', '–', '–']),
    figure,
  ]);
  return { title, head, rows };
}

/** Bars that have a share, under the place that they are of. null: there is nothing to draw. */
export function chartDrawing({ title, about, bars, notes }: PackChart, words: ResultsWords): Drawing | null {
  const drawn = bars.filter(({ share }) => share);
  if (drawn.length === 0) return null;
  const places = [...new Set(drawn.map(({ place }) => place))];
  const parts = places.map((place) => ({
    heading: clean(place ?? words.pack_all),
    bars: drawn
      .filter((bar) => bar.place === place)
      .map((bar) => ({
        label: `${clean(bar.label)} [${bar.figure}]`,
        value: barValue(bar, words),
        pieces: [{ from: 0, to: bar.share?.of ?? 0, hatched: false }],
        ...(bar.share && { sure: { from: bar.share.from, to: bar.share.to } }),
      })),
  }));
  const read = drawn.map(
    (bar) => `${clean(bar.place ?? words.pack_all)}, ${filled(words.bar, { label: clean(bar.label), value: barValue(bar, words) })}`,
  );
  return barChart({
    title: clean(title),
    about,
    parts,
    notes,
    alt: filled(words.alt, { title: `${clean(title)}.`, people: about, bars: read.join('; ') }),
  });
}
