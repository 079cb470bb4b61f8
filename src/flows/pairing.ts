import { z } from 'zod';

/** What a charity decides about mentors: part of policy.yaml. */
export const PairingFile = z
  .strictObject({
    mentees: z.number().int().min(1).max(20).default(2),
    answer_days: z.number().int().min(3).max(60).default(14),
    under_18: z.enum(['with-lead', 'never']).default('with-lead'),
  })
  .prefault({});

/** The same as the other rooms read it. */
export const pairingOf = ({ mentees, answer_days, under_18 }: z.infer<typeof PairingFile>) => ({
  mentees,
  answerDays: answer_days,
  under18: under_18,
});
