import { z } from 'zod';
import type { BarChart } from '../../insight/index.ts';
import { figuresOn, type PathwayFigures, type ShareRow } from '../../pathways/index.ts';
import type { DeskParts } from '../parts.ts';

const Day = z.iso.date();
const Count = z.int().min(0);
const Share = z.number().min(0).max(1);
const Row = z.strictObject({
  of: z.array(z.string()),
  ...{ staff: Count, yes: Count, no: Count, unknown: Count },
  ...{ lowest: Share, highest: Share },
});
const Table = z.strictObject({ day: Day, rows: z.array(Row).min(1) }).nullable();
const Steps = Count.nullable();

/** The figures as `pathway report --json` gives them. Counts that are null are about too few people to be said. */
export const PathwayReport = z.strictObject({
  on: Day,
  least: z.int().min(1),
  /** How staff, and coming through projects, are reckoned. */
  rule: z.string(),
  share: z.strictObject({ whole: Table, role: Table, cohort: Table }),
  gaps: z.strictObject({ day: Day, staff: Count, noStart: Count, noWork: Count }),
  funnel: z.strictObject({
    ...{ day: Day, people: Steps },
    stages: z.array(z.strictObject({ stage: z.string(), people: Steps, movedOn: Steps, stayed: Steps, months: Count.nullable() })),
  }),
});
export type PathwayReport = z.infer<typeof PathwayReport>;

/** What can be said of everybody's pathways on a day. */
export async function reportOn(parts: DeskParts, on: string, rule: string): Promise<PathwayReport> {
  const journeys = await parts.store.pathways.journeys(parts.pathway, parts.contactHours.zone);
  const figures: PathwayFigures = figuresOn(parts.pathway, journeys, on);
  return PathwayReport.parse({ ...figures, rule });
}

/** A row as a bar: full up to the lowest share, hatched from there to the highest. */
export function barOf(row: ShareRow, label: string, value: string): BarChart['parts'][number]['bars'][number] {
  const { lowest, highest } = row;
  const gap = highest > lowest ? [{ from: lowest, to: highest, hatched: true }] : [];
  return { label, value, pieces: [{ from: 0, to: lowest, hatched: false }, ...gap] };
}
