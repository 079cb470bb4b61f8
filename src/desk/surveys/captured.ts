import { advance, begin, type Command, type CompiledFlow, commandOf, type Reply, type Session } from '../../engine/index.ts';
import { alertLeads } from '../alert.ts';
import type { DeskParts } from '../parts.ts';
import type { Alarm, Answered, Mode, SurveyRun, TakenIn } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import { plainAnswers } from './plain.ts';

/** What one young person said elsewhere: on a tablet that was passed on, on paper. */
export interface Capture {
  /** The id that the device or the form gave it: it counts once, however often it comes. */
  key: string;
  /** By step: the value of an option, several of them, a number, yes or no, a text; null: skipped. */
  answers: Record<string, Answered['value']>;
  /** What has no answer was left out. If not, they stopped at the first question that has none. */
  finished: boolean;
  mode: Exclude<Mode, 'self' | 'scribe'>;
  /** As the audit names them. */
  capturedBy: string;
}

/** Why something is not taken: there is no such question, its answer is none, or it may not be left out. */
export interface CaptureFault {
  step: string;
  fault: 'no_question' | 'no_answer' | 'not_left_out';
}

export interface Replayed {
  session: Session;
  /** Somebody may be in danger by what was written: at which step, and why. */
  alarms: Alarm[];
}

/** What the engine does not take for an answer. */
const obeyed: readonly Command[] = ['back', 'skip', 'why', 'change', 'person'];

/** A reply that gives this value; null: none does. */
function replyOf(flow: CompiledFlow, step: string, value: Answered['value']): Reply | null {
  const node = flow.nodes.get(step);
  if (node?.kind !== 'ask') return null;
  if (value === null) return { kind: 'text', text: flow.lexicon.commands.skip[0] as string };
  if (node.options.list.length > 0) {
    const picked = typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
    return { kind: 'choice', values: Array.isArray(picked) ? picked : [String(picked)] };
  }
  // Words about a chat, such as "help" or "opportunities", are what somebody wrote, where there is none. The engine would obey those about the question.
  const text = String(value);
  const command = commandOf(text, flow.lexicon.commands);
  return command && obeyed.includes(command) ? null : { kind: 'text', text };
}

/** Says the answers again, in the flow's own order: its branches and rules hold, and answers to questions that nobody was asked drop out. */
export function replay(
  flow: CompiledFlow,
  run: Pick<SurveyRun, 'id' | 'areas' | 'anonymous'>,
  { answers, finished }: Pick<Capture, 'answers' | 'finished'>,
  now: Date,
): Replayed | CaptureFault {
  const acts: Alarm[] = [];
  let { session } = begin(flow, 'en', { survey: { run: run.id, areas: run.areas, named: !run.anonymous } });
  const strange = Object.keys(answers).find((step) => flow.nodes.get(step)?.kind !== 'ask');
  if (strange !== undefined) return { step: strange, fault: 'no_question' };
  while (session.at !== null) {
    const step: string = session.at;
    const given = answers[step];
    if (given === undefined && !finished) break;
    const review = flow.nodes.get(step)?.kind === 'review';
    const reply: Reply | null = review ? { kind: 'choice', values: ['right'] } : replyOf(flow, step, given ?? null);
    const turn = reply && advance(flow, session, reply, now);
    // Each question is met once: what does not lead on is no answer.
    if (!turn || turn.session.at === step || turn.session.change !== null)
      return { step, fault: given == null ? 'not_left_out' : 'no_answer' };
    if (turn.events.some((event) => event.type === 'acted' && event.action === 'concern'))
      acts.push({ family: 'worry', urgency: 'soon', rule: `answer: ${step}` });
    session = turn.session;
  }
  return { session, alarms: acts };
}

/** What in these texts somebody may be in danger by, with the text. What was picked is no text. */
export function alarmsIn(
  { screen }: Pick<DeskParts, 'screen'>,
  flow: CompiledFlow,
  answers: Capture['answers'],
): (Alarm & { words: string })[] {
  return Object.entries(answers).flatMap(([step, value]) => {
    const node = flow.nodes.get(step);
    const picked = node?.kind === 'ask' && node.options.list.length > 0;
    const alarm = typeof value === 'string' && !picked ? screen(value) : null;
    return alarm ? [{ ...alarm, words: value as string }] : [];
  });
}

/**
 * Takes what was captured in a room into its run, each key once. What does not fit is not taken, and named by its question; who may be in danger by what was
 * written is a concern all the same, and rather twice than not at all.
 */
export async function takeCaptured(
  parts: DeskParts,
  shelf: Shelf,
  now: Date,
  run: SurveyRun,
  captures: readonly Capture[],
): Promise<{ kept: number; again: number; refused: (CaptureFault & { key: string })[]; alarmed: number }> {
  const { store, ids } = parts;
  const { flow } = await shelf.pinned(run.flow, run.flowVersion);
  const session = run.session === null ? null : await store.surveys.session(run.session);
  const place = session?.kind === 'secure' ? 'secure' : null;
  const taken: TakenIn[] = [];
  const refused: (CaptureFault & { key: string })[] = [];
  let alarmed = 0;
  for (const capture of captures) {
    const replayed = replay(flow, run, capture, now);
    const alarms = [...alarmsIn(parts, flow, capture.answers), ...('fault' in replayed ? [] : replayed.alarms)];
    const concerns = alarms.map((alarm) => ({ id: ids.next(), ...alarm, place, person: ids.next(), at: now }));
    alarmed += alarms.length;
    const { key, mode, capturedBy } = capture;
    if ('fault' in replayed) {
      refused.push({ key, ...replayed });
      for (const concern of concerns) await store.surveys.concern({ ...concern, run: run.id });
    } else {
      const { answers, at } = replayed.session;
      taken.push({ key, answers: plainAnswers(answers), step: at, finished: at === null, mode, capturedBy, concerns });
    }
  }
  const counts = taken.length > 0 ? await store.surveys.takeIn(run.id, taken) : { kept: 0, again: 0 };
  // What fails here the next tick does: the answers and their concerns are kept.
  if (alarmed > 0) await alertLeads(parts, now).catch(() => undefined);
  return { ...counts, refused, alarmed };
}
