import { z } from 'zod';
import { leadsTo, stageOf } from '../../pathways/index.ts';
import { inForce, placeOf, readinessOf, today, waitingOf } from '../pathways/place.ts';
import type { PersonOnPathway, Sheet } from '../ports.ts';
import { meant } from './choose.ts';
import { type Context, type Refused, staffCommand } from './command.ts';
import { headline, pathwaySheet, readinessTable } from './pathway-sheet.ts';
import {
  called,
  findPerson,
  isSelf,
  knownOf,
  maySignOff,
  person,
  personChoices,
  readDays,
  readStage,
  requirementChoices,
  stage,
  stageCalled,
  stageChoices,
  why,
} from './pathway-who.ts';
import { day } from './when.ts';

/** The person as they are now, below what was done. */
async function shown(context: Context, id: string, text: string, above: Sheet['tables'] = []): Promise<Sheet> {
  const found = await context.parts.store.pathways.of(id);
  if (!found) return { text, data: null };
  const sheet = pathwaySheet(context, found);
  return { ...sheet, text: `${text}\n${sheet.text}`, tables: [...above, ...(sheet.tables ?? [])] };
}

export const pathwayMove = staffCommand({
  name: 'pathway move',
  summary: 'move somebody to a stage for which they are ready; some stages want a second person to confirm it',
  may: 'change pathways',
  input: z.strictObject({ person, stage, why }),
  positional: ['person', 'stage'],
  choices: async (context) => ({ person: await personChoices(context), stage: stageChoices(context) }),
  find: findPerson,
  missing: 'no_such_person',
  keepsWhy: true,
  run: async (context, input, found) => {
    const { parts, shelf, now, actor, words } = context;
    const target = readStage(context, input.stage);
    if ('refused' in target) return target;
    const label = called(target.label);
    if (target.signsOff.length === 0) return { refused: words('move_first', { stage: label }) };
    if (isSelf(context, found.id)) return { refused: words('move_own') };
    const refused = maySignOff(context, target);
    if (refused) return refused;
    if (waitingOf(found)) return { refused: words('move_waits_already') };
    const { stage: at } = placeOf(parts, found, now);
    if (at === target.stage) return { refused: words('move_there') };
    if (!leadsTo(target, at)) {
      const from = target.from === 'anywhere' ? [] : target.from;
      return { refused: words('move_no_way', { stage: label, from: from.map((one) => stageCalled(context, one)).join(', ') }) };
    }
    const ready = readinessOf(parts, found, target.stage, now);
    if (!ready.ready) return { refused: headline(context, target, ready) };
    const change = {
      ...{ id: parts.ids.next(), stage: target.stage, version: shelf.pathwayVersion, by: actor.id, askedAt: now, why: input.why },
      ...{ second: null, at: target.second ? null : now },
    };
    if (!(await parts.store.pathways.move(found.id, inForce(found, now), change))) return { refused: words('move_raced') };
    return shown(context, found.id, words(target.second ? 'move_asked' : 'moved', { stage: label }), [
      readinessTable(context, target, ready, found),
    ]);
  },
});

const change = z.string().trim().min(1).describe('the change: its id from the board, or its beginning');

/** Whose change it is. */
async function findChange({ parts }: Context, input: { change: string }): Promise<PersonOnPathway | null> {
  const found = await parts.store.pathways.changeOf(input.change);
  return found && parts.store.pathways.of(found.person);
}

export const pathwayConfirm = staffCommand({
  name: 'pathway confirm',
  summary: 'say yes, as a second person, to a move that somebody else asked for',
  may: 'change pathways',
  input: z.strictObject({ change }),
  positional: ['change'],
  find: findChange,
  missing: 'no_change',
  run: async (context, input, found) => {
    const { parts, now, actor, words } = context;
    const waiting = waitingOf(found);
    const target = waiting && stageOf(parts.pathway, waiting.stage);
    if (!waiting?.id.startsWith(input.change.toLowerCase()) || !target) return { refused: words('confirm_gone') };
    if (isSelf(context, found.id)) return { refused: words('move_own') };
    if (waiting.by === actor.id) return { refused: words('confirm_own') };
    const refused = maySignOff(context, target);
    if (refused) return refused;
    // What was met when it was asked for may have run out since.
    const ready = readinessOf(parts, found, target.stage, now);
    if (!ready.ready) return { refused: headline(context, target, ready) };
    if (!(await parts.store.pathways.confirm(waiting.id, actor.id, now))) return { refused: words('confirm_gone') };
    return shown(context, found.id, words('move_confirmed', { stage: called(target.label) }), [
      readinessTable(context, target, ready, found),
    ]);
  },
});

export const pathwayReverse = staffCommand({
  name: 'pathway reverse',
  summary: 'take back the last move of somebody, or the one that waits for a second person; the reason is kept',
  may: 'change pathways',
  input: z.strictObject({ person, why }),
  positional: ['person'],
  choices: async (context) => ({ person: await personChoices(context) }),
  find: findPerson,
  missing: 'no_such_person',
  keepsWhy: true,
  run: async (context, input, found) => {
    const { parts, now, actor, words } = context;
    const waiting = waitingOf(found);
    const last = found.history.find(({ id }) => id === (waiting?.id ?? inForce(found, now)));
    if (!last) return { refused: words('reverse_none') };
    if (isSelf(context, found.id)) return { refused: words('move_own') };
    const target = stageOf(parts.pathway, last.stage);
    const refused = target && maySignOff(context, target);
    if (refused) return refused;
    if (!(await parts.store.pathways.reverse(last.id, { by: actor.id, at: now, why: input.why })))
      return { refused: words('reverse_none') };
    return shown(context, found.id, words(waiting ? 'request_reversed' : 'reversed', { stage: stageCalled(context, last.stage) }));
  },
});

export const pathwayWaive = staffCommand({
  name: 'pathway waive',
  summary: 'say that somebody need not meet a requirement, for good or until a day, and why',
  may: 'change pathways',
  input: z.strictObject({
    person,
    requirement: z.string().trim().toLowerCase().max(60).describe('what they need not meet'),
    why,
    until: z.string().optional().meta({ description: 'the last day on which it holds; without it, for good', format: 'date' }),
  }),
  positional: ['person', 'requirement'],
  choices: async (context) => ({ person: await personChoices(context), requirement: requirementChoices(context, () => true) }),
  find: findPerson,
  missing: 'no_such_person',
  keepsWhy: true,
  run: async (context, input, found) => {
    const { parts, now, actor, words } = context;
    const choices = requirementChoices(context, () => true);
    const [requirement] = meant(input.requirement, choices);
    const asked = parts.pathway.requirements.find((one) => one.requirement === requirement);
    if (!asked) return unknownRequirement(context, input.requirement, knownOf(choices));
    if (isSelf(context, found.id)) return { refused: words('move_own') };
    const days = readDays(context, { until: input.until }, today(parts, now));
    if ('refused' in days) return days;
    const waiver = { requirement: asked.requirement, why: input.why, by: actor.id, at: now, until: days.until };
    await parts.store.pathways.waive(found.id, waiver);
    const fills = { requirement: asked.staff, until: days.until ? day(days.until) : '' };
    return shown(context, found.id, words(days.until ? 'waived_until' : 'waived_for_good', fills));
  },
});

export function unknownRequirement({ words }: Context, requirement: string, known: string): Refused {
  const refused = words('no_requirement', { requirement, known });
  return { refused, faults: { requirement: refused } };
}
