import { say } from '../engine/index.ts';
import type { DeskParts } from './parts.ts';

/** An area as staff read it; one that is not in the list any more, as it is kept. */
export function areaName({ areas }: Pick<DeskParts, 'areas'>, area: string): string {
  const known = areas.find(({ value }) => value === area);
  return known ? say(known.label, 'en', () => '') : area;
}
