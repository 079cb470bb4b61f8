import type { AreaRow, Reading } from '../../insight/index.ts';
import type { PackBar, PackItem, PackSection } from '../../packs/index.ts';
import { filled } from '../../surveys/index.ts';
import { placesNote } from './places.ts';
import { cellOf, didOf, in100, kindOf } from './said.ts';
import type { Writing } from './write.ts';

/** A published number with its mark; null: it is withheld. */
export function markOf({ mark, areaLabel, releasesOf, placesCalled, words }: Writing, reading: Reading): string | null {
  const { counted, place, area } = reading;
  if (counted === null) return null;
  const label = [areaLabel(area), didOf(reading, words), kindOf(reading.source, words), placesCalled(place.parts)].join(', ');
  return mark(label, { from: 'release', ...place }, { releases: releasesOf(place) }, counted);
}

function barOf(writing: Writing, reading: Reading): PackBar | null {
  const figure = markOf(writing, reading);
  const { counted, share, place, source } = reading;
  if (figure === null || counted === null) return null;
  return {
    figure,
    label: `${didOf(reading, writing.words)}, ${kindOf(source, writing.words)}`,
    place: place.parts === null ? null : writing.placesCalled(place.parts),
    count: counted.count,
    of: counted.of,
    share: share && { of: share.count / share.of, from: share.from, to: share.to },
  };
}

/** Shares of one kind, the one of most people first. */
const sharesOf = (whole: readonly Reading[], wanted: Reading['kind']) =>
  whole.filter(({ kind, share }) => kind === wanted && share).sort((one, other) => (other.counted?.of ?? 0) - (one.counted?.of ?? 0));

/** The share of an area that is of the most people, in one line; null: there is none. */
export function shortLine(writing: Writing, { area, whole }: Pick<AreaRow, 'area' | 'whole'>): string | null {
  const { words, areaLabel } = writing;
  const [reading] = [...sharesOf(whole, 'agree'), ...sharesOf(whole, 'against')];
  const figure = reading && markOf(writing, reading);
  if (!reading?.counted || !reading.share || !figure) return null;
  const { count, of } = reading.counted;
  const { from, to } = reading.share;
  const did = `${didOf(reading, words)}, ${kindOf(reading.source, words)}`;
  const line = filled(words.pack_line, { area: areaLabel(area), count, of, did, question: reading.question, figure });
  return `${line} ${filled(words.pack_sure, { percent: in100(count / of), from: in100(from), to: in100(to) })}`;
}

/** Every statement, what was said to it, and what speaks against it. */
function itemsOf(writing: Writing, { area, whole, parts }: AreaRow): PackItem[] {
  const { words, areaLabel, places } = writing;
  const barsOf = (readings: readonly Reading[]) => readings.flatMap((reading) => barOf(writing, reading) ?? []);
  const readings = (shown: boolean) => parts.filter(({ of }) => places.shows(of) === shown).flatMap((part) => part.readings);
  const bars = [...barsOf(whole), ...barsOf(readings(true))];
  const more = barsOf(readings(false));
  const note = placesNote(places, words);
  const questions = [...new Set(whole.filter(({ kind }) => kind !== 'mention').map(({ question }) => question))];
  const withheld = whole.filter(({ counted, why }) => counted === null || why === 'asked').map((reading) => cellOf(reading, words));
  const sure = shortLine(writing, { area, whole });
  return [
    { list: questions.map((question) => `“${question}”`) },
    ...(sure ? [{ text: sure }] : []),
    ...(bars.length > 0
      ? [
          {
            chart: {
              title: filled(words.pack_chart, { area: areaLabel(area) }),
              about: words.pack_findings_note,
              bars,
              ...(more.length > 0 && { more }),
              notes: [words.pack_chart_alone, ...(note ? [note] : [])],
            },
          },
        ]
      : []),
    ...(withheld.length > 0 ? [{ list: withheld }] : []),
    { quotesAbout: area, none: words.pack_no_quotes },
  ];
}

export function findings(writing: Writing): PackSection[] {
  const { words, rows, areaLabel } = writing;
  return [
    {
      id: 'findings',
      heading: words.pack_findings,
      level: 2,
      items: [{ text: words.pack_findings_note }, { text: words.pack_method_agree }, { text: words.pack_apart }],
    },
    ...rows.map((row): PackSection => ({ id: `area-${row.area}`, heading: areaLabel(row.area), level: 3, items: itemsOf(writing, row) })),
    { id: 'words', heading: words.pack_quotes_other, level: 3, items: [{ quotesAbout: '', none: words.pack_quotes_other_none }] },
  ];
}
