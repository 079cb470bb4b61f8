import { answeredOn, differencesOf, type FormAnswers } from '../../surveys/index.ts';
import { alertLeads } from '../alert.ts';
import type { DeskParts } from '../parts.ts';
import type { PaperEntry, SurveyRun, TakenIn } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import { alarmsIn, type CaptureFault, replay } from './captured.ts';
import { plainAnswers } from './plain.ts';

/** Forms of paper: each is typed twice, and becomes a response when the two are the same, or somebody has said which is right. */

/** Two who type the same form at once: the second comes after the first. */
const TRIES = 4;

/** What stands in for a form where it is taken in once. */
const keyOf = (number: string) => `paper:${number}`;

export interface Typed {
  number: string;
  answers: FormAnswers;
  /** As the audit names them. */
  by: string;
  /** The second entry may be of whoever typed the first. */
  myself: boolean;
}

/**
 * `first`: it waits for a second entry. `equal`: it is a response now. `differs`: at these questions. `yours`: the second entry is somebody else's.
 * `twice`: both entries are there, and wait to be settled. `taken`: it was a response before.
 */
export type Entered =
  | { kind: 'first' | 'equal' | 'yours' | 'twice' | 'taken'; alarmed: boolean }
  | { kind: 'differs'; steps: string[]; alarmed: boolean }
  | ({ kind: 'fault'; alarmed: boolean } & CaptureFault);

interface Where {
  parts: DeskParts;
  shelf: Shelf;
  now: Date;
}

async function read({ shelf, now }: Where, run: SurveyRun, answers: FormAnswers) {
  const { flow } = await shelf.pinned(run.flow, run.flowVersion);
  return { flow, replayed: replay(flow, run, { answers, finished: true }, now) };
}

/** A form as a response: what is on it, by whom it was typed first. */
async function responseOf(where: Where, run: SurveyRun, { number, answers, by }: PaperEntry): Promise<TakenIn | CaptureFault> {
  const { replayed } = await read(where, run, answers);
  if ('fault' in replayed) return replayed;
  const { answers: said } = replayed.session;
  return { key: keyOf(number), answers: plainAnswers(said), step: null, finished: true, mode: 'paper', capturedBy: by };
}

/** Types one form. What somebody may be in danger by is a concern at the first entry. @param place as concerns have it */
export async function enterForm(where: Where, run: SurveyRun, place: string | null, typed: Typed): Promise<Entered> {
  const { parts, now } = where;
  const { store, ids } = parts;
  const { number, by, myself } = typed;
  const { flow, replayed } = await read(where, run, typed.answers);
  const alarms = [...alarmsIn(parts, flow, typed.answers), ...('fault' in replayed ? [] : replayed.alarms)];
  const alarmed = alarms.length > 0;
  if ('fault' in replayed) return { kind: 'fault', ...replayed, alarmed };
  const answers = answeredOn(replayed.session.answers);
  for (let tries = 0; tries < TRIES; tries++) {
    if (await store.surveys.formTaken(run.id, keyOf(number))) return { kind: 'taken', alarmed };
    const [first, second] = (await store.surveys.forms(run.id)).filter((entry) => entry.number === number);
    if (second) return { kind: 'twice', alarmed };
    if (first && first.by === by && !myself) return { kind: 'yours', alarmed };
    const steps = first ? differencesOf(first.answers, answers) : [];
    if (first && steps.length === 0) {
      const response = await responseOf(where, run, first);
      if ('fault' in response) return { kind: 'fault', ...response, alarmed };
      if (await store.surveys.takeForm(run.id, number, response)) return { kind: 'equal', alarmed };
      continue;
    }
    const heard = new Set(first ? alarmsIn(parts, flow, first.answers).map(({ rule }) => rule) : []);
    const fresh = alarms.filter(({ rule }) => !heard.has(rule));
    const concerns = fresh.map((alarm) => ({ id: ids.next(), ...alarm, place, person: ids.next() }));
    const entry: PaperEntry = { run: run.id, number, entry: first ? 2 : 1, answers, by, at: now };
    if (!(await store.surveys.enterForm(entry, keyOf(number), concerns))) continue;
    // What fails here the next tick does: the form and its concerns are kept.
    if (concerns.length > 0) await alertLeads(parts, now).catch(() => undefined);
    return first ? { kind: 'differs', steps, alarmed } : { kind: 'first', alarmed };
  }
  return { kind: 'twice', alarmed };
}

/**
 * Makes a form a response: with what is said to be right where its entries differ. `taken`: it was one before. What somebody may be in danger by and neither
 * entry had is a concern: two may have misread the same word.
 */
export async function settleForm(
  where: Where,
  run: SurveyRun,
  place: string | null,
  [first, second]: [PaperEntry, PaperEntry],
  answers: FormAnswers,
): Promise<{ kind: 'settled' | 'taken'; alarmed: boolean } | CaptureFault> {
  const { parts, now } = where;
  const response = await responseOf(where, run, { ...first, answers });
  if ('fault' in response) return response;
  const { flow } = await read(where, run, answers);
  const heard = new Set([first, second].flatMap((entry) => alarmsIn(parts, flow, entry.answers).map(({ rule }) => rule)));
  const fresh = alarmsIn(parts, flow, answers).filter(({ rule }) => !heard.has(rule));
  const concerns = fresh.map((alarm) => ({ id: parts.ids.next(), ...alarm, place, person: parts.ids.next(), at: now }));
  const settled = await parts.store.surveys.takeForm(run.id, first.number, { ...response, concerns });
  if (settled && concerns.length > 0) await alertLeads(parts, now).catch(() => undefined);
  return { kind: settled ? 'settled' : 'taken', alarmed: fresh.length > 0 };
}
