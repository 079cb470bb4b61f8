import { say } from '../../engine/index.ts';
import {
  type Choice,
  elsewhere,
  mayQuote,
  type Question,
  quotesOf,
  type Release,
  type Response,
  type Results,
  release,
  resultsOf,
  type Survey,
  thresholdOfCell,
} from '../../surveys/index.ts';
import { standingsOf } from '../choices.ts';
import type { DeskParts } from '../parts.ts';
import type { CountedResponse, ResultsUnit } from '../ports.ts';
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

const thresholdOf = ({ runs }: ResultsUnit) => thresholdOfCell(Math.max(...runs.map(({ threshold }) => threshold)));

/** The survey as it is counted: its questions in their order, and its settings. */
export async function surveyOf({ lexicon }: DeskParts, shelf: Shelf, { flow, runs }: ResultsUnit): Promise<Survey> {
  const { flow: compiled } = await shelf.pinned(flow, Math.max(...runs.map(({ flowVersion }) => flowVersion)));
  const text = (words: Parameters<typeof say>[0]) => say(words, 'en', (gap) => lexicon.constants[gap] ?? '');
  const questions = [...compiled.nodes.values()].flatMap((node): Question[] => {
    if (node.kind !== 'ask') return [];
    const { type, label, themes } = node.ask;
    const options = node.options.list.map(({ value, label }): Choice => ({ value, label: text(label) }));
    return [{ step: node.id, type, label: text(label), areas: themes, options }];
  });
  const settings = new Map(runs.flatMap(({ setting }) => (setting ? [[setting.id, setting.name]] : [])));
  const parts = [...settings].map(([value, label]) => ({ value, label }));
  if (runs.some(({ setting }) => !setting)) parts.push({ value: elsewhere, label: '–' });
  const quotesIf = questions.some(({ step }) => step === 'may_quote') ? 'may_quote' : null;
  return { questions, split: parts.length > 1 ? { by: 'setting', parts } : null, quotesIf };
}

export function responseOf({ runs }: ResultsUnit, { run, answers, state, late }: CountedResponse): Response {
  const setting = runs.find(({ id }) => id === run)?.setting?.id ?? elsewhere;
  return { answers, state: state === 'finished' ? 'finished' : 'partial', late, groups: { setting } };
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
    const over = new Set(unit.runs.filter(({ finishBy }) => finishBy <= now).map(({ id }) => id));
    const waiting = (await surveys.responses(unit.runs.map(({ id }) => id))).filter(
      (one) => one.release === null && (over.has(one.run) || (early && one.state === 'finished')),
    );
    const releases = (await surveys.releases(unit)) as Release[];
    const figures = release(
      survey,
      waiting.map((one) => responseOf(unit, one)),
      threshold,
    );
    if (figures) {
      const number = releases.length + 1;
      const done = await surveys.publish({ unit, number, figures, responses: waiting.map(({ id }) => id), at: now });
      if (!done && tries < TRIES) continue;
      if (done) releases.push(figures);
    }
    const results = resultsOf(survey, releases);
    return { unit, survey, results, least: threshold.base, open: unit.runs.length - over.size };
  }
}

/** What people wrote and allowed us to use, scrubbed, of those who are in the results. */
export async function quotesIn(parts: DeskParts, { unit, survey }: Published): Promise<Record<string, string[]>> {
  const { store, seal } = parts;
  const responses = (await store.surveys.responses(unit.runs.map(({ id }) => id))).filter(({ release }) => release !== null);
  const allowed = [];
  for (const one of responses) {
    const person = one.person === null ? null : await store.people.show(one.person);
    const choices = person && standingsOf(parts, person.ageBand, person.consents);
    // A no to quotes since then is a no to these words.
    const answers = mayQuote(one.answers, choices) ? one.answers : { ...one.answers, may_quote: { value: false, category: 'no', raw: '' } };
    allowed.push(responseOf(unit, { ...one, answers }));
  }
  const { scrub } = await parts.openScrubbing();
  const known = { names: await store.people.names(), places: unit.runs.flatMap(({ setting }) => (setting ? [setting.name] : [])) };
  const seed = Number.parseInt(seal('quotes', unit.unit).slice(0, 8), 16);
  return quotesOf(survey, allowed, thresholdOf(unit), (text) => scrub(text, known).text, seed);
}
