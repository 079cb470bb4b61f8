import { z } from 'zod';
import { StepId, Words } from './words.ts';

/**
 * Of somebody's pathway, as days: `stage`, when they reached the stage that they are at, after the first; `left`, when they left the pathway;
 * `runs_out`, the last day on which something counts that this stage or the next one needs; `quiet`, the last day with anything new, where there is
 * something that they could do next.
 */
export const pathwayEvents = ['stage', 'left', 'runs_out', 'quiet'] as const;
export type PathwayEvent = (typeof pathwayEvents)[number];

/** Of an opportunity: when it was found to fit them; when its last day is over; when staff decided something that whoever is interested is told. Of a finding: when staff said to tell it. */
const opportunityEvents = ['posted', 'ending', 'decided'] as const;

/**
 * Moments of a pair by which somebody is written to. `proposed`: they can be asked, of who said that they want one or would be one; `suggested`: of who
 * has not said so; `agreed`: both said yes; `unmet`: the time to answer is over, and they had said yes; `parted`: a pair ended, and they did not end it.
 */
export const pairEvents = ['proposed', 'suggested', 'agreed', 'unmet', 'parted'] as const;
export type PairEvent = (typeof pairEvents)[number];

/**
 * Events that a nudge can be timed by. Of a survey: `sent`, when its invitations go; `closes`. Of the person: `registered`; `silence`, their last
 * reply in this flow while it is still open.
 */
export const nudgeEvents = ['sent', 'closes', 'registered', 'silence', ...pathwayEvents, ...opportunityEvents, ...pairEvents] as const;
export type NudgeEvent = (typeof nudgeEvents)[number];

/**
 * What makes a nudge pointless. `answered`, `begun`: of the survey that it is about, or the pair; elsewhere `answered`: its flow was, since it was planned.
 * `wrote`: they have written since then. `attended`: since then.
 */
export const nudgeEnds = ['answered', 'begun', 'registered', 'wrote', 'attended'] as const;
export type NudgeEnd = (typeof nudgeEnds)[number];

const units = ['hour', 'day', 'week', 'month'] as const;

/**
 * Names that the words of a nudge may have in braces, by what it is about. Of an opportunity, `facts`: pay, when and where, a line each. Of a finding, `answer`: what came back,
 * with what was promised; `promise` and `did`: what was promised, and done. Days are written out.
 */
export const gapsAbout = {
  opportunity: ['title', 'facts', 'closes', 'hears'],
  finding: ['said', 'to', 'answer', 'promise', 'did'],
} as const;

const span = `\\d{1,3} (${units.join('|')})s?`;
const spanLike = new RegExp(`^${span}$`);
const momentLike = new RegExp(`^(${span} (before|after) )?(${nudgeEvents.join('|')})$`);

/** Days, weeks and months are those of the calendar where the person is, hours are hours. */
export interface Span {
  count: number;
  unit: (typeof units)[number];
}

/** So long after an event; before it where the count is negative. */
export interface Moment extends Span {
  event: NudgeEvent;
}

/** "2 days", as a flow has it. */
export function spanOf(text: string): Span {
  const [count, unit = ''] = text.split(' ');
  return { count: Number(count), unit: unit.replace(/s$/, '') as Span['unit'] };
}

/** Whether a nudge is timed by somebody's pathway. */
export function pathwayEventOf({ when }: { when?: string | undefined }): PathwayEvent | null {
  return pathwayEvents.find((event) => when !== undefined && momentOf(when).event === event) ?? null;
}

/** "2 days after registered", "1 day before closes", or only the event. */
export function momentOf(text: string): Moment {
  const parts = text.split(' ');
  const event = parts.at(-1) as NudgeEvent;
  if (parts.length === 1) return { event, count: 0, unit: 'hour' };
  const { count, unit } = spanOf(text);
  return { event, count: parts[2] === 'before' ? -count : count, unit };
}

const Span = z.string().regex(spanLike, 'a time is like "12 hours", "2 days", "1 week" or "3 months"');
const Moment = z
  .string()
  .regex(momentLike, `when is like "2 days after registered" or "1 day before closes"; the events are ${nudgeEvents.join(', ')}`);

/**
 * A message that nobody asked for at that moment, as the flow that it serves has it. Planned once for each person and occurrence, looked at again at
 * the moment of sending (src/nudges).
 */
export const NudgePolicy = z
  .strictObject({
    nudge: StepId,
    /** How it is called in staff lists. */
    label: z.string().min(1),
    /** `invitation` and `reminder` are those of a survey and have its words; `nudge` has its own. */
    kind: z.enum(['invitation', 'reminder', 'nudge']).default('nudge'),
    /**
     * The consent that it needs. `service`: about what they are in the middle of, which needs none; still only at an age at which the policy lets
     * us write unasked. `asked`: the answer to what they asked of us, at any age. `contact`: the yes to being written to and no other, at an age at which
     * we may write unasked, or where they asked for it. For an invitation the yes to being written to, always.
     */
    purpose: z.string().default('reminders'),
    /** Nor does it go to who said no to this purpose; who was never asked is not meant. */
    unless_no: z.string().optional(),
    /** What it tells of, whose names its words may have: see `gapsAbout`. */
    about: z.enum(['opportunity', 'finding']).optional(),
    when: Moment.optional(),
    /** In place of `when`: spread evenly between these two, as many as `at_most`. */
    between: z.tuple([z.enum(nudgeEvents), z.enum(nudgeEvents)]).optional(),
    /** To one person, for one occurrence. With `when`, each so long after the one before: `apart`. */
    at_most: z.number().int().min(1).max(5).default(1),
    /** Of a pathway, where each occurrence has one: so long after the last that went to the same person. */
    apart: Span.optional(),
    /** How long it still makes sense, from when it is due. Without it, until the survey or the opportunity closes; with `between`, until the second event. */
    for: Span.optional(),
    /**
     * When it could not go in that time: `skip` it; `send` it all the same, as soon as it may; `shorten`: send `short` in its place, words that are
     * still true later.
     */
    late: z.enum(['skip', 'send', 'shorten']).default('skip'),
    resolved_if: z.array(z.enum(nudgeEnds)).default([]),
    /** Each says how to stop. */
    text: Words.optional(),
    short: Words.optional(),
    /** A button below the text, and what a press says for them. */
    button: z.strictObject({ label: Words, says: z.string().min(1) }).optional(),
  })
  .superRefine((policy, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if ((policy.when === undefined) === (policy.between === undefined)) fault('when', 'a nudge has either `when` or `between`');
    if (policy.when && policy.at_most > 1 && !policy.apart) fault('apart', 'more than one needs `apart`, the time between two');
    if (policy.when && !policy.for && policy.kind === 'nudge' && !policy.about) fault('for', '`for` says how long it still makes sense');
    if ((policy.kind === 'nudge') !== (policy.text !== undefined))
      fault('text', 'a nudge has a text; an invitation and a reminder have the words of surveys');
    if ((policy.late === 'shorten') !== (policy.short !== undefined)) fault('short', '`late: shorten` and `short` belong together');
  });
export type NudgePolicy = z.infer<typeof NudgePolicy>;
