import { type Figure, filled, noAnswer, type QuestionResult, type Results, type ResultsWords } from '../surveys/index.ts';
import { barChart, type PlacedBar } from './bars.ts';
import { clean } from './clean.ts';
import type { Drawing } from './drawing.ts';
import { baseFor, type Profile, percentFor } from './profiles.ts';

/** One bar: an option, or options that can only be shown together. `share` is null where it is hidden. */
export interface Bar {
  label: string;
  value: string;
  share: { of: number; from: number; to: number } | null;
  together: boolean;
}

/** What several options are called together, in their order. */
export function namesOf(figures: Figure[], values: string[], words: ResultsWords): string {
  const named = [...figures.map(({ value, label }) => ({ value, label: clean(label) })), { value: noAnswer, label: words.no_answer }];
  return named.flatMap(({ value, label }) => (values.includes(value) ? [label] : [])).join(', ');
}

/** Bars of a question: all options in their order, and then what of them is only known together. */
export function barsOf({ figures, together }: QuestionResult, profile: Profile, words: ResultsWords): Bar[] {
  const bar = (
    label: string,
    count: number | null,
    share: { count: number; of: number; from: number; to: number } | null,
    group: boolean,
  ): Bar => {
    if (count === null || share === null) return { label, value: words.hidden, share: null, together: group };
    const said = profile.counts ? words.count_and_share : words.share;
    const value = filled(said, { count, share: percentFor(profile, share.count / share.of) });
    return { label, value, share: { of: share.count / share.of, from: share.from, to: share.to }, together: group };
  };
  return [
    ...figures.map(({ label, count, share }) => bar(clean(label), count, share, false)),
    ...together.map(({ values, count, share }) =>
      bar(filled(words.together, { options: namesOf(figures, values, words) }), count, share, true),
    ),
  ];
}

function averages({ mean, median }: QuestionResult, words: ResultsWords): string[] {
  const number = (value: number) => String(Math.round(value * 10) / 10);
  const said = ({ from, to }: { from: number; to: number }) =>
    number(from) === number(to) ? number(from) : filled(words.range, { from: number(from), to: number(to) });
  return [...(median ? [filled(words.median, { value: said(median) })] : []), ...(mean ? [filled(words.mean, { value: said(mean) })] : [])];
}

/** A bar chart of one question, for a message or a page. Bars are shares of everybody in the results. */
export function chartOf(question: QuestionResult, { threshold }: Results, profile: Profile, words: ResultsWords): Drawing {
  const bars = barsOf(question, profile, words);
  const title = filled(words.title, { question: clean(question.label) });
  const people = filled(profile.counts ? words.people : words.about_people, { base: baseFor(profile, question.base) });
  const about = [people, ...(profile.counts ? averages(question, words) : [])].join(' · ');
  const placed = bars.map(({ label, value, share, together }): PlacedBar => {
    const pieces = share ? [{ from: 0, to: share.of, hatched: together }] : [];
    return { label, value, pieces, ...(share && { sure: { from: share.from, to: share.to } }) };
  });
  const notes = [
    ...(bars.some(({ share }) => share) ? [words.interval] : []),
    ...(bars.some(({ share }) => !share) ? [filled(words.hidden_why, { cell: threshold.cell })] : []),
  ];
  const read = bars.map(({ label, value }) => filled(words.bar, { label, value })).join('; ');
  const sentence = /[.?!…]$/.test(title) ? title : `${title}.`;
  return barChart({
    title,
    about,
    parts: [{ heading: null, bars: placed }],
    notes,
    alt: filled(words.alt, { title: sentence, people: about, bars: read }),
  });
}
