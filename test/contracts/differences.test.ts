import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { differences, rowOf } from './differences.ts';

it('What the doors may differ in is what docs/channels.md says', () => {
  const rows = readFileSync(new URL('../../docs/channels.md', import.meta.url), 'utf8').split('\n');
  expect(
    Object.values(differences)
      .map(rowOf)
      .filter((row) => !rows.includes(row)),
  ).toEqual([]);
});
