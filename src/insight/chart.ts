import { type Figure, filled, noAnswer, type QuestionResult, type Results, type ResultsWords } from '../surveys/index.ts';
import { clean } from './clean.ts';
import type { Drawing, Shape } from './drawing.ts';
import { wrapped } from './font.ts';
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

const width = 800;
const margin = 24;
const labelRoom = 280;
const valueRoom = 120;
const barRoom = width - 2 * margin - labelRoom - valueRoom - 24;
const barHeight = 26;
const sizes = { title: 22, label: 16, note: 14 } as const;

function averages({ mean, median }: QuestionResult, words: ResultsWords): string[] {
  const number = (value: number) => String(Math.round(value * 10) / 10);
  const said = ({ from, to }: { from: number; to: number }) =>
    number(from) === number(to) ? number(from) : filled(words.range, { from: number(from), to: number(to) });
  return [...(median ? [filled(words.median, { value: said(median) })] : []), ...(mean ? [filled(words.mean, { value: said(mean) })] : [])];
}

/** A bar chart of one question, for a message or a page. Bars are shares of everybody in the results. */
export function chartOf(question: QuestionResult, { base, threshold }: Results, profile: Profile, words: ResultsWords): Drawing {
  const bars = barsOf(question, profile, words);
  const title = filled(words.title, { question: clean(question.label) });
  const people = filled(profile.counts ? words.people : words.about_people, { base: baseFor(profile, base) });
  const shapes: Shape[] = [];
  let y = margin;
  const write = (text: string, size: number, bold = false, most = 3, x = margin, room = width - 2 * margin) => {
    const lines = wrapped(text, room, size, most, bold);
    for (const line of lines) {
      y += size * 1.3;
      shapes.push({ kind: 'text', x, y, size, bold, anchor: 'start', text: line });
    }
  };
  write(title, sizes.title, true);
  const about = [people, ...(profile.counts ? averages(question, words) : [])].join(' · ');
  write(about, sizes.label);
  y += 20;
  const left = margin + labelRoom + 12;
  const top = y;
  for (const { label, value, share, together } of bars) {
    const lines = wrapped(label, labelRoom, sizes.label, 3);
    const height = Math.max(barHeight, lines.length * sizes.label * 1.25);
    const middle = y + height / 2;
    lines.forEach((text, at) => {
      const line = middle + (at - (lines.length - 1) / 2) * sizes.label * 1.25 + sizes.label * 0.35;
      shapes.push({ kind: 'text', x: margin + labelRoom, y: line, size: sizes.label, bold: false, anchor: 'end', text });
    });
    if (share) {
      shapes.push({ kind: 'bar', x: left, y: middle - barHeight / 2, width: share.of * barRoom, height: barHeight, hatched: together });
      shapes.push({ kind: 'whisker', from: left + share.from * barRoom, to: left + share.to * barRoom, y: middle + barHeight / 2 + 4 });
    }
    const [shown] = wrapped(value, valueRoom, sizes.label, 1, true) as [string];
    shapes.push({
      kind: 'text',
      x: left + barRoom + 12,
      y: middle + sizes.label * 0.35,
      size: sizes.label,
      bold: true,
      anchor: 'start',
      text: shown,
    });
    y += height + 14;
  }
  shapes.push({ kind: 'line', x: left, from: top - 4, to: y - 4 });
  if (bars.some(({ share }) => share)) write(words.interval, sizes.note);
  if (bars.some(({ share }) => !share)) write(filled(words.hidden_why, { cell: threshold.cell }), sizes.note);
  const read = bars.map(({ label, value }) => filled(words.bar, { label, value })).join('; ');
  const sentence = /[.?!…]$/.test(title) ? title : `${title}.`;
  return { width, height: Math.ceil(y + margin), shapes, alt: filled(words.alt, { title: sentence, people: about, bars: read }) };
}
