import { z } from 'zod';
import { today } from '../pathways/place.ts';
import type { NewProof, NextStep, PersonOnPathway, ProofKind, Requirement, Sheet } from '../ports.ts';
import { meant } from './choose.ts';
import { type Context, staffCommand } from './command.ts';
import { unknownRequirement } from './pathway-move.ts';
import { pathwaySheet, proofCalled } from './pathway-sheet.ts';
import { findPerson, isSelf, knownOf, person, personChoices, readDays, requirementChoices, whichOf } from './pathway-who.ts';
import { sessionChoices } from './recording.ts';
import { day, short } from './when.ts';

const date = z.string().optional().meta({ description: 'the day from which it counts; without it, today', format: 'date' });
const until = z.string().optional().meta({ description: 'the last day on which it counts, where it says so itself', format: 'date' });

/** What is recorded for somebody. Nobody signs off their own: it waits. */
function proofFor(
  context: Context,
  id: string,
  what: { kind: ProofKind; which: string; date: string; until: string | null; outcome?: NewProof['outcome']; session?: string | null },
): NewProof {
  const { parts, now, actor } = context;
  return {
    ...{ id: parts.ids.next(), person: id, kind: what.kind, which: what.which, date: what.date, validUntil: what.until },
    ...{ outcome: what.outcome ?? null, session: what.session ?? null, words: null, how: 'staff', by: actor.id, at: now },
    signed: isSelf(context, id) ? null : { by: actor.id, at: now },
  };
}

const undo = ({ words }: Context, batch: string): NextStep => ({
  label: words('step_undo'),
  weight: 'danger',
  order: { name: 'proof undo', input: { batch } },
});

/** Records one thing for one person, and shows them. */
async function recordOne(context: Context, found: PersonOnPathway, proof: NewProof): Promise<Sheet> {
  const { parts, words } = context;
  const batch = parts.ids.next();
  await parts.store.pathways.record(batch, [proof]);
  const now = await parts.store.pathways.of(found.id);
  const sheet = now ? pathwaySheet(context, now) : { data: null };
  const said = words('proof_recorded', { what: proofCalled(context, proof), date: day(proof.date), batch });
  const own = proof.signed ? [] : [words('proof_own')];
  return {
    ...sheet,
    text: [said, ...own, sheet.text ?? ''].join('\n'),
    next: [undo(context, batch), ...(sheet.next ?? [])],
    data: { batch, person: sheet.data },
  };
}

/** Whom a training is for: one person, or everybody who was at a session by name. */
async function findTrained(context: Context, input: { person?: string | undefined; session?: string | undefined }) {
  if (input.session) {
    const session = await context.parts.store.sessions.show(input.session);
    return session && { id: session.id, session: session.id, date: session.date, people: session.attended };
  }
  if (!input.person) return { id: '', session: null, date: null, people: null };
  const found = await findPerson(context, { person: input.person });
  return found && { id: found.id, session: null, date: null, people: [{ person: found.id, name: found.name }] };
}

export const trainingRecord = staffCommand({
  name: 'training record',
  summary: 'record a training for a person, or for all who were at a session by name; without --apply it only says for whom',
  may: 'change pathways',
  input: z.strictObject({
    training: z.string().trim().toLowerCase().max(60).describe('which training'),
    person: person.optional(),
    session: z.string().optional().describe('or the session: the id from the list, or its beginning'),
    date: date.meta({ description: 'the day of the training; without it, that of the session, or today', format: 'date' }),
    until,
    apply: z.boolean().default(false).describe('record it'),
  }),
  positional: ['training'],
  choices: async (context) => ({
    training: whichOf(context, 'training'),
    person: await personChoices(context),
    session: await sessionChoices(context),
  }),
  find: findTrained,
  missing: ({ session }) => (session ? 'no_session' : 'no_such_person'),
  detail: ({ apply }) => (apply ? 'apply' : 'preview'),
  run: async (context, input, { session, date: held, people }) => {
    const { parts, now, words } = context;
    const trainings = whichOf(context, 'training');
    const [which] = meant(input.training, trainings);
    if (which === undefined) {
      const refused = words('no_training', { training: input.training, known: knownOf(trainings) });
      return { refused, faults: { training: refused } };
    }
    if (people === null) return { refused: words('training_whom'), faults: { person: words('training_whom') } };
    if (people.length === 0) return { refused: words('training_nobody') };
    const days = readDays(context, { date: input.date ?? held ?? undefined, until: input.until }, today(parts, now));
    if ('refused' in days) return days;
    const has = new Set(
      await parts.store.pathways.trained(
        people.map((one) => one.person),
        which,
        days.date,
      ),
    );
    const missing = people.filter((one) => !has.has(one.person));
    const fills = { training: proofCalled(context, { kind: 'training', which }), date: day(days.date) };
    const rows = people.map((one) => [one.name ?? short(one.person), words(has.has(one.person) ? 'training_known' : 'training_new')]);
    const tables = [{ head: [fills.training, ''], rows }];
    if (!input.apply) {
      const order = { name: 'training record', input: { ...input, training: which, date: days.date, apply: true } };
      const next: NextStep[] = [{ label: words('step_record_training', { people: String(missing.length) }), weight: 'main', order }];
      const text = missing.length > 0 ? words('training_preview', { ...fills, people: String(missing.length) }) : words('training_nothing');
      return { tables, text, next: missing.length > 0 ? next : [], data: { applied: false, people: missing.map((one) => one.person) } };
    }
    const batch = parts.ids.next();
    const proofs = missing.map((one) => proofFor(context, one.person, { kind: 'training', which, ...days, session }));
    const done = await parts.store.pathways.record(batch, proofs);
    if (done.length === 0) return { tables, text: words('training_nothing'), data: { applied: true, batch: null, people: [] } };
    const own = proofs.some(({ signed }) => signed === null) ? [words('proof_own')] : [];
    const text = [words('training_recorded', { ...fills, people: String(done.length), batch }), ...own].join('\n');
    return { tables, text, next: [undo(context, batch)], data: { applied: true, batch, people: done } };
  },
});

export const checkRecord = staffCommand({
  name: 'check record',
  summary: 'record that a check was done, that the risk was looked at by a person, or that none is needed; never what it says',
  may: 'change pathways',
  input: z.strictObject({
    person,
    which: z.string().trim().toLowerCase().max(60).describe('which check'),
    outcome: z.enum(['done', 'risk-assessed', 'not-needed']).describe('what became of it'),
    date,
    until,
  }),
  positional: ['person', 'which', 'outcome'],
  choices: async (context) => ({ person: await personChoices(context), which: whichOf(context, 'check') }),
  find: findPerson,
  missing: 'no_such_person',
  detail: ({ outcome }) => outcome,
  run: async (context, input, found) => {
    const { parts, now, words } = context;
    const checks = whichOf(context, 'check');
    const [which] = meant(input.which, checks);
    if (which === undefined) {
      const refused = words('no_check', { which: input.which, known: knownOf(checks) });
      return { refused, faults: { which: refused } };
    }
    const days = readDays(context, input, today(parts, now));
    if ('refused' in days) return days;
    return recordOne(context, found, proofFor(context, found.id, { kind: 'check', which, outcome: input.outcome, ...days }));
  },
});

/** Requirements whose proof has no command of its own. */
const others = ({ kind }: Requirement) => !['attended', 'led', 'age', 'training', 'check'].includes(kind);

export const proofRecord = staffCommand({
  name: 'proof record',
  summary: 'record that there is a reference, an agreement, a right to work, and the like',
  may: 'change pathways',
  input: z.strictObject({ person, requirement: z.string().trim().toLowerCase().max(60).describe('what it shows'), date, until }),
  positional: ['person', 'requirement'],
  choices: async (context) => ({ person: await personChoices(context), requirement: requirementChoices(context, others) }),
  find: findPerson,
  missing: 'no_such_person',
  run: async (context, input, found) => {
    const { parts, now } = context;
    const choices = requirementChoices(context, others);
    const [id] = meant(input.requirement, choices);
    const asked = parts.pathway.requirements.find(({ requirement }) => requirement === id);
    if (!asked) return unknownRequirement(context, input.requirement, knownOf(choices));
    const days = readDays(context, input, today(parts, now));
    if ('refused' in days) return days;
    return recordOne(context, found, proofFor(context, found.id, { kind: asked.kind as ProofKind, which: asked.which, ...days }));
  },
});

export const proofSign = staffCommand({
  name: 'proof sign',
  summary: 'sign off what somebody said that they did, so that it counts',
  may: 'change pathways',
  input: z.strictObject({ proof: z.string().trim().min(1).describe('its id from the board, or its beginning') }),
  positional: ['proof'],
  find: async ({ parts }, input) => {
    const proof = await parts.store.pathways.proof(input.proof);
    return proof && { id: proof.person, name: proof.name, proof };
  },
  missing: 'no_proof',
  run: async (context, _input, { id, proof }) => {
    const { parts, now, actor, words } = context;
    if (isSelf(context, id)) return { refused: words('proof_not_own') };
    if (!(await parts.store.pathways.sign(proof.id, actor.id, now))) return { refused: words('proof_signed_already') };
    const found = await parts.store.pathways.of(id);
    const sheet: Sheet = found ? pathwaySheet(context, found) : { data: null };
    return { ...sheet, text: [words('proof_signed', { what: proofCalled(context, proof) }), sheet.text ?? ''].join('\n') };
  },
});

export const proofUndo = staffCommand({
  name: 'proof undo',
  summary: 'take back what was recorded together: a training, a check, a reference',
  may: 'change pathways',
  input: z.strictObject({ batch: z.string().describe('the id that recording it answered') }),
  positional: ['batch'],
  find: async ({ parts }, { batch }) => {
    const found = await parts.store.pathways.batch(batch);
    // Of several people, each is in the audit by the batch.
    return found && { id: found.people.length === 1 ? (found.people[0] as string) : batch };
  },
  missing: 'no_proof_batch',
  run: async ({ parts, words }, { batch }) => {
    const count = await parts.store.pathways.undo(batch);
    return { text: words('proof_undone', { count: String(count) }), data: { count } };
  },
});
