/** Reports that were published, and what they are made of. */
import type {
  AskedRun,
  KeptCoded,
  KeptRelease,
  PackFigure,
  PackSummary,
  Packs,
  ProjectFacts,
  QuoteReading,
  SaidInSession,
} from '../desk/ports.ts';
import { wholeId } from './by-id.ts';
import type { Sql } from './sql.ts';

const askedText = `SELECT r.id, r.flow, r.flow_version AS "flowVersion", r.anonymous, r.audience, r.areas, r.threshold,
  r.opens_at AS "opensAt", r.finish_by AS "finishBy", json_build_object('id', t.id, 'name', t.name) AS setting, s.date::text AS date,
  (SELECT g.terms_version FROM group_consent g WHERE g.session_id = s.id AND g.at <= $2::timestamptz ORDER BY g.at DESC, g.id DESC LIMIT 1) AS "groupTerms"
FROM survey_run r JOIN session s ON s.id = r.session_id JOIN setting t ON t.id = s.setting_id
WHERE s.project_id = $1::uuid AND NOT s.planned AND s.created_at <= $2::timestamptz AND r.opens_at <= $2::timestamptz AND r.created_at <= $2::timestamptz ORDER BY r.created_at, r.anonymous DESC, r.flow, r.id`;

const unitsText = `SELECT DISTINCT ON (r.flow, r.anonymous) r.id FROM survey_run r JOIN session s ON s.id = r.session_id
WHERE s.project_id = $1::uuid AND r.opens_at <= $2::timestamptz AND r.created_at <= $2::timestamptz ORDER BY r.flow, r.anonymous, r.created_at DESC, r.id`;

/** Holds what is the same once: thousands of surveys have few places, days and areas between them. */
function sharing() {
  const held = new Map<string, unknown>();
  return <Value>(value: Value): Value => {
    const key = JSON.stringify(value);
    if (!held.has(key)) held.set(key, value);
    return held.get(key) as Value;
  };
}

const factsText = `SELECT count(*)::int AS sessions, count(DISTINCT setting_id)::int AS settings, min(date)::text AS "from", max(date)::text AS "to"
FROM session WHERE project_id = $1::uuid AND NOT planned AND created_at <= $2::timestamptz`;

/** A group that took back its yes since is quoted no more, whatever was said before that. */
const saidText = `SELECT e.area, e.text, e.said_by AS "saidBy", e.speaks, t.name AS setting FROM evidence e
JOIN session s ON s.id = e.session_id JOIN setting t ON t.id = s.setting_id
WHERE s.project_id = $1::uuid AND e.said_by IS NOT NULL AND e.at <= $2::timestamptz
  AND coalesce((SELECT g.agreed FROM group_consent g WHERE g.session_id = s.id ORDER BY g.at DESC, g.id DESC LIMIT 1), 1) > 0 ORDER BY e.id`;

const keeping = `WITH made AS (INSERT INTO pack (id, project_id, "by", at, contents)
  VALUES ($1::uuid, $2::uuid, $3::text, $4::timestamptz, $5::jsonb) RETURNING id)
INSERT INTO pack_figure (pack_id, id, label, query, cut_off, value, hash)
SELECT made.id, f.id, f.label, f.query, f."cutOff", f.value, f.hash FROM made,
  jsonb_to_recordset($6::jsonb) AS f (id text, label text, query jsonb, "cutOff" jsonb, value jsonb, hash text)`;

const summary = `SELECT p.id, json_build_object('id', j.id, 'name', j.name) AS project, p."by", p.at,
  (SELECT count(*)::int FROM pack_figure f WHERE f.pack_id = p.id) AS figures`;

export function packsOf(sql: Sql): Packs {
  return {
    asked: async (project, until) => {
      const runs: AskedRun[] = [];
      const share = sharing();
      await sql.each<AskedRun>(askedText, [project, until], (rows) => {
        for (const { id, ...row } of rows) {
          const shared = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, share(value)])) as Omit<AskedRun, 'id'>;
          runs.push({ id, ...shared });
        }
      });
      return runs;
    },
    units: async (project, until) => (await sql.query<{ id: string }>(unitsText, [project, until])).map(({ id }) => id),
    releases: (project, until) =>
      sql.query<KeptRelease>(
        `SELECT flow, anonymous, number, figures, at FROM release WHERE unit = $1::uuid AND at <= $2::timestamptz ORDER BY flow, anonymous, number`,
        [project, until],
      ),
    coded: (project, until) =>
      sql.query<KeptCoded>(
        `SELECT flow, anonymous, number, step, figures, at FROM coded_release WHERE unit = $1::uuid AND at <= $2::timestamptz
         ORDER BY flow, anonymous, step, at, number`,
        [project, until],
      ),
    facts: async (project, until) => (await sql.query<ProjectFacts>(factsText, [project, until]))[0] as ProjectFacts,
    said: (project, until) => sql.query<SaidInSession>(saidText, [project, until]),
    keep: async ({ id, project, by, at, contents, figures }) => {
      await sql.query(keeping, [id, project, by, at, contents, figures]);
    },
    list: (limit) =>
      sql.query<PackSummary>(`${summary} FROM pack p JOIN project j ON j.id = p.project_id ORDER BY p.at DESC, p.id DESC LIMIT $1::int`, [
        limit,
      ]),
    show: async (start) => {
      const id = await wholeId(sql, 'pack', start);
      if (id === null) return null;
      const [row] = await sql.query<PackSummary & { contents: unknown }>(
        `${summary}, p.contents FROM pack p JOIN project j ON j.id = p.project_id WHERE p.id = $1::uuid`,
        [id],
      );
      const all = await sql.query<PackFigure>(
        `SELECT id, label, query, cut_off AS "cutOff", value, hash FROM pack_figure WHERE pack_id = $1::uuid ORDER BY substr(id, 2)::int`,
        [id],
      );
      return row ? { ...row, all } : null;
    },
    readings: (marks) =>
      sql.query<QuoteReading>('SELECT mark, approved FROM quote_reading WHERE mark IN (SELECT jsonb_array_elements_text($1::jsonb))', [
        marks,
      ]),
    read: async ({ mark, approved, by, at }) => {
      await sql.query(
        `INSERT INTO quote_reading (mark, approved, "by", at) VALUES ($1::text, $2::boolean, $3::text, $4::timestamptz)
         ON CONFLICT (mark) DO UPDATE SET approved = excluded.approved, "by" = excluded."by", at = excluded.at`,
        [mark, approved, by, at],
      );
    },
  };
}
