import { z } from 'zod';
import type { FlowDefinition } from '../engine/index.ts';
import type { Fault } from './fault.ts';
import { PairingFile } from './pairing.ts';

const voice = z.enum(['self', 'guardian', 'nobody']);

const Band = z.strictObject({
  band: z.string(),
  may_take_part: z.boolean(),
  who_consents: z.enum(['self', 'self-guardian-told', 'guardian']),
  sensitive: voice,
  photos: voice,
  nudges: z.boolean(),
  young_notice: z.boolean(),
});
type Band = z.infer<typeof Band>;

/** What a charity asks of people at which age: one row for each age band, the youngest first. */
export const PolicyFile = z.strictObject({
  bands: z
    .array(Band)
    .min(1)
    .refine((bands) => new Set(bands.map(({ band }) => band)).size === bands.length, 'an age band stands here twice'),
  /** When we may write to people who are not asking for it at that moment: the calendar knows the shape. */
  contact_hours: z.unknown().default({
    zone: 'Europe/London',
    days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
    from: '9:00',
    until: '20:00',
  }),
  /** How much we may write to one person unasked, over all reminders and invitations together: on a day, and in seven days. */
  nudges: z
    .strictObject({ a_day: z.number().int().min(1).max(3), a_week: z.number().int().min(1).max(7) })
    .default({ a_day: 1, a_week: 3 }),
  /** Mentors. */
  pairing: PairingFile,
  /** A tablet that is passed round: seconds without a touch until it asks whether somebody is there, and then until the next person's turn. */
  tablet: z
    .strictObject({ ask_after: z.number().int().min(30).max(600), leave_after: z.number().int().min(10).max(120) })
    .default({ ask_after: 120, leave_after: 30 }),
  /** When staff are told of the week: the calendar knows the shape. */
  staff_digest: z.unknown().default({ zone: 'Europe/London', day: 'monday', at: '9:00' }),
});
export type PolicyFile = z.infer<typeof PolicyFile>;

/** The lists of age bands that conditions in flows name, as in `answers.age in policy.guardian_bands`. */
const lists = {
  turned_away_bands: (band: Band) => !band.may_take_part,
  young_notice_bands: (band: Band) => band.young_notice,
  /** We ask whether there is a parent or carer to speak to. */
  guardian_bands: (band: Band) => band.who_consents !== 'self',
  /** A parent or carer has to say yes too. */
  guardian_consents_bands: (band: Band) => band.who_consents === 'guardian',
  no_reminders_bands: (band: Band) => !band.nudges,
  no_sensitive_bands: (band: Band) => band.sensitive === 'nobody',
};

export function listsOf({ bands }: PolicyFile): Record<string, string[]> {
  return Object.fromEntries(Object.entries(lists).map(([name, holds]) => [name, bands.filter(holds).map(({ band }) => band)]));
}

/** The rules as the other rooms read them. */
export function rulesOf({ bands }: PolicyFile) {
  return bands.map(({ band, may_take_part, who_consents, sensitive, photos, nudges, young_notice }) => {
    return { band, mayTakePart: may_take_part, whoConsents: who_consents, sensitive, photos, nudges, youngNotice: young_notice };
  });
}

/** The law's own age: younger than this, a parent or carer has to consent (UK GDPR Art 8, DPA 2018 s.9). */
const AGE_OF_CONSENT = 13;

/** What is wrong with a policy beside the flows: each age band that a flow asks for has its row, and the law is kept. */
export function policyFaults(
  { bands }: PolicyFile,
  flows: FlowDefinition[],
  file: string,
  lineOf: (path: PropertyKey[]) => number,
): Fault[] {
  const refuse = (path: PropertyKey[], message: string): Fault => ({ file, line: lineOf(path), message, weight: 'refuse' });
  const asked = flows.flatMap(({ steps }) => steps.flatMap((step) => ('ask' in step && step.save === 'age_band' ? step.options : [])));
  const missing = [...new Set(asked.map(({ value }) => value))].filter((value) => !bands.some(({ band }) => band === value));
  const unknown = bands.flatMap(({ band }, index) => (asked.some(({ value }) => value === band) ? [] : [{ band, index }]));
  const unlawful = bands.flatMap(({ band, may_take_part, who_consents }, index) => {
    const young = asked.some(({ value, to }) => value === band && to !== undefined && to < AGE_OF_CONSENT);
    return young && may_take_part && who_consents !== 'guardian' ? [{ band, index }] : [];
  });
  return [
    ...missing.map((band) => refuse(['bands'], `people can answer that they are "${band}", and there is no row for that age; add one`)),
    ...unknown.map(({ band, index }) =>
      refuse(['bands', index], `no question about the age has the answer "${band}"; use one of its answers, or take the row out`),
    ),
    ...unlawful.map(({ band, index }) =>
      refuse(
        ['bands', index, 'may_take_part'],
        `under ${AGE_OF_CONSENT}, the law wants a parent's or carer's consent: set who_consents of "${band}" to guardian, or may_take_part to false`,
      ),
    ),
  ];
}
