import { createHash } from 'node:crypto';
import type { Place } from '../../insight/index.ts';
import type { PackFigure } from '../ports.ts';

/** Where a number of a report is from. `reach` is what may be told to others of all sessions; `facts` what staff recorded for the project. */
export type Query =
  | ({ from: 'release' } & Place)
  | { from: 'reach'; number: 'people' | 'named' | 'unnamed' | 'attendances' | 'sessions' | 'settings' }
  | { from: 'facts'; project: string; number: 'sessions' | 'settings' };

/** Up to what it was counted: so many releases, months before that one, or what was recorded by then. */
export type CutOff = { releases: number } | { month: string } | { at: string };

export type Value = { count: number; of: number } | { from: number; to: number | null } | { count: number };

/** A value as it is read. Where only the least is known it ends in +. */
export function valueText(value: Value): string {
  if ('of' in value) return `${value.count}/${value.of}`;
  if ('count' in value) return String(value.count);
  if (value.to === null) return `${value.from}+`;
  return value.from === value.to ? String(value.from) : `${value.from}–${value.to}`;
}

/** The same text for the same data, whatever order its fields are in: a database may turn them round. */
export function canonical(data: unknown): string {
  if (Array.isArray(data)) return `[${data.map(canonical).join()}]`;
  if (data === null || typeof data !== 'object') return JSON.stringify(data);
  const fields = Object.entries(data).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([name, value]) => `${JSON.stringify(name)}:${canonical(value)}`).join()}}`;
}

export const hashOf = ({ query, cutOff, value }: Pick<PackFigure, 'query' | 'cutOff' | 'value'>) =>
  createHash('sha256').update(canonical({ query, cutOff, value })).digest('hex');

/** Gives numbers their marks, in the order in which they come; a number that comes again has the mark that it has. */
export function numbering() {
  const known = new Map<string, PackFigure>();
  const mark = (label: string, query: Query, cutOff: CutOff, value: Value): string => {
    const hash = hashOf({ query, cutOff, value });
    const figure = known.get(hash) ?? { id: `F${known.size + 1}`, label, query, cutOff, value, hash };
    known.set(hash, figure);
    return figure.id;
  };
  return { mark, all: () => [...known.values()] };
}
export type Mark = ReturnType<typeof numbering>['mark'];
