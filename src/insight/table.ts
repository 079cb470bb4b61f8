import type { Choice, Figure, modes, Results, Together } from '../surveys/index.ts';
import { filled, type ResultsWords } from '../surveys/index.ts';
import { namesOf } from './chart.ts';
import { clean } from './clean.ts';
import { baseFor, only, type Profile, percentFor } from './profiles.ts';

export type Cell = string | number | null;

/** A table as it goes out, in any format. Texts are safe to open in a spreadsheet. */
export interface Sheet {
  name: string;
  head: string[];
  rows: Cell[][];
}

/** More than this does not fit into a cell of Excel. */
const longest = 32_767;

/**
 * A text that no spreadsheet takes for a formula, also behind blanks or with the wide signs of a Japanese keyboard: a quote before it says
 * that it is text (OWASP, CSV injection).
 */
export function inert(text: string): string {
  const plain = clean(text);
  const safe = /^[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(plain) ? `'${plain}` : plain;
  return safe.length > longest ? `${safe.slice(0, longest - 1).replace(/\p{Cs}$/u, '')}…` : safe;
}

interface Parts {
  results: Results;
  /** What people wrote, by question; none where they were not asked. */
  quotes: Record<string, string[]>;
  /** The survey's parts. */
  parts: Choice[];
  /** Labels of questions that have no figures. */
  labels: Record<string, string>;
}

/** All that goes out in a profile, as tables. Hidden figures are the word for it in every profile, and empty nowhere. */
export function sheetsOf({ results: all, quotes, parts, labels }: Parts, profile: Profile, words: ResultsWords): Sheet[] {
  const results = only(profile, all);
  const percent = (share: number) => percentFor(profile, share);
  const places = new Map(parts.map(({ value }, place) => [value, place]));
  const placesOf = (values: string[]) => values.flatMap((value) => places.get(value) ?? []).sort((a, b) => a - b);
  const partNames = (values: string[]) =>
    placesOf(values)
      .map((place) => parts[place]?.label)
      .join(', ');
  const shareCells = ({ share }: Figure | Together): Cell[] =>
    share ? [percent(share.count / share.of), percent(share.from), percent(share.to)] : [words.hidden, words.hidden, words.hidden];
  const countCells = ({ count }: Figure | Together): Cell[] => (profile.counts ? [count ?? words.hidden] : []);
  const countHead = profile.counts ? [words.head_people] : [];
  const shareHead = [words.head_share, words.head_from, words.head_to];
  const of = profile.counts ? words.head_of : words.head_of_about;

  const figures: Sheet = {
    name: words.sheet_figures,
    head: [words.head_question, words.head_areas, words.head_option, ...countHead, ...shareHead, of],
    rows: results.questions.flatMap(({ label, areas, base, figures, together }) => [
      ...figures.map((figure): Cell[] => [
        label,
        areas.join(', '),
        figure.label,
        ...countCells(figure),
        ...shareCells(figure),
        baseFor(profile, base),
      ]),
      ...together.map((group): Cell[] => {
        const name = filled(words.together, { options: namesOf(figures, group.values, words) });
        return [label, areas.join(', '), name, ...countCells(group), ...shareCells(group), baseFor(profile, base)];
      }),
    ]),
  };
  const byPart: Sheet = {
    name: words.sheet_by_part,
    head: [words.head_question, words.head_part, words.head_option, ...countHead, ...shareHead, of],
    rows: results.questions.flatMap(({ label, figures, byPart }) =>
      byPart.flatMap(({ parts: values, groups }) =>
        groups.map((group): Cell[] => {
          const names = namesOf(figures, group.values, words);
          return [label, partNames(values), names, ...countCells(group), ...shareCells(group), group.share?.of ?? words.hidden];
        }),
      ),
    ),
  };
  const said: Sheet = {
    name: words.sheet_quotes,
    head: [words.head_question, words.head_quote],
    rows: Object.entries(quotes).flatMap(([step, texts]) => texts.map((text): Cell[] => [labels[step] ?? step, text])),
  };
  const modeOf = (value: string) => words[`how_${value as (typeof modes)[number]}`];
  const { how } = results;
  const ways: Sheet = {
    name: words.sheet_how,
    head: [words.head_how, ...countHead, ...shareHead],
    rows: [
      ...(how?.figures ?? []).map((figure): Cell[] => [modeOf(figure.value), ...countCells(figure), ...shareCells(figure)]),
      ...(how?.together ?? []).map((group): Cell[] => [
        filled(words.together, { options: group.values.map(modeOf).join(', ') }),
        ...countCells(group),
        ...shareCells(group),
      ]),
    ],
  };
  const drop = results.dropOff;
  const stops: Sheet = {
    name: words.sheet_drop_off,
    head: [words.head_step, words.head_people, words.head_reached],
    rows: (drop?.steps ?? []).map(({ label, count, reached }): Cell[] => [label, count ?? words.hidden, reached ?? words.hidden]),
  };
  const sheets = [
    figures,
    ...(profile.byPart ? [byPart] : []),
    ...(profile.quotes ? [said] : []),
    ...(how?.figures.some(({ count }) => count !== null) ? [ways] : []),
    ...(drop ? [stops] : []),
  ];
  return sheets.map(({ name, head, rows }) => ({
    name,
    head,
    rows: rows.map((row) => row.map((cell) => (typeof cell === 'string' ? inert(cell) : cell))),
  }));
}
