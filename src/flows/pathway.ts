import { z } from 'zod';
import { OLDEST_READING_AGE, Words } from '../engine/index.ts';
import type { Fault } from './fault.ts';

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and -');
/** Longer than any training or check holds: a slip of the keys. */
const MOST_MONTHS = 120;
const MOST = 100;

const about = { requirement: Id, label: Words, staff: z.string().trim().min(1).optional(), how: Words };
const count = z.int().min(1).max(MOST).default(1);
const months = z.int().min(1).max(MOST_MONTHS).nullable().default(null);

const Requirement = z.discriminatedUnion('kind', [
  z.strictObject({ ...about, kind: z.enum(['attended', 'led']), count }),
  z.strictObject({ ...about, kind: z.literal('age'), bands: z.array(z.string()).min(1) }),
  z.strictObject({
    ...about,
    kind: z.enum(['training', 'check', 'reference', 'portfolio', 'agreement', 'feedback', 'right-to-work', 'appointed']),
    which: Id.optional(),
    count,
    months,
  }),
]);

const Stage = z.strictObject({
  stage: Id,
  label: Words,
  about: Words,
  from: z.union([z.literal('anywhere'), z.array(Id)], 'a list of stages, or "anywhere"').default([]),
  next: z.array(Id).default([]),
  signs_off: z.array(z.enum(['staff', 'safeguarding lead', 'admin'])).default([]),
  second: z.boolean().default(false),
  mentors: z.boolean().default(false),
  works: z.boolean().default(false),
  requires: z.array(Id).min(1),
});
type Stage = z.infer<typeof Stage>;

/** What leads to what, and what each stage asks. */
export const PathwayFile = z.strictObject({ requirements: z.array(Requirement).min(1), stages: z.array(Stage).min(1) });
export type PathwayFile = z.infer<typeof PathwayFile>;

/** The pathway as the other rooms read it. */
export function pathwayOf({ requirements, stages }: PathwayFile) {
  const none = { which: undefined, count: 1, months: null, bands: [] as string[] };
  return {
    requirements: requirements.map((one) => {
      const { requirement, kind, label, staff, how, which, count, months, bands } = { ...none, ...one };
      return { requirement, kind, which: which ?? requirement, count, months, bands, label, staff: staff ?? label.en, how };
    }),
    stages: stages.map(({ signs_off, ...stage }) => ({ ...stage, signsOff: signs_off as string[] })),
  };
}

/** Kinds of which somebody may tell by themselves. All others are for staff to record: a check above all. */
const TOLD = ['training', 'portfolio'];
/** With the flow's own options, as many as every channel can show; what is left out is told as something else. */
const MOST_TOLD = 8;

type Raw = Record<string, unknown>;

/** Gives the questions of a flow file that offer what the pathway asks these options, by what is kept of a proof. */
export function offerTold({ requirements }: PathwayFile, value: unknown): void {
  const steps = (value as Raw | null)?.steps;
  for (const step of (Array.isArray(steps) ? steps : []) as (Raw | null)[]) {
    if (step?.options_of !== 'pathway') continue;
    const told = new Map<string, Raw>();
    for (const one of requirements) {
      const which = 'which' in one && one.which ? one.which : one.requirement;
      if (TOLD.includes(one.kind) && !told.has(which)) told.set(which, { value: which, label: one.label });
    }
    const own = Array.isArray(step.options) ? step.options : [];
    step.options = [...[...told.values()].slice(0, MOST_TOLD), ...own];
  }
}

const twice = (ids: string[]) => ids.flatMap((id, index) => (ids.indexOf(id) < index ? [{ id, index }] : []));

/** Stages that somebody can come to from the first. */
function reachable(stages: Stage[]): Set<string> {
  const found = new Set(stages.slice(0, 1).map(({ stage }) => stage));
  for (let size = 0; size < found.size; ) {
    size = found.size;
    for (const { stage, from } of stages) if (from === 'anywhere' || from.some((one) => found.has(one))) found.add(stage);
  }
  return found;
}

/** Whether the next steps of a stage lead back to it. */
function leadsBack(stages: Stage[], start: string): boolean {
  const seen = new Set<string>();
  const ahead = [start];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop())
    for (const next of stages.find(({ stage }) => stage === at)?.next ?? []) {
      if (next === start) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      ahead.push(next);
    }
  return false;
}

/** What is wrong with a pathway, beside the age bands that there are. */
export function pathwayFaults(
  { requirements, stages }: PathwayFile,
  bands: string[],
  file: string,
  lineOf: (path: PropertyKey[]) => number,
): Fault[] {
  const faults: Fault[] = [];
  const report = (path: PropertyKey[], message: string, weight: Fault['weight'] = 'refuse') =>
    faults.push({ file, line: lineOf(path), message, weight });
  const known = requirements.map(({ requirement }) => requirement);
  const names = stages.map(({ stage }) => stage);
  const asked = new Set(stages.flatMap(({ requires }) => requires));
  const reached = reachable(stages);

  for (const { id, index } of twice(known)) report(['requirements', index], `the requirement "${id}" stands here twice`);
  for (const { id, index } of twice(names)) report(['stages', index], `the stage "${id}" stands here twice`);
  requirements.forEach((one, index) => {
    if (!asked.has(one.requirement)) report(['requirements', index], `no stage asks for "${one.requirement}"`, 'note');
    for (const band of one.kind === 'age' ? one.bands : [])
      if (!bands.includes(band))
        report(['requirements', index, 'bands'], `"${band}" is no age band of the policy; there are ${bands.join(', ')}`);
  });
  stages.forEach((stage, index) => {
    const at = (...rest: PropertyKey[]) => ['stages', index, ...rest];
    for (const id of stage.requires) if (!known.includes(id)) report(at('requires'), `there is no requirement "${id}"`);
    for (const { id } of twice(stage.requires)) report(at('requires'), `"${id}" is asked for twice`);
    for (const id of stage.from === 'anywhere' ? [] : stage.from) if (!names.includes(id)) report(at('from'), `there is no stage "${id}"`);
    for (const id of stage.next) {
      const next = stages.find((one) => one.stage === id);
      if (!next) report(at('next'), `there is no stage "${id}"`);
      else if (next.from !== 'anywhere' && !next.from.includes(stage.stage))
        report(at('next'), `"${id}" is shown as a next step, and its "from" does not let anybody come from "${stage.stage}"`);
    }
    if (leadsBack(stages, stage.stage))
      report(at('next'), `the next steps of "${stage.stage}" lead back to it, so nobody would ever arrive`);
    if (index === 0) firstFaults(stage, requirements, (path, message) => report(at(...path), message));
    else if (!reached.has(stage.stage)) report(at('from'), `nobody can come to "${stage.stage}": give it a "from" that leads to it`);
    else if (stage.signs_off.length === 0)
      report(at(), `"${stage.stage}" needs "signs_off": only the first stage is reached without anybody deciding`);
  });
  return faults;
}

/** Everybody begins at the first stage, by what they attended alone: nobody would see to it for each of them. */
function firstFaults(
  first: Stage,
  requirements: PathwayFile['requirements'],
  report: (path: PropertyKey[], message: string) => void,
): void {
  if (first.from === 'anywhere' || first.from.length > 0) report(['from'], 'everybody begins at the first stage; take out "from"');
  if (first.signs_off.length > 0 || first.second)
    report(['signs_off'], 'nobody decides about the first stage; take out "signs_off" and "second"');
  const kinds = requirements.filter(({ requirement }) => first.requires.includes(requirement)).map(({ kind }) => kind);
  if (kinds.some((kind) => kind !== 'attended') || first.requires.length !== 1)
    report(['requires'], 'the first stage asks for one requirement, of the kind "attended"');
}

/** Young people read every word of the file. */
export function pathwayWordFaults(
  { requirements, stages }: PathwayFile,
  readingAge: (text: string) => number,
  file: string,
  lineOf: (path: PropertyKey[]) => number,
): Fault[] {
  const texts = [
    ...requirements.flatMap(({ label, how }, index) =>
      Object.entries({ label, how }).map(([key, words]) => ({ at: ['requirements', index, key], words })),
    ),
    ...stages.flatMap(({ label, about }, index) =>
      Object.entries({ label, about }).map(([key, words]) => ({ at: ['stages', index, key], words })),
    ),
  ];
  return texts.flatMap(({ at, words }) =>
    Object.entries(words).flatMap(([language, text]): Fault[] => {
      const age = readingAge(text);
      if (age <= OLDEST_READING_AGE) return [];
      const message = `${language}: this needs a reading age of ${age.toFixed(0)}; the limit is ${OLDEST_READING_AGE}. Use shorter words and sentences.`;
      return [{ file, line: lineOf([...at, language]), message, weight: 'note' }];
    }),
  );
}
