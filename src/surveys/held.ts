import type { Grid } from './grid.ts';
import type { Release } from './release.ts';

/**
 * Releases that were kept, each with what stands beside it. The names of parts, which stand in each table of each release, are held once: of thousands of settings they are nearly all that
 * there is.
 */
export function heldOnce<Kept extends { figures: unknown }>(kept: readonly Kept[]): (Kept & { figures: Release })[] {
  const names = new Map<string, string>();
  const groups = new Map<string, string[]>();
  const name = (value: string) => {
    const known = names.get(value) ?? value;
    names.set(known, known);
    return known;
  };
  const group = (values: string[]) => {
    const key = `${values.length} ${values[0]}`;
    const known = groups.get(key);
    if (known?.every((value, at) => value === values[at])) return known;
    const held = values.map(name);
    groups.set(key, held);
    return held;
  };
  const grid = (table: Grid): Grid => ({ ...table, rows: table.rows.map(group) });
  return kept.map((one) => {
    const release = one.figures as Release;
    const tables = Object.entries(release.tables).map(([of, { whole, split }]) => [of, { whole: grid(whole), split: grid(split) }]);
    const parts = release.parts.map(({ of, base }) => ({ of: group(of), base }));
    return { ...one, figures: { ...release, parts, tables: Object.fromEntries(tables) } };
  });
}
