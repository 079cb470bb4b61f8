import type { CodableText, CodedAs, CodedReleaseRow, Coding, CodingCounts, Codings, SettledStep, WrittenResponse } from '../desk/ports.ts';
import type { Sql } from './sql.ts';

const publishing = `WITH newest AS (SELECT version, digest FROM codebook_version ORDER BY version DESC LIMIT 1),
added AS (INSERT INTO codebook_version (version, digest, definition, published_at)
  SELECT coalesce((SELECT version FROM newest), 0) + 1, $1::text, $2::jsonb, $3::timestamptz
  WHERE NOT EXISTS (SELECT 1 FROM newest WHERE digest = $1::text) ON CONFLICT DO NOTHING RETURNING version)
SELECT coalesce((SELECT version FROM added), (SELECT version FROM newest WHERE digest = $1::text)) AS version`;

/** A text's `ref`: nobody gets from it to the response, or from one text of a response to the other. */
const refOf = (parts: string) => `substr(encode(sha256(convert_to(${parts}, 'UTF8')), 'hex'), 1, 16)`;

/** `$1`: questions that are coded. `$2`: now. A response in a release keeps its id whatever comes later (`shuffle_responses`), and one of a run that is over never changes. */
const soFar = "coalesce(c.codings, 0) AS done, coalesce(c.coders, '{}') AS coders, coalesce(c.settled, false) AS settled";
const texts = `standing AS (
  SELECT ${refOf("x.id::text || '.' || q.step")} AS ref, x.id AS response, NULL::uuid AS evidence, q.step, r.flow, r.flow_version AS "flowVersion",
    r.id AS run, NULL::text AS writer, x.answers->q.step->>'value' AS text, ${soFar}
  FROM jsonb_to_recordset($1::jsonb) AS q (flow text, step text) JOIN survey_run r ON r.flow = q.flow AND r.finish_by <= $2::timestamptz
  JOIN response x ON x.run_id = r.id AND x.release IS NOT NULL AND x.state = 'finished' AND jsonb_typeof(x.answers->q.step->'value') = 'string'
    AND x.answers->q.step->>'value' ~ '[^[:space:]]'
  LEFT JOIN coded c ON c.response_id = x.id AND c.step = q.step
  UNION ALL
  SELECT ${refOf('e.id::text')}, NULL, e.id, '', NULL, NULL, NULL, e.by, e.text, ${soFar} FROM evidence e LEFT JOIN coded c ON c.evidence_id = e.id)`;

/** Of a text `s`: whether it waits for the coder `$3`, whom the audit knows by the names `$4`. */
const theirs = `NOT s.settled AND NOT $3::text = ANY (s.coders)
  AND (s.writer IS NULL OR s.writer NOT IN (SELECT jsonb_array_elements_text($4::jsonb)))`;

const codingJson = `json_build_object('place', c.place, 'coder', c.coder, 'codebook', c.codebook, 'areas', to_jsonb(c.areas))`;

const columns = `s.ref, s.response, s.evidence, s.step, s.flow, s."flowVersion", s.run, s.writer, s.text,
  (SELECT coalesce(json_agg(${codingJson} ORDER BY c.place), '[]') FROM coding c
    WHERE (c.response_id = s.response AND c.step = s.step) OR c.evidence_id = s.evidence) AS codings`;

/** Each coder has an order of their own, so that two who begin together meet at different texts. */
const orderOf = (ref: string) => `md5($3::text || ${ref})`;

const nextText = `WITH ${texts} SELECT ${columns} FROM standing s WHERE ${theirs}
  ORDER BY $5::text IS NOT NULL AND ${orderOf('s.ref')} <= ${orderOf('$5::text')}, ${orderOf('s.ref')} LIMIT 1`;

const findText = `WITH ${texts} SELECT ${columns} FROM standing s WHERE s.ref LIKE $3::text LIMIT 2`;

const countText = `WITH ${texts} SELECT count(*)::int AS texts, count(*) FILTER (WHERE s.settled)::int AS settled,
  count(*) FILTER (WHERE s.done = 0)::int AS first, count(*) FILTER (WHERE s.done = 1)::int AS second,
  count(*) FILTER (WHERE s.done = 2 AND NOT s.settled)::int AS third, count(*) FILTER (WHERE ${theirs})::int AS yours,
  (SELECT coalesce(json_agg(r.id ORDER BY r.finish_by DESC, r.id), '[]') FROM survey_run r WHERE r.finish_by <= $2::timestamptz
    AND r.flow IN (SELECT flow FROM jsonb_to_recordset($1::jsonb) AS q (flow text))
    AND EXISTS (SELECT 1 FROM response x WHERE x.run_id = r.id AND x.release IS NULL AND x.state = 'finished')) AS unpublished
  FROM standing s`;

const pairsText = `SELECT json_build_array(one.coder, other.coder) AS coders, json_build_array(to_jsonb(one.areas), to_jsonb(other.areas)) AS areas
  FROM coding one JOIN coding other ON other.place = 2 AND ((other.response_id = one.response_id AND other.step = one.step)
    OR other.evidence_id = one.evidence_id) WHERE one.place = 1 ORDER BY one.id`;

/** Who finished and is in a release of the unit `$1` to `$3`, with each question `q` of `$4`; and whether they wrote something there. */
const released = `unit_runs($1::text, $2::boolean, $3::uuid) r JOIN response x ON x.run_id = r.id AND x.release IS NOT NULL AND x.state = 'finished'
  CROSS JOIN jsonb_array_elements_text($4::jsonb) WITH ORDINALITY AS q (step, place)`;
const wrote = `jsonb_typeof(x.answers->q.step->'value') = 'string' AND x.answers->q.step->>'value' ~ '[^[:space:]]'`;

const settledText = `SELECT x.release AS number, q.step, max(c.codebook) AS codebook FROM ${released}
  LEFT JOIN (SELECT response_id, step, max(codebook) AS codebook FROM coding GROUP BY response_id, step) c ON c.response_id = x.id AND c.step = q.step
  LEFT JOIN coded d ON d.response_id = x.id AND d.step = q.step
  GROUP BY x.release, q.step HAVING bool_and(coalesce(d.settled, false) OR NOT (${wrote})) ORDER BY x.release, q.step`;

const writtenText = `SELECT x.release, x.run_id AS run, x.state, x.late, x.mode, json_agg(CASE WHEN ${wrote} THEN
  (SELECT coalesce(json_agg(${codingJson} ORDER BY c.place), '[]') FROM coding c WHERE c.response_id = x.id AND c.step = q.step) END ORDER BY q.place) AS codings
  FROM ${released} GROUP BY x.id`;

type WrittenRow = Omit<WrittenResponse, 'codings'> & { codings: (Coding[] | null)[] };

const unitIs = 'flow = $1::text AND anonymous = $2::boolean AND unit = $3::uuid';

type Grouped<Key extends string> = Record<Key, string> & { codings: Coding[] };

export function codingsOf(sql: Sql): Codings {
  const one = async (text: string, params: unknown[]) => {
    const rows = await sql.query<CodableText>(text, params);
    return rows.length === 1 ? (rows[0] as CodableText) : null;
  };
  const answer = async <Said>(text: string, params: unknown[]) => {
    const [row] = await sql.query<{ said: Said }>(text, params);
    return (row as { said: Said }).said;
  };
  return {
    publish: async (digest, codebook, at) => {
      // Of two who publish at once, one finds the other's the second time round.
      for (;;) {
        const [row] = await sql.query<{ version: number | null }>(publishing, [digest, codebook, at]);
        if (row?.version) return row.version;
      }
    },
    codebook: async (version) => {
      const [row] = await sql.query<{ definition: unknown }>('SELECT definition FROM codebook_version WHERE version = $1::int', [version]);
      return row?.definition ?? null;
    },
    next: ({ coder, names }, asked, after, now) => one(nextText, [asked, now, coder, names, after]),
    find: async (ref, asked, now) => (/^[0-9a-f]{8,16}$/.test(ref) ? one(findText, [asked, now, `${ref}%`]) : null),
    code: ({ response, step, evidence }, { id, coder, codebook, areas, settling, at }) =>
      answer<CodedAs>(
        `SELECT code_text($1::uuid, $2::uuid, $3::text, $4::uuid, $5::text, $6::int, ARRAY(SELECT jsonb_array_elements_text($7::jsonb)), $8::boolean,
          $9::timestamptz) AS said`,
        [id, response, step, evidence, coder, codebook, areas, settling, at],
      ),
    undo: ({ response, step, evidence }, coder) =>
      answer<'undone' | 'settled' | 'none'>('SELECT uncode_text($1::uuid, $2::text, $3::uuid, $4::text) AS said', [
        response,
        step,
        evidence,
        coder,
      ]),
    counts: async ({ coder, names }, asked, now) => {
      const [row] = await sql.query<CodingCounts>(countText, [asked, now, coder, names]);
      return row as CodingCounts;
    },
    waits: async (runs, asked, now) =>
      (
        await sql.query(
          `WITH ${texts} SELECT 1 AS one FROM standing s WHERE NOT s.settled AND s.run IN (SELECT jsonb_array_elements_text($3::jsonb)::uuid) LIMIT 1`,
          [asked, now, runs],
        )
      ).length > 0,
    pairs: () => sql.query(pairsText, []),
    ofResponses: (responses) =>
      sql.query<Grouped<'response' | 'step'>>(
        `SELECT c.response_id AS response, c.step, json_agg(${codingJson} ORDER BY c.place) AS codings FROM coding c
        WHERE c.response_id IN (SELECT jsonb_array_elements_text($1::jsonb)::uuid)
        GROUP BY c.response_id, c.step ORDER BY c.response_id, c.step`,
        [responses],
      ),
    settled: ({ flow, anonymous, unit }, steps) => sql.query<SettledStep>(settledText, [flow, anonymous, unit, steps]),
    written: ({ flow, anonymous, unit }, steps, take) =>
      sql.each<WrittenRow>(writtenText, [flow, anonymous, unit, steps], (rows) => {
        for (const { codings, ...row } of rows)
          take({ ...row, codings: Object.fromEntries(steps.map((step, at) => [step, codings[at] ?? null])) });
      }),
    ofNotes: (sessions) =>
      sql.query<Grouped<'evidence'>>(
        `SELECT c.evidence_id AS evidence, json_agg(${codingJson} ORDER BY c.place) AS codings FROM coding c
        JOIN evidence e ON e.id = c.evidence_id WHERE e.session_id IN (SELECT jsonb_array_elements_text($1::jsonb)::uuid)
        GROUP BY c.evidence_id ORDER BY c.evidence_id`,
        [sessions],
      ),
    releases: ({ flow, anonymous, unit }) =>
      sql.query<CodedReleaseRow>(`SELECT step, number, codebook, figures FROM coded_release WHERE ${unitIs} ORDER BY step, number`, [
        flow,
        anonymous,
        unit,
      ]),
    release: async ({ flow, anonymous, unit }, { step, number, codebook, figures }, at) => {
      await sql.query(
        `INSERT INTO coded_release (flow, anonymous, unit, number, step, codebook, figures, at)
        VALUES ($1::text, $2::boolean, $3::uuid, $4::int, $5::text, $6::int, $7::jsonb, $8::timestamptz) ON CONFLICT DO NOTHING`,
        [flow, anonymous, unit, number, step, codebook, figures, at],
      );
    },
  };
}
