import { type Share, shareOf } from '../share.ts';
import { type Counted, countOf, noAnswer, type PublishedTable, publishedTable, type Release } from '../surveys/index.ts';

/**
 * THE EVIDENCE MATRIX: what is known of each area, in all settings and in each that may be told. Made of published figures and of nothing
 * else, so that it shows no number from which somebody could be picked out that a release does not show.
 */

/**
 * `statement`: one to agree with, on a scale of 1 to 5. `pick`: an area that was picked out of several. `mention`: an area that somebody's own
 * words are about, as two people have coded them.
 */
export type AskingKind = 'statement' | 'pick' | 'mention';

/** One question, as far as it says something of areas. */
export interface Asking {
  step: string;
  label: string;
  kind: AskingKind;
  areas: string[];
  /** Of these areas only where a survey was about them. */
  only: string[];
}

/** Surveys that are read together: of one template and one project, all with names or all without. */
export interface Source {
  flow: string;
  title: string;
  anonymous: boolean;
  unit: string;
  /** What people picked, or what their words were coded to. */
  of: 'answers' | 'coded';
  releases: Release[];
  questions: Asking[];
  /** The surveys that were open before the last release: what each was about, and where. */
  runs: { areas: string[]; setting: string }[];
}

/** `against` is whoever answered and did not agree: 1 to 3 of the scale. */
export type ReadingKind = 'agree' | 'against' | 'pick' | 'mention';

/** `few`: too few people, or it would give away another number. `asked`: not everybody was asked, so there is no share. `not_asked`: nobody was. */
export type Withheld = 'few' | 'asked' | 'not_asked';

/** Which published number it is: enough to find it again in the same releases. */
export interface Place {
  of: Source['of'];
  flow: string;
  anonymous: boolean;
  unit: string;
  table: string;
  values: string[];
  /** Settings that it is of, together; null: all. */
  parts: string[] | null;
}

export interface Reading {
  kind: ReadingKind;
  area: string;
  question: string;
  source: Pick<Source, 'flow' | 'title' | 'anonymous' | 'of'>;
  place: Place;
  /** People who gave no answer are in it too: they are never shown alone. */
  silent: boolean;
  /** null: withheld. */
  counted: Counted | null;
  /** null: withheld, or nobody knows of how many. */
  share: Share | null;
  why: Withheld | null;
}

/** One row. */
export interface AreaRow {
  area: string;
  whole: Reading[];
  /** Settings, alone or as they stand together; those of which nothing can be told are not here. */
  parts: { of: string[]; readings: Reading[] }[];
  /** Settings in which no survey asked about it. It follows from what sessions were about, and from nobody's answer. */
  notAsked: string[];
}

const ways: Record<AskingKind, { kind: ReadingKind; values: (area: string) => string[] }[]> = {
  statement: [
    { kind: 'agree', values: () => ['4', '5'] },
    { kind: 'against', values: () => ['1', '2', '3'] },
  ],
  pick: [{ kind: 'pick', values: (area) => [area] }],
  mention: [{ kind: 'mention', values: () => ['picked'] }],
};

export const tableOf = ({ kind, step }: Pick<Asking, 'kind' | 'step'>, area: string) => (kind === 'mention' ? `${step}:${area}` : step);

/** A source as it is read: what is looked up again and again is found once. */
interface Read {
  source: Source;
  /** null: nothing of it was published. */
  table(name: string): PublishedTable | null;
  /** What the surveys in these settings were about; null: in all. */
  about(parts: string[] | null): string[][];
}

function readOf(source: Source): Read {
  const added = new Map<string, PublishedTable | null>();
  const bySetting = new Map<string, string[][]>();
  for (const { areas, setting } of source.runs) {
    const there = bySetting.get(setting) ?? [];
    there.push(areas);
    bySetting.set(setting, there);
  }
  return {
    source,
    // An area that many questions are about, and a question of many areas, are added up once.
    table(name) {
      if (!added.has(name)) added.set(name, publishedTable(source.releases, name));
      return added.get(name) ?? null;
    },
    about: (parts) => (parts ?? [...bySetting.keys()]).flatMap((setting) => bySetting.get(setting) ?? []),
  };
}

/** Whether the people of these settings were asked about an area: all of them, some, or none. */
function askedIn({ about }: Read, { only }: Asking, area: string, parts: string[] | null): 'all' | 'some' | 'none' {
  if (!only.includes(area)) return 'all';
  const here = about(parts);
  const asked = here.filter((areas) => areas.includes(area)).length;
  return asked === here.length ? 'all' : asked > 0 ? 'some' : 'none';
}

/** @param table null: nothing of it was published */
function readingsOf(read: Read, asking: Asking, area: string, table: PublishedTable | null, parts: string[] | null): Reading[] {
  const { source } = read;
  const asked = askedIn(read, asking, area, parts);
  const least = Math.max(0, ...source.releases.map(({ threshold }) => threshold.base));
  return ways[asking.kind].map(({ kind, values }): Reading => {
    const wanted = values(area);
    const alone = table && countOf(table, wanted, parts);
    // Where no answer stands with them, both together are what is known.
    const silent = alone || asking.kind !== 'statement' ? null : table && countOf(table, [...wanted, noAnswer], parts);
    const counted = asked === 'none' ? null : (alone ?? silent);
    const { flow, title, anonymous, unit, of } = source;
    return {
      kind,
      area,
      question: asking.label,
      source: { flow, title, anonymous, of },
      place: { of, flow, anonymous, unit, table: tableOf(asking, area), values: silent ? [...wanted, noAnswer] : wanted, parts },
      silent: counted !== null && counted === silent,
      counted,
      share: counted && asked === 'all' && counted.of >= least ? shareOf(counted.count, counted.of) : null,
      why: asked === 'none' ? 'not_asked' : counted === null ? 'few' : asked === 'some' ? 'asked' : null,
    };
  });
}

/** Settings with a survey, none of which put a question about this area. */
function notAskedIn(sources: readonly Read[], area: string): string[] {
  const settings = new Set(sources.flatMap(({ source }) => source.runs.map(({ setting }) => setting)));
  const asks = (read: Read, setting: string) =>
    read.about([setting]).length > 0 &&
    read.source.questions.some((asking) => asking.areas.includes(area) && askedIn(read, asking, area, [setting]) !== 'none');
  return [...settings].filter((setting) => !sources.some((read) => asks(read, setting)));
}

function rowOf(sources: readonly Read[], area: string): AreaRow {
  const whole: Reading[] = [];
  const parts = new Map<string, AreaRow['parts'][number]>();
  for (const read of sources)
    for (const asking of read.source.questions.filter(({ areas }) => areas.includes(area))) {
      const table = read.table(tableOf(asking, area));
      whole.push(...readingsOf(read, asking, area, table, null));
      if (!table || table.split.rows.length < 2 || table.split.columns.length < 2) continue;
      for (const of of table.split.rows) {
        const readings = readingsOf(read, asking, area, table, of).filter(({ counted }) => counted);
        const key = [...of].sort().join();
        if (readings.length > 0) parts.set(key, { of, readings: [...(parts.get(key)?.readings ?? []), ...readings] });
      }
    }
  return {
    area,
    whole,
    parts: [...parts.values()].sort((one, other) => one.of.length - other.of.length),
    notAsked: notAskedIn(sources, area),
  };
}

/** @param areas the rows, in their order. An area about which nothing was asked has no reading */
export function matrixOf(sources: readonly Source[], areas: readonly string[]): AreaRow[] {
  const read = sources.map(readOf);
  return areas.map((area) => rowOf(read, area));
}
