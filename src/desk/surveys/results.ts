import { say } from '../../engine/index.ts';
import {
  type Choice,
  counterOf,
  elsewhere,
  handsRelease,
  heldOnce,
  mayQuote,
  modes,
  neededOf,
  ofOneAlone,
  peopleOf,
  type Question,
  type Quote,
  quoteDraw,
  type Response,
  type Results,
  releaseOf,
  resultsOf,
  type Survey,
  thresholdOfCell,
} from '../../surveys/index.ts';
import { standingsOf } from '../choices.ts';
import type { DeskParts } from '../parts.ts';
import type { CountedResponse, ResultsUnit } from '../ports.ts';
import { quotable, scrubberOf } from '../scrubber.ts';
import type { Shelf } from '../shelf.ts';

/** Somebody else may finish or be deleted between reading and publishing. */
const TRIES = 5;

/** What was published of some surveys that are read together, and what a reader needs beside it. */
export interface Published {
  unit: ResultsUnit;
  survey: Survey;
  /** null: nothing was published yet. */
  results: Results | null;
  /** How many have to have finished before anything can be. */
  least: number;
  /** Surveys of the unit that are still open. */
  open: number;
}

export const thresholdOf = ({ runs }: ResultsUnit) => thresholdOfCell(Math.max(...runs.map(({ threshold }) => threshold)));

/** The survey as it is counted: its questions in their order, and its settings, or the ways in which answers were captured. */
export async function surveyOf({ lexicon, resultsWords }: DeskParts, shelf: Shelf, { flow, runs, cut }: ResultsUnit): Promise<Survey> {
  const { flow: compiled } = await shelf.pinned(flow, Math.max(...runs.map(({ flowVersion }) => flowVersion)));
  const text = (words: Parameters<typeof say>[0]) => say(words, 'en', (gap) => lexicon.constants[gap] ?? '');
  const questions = [...compiled.nodes.values()].flatMap((node): Question[] => {
    if (node.kind !== 'ask') return [];
    const { type, label, themes } = node.ask;
    const options = node.options.list.map(({ value, label }): Choice => ({ value, label: text(label) }));
    return [{ step: node.id, type, label: text(label), areas: themes, options }];
  });
  const quotesIf = questions.some(({ step }) => step === 'may_quote') ? 'may_quote' : null;
  if (cut === 'how')
    return { questions, split: { by: 'how', parts: modes.map((value) => ({ value, label: resultsWords[`how_${value}`] })) }, quotesIf };
  const settings = new Map(runs.flatMap(({ setting }) => (setting ? [[setting.id, setting.name]] : [])));
  const parts = [...settings].map(([value, label]) => ({ value, label }));
  if (runs.some(({ setting }) => !setting)) parts.push({ value: elsewhere, label: '–' });
  return { questions, split: parts.length > 1 ? { by: 'setting', parts } : null, quotesIf };
}

/** Responses as they are counted. */
export function readerOf({ runs }: ResultsUnit): (response: CountedResponse) => Response {
  const settings = new Map(runs.map(({ id, setting }) => [id, setting?.id ?? elsewhere]));
  return ({ run, answers, state, late, mode }) => ({
    answers,
    state: state === 'finished' ? 'finished' : 'partial',
    late,
    how: mode,
    groups: { setting: settings.get(run) ?? elsewhere, how: mode },
  });
}

/** Shows of hands that are in no release and may be, and the people behind them. Of one run all, or none. */
async function handsIn({ store }: DeskParts, unit: ResultsUnit, { questions }: Survey, now: Date, early: boolean) {
  const runs = unit.runs.filter(({ finishBy }) => early || finishBy <= now);
  const shown = (await store.surveys.hands(runs.map(({ id }) => id))).filter(({ release }) => release === null);
  const byRun = new Map<string, typeof shown>();
  for (const hands of shown) byRun.set(hands.run, [...(byRun.get(hands.run) ?? []), hands]);
  const people = runs.flatMap(({ id, setting }) =>
    peopleOf(questions, byRun.get(id) ?? []).map((person): Response => {
      const groups = { setting: setting?.id ?? elsewhere, how: 'scribe' };
      return { ...person, state: 'finished', late: false, how: 'scribe', groups };
    }),
  );
  return { ids: shown.map(({ id }) => id), people };
}

/**
 * Publishes what may be: of surveys that are over, all of it; of others, with `early`, who has finished. Figures are published once and never
 * worked out again, so nobody learns anything from looking twice.
 */
export async function publishedOf(parts: DeskParts, shelf: Shelf, now: Date, run: string, early: boolean): Promise<Published | null> {
  const { surveys } = parts.store;
  for (let tries = 1; ; tries++) {
    const unit = await surveys.unit(run);
    if (!unit) return null;
    const survey = await surveyOf(parts, shelf, unit);
    const threshold = thresholdOf(unit);
    const counter = counterOf(ofOneAlone(survey));
    const read = readerOf(unit);
    const passed = await surveys.waiting(unit, neededOf(survey), now, early, (response) => counter.take(read(response)));
    const shown = await handsIn(parts, unit, survey, now, early);
    // Read last: what does not wait any more, because somebody else has published it, is among them.
    const releases = heldOnce((await surveys.releases(unit)).map((figures) => ({ figures }))).map(({ figures }) => figures);
    const number = () => releases.length + 1;
    const figures = releaseOf(ofOneAlone(survey), counter, threshold);
    if (figures) {
      const done = await surveys.publish({ unit, number: number(), figures, passed, at: now, early });
      if (!done && tries < TRIES) continue;
      if (done) releases.push(figures);
    }
    const hands = handsRelease(survey, shown.people, threshold);
    if (hands) {
      const done = await surveys.publishHands({ unit, number: number(), figures: hands, hands: shown.ids, at: now });
      if (!done && tries < TRIES) continue;
      if (done) releases.push(hands);
    }
    const results = resultsOf(survey, releases);
    return { unit, survey, results, least: threshold.base, open: unit.runs.filter(({ finishBy }) => finishBy > now).length };
  }
}

/** What people wrote and allowed us to use, scrubbed, of those who are in the results. */
export async function quotesIn(parts: DeskParts, { unit, survey }: Pick<Published, 'unit' | 'survey'>): Promise<Record<string, Quote[]>> {
  const draw = quoteDraw(survey, thresholdOf(unit), (step, response) => parts.seal('quotes', `${step} ${response}`));
  const steps = survey.questions.flatMap(({ step, type }) => (type === 'text' || step === survey.quotesIf ? [step] : []));
  await parts.store.surveys.released(unit, steps, ({ id, person, answers }) => {
    // A no to quotes since then is a no to these words.
    const may = mayQuote(answers, person && standingsOf(parts, person.ageBand, person.consents));
    draw.take(id, may ? answers : null);
  });
  const places = unit.runs.flatMap(({ setting }) => (setting ? [setting.name] : []));
  return draw.quotes(quotable(await scrubberOf(parts, places)));
}
