import { say } from '../../engine/index.ts';
import type { Asking, Source } from '../../insight/index.ts';
import { heldOnce, type Release } from '../../surveys/index.ts';
import type { DeskParts } from '../parts.ts';
import type { AskedRun, KeptCoded, KeptRelease } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import { codedReleasesOf } from '../surveys/coded.ts';
import { areasIn } from '../surveys/plan.ts';
import { publishedOf } from '../surveys/results.ts';

type Held<Kept> = Kept & { figures: Release };

/** What is known of a project up to a moment, as far as it is published. */
export interface Evidence {
  sources: Source[];
  runs: AskedRun[];
  /** Their figures are in the sources. */
  releases: Held<KeptRelease>[];
  /** The same of what people wrote. */
  coded: Held<KeptCoded>[];
  /** Of the codebook, in its order: those that a survey was about. */
  areas: string[];
  /** By id, in the order of their names. */
  settings: Map<string, string>;
}

const unitKey = ({ flow, anonymous }: Pick<AskedRun, 'flow' | 'anonymous'>) => `${flow} ${anonymous}`;

/** Publishes what may be of every survey of a project that is over. */
export async function publishAll(parts: DeskParts, shelf: Shelf, now: Date, project: string): Promise<void> {
  for (const id of await parts.store.packs.units(project, now)) {
    const published = await publishedOf(parts, shelf, now, id, false);
    if (published?.results) await codedReleasesOf(parts, shelf, published.unit, now);
  }
}

/** Questions of a template that say something of areas. */
function askingsOf({ areas, lexicon }: DeskParts, { flow }: Awaited<ReturnType<Shelf['pinned']>>): Asking[] {
  const known = areas.map(({ value }) => value);
  const only = areasIn({ flow });
  return [...flow.nodes.values()].flatMap((node): Asking[] => {
    if (node.kind !== 'ask') return [];
    const { type, text, label, themes } = node.ask;
    const called = (words: typeof label) => say(words, 'en', (gap) => lexicon.constants[gap] ?? '');
    const about = themes.filter((area) => known.includes(area));
    const options = node.options.list.map(({ value }) => value).filter((value) => known.includes(value));
    if (type === 'scale' && about.length > 0) return [{ step: node.id, label: called(text), kind: 'statement', areas: about, only }];
    return type === 'choice' && options.length > 1 ? [{ step: node.id, label: called(label), kind: 'pick', areas: options, only }] : [];
  });
}

async function sourceOf(parts: DeskParts, shelf: Shelf, project: string, runs: AskedRun[], releases: Held<KeptRelease>[]): Promise<Source> {
  const [{ flow, anonymous }] = runs as [AskedRun];
  const shelved = await shelf.pinned(flow, Math.max(...runs.map(({ flowVersion }) => flowVersion)));
  const last = releases.at(-1)?.at;
  return {
    flow,
    title: shelved.flow.bundle.main.title.en,
    anonymous,
    unit: project,
    of: 'answers',
    releases: releases.map(({ figures }) => figures),
    questions: askingsOf(parts, shelved),
    runs: runs.filter(({ opensAt }) => last && opensAt <= last).map(({ areas, setting }) => ({ areas, setting: setting.id })),
  };
}

/** What people wrote to one question, by area: whether somebody was asked about it plays no part, for they chose themselves what to write of. */
function codedSource(base: Source, step: string, label: string, releases: Held<KeptCoded>[]): Source {
  const figures = releases.map((one) => one.figures);
  const tables = new Set(figures.flatMap((one) => Object.keys(one.tables)));
  const areas = [...tables].flatMap((table) => (table.startsWith(`${step}:`) ? [table.slice(step.length + 1)] : []));
  return { ...base, of: 'coded', releases: figures, questions: [{ step, label, kind: 'mention', areas, only: [] }] };
}

/** Reads what was published of a project by then. Nothing is published by reading, so the same moment says the same for ever. */
export async function evidenceOf(parts: DeskParts, shelf: Shelf, project: string, until: Date): Promise<Evidence> {
  const { packs } = parts.store;
  const runs = await packs.asked(project, until);
  const releases = heldOnce(await packs.releases(project, until));
  const sources: Source[] = [];
  for (const key of new Set(runs.map(unitKey))) {
    const ours = runs.filter((run) => unitKey(run) === key);
    const theirs = releases.filter((release) => unitKey(release) === key);
    sources.push(await sourceOf(parts, shelf, project, ours, theirs));
  }
  const settings = new Map(runs.map(({ setting }) => [setting.id, setting.name]));
  const coded = heldOnce(await packs.coded(project, until));
  for (const key of new Set(coded.map(({ flow, anonymous, step }) => JSON.stringify([flow, anonymous, step])))) {
    const [flow, anonymous, step] = JSON.parse(key) as [string, boolean, string];
    const base = sources.find((one) => one.flow === flow && one.anonymous === anonymous);
    const theirs = coded.filter((one) => one.flow === flow && one.anonymous === anonymous && one.step === step);
    const run = runs.findLast((one) => one.flow === flow && one.anonymous === anonymous);
    const node = run && (await shelf.pinned(flow, run.flowVersion)).flow.nodes.get(step);
    const label = node?.kind === 'ask' ? say(node.ask.text, 'en', (gap) => parts.lexicon.constants[gap] ?? '') : step;
    if (base) sources.push(codedSource(base, step, label, theirs));
  }
  const about = new Set(runs.flatMap(({ areas }) => areas));
  return {
    sources,
    runs,
    releases,
    coded,
    areas: parts.areas.map(({ value }) => value).filter((area) => about.has(area)),
    settings: new Map([...settings].sort(([, one], [, other]) => one.localeCompare(other, 'en'))),
  };
}
