import { z } from 'zod';

/** Below this, a number is a slip, and what it takes away does not come back. */
const FEWEST = 30;

const Days = z.int().min(FEWEST, `nothing is kept for less than ${FEWEST} days; a smaller number would be a slip`);

/** How long each class of data is kept, in days: see retention.yaml for what each is counted from. null: for ever. */
export const KeptFor = z
  .strictObject({
    conversations: Days,
    answers: Days,
    contact_details: Days,
    anonymous_answers: Days,
    concern_log: Days,
    concern_kept: Days,
    audit: Days,
    inbound_keys: Days,
    resume_codes: Days,
    used_tickets: Days,
    tombstones: z.union([Days, z.literal('for ever').transform(() => null)], `a number of days from ${FEWEST}, or "for ever"`),
  })
  .superRefine((kept, context) => {
    for (const name of ['conversations', 'answers'] as const)
      if (kept[name] > kept.contact_details)
        context.addIssue({ code: 'custom', path: [name], message: 'nothing of a person is kept longer than their contact_details' });
  });
export type KeptFor = z.infer<typeof KeptFor>;
