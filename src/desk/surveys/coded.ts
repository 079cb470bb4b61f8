import { type Codebook, inOrder, isCoded, settled } from '../../insight/coding/index.ts';
import { codedRelease, type Question, type Release, type Response } from '../../surveys/index.ts';
import { areaName } from '../area-name.ts';
import type { DeskParts } from '../parts.ts';
import type { CodedStep, ReleasedResponse, ResultsUnit } from '../ports.ts';
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

/** Whether somebody wrote something there. The store's list of texts says the same in SQL. */
const wrote = ({ answers }: Pick<ReleasedResponse, 'answers'>, step: string) => {
  const value = answers[step]?.value;
  return typeof value === 'string' && value.trim() !== '';
};

/** Somebody who is in the release of a number: where they are in it, and to which of these questions they wrote something. */
interface Writer {
  id: string;
  release: number;
  counted: Response;
  wrote: Set<string>;
}

async function writersIn({ store }: DeskParts, unit: ResultsUnit, steps: string[]): Promise<Writer[]> {
  const read = readerOf(unit);
  const found: Writer[] = [];
  await store.surveys.released(unit, (response) => {
    if (response.state !== 'finished') return;
    const counted = { ...read(response), answers: {} };
    found.push({ id: response.id, release: response.release, counted, wrote: new Set(steps.filter((step) => wrote(response, step))) });
  });
  return found;
}

/** What is settled of the texts of a unit's responses. */
export async function settledIn({ store, codebook }: DeskParts, { runs }: Pick<ResultsUnit, 'runs'>): Promise<SettledText[]> {
  const found = await store.codings.ofRuns(runs.map(({ id }) => id));
  return found.flatMap(({ response, step, codings }) => {
    const areas = settled(codings);
    if (typeof areas === 'string') return [];
    const ordered = inOrder(codebook, areas);
    return [{ response, step, areas: ordered, first: ordered[0] ?? null }];
  });
}

/** Codings that were made by several versions are read by the newest of them. */
async function versionsOf({ store }: DeskParts, { runs }: ResultsUnit) {
  const found = await store.codings.ofRuns(runs.map(({ id }) => id));
  return (responses: Set<string>, step: string): number =>
    Math.max(
      0,
      ...found.flatMap((one) => (one.step === step && responses.has(one.response) ? one.codings.map(({ codebook }) => codebook) : [])),
    );
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
  const releases = (await surveys.releases(unit)) as Release[];
  // Who raised a hand wrote nothing.
  const open = releases.flatMap((of, at) =>
    questions
      .filter(({ step }) => !of.hands && !known.some((one) => one.step === step && one.number === at + 1))
      .map((question) => ({ of, number: at + 1, question })),
  );
  if (open.length > 0) {
    const people = await writersIn(
      parts,
      unit,
      questions.map(({ step }) => step),
    );
    const texts = new Map((await settledIn(parts, unit)).map(({ response, step, areas }) => [`${response}.${step}`, areas]));
    const versionOf = await versionsOf(parts, unit);
    for (const { of, number, question } of open) {
      const { step } = question;
      const there = people.filter(({ release }) => release === number);
      const writers = there.filter(({ wrote }) => wrote.has(step));
      if (!writers.every(({ id }) => texts.has(`${id}.${step}`))) continue;
      const version = versionOf(new Set(writers.map(({ id }) => id)), step) || shelf.codebookVersion;
      const counted = there.map(({ id, counted }): Response => {
        const areas = texts.get(`${id}.${step}`);
        return { ...counted, answers: areas ? { [step]: { value: areas, category: '', raw: '' } } : {} };
      });
      const figures = codedRelease(await questionOf(parts, shelf, question, version), survey, counted, of);
      if (figures) await codings.release(unit, { step, number, codebook: version, figures }, now);
    }
  }
  const rows = open.length > 0 ? await codings.releases(unit) : known;
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
