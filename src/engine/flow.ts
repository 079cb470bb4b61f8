import { z } from 'zod';
import { NudgePolicy } from './nudge.ts';
import { FlowId, LanguageCode, StepId, Words } from './words.ts';

/**
 * A flow as it is written: YAML read by this schema. The order of `steps` is the path; `next`, `branch` and `call` leave it.
 * Step ids are CEL identifiers, so that a condition can name an answer: `answers.age == "13-15"`.
 */

/** What an answer may update on the person. */
export const PersonField = z.enum(['name', 'age_band', 'place', 'language']);
export type PersonField = z.infer<typeof PersonField>;

const Option = z.strictObject({
  value: z.string().regex(/^[a-z0-9][a-z0-9_+-]*$/, 'an option value is lower-case letters, digits, - and _'),
  label: Words,
  /** Other words that mean this option, in any language. */
  synonyms: z.array(z.string().min(1)).default([]),
  /** Offered only where this condition holds; without it, always. For `choice` and `several`. */
  if: z.string().min(1).optional(),
  /** For `age`: the whole years this band covers, both ends included; no `to` means no upper end. */
  from: z.number().int().nonnegative().optional(),
  to: z.number().int().nonnegative().optional(),
});
export type Option = z.infer<typeof Option>;

const next = StepId.optional();

export const QuestionType = z.enum([
  'text',
  'name',
  'number',
  'age',
  'date',
  'yes_no',
  'choice',
  'several',
  'scale',
  'nought_to_ten',
  'email',
  'phone',
  'consent',
]);
export type QuestionType = z.infer<typeof QuestionType>;

export const AskStep = z.strictObject({
  ask: StepId,
  type: QuestionType,
  text: Words,
  /** The same question said another way, after the first reply that did not fit. */
  again: Words,
  /** Why we ask, said on WHY. */
  why: Words,
  /** How the question is called in the summary and in staff lists. */
  label: Words,
  /** Whether SKIP is allowed. Consent may always be left: skipping one records nothing. */
  skip: z.boolean().default(true),
  save: PersonField.optional(),
  /** Areas of the codebook that this question belongs to. */
  themes: z.array(z.string()).default([]),
  options: z.array(Option).default([]),
  /** Before these: what the pathway asks and people may tell of themselves. Put in when the file is read. */
  options_of: z.literal('pathway').optional(),
  /** Lowest and highest number for `number`. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** A `date` that has been: a day without a year is the last such day, and none that is still to come fits. */
  past: z.literal(true).optional(),
  /** Takes only an option's own names: no part of one, no typing mistake. For a question whose answer is carried out at once. */
  exact: z.literal(true).optional(),
  /** Whole replies in own words that mean "there is nothing": they skip the question. */
  nothing: z.array(z.string().min(1)).default([]),
  /** The purpose a `consent` question asks for. In a file, its words are left out: they are those of its terms. */
  purpose: z.string().optional(),
  /** The version of the terms whose words these are: put in when the file is read, and kept with the flow's version. */
  terms: z.string().optional(),
  /** The purpose that this answer is kept under: a no to it takes the answer away, and without a yes nobody uses it. */
  under: z.string().optional(),
  next,
});
export type AskStep = z.infer<typeof AskStep>;

export const SayStep = z.strictObject({ say: StepId, text: Words, next });
export type SayStep = z.infer<typeof SayStep>;

export const BranchStep = z.strictObject({
  branch: StepId,
  when: z.array(z.strictObject({ if: z.string().min(1), to: StepId })).min(1),
  /** Where to go when nothing matched; without it, the next step in the list. */
  else: StepId.optional(),
});
export type BranchStep = z.infer<typeof BranchStep>;

export const CallStep = z.strictObject({ call: StepId, flow: FlowId, next });
export type CallStep = z.infer<typeof CallStep>;

export const DoStep = z.strictObject({
  do: StepId,
  action: z.string().min(1),
  /** Details for the action. `{step}` is what was answered there. */
  with: z.record(z.string(), z.string()).default({}),
  next,
});
export type DoStep = z.infer<typeof DoStep>;

/**
 * Shows every answer and asks whether it is right; any of them can be changed from here. With a `purpose` it also asks consent: `asks` are
 * the words of its terms, put in when the file is read, and `refuse` is where a no leads.
 */
export const ReviewStep = z.strictObject({
  review: StepId,
  text: Words,
  again: Words,
  why: Words,
  purpose: z.string().optional(),
  asks: Words.optional(),
  terms: z.string().optional(),
  refuse: StepId.optional(),
  next,
});
export type ReviewStep = z.infer<typeof ReviewStep>;

export const EndStep = z.strictObject({
  end: StepId,
  text: Words.optional(),
  outcome: z.enum(['completed', 'declined', 'lapsed']).default('completed'),
});
export type EndStep = z.infer<typeof EndStep>;

export const Step = z.union([AskStep, SayStep, BranchStep, CallStep, DoStep, ReviewStep, EndStep], {
  error: 'a step is one of say, ask, branch, call, do, review or end, with only the keys of its kind',
});
export type Step = z.infer<typeof Step>;
export type StepKind = 'ask' | 'say' | 'branch' | 'call' | 'do' | 'review' | 'end';

const kinds: StepKind[] = ['ask', 'say', 'branch', 'call', 'do', 'review', 'end'];

export function kindOf(step: Step): StepKind {
  return kinds.find((kind) => kind in step) as StepKind;
}

export function idOf(step: Step): string {
  return (step as unknown as Record<string, string>)[kindOf(step)] as string;
}

/** One line of a conversation in `examples`: what is typed, and what must come of it. */
export const Example = z.strictObject({
  title: z.string().min(1),
  /** The survey that is answered, for flows that ask. */
  survey: z.strictObject({ areas: z.array(z.string()), named: z.boolean() }).optional(),
  /** How it is with their pathway, and what they agreed to, where that is not nothing. */
  pathway: z.record(z.string(), z.boolean()).optional(),
  agreed: z.array(z.string()).optional(),
  lines: z.array(
    z.strictObject({
      /** What the young person types. */
      young_person: z.string().optional(),
      /** Part of what the bot says in answer. */
      bot: z.string().optional(),
      /** Answers as they now stand: step id to value. */
      answers: z.record(StepId, z.unknown()).optional(),
      ended: z.enum(['completed', 'declined', 'lapsed']).optional(),
    }),
  ),
});
export type Example = z.infer<typeof Example>;

export const FlowDefinition = z.strictObject({
  flow: FlowId,
  title: Words,
  /** Languages this flow is written in, and whether a speaker has checked them. A draft is never offered to a person. */
  languages: z.record(LanguageCode, z.enum(['checked', 'draft'])).default({ en: 'checked' }),
  /** After so long a silence it ends without words. What we may say into a silence is a nudge. */
  silence: z.strictObject({ after_minutes: z.number().int().positive(), end: z.enum(['lapsed']).default('lapsed') }).optional(),
  /** Makes it a survey, which staff can send: how the invitation names what it asks about ({day}: of the session), and how long it takes. */
  survey: z.strictObject({ about: Words, minutes: z.number().int().positive() }).optional(),
  /** What we may write about it unasked. */
  nudges: z.array(NudgePolicy).default([]),
  steps: z.array(Step).min(1),
  examples: z.array(Example).default([]),
});
export type FlowDefinition = z.infer<typeof FlowDefinition>;

/** A definition with every sub-flow that it calls: all that is needed to run it again, years later. */
export const FlowBundle = z.strictObject({ main: FlowDefinition, called: z.record(FlowId, FlowDefinition) });
export type FlowBundle = z.infer<typeof FlowBundle>;

/** JSON Schema of a flow file, for editors. A question that asks consent leaves its words to the terms. */
export function flowJsonSchema(): unknown {
  const words = ['text', 'again', 'why', 'label'];
  return z.toJSONSchema(FlowDefinition, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema !== (AskStep as unknown)) return;
      jsonSchema.required = jsonSchema.required?.filter((key) => !words.includes(key)) ?? [];
      Object.assign(jsonSchema, { if: { properties: { type: { const: 'consent' } } }, else: { required: words } });
    },
  });
}
