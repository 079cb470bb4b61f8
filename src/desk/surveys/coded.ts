import { type Codebook, inOrder, isCoded, settled } from '../../insight/coding/index.ts';
import { type CodedCounter, codedCounter, heldOnce, type Question, type Release, type Survey } from '../../surveys/index.ts';
import { areaName } from '../area-name.ts';
import type { DeskParts } from '../parts.ts';
import type { CodedStep, ResultsUnit } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import { readerOf, surveyOf } from './results.ts';

/** What people wrote to a question, by area, as it was published beside the release of their answers that has this number. */
export interface CodedRelease {
  step: string;
  number: number;
  /** The version of the codebook that coders went by. */
  codebook: number;
  /** The question as it is counted: of type `several`, its options are the areas of that codebook. `resultsOf` reads the figures with it. */
  question: Question;
  figures: Release;
}

/**
 * What was found in one text, and settled: in the order of the codebook. Empty: none of the areas. Quotes may stand under an area only where its number
 * is published: five of them would tell that there are five.
 */
export interface SettledText {
  response: string;
  step: string;
  areas: string[];
  /** Under which its words may be quoted; null: none. */
  first: string | null;
}

/** Questions whose answers are coded: those of surveys in force that are answered in words. */
export function codedSteps({ flows, codebook }: Pick<DeskParts, 'flows' | 'codebook'>, shelf: Shelf): CodedStep[] {
  return [...flows].flatMap(([flow, { main }]) => {
    if (!main.survey) return [];
    return [...shelf.current(flow).flow.nodes.values()].flatMap((node) =>
      node.kind === 'ask' && node.ask.type === 'text' && isCoded(codebook, flow, node.id) ? [{ flow, step: node.id }] : [],
    );
  });
}

/** What is settled of the texts of these responses. */
export async function settledOf({ store, codebook }: DeskParts, responses: string[]): Promise<SettledText[]> {
  const found = await store.codings.ofResponses(responses);
  return found.flatMap(({ response, step, codings }) => {
    const areas = settled(codings);
    if (typeof areas === 'string') return [];
    const ordered = inOrder(codebook, areas);
    return [{ response, step, areas: ordered, first: ordered[0] ?? null }];
  });
}

/** A release of answers, and a question of it that was not published yet. */
interface Open {
  of: Release;
  number: number;
  question: Question;
}

/** Of open ones those that can be published: all that was written there is settled. With the version by which they are read, the newest. */
async function ready({ store }: DeskParts, shelf: Shelf, unit: ResultsUnit, open: Open[]): Promise<(Open & { version: number })[]> {
  const steps = [...new Set(open.map(({ question }) => question.step))];
  const settledSteps = steps.length > 0 ? await store.codings.settled(unit, steps) : [];
  return open.flatMap((one) => {
    const found = settledSteps.find(({ number, step }) => number === one.number && step === one.question.step);
    return found ? [{ ...one, version: found.codebook ?? shelf.codebookVersion }] : [];
  });
}

/** Counts and keeps them. People pass by; of them nothing is held. */
async function publishThem(parts: DeskParts, shelf: Shelf, unit: ResultsUnit, survey: Survey, open: Open[], now: Date): Promise<boolean> {
  const { codings } = parts.store;
  const counters: (Open & { version: number; counter: CodedCounter })[] = [];
  for (const one of await ready(parts, shelf, unit, open))
    counters.push({ ...one, counter: codedCounter(await questionOf(parts, shelf, one.question, one.version), survey, one.of) });
  if (counters.length === 0) return false;
  const read = readerOf(unit);
  const steps = [...new Set(counters.map(({ question }) => question.step))];
  await codings.written(unit, steps, ({ codings: found, ...response }) => {
    for (const { number, question, counter } of counters) {
      if (number !== response.release) continue;
      const areas = settled(found[question.step] ?? []);
      const answers = typeof areas === 'string' ? {} : { [question.step]: { value: areas, category: '', raw: '' } };
      counter.take(read({ ...response, answers }));
    }
  });
  for (const { number, question, version, counter } of counters) {
    const figures = counter.release();
    if (figures) await codings.release(unit, { step: question.step, number, codebook: version, figures }, now);
  }
  return true;
}

/**
 * What was published of what people wrote, by step and number; and publishes what can be: of a release of answers, a question whose texts are all
 * settled. It is of the same people as that release, is worked out once, and is kept as it is.
 */
export async function codedReleasesOf(parts: DeskParts, shelf: Shelf, unit: ResultsUnit, now: Date): Promise<CodedRelease[]> {
  const { codings, surveys } = parts.store;
  const survey = await surveyOf(parts, shelf, unit);
  const steps = codedSteps(parts, shelf).filter(({ flow }) => flow === unit.flow);
  const questions = survey.questions.filter(({ step }) => steps.some((one) => one.step === step));
  const known = await codings.releases(unit);
  const releases = heldOnce((await surveys.releases(unit)).map((figures) => ({ figures }))).map(({ figures }) => figures);
  // Who raised a hand wrote nothing.
  const open = releases.flatMap((of, at) =>
    questions
      .filter(({ step }) => !of.hands && !known.some((one) => one.step === step && one.number === at + 1))
      .map((question) => ({ of, number: at + 1, question })),
  );
  const rows = (await publishThem(parts, shelf, unit, survey, open, now)) ? await codings.releases(unit) : known;
  return Promise.all(
    rows.map(async ({ step, number, codebook, figures }) => {
      const asked = survey.questions.find((question) => question.step === step) ?? {
        step,
        type: 'text',
        label: step,
        areas: [],
        options: [],
      };
      return { step, number, codebook, question: await questionOf(parts, shelf, asked, codebook), figures: figures as Release };
    }),
  );
}

/** The question as it is counted: which of the areas are in what was written. */
async function questionOf(parts: DeskParts, shelf: Shelf, { step, label, areas }: Question, version: number): Promise<Question> {
  const codebook = version === shelf.codebookVersion ? parts.codebook : ((await parts.store.codings.codebook(version)) as Codebook);
  return {
    step,
    label,
    areas,
    type: 'several',
    options: codebook.areas.map(({ area }) => ({ value: area, label: areaName(parts, area) })),
  };
}
