import { z } from 'zod';
import type { ProfileName } from '../../insight/index.ts';
import { type Figure, MOST_QUOTES, type QuestionResult, type Together } from '../../surveys/index.ts';
import type { Chart, Mode, Sheet } from '../ports.ts';
import { codedSteps } from '../surveys/coded.ts';
import { type Published, publishedOf, quotesIn } from '../surveys/results.ts';
import { type Context, staffCommand } from './command.ts';
import { nameOf } from './survey-sheets.ts';

/** Buttons below results: more would be a wall. */
const MOST_QUESTIONS = 8;

const id = z.string().describe('one of the surveys: the id from the list, or its beginning');
const early = z.boolean().default(false).describe('also of a survey that is still open: less of what comes later can then be shown');
const find = async ({ parts }: Context, input: { id: string }) => {
  const counts = await parts.store.surveys.show(input.id);
  return counts && { id: counts.run.id };
};

type Table = NonNullable<Sheet['tables']>[number];

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;

function rowOf({ parts }: Context, label: string, { count, share }: Figure | Together): string[] {
  const { hidden } = parts.resultsWords;
  return [
    label,
    count === null ? hidden : String(count),
    share ? percent(share.count / share.of) : hidden,
    share ? `${percent(share.from)} to ${percent(share.to)}` : hidden,
  ];
}

/** All options in their order, and those that can only be shown together. */
function tableOf(context: Context, { label, figures, together }: Pick<QuestionResult, 'label' | 'figures' | 'together'>): Table {
  const { together: words, no_answer: silent } = context.parts.resultsWords;
  const named = (values: string[]) => values.map((value) => figures.find((figure) => figure.value === value)?.label ?? silent).join(', ');
  return {
    head: [label, 'People', 'Share', '95 % interval'],
    rows: [
      ...figures.map((figure) => rowOf(context, figure.label, figure)),
      ...together.map((group) => rowOf(context, words.replace('{options}', named(group.values)), group)),
    ],
  };
}

/** How answers were captured; nothing where that is not told. */
function howTables(context: Context, how: NonNullable<Published['results']>['how']): Table[] {
  const { resultsWords: words } = context.parts;
  if (!how?.figures.some(({ count }) => count !== null)) return [];
  const named = how.figures.map((figure) => ({ ...figure, label: words[`how_${figure.value as Mode}`] }));
  const table = tableOf(context, { figures: named, together: how.together, label: words.head_how });
  return [table];
}

/** What of a question can be drawn: each row of its table that says how many. */
function barsIn({ rows }: Table, { figures, together }: QuestionResult): Chart['bars'] {
  return [...figures, ...together].flatMap(({ count }, at) => (count === null ? [] : [{ label: rows[at]?.[0] ?? '', count }]));
}

function lead({ words, parts }: Context, { unit, results, least, open }: Published): string {
  const about = words('results_of', { count: String(unit.runs.length), project: unit.project ?? '–' });
  const base = results
    ? words('results_base', { base: String(results.base) })
    : parts.resultsWords.not_yet.replace('{base}', String(least));
  return [about, base, ...(open > 0 ? [words('results_open', { open: String(open) })] : [])].join(' ');
}

export const surveyResults = staffCommand({
  name: 'survey results',
  summary: 'what people answered, as far as it can be shown without picking anybody out; surveys of one project are read together',
  suggest: ['chat', 'group'],
  may: 'see results',
  input: z.strictObject({
    id,
    question: z.string().optional().describe('the question that is drawn as a picture; the first if not given'),
    early,
  }),
  positional: ['id'],
  find,
  missing: 'no_survey',
  run: async (context, { question, early }, { id }) => {
    const { parts, shelf, now, words } = context;
    const published = await publishedOf(parts, shelf, now, id, early);
    if (!published) return { refused: words('no_survey', { id }) };
    const { unit, results } = published;
    const text = lead(context, published);
    if (!results) return { text, data: { unit: unit.unit, results: null } };
    const { chartOf, pngOf, profiles } = await parts.openInsight();
    const drawn = results.questions.find(({ step }) => step === question) ?? results.questions[0];
    const drawing = drawn && chartOf(drawn, results, profiles.internal, parts.resultsWords);
    const bars = drawn ? barsIn(tableOf(context, drawn), drawn) : [];
    const wordsAsked = codedSteps(parts, shelf).some(({ flow }) => flow === unit.flow);
    const others = results.questions.filter(({ step }) => step !== drawn?.step).slice(0, MOST_QUESTIONS);
    return {
      text: `${nameOf(context, unit.flow)}. ${text}`,
      tables: [...results.questions.map((one) => tableOf(context, one)), ...howTables(context, results.how)],
      ...(drawing && { pictures: [{ alt: drawing.alt, png: pngOf(drawing) }] }),
      ...(drawn && bars.length > 0 && { charts: [{ title: drawn.label, bars }] }),
      next: [
        ...others.map(({ step, label }) => ({
          label: words('results_draw', { label }),
          order: { name: 'survey results', input: { id, question: step } },
        })),
        { label: words('results_export'), order: { name: 'survey export', input: { id } } },
        ...(wordsAsked ? [{ label: words('step_code'), order: { name: 'code next', input: {} } }] : []),
      ],
      data: { unit: unit.unit, results },
    };
  },
});

export const surveyExport = staffCommand({
  name: 'survey export',
  summary: 'results as a file: for the team, for a funder, or for the public',
  may: 'see results',
  input: z.strictObject({
    id,
    profile: z.enum(['internal', 'funder', 'public']).default('internal').describe('who reads it; the same figures are hidden from all'),
    format: z.enum(['xlsx', 'csv']).default('xlsx').describe('Excel, or one CSV file for each table'),
  }),
  positional: ['id'],
  find,
  missing: 'no_survey',
  detail: ({ profile, format }) => `${profile}, ${format}`,
  run: async (context, { profile: name, format }, { id }) => {
    const { parts, shelf, now, words } = context;
    const published = await publishedOf(parts, shelf, now, id, false);
    if (!published) return { refused: words('no_survey', { id }) };
    const { unit, survey, results } = published;
    if (!results) return { text: lead(context, published), data: { unit: unit.unit, profile: name, files: [] } };
    const { csvOf, profiles, sheetsOf, xlsxOf } = await parts.openInsight();
    const profile = profiles[name as ProfileName];
    const drawn = profile.quotes ? await quotesIn(parts, published) : {};
    const quotes = Object.fromEntries(Object.entries(drawn).map(([step, said]) => [step, said.map(({ text }) => text)]));
    const labels = Object.fromEntries(survey.questions.map(({ step, label }) => [step, label]));
    const sheets = sheetsOf({ results, quotes, parts: survey.split?.parts ?? [], labels }, profile, parts.resultsWords);
    const stem = `${unit.flow}-${name}`;
    const files =
      format === 'xlsx'
        ? [{ name: `${stem}.xlsx`, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', body: await xlsxOf(sheets) }]
        : sheets.map((sheet, at) => ({ name: `${stem}-${at + 1}.csv`, type: 'text/csv; charset=utf-8', body: csvOf(sheet) }));
    const text = [lead(context, published), words('results_read_quotes', { most: String(MOST_QUOTES) })].join(' ');
    return {
      text,
      files,
      again: { name: 'survey export', input: { id, profile: name, format } },
      data: { unit: unit.unit, profile: name, files: files.map(({ name }) => name) },
    };
  },
});

export const surveyCut = staffCommand({
  name: 'survey cut',
  summary: 'show results in parts by how answers were captured, or by setting again; before anything is published, and never after',
  may: 'send surveys',
  input: z.strictObject({ id, by: z.enum(['setting', 'how']).describe('by setting, or by how answers were captured') }),
  positional: ['id', 'by'],
  find,
  missing: 'no_survey',
  detail: ({ by }) => by,
  run: async ({ parts, words }, { by }, { id }) => {
    const unit = await parts.store.surveys.unit(id);
    if (!unit) return { refused: words('no_survey', { id }) };
    if (!(await parts.store.surveys.cut(unit, by))) return { refused: words('cut_fixed') };
    return { text: words(`cut_by_${by}`), data: { unit: unit.unit, by } };
  },
});
