import { randomUUID } from 'node:crypto';
import type { World } from './world.ts';

/** A project with answers in it, put there as the database has them, for tests of the matrix and of reports. */

const six = ['safety', 'staffing', 'data', 'technology', 'estates', 'needs'] as const;
export type Area = (typeof six)[number];

/** How many said 1, 2, 3, 4 and 5 to the statement of an area, and last how many left it out. */
export type Counts = [number, number, number, number, number, number];

export interface PlaceFacts {
  name: string;
  kind?: 'secure' | 'community';
  anonymous?: boolean;
  areas?: readonly string[];
  /** Of each area; all have as many people. An area without them was left out by everybody. */
  said: Partial<Record<Area, Counts>>;
  /** What the first so many wrote, and whether it may be quoted. */
  wrote?: { words: string; quote: boolean }[];
}

const quoted = (value: unknown) => `'${JSON.stringify(value).replaceAll("'", "''")}'`;
const answered = (value: unknown) => ({ value, category: typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value), raw: '' });

/** Adds a project. Answers its id. */
export async function addProject(world: World, name: string): Promise<string> {
  const id = randomUUID();
  await world.database.rows(`INSERT INTO project (id, name, created_at) VALUES ('${id}', '${name}', '2026-03-01')`);
  return id;
}

/** A session in a place of its own, with a survey that is over. Answers the ids of both. */
export async function addAnswers(world: World, project: string, facts: PlaceFacts) {
  const { name, kind = 'community', anonymous = true, areas = six, said, wrote = [] } = facts;
  const { rows } = world.database;
  const [session, run] = [randomUUID(), randomUUID()];
  const [known] = (await rows(`SELECT id FROM setting WHERE name = '${name}'`)) as { id: string }[];
  const setting = known?.id ?? randomUUID();
  if (!known) await rows(`INSERT INTO setting VALUES ('${setting}', '${name}', '${kind}', '2026-03-01')`);
  const list = `ARRAY[${areas.map((area) => `'${area}'`)}]::text[]`;
  await rows(`INSERT INTO session (id, date, setting_id, project_id, areas, created_at)
    VALUES ('${session}', '2026-02-09', '${setting}', '${project}', ${list}, '2026-02-09')`);
  const least = anonymous && kind === 'secure' ? 10 : 5;
  await rows(`INSERT INTO survey_run (id, flow, flow_version, session_id, audience, anonymous, areas, threshold, opens_at, closes_at, finish_by, reminders, created_at)
    VALUES ('${run}', 'what-should-change', 1, '${session}', 'attended', ${anonymous}, ${list}, ${least},
      '2026-02-09', '2026-02-20', '2026-02-21', 0, '2026-02-09')`);
  const people = Math.max(...Object.values(said).map((counts) => counts.reduce((sum, count) => sum + count, 0)));
  const all = Array.from({ length: people }, (_, at) => {
    const given = Object.entries(said).flatMap(([area, counts]) => {
      const scores = counts.flatMap((count, place) => Array.from({ length: count }, () => (place < 5 ? String(place + 1) : null)));
      const score = scores[at] ?? null;
      return score === null ? [] : [[area, answered(Number(score))]];
    });
    const words = wrote[at];
    const answers = {
      ...Object.fromEntries(given),
      ...(words && { one_change: { value: words.words, category: '', raw: words.words }, may_quote: answered(words.quote) }),
    };
    return `('${randomUUID()}', '${run}', ${quoted(answers)}, 'finished', '2026-02-09')`;
  });
  if (all.length > 0) await rows(`INSERT INTO response (id, run_id, answers, state, day) VALUES ${all.join(', ')}`);
  return { session, run, setting };
}

/** Something that was said in a session. `saidBy` null: a note, which is nobody's words. */
export async function addSaid(
  world: World,
  session: string,
  said: { text: string; area: string; saidBy: string | null; speaks: string | null },
) {
  const text = (value: string | null) => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`);
  await world.database.rows(`INSERT INTO evidence (id, session_id, area, text, "by", at, said_by, speaks)
    VALUES ('${randomUUID()}', '${session}', ${text(said.area)}, ${text(said.text)}, 'bo', '2026-02-09', ${text(said.saidBy)}, ${text(said.speaks)})`);
}
