import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Ingredients, writePack } from '../../src/desk/packs/write.ts';
import { matrixOf, type Source } from '../../src/insight/index.ts';
import { type PackDocument, withQuotes } from '../../src/packs/index.ts';
import { type Release, ResultsWords, release, type Survey, thresholdFor } from '../../src/surveys/index.ts';
import { question, response, survey } from '../surveys/make.ts';

/** A report to draw, of answers that are made up here. */

export const words = ResultsWords.parse(parse(readFileSync(new URL('../../src/flows/results-words.yaml', import.meta.url), 'utf8')));

export const areas = ['safety', 'staffing', 'estates'] as const;
const scale = ['1', '2', '3', '4', '5'];
export const asked: Survey = survey(
  areas.map((area) => ({ ...question(area, 'scale', scale), areas: [area] })),
  ['ash', 'birch', 'cedar'],
);

const threshold = thresholdFor({ anonymous: true, secure: false });
const people = [
  ...Array.from({ length: 40 }, (_, at) => ({ at, setting: 'ash' })),
  ...Array.from({ length: 30 }, (_, at) => ({ at, setting: 'birch' })),
  ...Array.from({ length: 6 }, (_, at) => ({ at, setting: 'cedar' })),
];
const figures = release(
  asked,
  people.map(({ at, setting }) =>
    response(
      { safety: scale[[4, 4, 3, 2, 4, 0, 1, 3][at % 8] as number] as string, staffing: at % 9 === 0 ? null : (scale[at % 5] as string) },
      { setting },
    ),
  ),
  threshold,
) as Release;

export const source: Source = {
  flow: 'what-should-change',
  title: 'What should <change>',
  anonymous: true,
  unit: 'project',
  of: 'answers',
  releases: [figures],
  questions: asked.questions.map(({ step, label, areas }) => ({ step, label, areas, kind: 'statement', only: areas })),
  runs: ['ash', 'birch', 'cedar'].map((setting) => ({ setting, areas: [...areas] })),
};

/** What a report is written from, where this was published. */
export const ingredientsOf = (sources: Source[], about: readonly string[] = areas): Ingredients => ({
  project: { id: 'project', name: 'Voices & "more"' },
  charity: 'the Harbour Trust',
  made: '2026-03-10',
  until: new Date('2026-03-10T10:00:00Z'),
  rows: matrixOf(sources, about),
  settings: new Map([
    ['ash', 'Ash House'],
    ['birch', 'Birch Wing'],
    ['cedar', 'Cedar Club'],
  ]),
  facts: { sessions: 7, settings: 3, from: '2026-01-09', to: '2026-02-20' },
  reach: { outside: null, month: '2026-03', rows: [] },
  asked: { rows: [['What should change', 'without names', '3', '76', '10 March 2026']], told: ['You can SKIP any question.'], ways: [] },
  coding: [],
  said: [],
  least: threshold,
  releasesOf: ({ anonymous }) => sources.find((one) => one.anonymous === anonymous)?.releases.length ?? 0,
  areaLabel: (area) => ({ safety: 'Feeling safe', staffing: 'Staff', estates: 'Buildings and rooms' })[area] ?? area,
  day: (date) => date,
  words,
});

export const written = writePack(ingredientsOf([source]));

export const report: PackDocument = withQuotes(written.document, {
  safety: [
    { words: '<script>alert(1)</script> it is loud at night', by: 'a young person' },
    { words: '=SUM(A1:A9)', by: null },
  ],
});
