import { z } from 'zod';

const Count = z.int().min(0);
/** At least, and at most; null: nobody can say. */
const Bounds = z.strictObject({ from: Count, to: Count.nullable() });
const figures = {
  ...{ people: Bounds, apart: Bounds, named: Count, unnamed: Bounds, attendances: Bounds },
  ...{ settings: Count, sessions: Count, uncounted: Count, open: Count, fewer: Count },
};
const Day = z.iso.date().optional();

/** The ledger as `reach --json` gives it; docs/sessions.md has the rule of each number. null: no session is recorded. */
export const ReachReport = z.strictObject({
  by: z.enum(['setting', 'project', 'area', 'month']),
  which: z.strictObject({
    setting: z.string().optional(),
    project: z.string().optional(),
    area: z.string().optional(),
    from: Day,
    to: Day,
  }),
  whole: z.strictObject(figures).nullable(),
  parts: z.array(z.strictObject({ part: z.string(), name: z.string(), ...figures })),
});
export type ReachReport = z.infer<typeof ReachReport>;
