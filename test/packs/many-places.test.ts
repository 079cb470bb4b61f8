import { describe, expect, it } from 'vitest';
import { type Ingredients, writePack } from '../../src/desk/packs/write.ts';
import { matrixOf, type Source } from '../../src/insight/index.ts';
import { packFiles } from '../../src/packs/index.ts';
import { type Release, release, thresholdFor } from '../../src/surveys/index.ts';
import { question, response, survey } from '../surveys/make.ts';
import { ingredientsOf, words } from './document.ts';

/** Thirty places of which each may be told alone, the later the larger, and ten that stand together. */
const large = Array.from({ length: 30 }, (_, at) => `place-${at}`);
const small = Array.from({ length: 20 }, (_, at) => `small-${at}`);
const scale = ['1', '2', '3', '4', '5'];
const asked = survey([{ ...question('safety', 'scale', scale), areas: ['safety'] }], [...large, ...small]);
const people = [
  ...large.flatMap((setting, at) =>
    Array.from({ length: 30 + at }, (_, who) => response({ safety: scale[who % 5] as string }, { setting })),
  ),
  ...small.flatMap((setting) => [1, 4, 5].map((who) => response({ safety: String(who) }, { setting }))),
];
const source: Source = {
  flow: 'what-should-change',
  title: 'What should change',
  anonymous: true,
  unit: 'project',
  of: 'answers',
  releases: [release(asked, people, thresholdFor({ anonymous: true, secure: false })) as Release],
  questions: [{ step: 'safety', label: 'I feel safe', areas: ['safety'], kind: 'statement', only: ['safety'] }],
  runs: [...large, ...small].map((setting) => ({ setting, areas: ['safety'] })),
};
const ingredients: Ingredients = {
  ...ingredientsOf([source], ['safety']),
  rows: matrixOf([source], ['safety']),
  settings: new Map([...large, ...small].map((id) => [id, `Hub ${id}.`])),
};
const { document, figures } = writePack(ingredients);

describe('A report on many places', () => {
  const text = async (format: 'html' | 'csv') => (await packFiles(document, [format], words, 'report')).map(({ body }) => String(body));
  const named = (all: string) => large.filter((id) => all.includes(`Hub ${id}.`));

  it('shows the largest on its pages, and says so', async () => {
    const [page = ''] = await text('html');
    expect(named(page)).toEqual(large.slice(-12));
    expect(page).toContain('Of 30 that can be told alone, here are the 12 with the most people.');
    expect(page).not.toContain('Where a place is not there, too few people answered');
    expect(page).toContain('20 places');
    for (const id of small) expect(page).not.toContain(`Hub ${id}.`);
  });

  it('draws as many bars in one picture as paper can hold in letters that can be read', async () => {
    const [page = ''] = await text('html');
    const pictures = [...page.matchAll(/<svg [^>]*width="800" height="(\d+)"[^>]*>.*?<\/svg>/gs)];
    expect(pictures.length).toBeGreaterThan(1);
    for (const [, height] of pictures) expect(Number(height)).toBeLessThan(1220);
    const drawn = pictures.flatMap(([svg]) => [...svg.replace(/<desc.*?<\/desc>/s, '').matchAll(/\[(F\d+)\]/g)].map(([, id]) => id));
    const shown = document.sections.flatMap(({ items }) => items.flatMap((item) => ('chart' in item ? item.chart.bars : [])));
    expect(drawn).toEqual(shown.map(({ figure }) => figure));
    // What is said of all of them is said once.
    expect(page.match(/The table has the same figures/g)).toHaveLength(1);
  });

  it('has all of them in its files for a spreadsheet, each with its mark', async () => {
    const [first = '', ...rest] = await text('csv');
    expect(named(first)).toEqual(large);
    for (const { id, query } of figures) {
      if ((query as { from: string }).from === 'release') expect(first).toContain(`\n${id},`);
      expect(rest.join('')).toContain(`\n${id},`);
    }
    expect(figures.filter(({ query }) => (query as { parts?: string[] }).parts?.length === 1)).toHaveLength(60);
  });
});
