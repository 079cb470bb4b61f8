import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onEmbedded } from '../support/database.ts';
import { addAnswers, addProject } from '../support/packs.ts';
import { give } from '../support/surveys.ts';
import { createWorld, type World } from '../support/world.ts';

onEmbedded('A report for those who decide', (kind) => {
  let world: World;
  let project = '';
  beforeAll(async () => {
    world = await createWorld(kind);
    project = await addProject(world, 'Voices');
    await addAnswers(world, project, {
      name: 'Ash House',
      said: { safety: [6, 5, 5, 10, 14, 2], staffing: [12, 8, 5, 9, 6, 2], estates: [1, 1, 10, 14, 14, 2], data: [20, 10, 3, 4, 5, 0] },
    });
    await addAnswers(world, project, {
      name: 'Birch Wing',
      said: { safety: [5, 2, 3, 8, 12, 0], staffing: [6, 6, 6, 6, 6, 0], estates: [10, 5, 5, 5, 5, 0], data: [10, 10, 3, 4, 3, 0] },
    });
  });
  afterAll(() => world.remove());

  it('is made', async () => {
    const matrix = await give(world, 'matrix', { project: 'Voices' }).catch(() => null);
    console.log(JSON.stringify(matrix?.tables, null, 1));
    const made = await give(world, 'pack make', { project: 'Voices' });
    expect(made.files?.length).toBeGreaterThan(0);
    mkdirSync('/tmp/pack-out', { recursive: true });
    for (const file of made.files ?? []) writeFileSync(`/tmp/pack-out/${file.name.replace(/-report-[^.]*/, '')}`, file.body);
  });
});
