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

const Month = z.string().regex(/^\d{4}-\d{2}$/);
/** What may be told to others, as `reach --outside --json` gives it. Counts that are null are about too few to be told; null in all: nothing can be told yet. */
export const OutsideReport = z
  .strictObject({
    ...{ least: Count, people: Bounds, named: Count.nullable(), unnamed: Count.nullable(), attendances: Count },
    ...{ sessions: Count, settings: Count },
    periods: z.array(
      z.strictObject({
        ...{ from: Month, to: Month, sessions: Count, attendances: Count },
        settings: z.array(z.strictObject({ of: z.array(z.string()), attendances: Count })),
      }),
    ),
  })
  .nullable();
export type OutsideReport = z.infer<typeof OutsideReport>;
