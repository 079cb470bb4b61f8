import { daysAfter } from '../../calendar/index.ts';
import { noPathway, type PathwayContext, say, type Words } from '../../engine/index.ts';
import { canBeDone, lastDay, nextOf, PAID_WORK, runningOut, stageOf } from '../../pathways/index.ts';
import type { Choice } from '../../people/index.ts';
import { type Draft, tell } from '../draft.ts';
import { openTo } from '../opportunities/fit.ts';
import type { PersonOnPathway, Stage } from '../ports.ts';
import { shortened } from '../shortened.ts';
import { drawnIn } from './drawn.ts';
import { dayCalled, lineOf, type Say } from './line.ts';
import { placeOf, readinessOf, today } from './place.ts';
import { recordToShow } from './record.ts';
import { ELSE, MOST_LETTERS } from './told.ts';

/** Days ahead in which what runs out is said: as of the first nudge about it. */
const SOON = 60;

/** Things of one person that wait for a sign-off. */
const MOST_WAITING = 20;

/** What a stage asks, line by line, and the one thing that could be done first. */
function ahead(draft: Draft, text: Say, found: PersonOnPathway, stage: Stage): string[] {
  const { phrases } = draft.parts;
  const { lines, ready } = readinessOf(draft.parts, found, stage.stage, draft.now);
  const first = lines.find((line) => line.state !== 'met' && line.state !== 'waived' && canBeDone(line));
  const step = first
    ? text(phrases.pathway_step, { what: text(first.requirement.label), how: text(first.requirement.how) })
    : text(ready ? phrases.pathway_all_done : phrases.pathway_step_none);
  const asks = text(phrases.pathway_asks, { stage: text(stage.label), about: text(stage.about) });
  return ['', asks, ...lines.map((line) => lineOf(draft, text, line)), '', step];
}

/** What they told of themselves that no stage asks for: what was signed off is theirs, the rest waits. */
function toldLines({ parts: { phrases } }: Draft, text: Say, { facts }: PersonOnPathway): string[] {
  return facts.proofs
    .filter(({ which, words }) => which === ELSE && words !== null)
    .map(({ words, signed, date }) =>
      text(signed ? phrases.pathway_line_shown : phrases.pathway_line_waits, {
        what: shortened(words ?? '', MOST_LETTERS),
        day: dayCalled(date),
      }),
    );
}

/** What they can do again before it runs out, here or at the next stage. Of a check no day. */
function soonAgain({ parts, now }: Draft, text: Say, { facts }: PersonOnPathway, here: string | null): string[] {
  const { phrases } = parts;
  const day = today(parts, now);
  const soon = daysAfter(day, SOON);
  const lines = runningOut(parts.pathway, { stage: here }, facts, day).filter(({ until }) => until <= soon);
  const said = lines.map(({ requirement: { kind, label, how }, until }) => {
    const fills = { what: text(label), how: text(how), day: dayCalled(until) };
    return text(kind === 'check' ? phrases.pathway_soon_check : phrases.pathway_soon, fills);
  });
  return said.length > 0 ? ['', ...said] : [];
}

/** What they may be asked beside their pathway. A no is not asked again, and a yes stands. */
export function mayBeAsked(choices: readonly Choice[]): Pick<PathwayContext, 'check_ins' | 'paid_work'> {
  const open = (of: string) => choices.some(({ purpose, standing }) => purpose === of && ['not asked', 'out of date'].includes(standing));
  return { check_ins: open('check_ins'), paid_work: open(PAID_WORK) };
}

/**
 * PATHWAY: where somebody is, what they reached first, and one next step, before the question what they want of it.
 * Answers what its flow has to know.
 */
export async function tellPathway(draft: Draft, choices: readonly Choice[]): Promise<PathwayContext | undefined> {
  const { parts, person, now } = draft;
  const found = await parts.store.pathways.of(person.id);
  if (!found) return undefined;
  const { phrases, pathway } = parts;
  const text: Say = (words, fills = {}) => say(words, person.language, (gap) => fills[gap] ?? parts.lexicon.constants[gap] ?? '');
  const { enrolment } = found;
  const [paused, left] = [enrolment.pausedAt !== null, enrolment.leftAt !== null];
  const { stage: here, reached } = placeOf(parts, found, now);
  const next = left || paused ? [] : nextOf(pathway, here);
  // A stage that the file does not have any more stays theirs, by its id.
  const called = (id: string) => {
    const stage = stageOf(pathway, id);
    return stage ? text(stage.label) : id;
  };
  const offers = await openTo(draft, found);
  const row = (id: string, words: Words) => text(words, { stage: called(id) });
  const said = [
    reached.length > 0 ? text(phrases.pathway_reached, { stages: reached.map(called).join(', ') }) : text(phrases.pathway_start),
    ...reached.filter((id) => id !== here).map((id) => row(id, phrases.pathway_stage_done)),
    ...(here === null ? [] : [row(here, phrases.pathway_stage_here)]),
    ...next.map(({ stage }) => row(stage, phrases.pathway_stage_next)),
    ...toldLines(draft, text, found),
    ...(left || paused ? [] : soonAgain(draft, text, found, here)),
    ...(left ? ['', text(phrases.pathway_left)] : paused ? ['', text(phrases.pathway_paused)] : []),
    ...next.flatMap((stage) => ahead(draft, text, found, stage)),
    ...(!left && !paused && next.length === 0 ? ['', text(phrases.pathway_far)] : []),
    ...(offers.length > 0 ? ['', text(phrases.pathway_offers, { offers: offers.join(', ') })] : []),
    ...(enrolment.goal === null ? [] : ['', text(phrases.pathway_goal, { goal: enrolment.goal })]),
  ];
  const whole = said.join('\n');
  const [doing = ''] = text(phrases.pathway_step, { what: '\0' }).split('\0');
  tell(draft, { text: whole, drawn: drawnIn(whole, doing) });
  const full = found.facts.proofs.filter(({ signed }) => signed === null).length >= MOST_WAITING;
  const record = (await recordToShow(draft)) !== null;
  const reference = here !== null && lacksReference(draft, found, here);
  return { ...noPathway, goal: enrolment.goal !== null, paused, left, full, record, reference, ...mayBeAsked(choices) };
}

/** Whether a stage that they can come to asks for a reference, and none counts or waits. */
function lacksReference({ parts: { pathway, ...parts }, now }: Draft, { facts }: PersonOnPathway, here: string): boolean {
  const ahead = new Set<Stage>();
  for (const stage of nextOf(pathway, here)) ahead.add(stage);
  for (const { stage } of ahead) for (const next of nextOf(pathway, stage)) ahead.add(next);
  const asked = pathway.requirements.find(({ kind }) => kind === 'reference');
  if (!asked || ![...ahead].some(({ requires }) => requires.includes(asked.requirement))) return false;
  const day = today({ pathway, ...parts }, now);
  return !facts.proofs.some((proof) => {
    const until = lastDay(proof, asked.months);
    return proof.kind === 'reference' && proof.which === asked.which && (proof.signed === null || until === null || until >= day);
  });
}
