import type { AreaRow, Place } from '../../insight/index.ts';
import type { PackDocument, PackItem, PackSection } from '../../packs/index.ts';
import type { Outside } from '../../sessions/index.ts';
import { type Counted, filled, MOST_QUOTES, type ResultsWords } from '../../surveys/index.ts';
import type { PackFigure, Project, ProjectFacts } from '../ports.ts';
import { type CutOff, type Mark, numbering, type Query, type Value, valueText } from './figures.ts';
import { findings, markOf, shortLine } from './findings.ts';
import { type Places, placesNote, placesOf } from './places.ts';
import { kindOf, waysNamed } from './said.ts';
import { matrixTables } from './table.ts';

/** All that a report is written from. Figures are published ones, and counts of what staff recorded. */
export interface Ingredients {
  project: Pick<Project, 'id' | 'name'>;
  charity: string;
  /** YYYY-MM-DD, and the moment up to which all is counted. */
  made: string;
  until: Date;
  rows: AreaRow[];
  /** By id. */
  settings: ReadonlyMap<string, string>;
  facts: ProjectFacts;
  /** What may be told to others before this month, YYYY-MM, with the rule of each number. */
  reach: { outside: Outside | null; month: string; rows: { number: ReachNumber; label: string; rule: string; said: string }[] };
  /** How people were asked: a line for each survey, and what was said to them first. */
  asked: { rows: string[][]; told: string[]; ways: { title: string; place: Place; counted: Counted }[] };
  /** How what people wrote was sorted by area; empty: it was not. */
  coding: PackItem[];
  /** You said, they did; empty: nothing was sent. */
  said: PackItem[];
  least: { cell: number; base: number };
  releasesOf(place: Place): number;
  areaLabel(area: string): string;
  /** YYYY-MM-DD as people read it. */
  day(date: string): string;
  words: ResultsWords;
}

export type ReachNumber = (Query & { from: 'reach' })['number'];

/** The same, and what gives numbers their marks. */
export interface Writing extends Ingredients {
  mark: Mark;
  places: Places;
  placesCalled(parts: string[] | null): string;
}

function short(writing: Writing): PackSection {
  const { rows, words, areaLabel } = writing;
  const lines = rows.map((row) => shortLine(writing, row));
  const list = lines.map((line, at) => line ?? filled(words.pack_line_none, { area: areaLabel((rows[at] as AreaRow).area) }));
  const items: PackItem[] = lines.some(Boolean) ? [{ text: words.pack_short_note }, { list }] : [{ text: words.pack_short_none }];
  return { id: 'short', heading: words.pack_short, level: 2, items };
}

function reached({ reach, words, mark, day }: Writing): PackSection {
  const { outside, month } = reach;
  const cutOff: CutOff = { month };
  const rows = reach.rows.map(({ number, label, rule, said }) => {
    const value = outside?.[number] ?? null;
    const id = value === null ? '' : mark(label, { from: 'reach', number }, cutOff, typeof value === 'number' ? { count: value } : value);
    return [label, said, rule, id];
  });
  const head = [words.pack_head_number, words.pack_head_value, words.pack_head_rule, words.pack_head_figure];
  const items: PackItem[] = outside
    ? [
        { text: `${words.pack_reach_note} ${filled(words.pack_reach_until, { day: day(`${month}-01`) })}` },
        { table: { title: words.pack_reach, head, rows } },
      ]
    : [{ text: words.pack_reach_none }];
  return { id: 'reach', heading: words.pack_reach, level: 2, items };
}

function askedSection({ asked, words, mark, releasesOf }: Writing): PackSection {
  const head = [words.pack_head_survey, words.pack_head_kind, words.pack_head_surveys, words.pack_head_people, words.pack_head_published];
  const waysHead = [
    words.pack_head_survey,
    words.pack_head_kind,
    words.pack_head_ways,
    words.head_people,
    words.head_of,
    words.pack_head_figure,
  ];
  const ways = asked.ways.map(({ title, place, counted }) => {
    const named = waysNamed(place.values, words);
    const figure = mark(
      `${title}, ${kindOf(place, words)}: ${named}`,
      { from: 'release', ...place },
      { releases: releasesOf(place) },
      counted,
    );
    return [title, kindOf(place, words), named, String(counted.count), String(counted.of), figure];
  });
  const items: PackItem[] = [
    { text: asked.rows.length > 0 ? words.pack_asked_note : words.pack_asked_none },
    ...(asked.rows.length > 0 ? [{ table: { title: words.pack_asked_table, head, rows: asked.rows } }] : []),
    ...(ways.length > 0 ? [{ table: { title: words.pack_ways, head: waysHead, rows: ways } }] : []),
    ...(asked.told.length > 0 ? [{ list: asked.told }] : []),
  ];
  return { id: 'asked', heading: words.pack_asked, level: 2, items };
}

function matrix(writing: Writing): PackSection {
  const { rows, areaLabel, places, words } = writing;
  const after = (reading: Parameters<typeof markOf>[1]) => {
    const figure = markOf(writing, reading);
    return figure ? ` [${figure}]` : '';
  };
  const tables = rows.length > 0 ? matrixTables({ rows, areaLabel, places, words, after }) : [];
  const note = placesNote(places, words);
  const said = rows.length > 0 ? [words.pack_matrix_note, note ?? words.pack_matrix_few].join(' ') : words.pack_short_none;
  return {
    id: 'matrix',
    heading: words.pack_matrix,
    level: 2,
    items: [{ text: said }, ...tables.map((table) => ({ table }))],
  };
}

function method({ words, least }: Writing): PackSection {
  const lines = [words.pack_method_hidden, words.pack_method_once, words.pack_method_sure, words.pack_method_quotes];
  return {
    id: 'method',
    heading: words.pack_method,
    level: 2,
    items: [{ list: lines.map((line) => filled(line, { ...least, most: MOST_QUOTES })) }],
  };
}

/** Value, source and cut-off as somebody reads them who checks them. */
function figureRow({ words, placesCalled }: Writing, { id, label, query, cutOff, value, hash }: PackFigure): string[] {
  const said = valueText(value as Value);
  const asked = query as Query;
  const source =
    asked.from === 'release'
      ? `${asked.flow}, ${kindOf(asked, words)}, ${asked.table}: ${asked.values.map((one) => one || words.no_answer).join(' + ')}; ${placesCalled(asked.parts)}`
      : `${words[`pack_from_${asked.from}`]}: ${asked.number}`;
  const until = Object.entries(cutOff as CutOff).map(
    ([name, one]) => `${words[`pack_until_${name as 'releases' | 'month' | 'at'}`]} ${one}`,
  );
  return [id, label, said, source, until.join('; '), hash];
}

/** @param beyond figures that only a spreadsheet has */
function listed(writing: Writing, figures: PackFigure[], beyond: ReadonlySet<string>): PackSection {
  const { words } = writing;
  const head = [
    words.pack_head_figure,
    words.pack_head_label,
    words.pack_head_value,
    words.pack_head_query,
    words.pack_head_until,
    words.pack_head_hash,
  ];
  const rowsOf = (there: boolean) => figures.filter(({ id }) => beyond.has(id) === there).map((figure) => figureRow(writing, figure));
  const more = rowsOf(true);
  const table = { title: words.pack_list, head, rows: rowsOf(false), ...(more.length > 0 && { more }) };
  const said = more.length > 0 ? [{ text: filled(words.pack_more_figures, { count: more.length }) }] : [];
  return {
    id: 'figures',
    heading: words.pack_list,
    level: 2,
    items: [{ text: words.pack_list_note }, ...said, ...(figures.length > 0 ? [{ table }] : [])],
  };
}

function lead({ facts, words, day, mark, project, until }: Writing): string[] {
  const cutOff: CutOff = { at: until.toISOString() };
  const numbered = (number: 'sessions' | 'settings') => {
    const label = words[`pack_${number}`];
    return `${facts[number]} [${mark(label, { from: 'facts', project: project.id, number }, cutOff, { count: facts[number] })}]`;
  };
  const { from, to } = facts;
  const held =
    from === null || to === null
      ? []
      : [filled(words.pack_lead, { sessions: numbered('sessions'), places: numbered('settings'), from: day(from), to: day(to) })];
  return [...held, words.pack_lead_next, words.pack_figures_note];
}

/** Writes a report. The same ingredients are the same report. */
export function writePack(ingredients: Ingredients): { document: PackDocument; figures: PackFigure[] } {
  const { mark, all } = numbering();
  const { words, settings, rows, project, charity, made, day, coding, said } = ingredients;
  const places = placesOf(rows, settings, words);
  const placesCalled = (parts: string[] | null) => (parts ? places.called(parts) : words.pack_all);
  const writing: Writing = { ...ingredients, mark, places, placesCalled };
  const cover = lead(writing);
  const sections = [
    short(writing),
    reached(writing),
    askedSection(writing),
    ...findings(writing),
    matrix(writing),
    { id: 'coding', heading: words.pack_coding, level: 2 as const, items: coding.length > 0 ? coding : [{ text: words.pack_coding_none }] },
    { id: 'said', heading: words.pack_said, level: 2 as const, items: said.length > 0 ? said : [{ text: words.pack_said_none }] },
    method(writing),
  ];
  const figures = all();
  const items = sections.flatMap((section) => section.items);
  const beyond = new Set(items.flatMap((item) => ('chart' in item ? (item.chart.more ?? []) : [])).map(({ figure }) => figure));
  const document: PackDocument = {
    v: 1,
    title: filled(words.pack_title, { project: project.name }),
    lead: [...cover, filled(words.pack_made, { charity, day: day(made) })],
    author: charity,
    made,
    sections: [...sections, listed(writing, figures, beyond)],
  };
  return { document, figures };
}
