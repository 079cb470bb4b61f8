import type { PackDocument } from '../../packs/index.ts';
import { outsideOf } from '../../sessions/index.ts';
import { countOf, heldOnce, type PublishedTable, publishedTable } from '../../surveys/index.ts';
import type { DeskParts } from '../parts.ts';
import type { KeptPack, PackFigure } from '../ports.ts';
import { type CutOff, canonical, hashOf, type Query, type Value, valueText } from './figures.ts';

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

/**
 * Marks beside which the report shows another number, or in its list another check, than is kept of the figure: somebody changed what files are drawn from.
 * A bar has its numbers as numbers; in words and in cells they stand before their mark.
 */
export function shownOtherwise({ sections }: PackDocument, figures: readonly PackFigure[]): Set<string> {
  const kept = new Map(figures.map((figure) => [figure.id, figure]));
  const counted = (id: string, count: number, of: number) => canonical(kept.get(id)?.value) === canonical({ count, of });
  const listed = ([id = '', , said, , , hash]: string[]) => {
    const figure = kept.get(id);
    if (figure === undefined || figure.hash !== hash) return false;
    const value = figure.value as Value;
    return !('count' in value) || valueText(value) === said;
  };
  // A name or a question before a mark may have numbers of its own.
  const inWords = (text: string) =>
    [...text.matchAll(/([^[\n]*)\[(F\d+)\]/g)].flatMap(([, said = '', id = '']) => {
      const pairs = [...said.matchAll(/(\d+) of (\d+)/g)];
      return pairs.length > 0 && !pairs.some(([, count, of]) => counted(id, Number(count), Number(of))) ? [id] : [];
    });
  const other = new Set<string>();
  for (const { id: section, items } of sections)
    for (const item of items) {
      const texts = 'text' in item ? [item.text] : 'list' in item ? item.list : 'table' in item ? item.table.rows.flat() : [];
      for (const id of texts.flatMap(inWords)) other.add(id);
      if ('chart' in item)
        for (const { figure, count, of } of [...item.chart.bars, ...(item.chart.more ?? [])])
          if (!counted(figure, count, of)) other.add(figure);
      if (section === 'figures' && 'table' in item)
        for (const row of [...item.table.rows, ...(item.table.more ?? [])]) if (!listed(row)) other.add(row[0] ?? '');
    }
  return other;
}

/** Every figure of a report, worked out again from its query up to its cut-off, and held against its check and against what the report shows. */
export async function checkedOf(parts: DeskParts, now: Date, kept: Pick<KeptPack, 'project' | 'contents' | 'all'>): Promise<Checked[]> {
  const again = sourcesOf(parts, now, kept.project.id);
  const otherwise = shownOtherwise(kept.contents as PackDocument, kept.all);
  const checked: Checked[] = [];
  for (const figure of kept.all) {
    const query = figure.query as Query;
    const is = await again(query, figure.cutOff as CutOff);
    const fits = hashOf(figure) === figure.hash && !otherwise.has(figure.id);
    const same = canonical(is) === canonical(figure.value);
    checked.push({ figure, now: is, why: !fits ? 'changed' : same ? null : query.from });
  }
  return checked;
}
