import { outsideOf } from '../../sessions/index.ts';
import { countOf, heldOnce, type PublishedTable, publishedTable } from '../../surveys/index.ts';
import type { DeskParts } from '../parts.ts';
import type { PackFigure } from '../ports.ts';
import { type CutOff, canonical, hashOf, type Query, type Value } from './figures.ts';

/** Why a figure differs: what is kept of it was changed, or its source is not what it was. */
export type Differs = 'changed' | Query['from'];

export interface Checked {
  figure: PackFigure;
  /** What its source says now, up to the same point. null: it says nothing of it any more. */
  now: Value | null;
  /** null: it is the same. */
  why: Differs | null;
}

/** Works out a figure of a project again, from its source. Sources are read once. */
function sourcesOf({ store, contactHours }: DeskParts, now: Date, project: string) {
  const releases = store.packs.releases(project, now).then(heldOnce);
  const coded = store.packs.coded(project, now).then(heldOnce);
  const cells = store.sessions.reachCells(contactHours.zone);
  const tables = new Map<string, PublishedTable | null>();

  async function published(
    { of, flow, anonymous, table, values, parts }: Query & { from: 'release' },
    first: number,
  ): Promise<Value | null> {
    const key = JSON.stringify([of, flow, anonymous, table, first]);
    if (!tables.has(key)) {
      const kept = of === 'answers' ? await releases : (await coded).filter(({ step }) => table.startsWith(`${step}:`));
      const mine = kept.filter((one) => one.flow === flow && one.anonymous === anonymous).slice(0, first);
      const all = mine.map(({ figures }) => figures);
      tables.set(key, mine.length === first ? publishedTable(all, table) : null);
    }
    const found = tables.get(key);
    return found ? countOf(found, values, parts) : null;
  }

  return async (query: Query, cutOff: CutOff): Promise<Value | null> => {
    if (query.from === 'release') return 'releases' in cutOff ? published(query, cutOff.releases) : null;
    if (query.from === 'facts') {
      if (!('at' in cutOff)) return null;
      return { count: (await store.packs.facts(query.project, new Date(cutOff.at)))[query.number] };
    }
    const value = 'month' in cutOff ? (outsideOf(await cells, cutOff.month)?.[query.number] ?? null) : null;
    return typeof value === 'number' ? { count: value } : value;
  };
}

/** Every figure of a report, worked out again from its query up to its cut-off, and held against its check. */
export async function checkedOf(parts: DeskParts, now: Date, project: string, figures: readonly PackFigure[]): Promise<Checked[]> {
  const again = sourcesOf(parts, now, project);
  const checked: Checked[] = [];
  for (const figure of figures) {
    const query = figure.query as Query;
    const is = await again(query, figure.cutOff as CutOff);
    const fits = hashOf(figure) === figure.hash;
    const same = canonical(is) === canonical(figure.value);
    checked.push({ figure, now: is, why: !fits ? 'changed' : same ? null : query.from });
  }
  return checked;
}
