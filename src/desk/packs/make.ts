import { dayOf } from '../../calendar/index.ts';
import { say } from '../../engine/index.ts';
import { pooledKappa } from '../../insight/coding/index.ts';
import type { PackItem } from '../../packs/index.ts';
import { outsideOf } from '../../sessions/index.ts';
import { countOf, filled, how, publishedTable, thresholdOfCell } from '../../surveys/index.ts';
import type { StaffWords } from '../commands/words.ts';
import { promisesOf } from '../findings/promises.ts';
import type { DeskParts } from '../parts.ts';
import type { AskedRun, Project } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import { kindOf } from './said.ts';
import { type Evidence, evidenceOf } from './sources.ts';
import { type Ingredients, type ReachNumber, writePack } from './write.ts';
import { saidItems } from './you-said.ts';

/** Of fewer texts nothing is said of how far coders agree. */
const FEWEST_TEXTS = 20;

const inWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const day = (date: string) => inWords.format(new Date(`${date}T00:00:00Z`));

type Words = (id: keyof StaffWords, fills?: Record<string, string>) => string;

/** What people were told before the first question, by template and kind, in the version that was asked last. */
async function toldOf({ lexicon, resultsWords }: DeskParts, shelf: Shelf, runs: AskedRun[]): Promise<string[]> {
  const newest = new Map(runs.map((run) => [`${run.flow} ${run.anonymous}`, run]));
  const told: string[] = [];
  for (const { flow, flowVersion, anonymous } of newest.values()) {
    const shelved = await shelf.pinned(flow, flowVersion);
    const node = shelved.flow.nodes.get(anonymous ? 'hello_anonymous' : 'hello_named');
    if (node?.kind !== 'say') continue;
    const words = say(node.text, 'en', (gap) => lexicon.constants[gap] ?? '').replaceAll('\n', ' ');
    told.push(
      filled(resultsWords.pack_told, { survey: shelved.flow.bundle.main.title.en, kind: kindOf({ anonymous }, resultsWords), words }),
    );
  }
  return told;
}

function askedRows({ resultsWords, contactHours }: DeskParts, { sources, runs, releases }: Evidence): string[][] {
  return sources
    .filter(({ of }) => of === 'answers')
    .map(({ flow, anonymous, title, releases: figures }) => {
      const mine = <T extends { flow: string; anonymous: boolean }>(all: T[]) =>
        all.filter((one) => one.flow === flow && one.anonymous === anonymous);
      const base = figures.reduce((sum, one) => sum + one.base, 0);
      const days = mine(releases).map(({ at }) => day(dayOf(contactHours.zone, at)));
      return [
        title,
        kindOf({ anonymous }, resultsWords),
        String(mine(runs).length),
        figures.length > 0 ? String(base) : resultsWords.hidden,
        days.join(', ') || '–',
      ];
    });
}

/** Ways in which answers were captured, each alone or together, as they are published. */
const waysIn = ({ sources }: Evidence): Ingredients['asked']['ways'] =>
  sources.flatMap(({ of, flow, anonymous, unit, title, releases }) => {
    const table = of === 'answers' ? publishedTable(releases, how.table) : null;
    return (table?.whole.columns ?? []).flatMap((values) => {
      const counted = table && countOf(table, values, null);
      return counted ? [{ title, place: { of, flow, anonymous, unit, table: how.table, values, parts: null }, counted }] : [];
    });
  });

const numbers: ReachNumber[] = ['people', 'named', 'unnamed', 'attendances', 'sessions', 'settings'];

async function reachOf({ store, contactHours, resultsWords }: DeskParts, words: Words, until: Date): Promise<Ingredients['reach']> {
  const month = dayOf(contactHours.zone, until).slice(0, 7);
  const outside = outsideOf(await store.sessions.reachCells(contactHours.zone), month);
  const text = (number: ReachNumber): string => {
    const value = outside?.[number] ?? null;
    if (value === null) return resultsWords.hidden;
    if (typeof value === 'number') return String(value);
    if (value.to === null) return words('reach_open', { from: String(value.from) });
    return value.from === value.to ? String(value.from) : words('reach_between', { from: String(value.from), to: String(value.to) });
  };
  const rows = numbers.map((number) => ({
    number,
    label: words(`reach_${number}`),
    rule: words(`reach_${number}_rule`),
    said: text(number),
  }));
  return { outside, month, rows };
}

/** How what people wrote was sorted, and how far two who sorted it agreed. One number over all areas: one for each could be solved for a small count. */
async function codingItems({ store, codebook, resultsWords: words }: DeskParts): Promise<PackItem[]> {
  const pairs = await store.codings.pairs();
  const { kappa, from, to, n } = pooledKappa(
    codebook.areas.map(({ area }) => area),
    pairs.map(({ areas }) => areas),
  );
  const two = (value: number) => value.toFixed(2);
  if (kappa === null || n < FEWEST_TEXTS) return [{ text: words.pack_coding_how }];
  const range = from === null || to === null ? '' : filled(words.pack_coding_range, { from: two(from), to: two(to) });
  return [
    { text: words.pack_coding_how },
    { text: [filled(words.pack_coding_kappa, { kappa: two(kappa), texts: n }), range].join(' ').trim() },
  ];
}

export const areaLabels =
  ({ areas }: DeskParts) =>
  (area: string) => {
    const known = areas.find(({ value }) => value === area);
    return known ? say(known.label, 'en', () => '') : area;
  };

/** Everything that a report of a project says now, without what people wrote. Figures that can be published have to be before. */
export async function packOf(parts: DeskParts, shelf: Shelf, words: Words, project: Pick<Project, 'id' | 'name'>, until: Date) {
  const { matrixOf } = await parts.openInsight();
  const { store, contactHours, lexicon, resultsWords } = parts;
  const evidence = await evidenceOf(parts, shelf, project.id, until);
  const areaLabel = areaLabels(parts);
  const cell = Math.max(5, ...evidence.runs.map(({ threshold }) => threshold));
  const counts = new Map<string, number>();
  for (const { flow, anonymous } of evidence.releases) counts.set(`${flow} ${anonymous}`, (counts.get(`${flow} ${anonymous}`) ?? 0) + 1);
  return writePack({
    project,
    charity: lexicon.constants.charity ?? '',
    made: dayOf(contactHours.zone, until),
    until,
    rows: matrixOf(evidence.sources, evidence.areas),
    settings: evidence.settings,
    facts: await store.packs.facts(project.id, until),
    reach: await reachOf(parts, words, until),
    asked: { rows: askedRows(parts, evidence), told: await toldOf(parts, shelf, evidence.runs), ways: waysIn(evidence) },
    coding: evidence.coded.length > 0 ? await codingItems(parts) : [],
    said: saidItems({ words: resultsWords, areaLabel, day }, await promisesOf(parts, project.id, until)),
    least: thresholdOfCell(cell),
    releasesOf: ({ of, flow, anonymous, table }) =>
      of === 'answers'
        ? (counts.get(`${flow} ${anonymous}`) ?? 0)
        : evidence.coded.filter((one) => one.flow === flow && one.anonymous === anonymous && table.startsWith(`${one.step}:`)).length,
    areaLabel,
    day,
    words: resultsWords,
  });
}
