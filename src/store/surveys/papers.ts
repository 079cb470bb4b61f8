import type { OpenedPaper, PaperRecord, SurveyRun, Surveys } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';
import { type Places, statementOf } from '../statement.ts';
import { runColumns, runOf } from './columns.ts';

type PaperRow = SurveyRun & {
  invitation_id: string;
  setting_kind: string | null;
  person: OpenedPaper['person'];
  response: OpenedPaper['response'];
};

/** A response that is finished in the chat meanwhile is nobody's paper any more. */
const paperText = `SELECT ${runColumns}, i.id AS invitation_id, t.kind AS setting_kind,
  (SELECT json_build_object('id', p.id, 'language', p.language, 'place', p.place) FROM person p WHERE p.id = i.person_id) AS person,
  (SELECT json_build_object('version', x.version, 'event', x.event, 'session', x.session, 'answers', x.answers) FROM response x
    WHERE x.paper = $2::text AND x.run_id = r.id AND x.state = 'started') AS response
FROM invitation i JOIN survey_run r ON r.id = i.run_id LEFT JOIN session s ON s.id = r.session_id LEFT JOIN setting t ON t.id = s.setting_id
WHERE i.link = $1::text AND i.state IN ('invited', 'started')`;

const places: Places<PaperRecord> = {
  run: ['uuid', (paper) => paper.run],
  link: ['text', (paper) => paper.link],
  key: ['text', (paper) => paper.key],
  event: ['text', (paper) => paper.event],
  version: ['int', (paper) => paper.version],
  session: ['jsonb', (paper) => paper.session],
  answers: ['jsonb', (paper) => paper.answers],
  step: ['text', (paper) => paper.step],
  finished: ['boolean', (paper) => paper.finished],
  late: ['boolean', (paper) => paper.late],
  day: ['date', (paper) => paper.day],
  wanted: ['boolean', (paper) => paper.wanted],
  at: ['timestamptz', (paper) => paper.at],
};

/** The invitation is only looked at: a mark on it would say whose this is. */
const beginning = statementOf(
  `INSERT INTO response (id, run_id, paper, event, session, answers, step, state, day)
  SELECT gen_random_uuid(), @run, @key, @event, @session, @answers, @step, 'started', @day FROM invitation WHERE link = @link AND state = 'invited'
  ON CONFLICT (paper) DO NOTHING RETURNING 1 AS kept`,
  places,
);

const goingOn = statementOf(
  `UPDATE response SET event = @event, session = @session, answers = @answers, step = @step, version = version + 1
  WHERE paper = @key AND run_id = @run AND version = @version AND state = 'started' RETURNING 1 AS kept`,
  places,
);

const finishing = statementOf('SELECT 1 AS kept WHERE finish_anonymous(@run, @link, @key, @version, @answers, @late)', places);

/** With a name: somebody who begins on another device, or began in the chat, begins anew, and has one response all the same. */
const keepingNamed = statementOf(
  `WITH kept AS (INSERT INTO response (id, run_id, person_id, paper, event, session, answers, step, state, late, day)
    SELECT gen_random_uuid(), @run, person_id, CASE WHEN NOT @finished THEN @key END, CASE WHEN NOT @finished THEN @event END,
      CASE WHEN NOT @finished THEN @session END, @answers, @step, CASE WHEN @finished THEN 'finished' ELSE 'started' END, @late, @day
    FROM invitation WHERE link = @link AND run_id = @run AND state IN ('invited', 'started')
    ON CONFLICT (run_id, person_id) DO UPDATE SET paper = excluded.paper, event = excluded.event, session = excluded.session,
      answers = excluded.answers, step = excluded.step, state = excluded.state, late = excluded.late, day = excluded.day,
      version = response.version + 1
    WHERE response.state = 'started' AND CASE WHEN @version = 0 THEN response.paper IS DISTINCT FROM @key
      ELSE response.paper = @key AND response.version = @version END
    RETURNING run_id, person_id, state),
  asked AS (UPDATE invitation i SET state = kept.state FROM kept
    WHERE i.run_id = kept.run_id AND i.person_id = kept.person_id),
  heard AS (UPDATE person SET heard_at = @at, person_wanted_at = CASE WHEN @wanted THEN @at ELSE person_wanted_at END FROM kept WHERE person.id = kept.person_id)
  SELECT 1 AS kept FROM kept`,
  places,
);

const raising = `WITH raised AS (INSERT INTO concern (id, person_id, family, urgency, rule, place, channel, run_id, at, external_id)
    SELECT $1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::text, 'web', $7::uuid, $8::timestamptz, $9::text
    WHERE NOT EXISTS (SELECT 1 FROM concern WHERE external_id = $9::text) RETURNING id, at),
  kept AS (INSERT INTO concern_kept (concern_id, words, reach, at) SELECT id, $10::text, '{}', at FROM raised WHERE $10::text IS NOT NULL)
INSERT INTO audit_event (at, who, action, about) SELECT at, 'onward', 'concern opened', id::text FROM raised`;

export function papersOf(sql: Sql): Pick<Surveys, 'paper' | 'keep' | 'stop' | 'concern' | 'texts' | 'seal'> {
  return {
    paper: async (link, key) => {
      const [row] = await sql.query<PaperRow>(paperText, [link, key]);
      if (!row) return null;
      const { invitation_id: invitation, setting_kind: kind, person, response } = row;
      return { invitation, run: runOf(row), kind, person, response };
    },
    keep: async (paper, anonymous) => {
      const { text, params } = !anonymous ? keepingNamed : paper.finished ? finishing : paper.version === 0 ? beginning : goingOn;
      return (await sql.query(text, params(paper))).length === 1 ? 'committed' : 'lost';
    },
    stop: async (link, at) => {
      await sql.query(
        `UPDATE person SET stopped_at = $2::timestamptz FROM invitation i WHERE i.link = $1::text AND person.id = i.person_id AND stopped_at IS NULL`,
        [link, at],
      );
    },
    concern: async ({ id, person, family, urgency, rule, place, run, at, words = null, envelope = null }) => {
      await sql.query(raising, [id, person, family, urgency, rule, place, run, at, envelope, words]);
    },
    texts: (run, person) =>
      sql.query(
        `(SELECT a.key AS step, a.value->>'value' AS text FROM response x, jsonb_each(x.answers) a
        WHERE x.run_id = $1::uuid AND (x.person_id IS NULL OR x.person_id = $2::uuid) AND jsonb_typeof(a.value->'value') = 'string'
        ORDER BY x.id, a.key)
        UNION (SELECT a.key, a.value #>> '{}' FROM paper_entry e, jsonb_each(e.answers) a
        WHERE e.run_id = $1::uuid AND jsonb_typeof(a.value) = 'string')`,
        [run, person],
      ),
    seal: async (now) =>
      (
        await sql.query(
          `SELECT shuffle_responses(r.id, true) FROM survey_run r WHERE r.anonymous AND r.finish_by <= $1::timestamptz
          AND EXISTS (SELECT 1 FROM response x WHERE x.run_id = r.id AND x.paper IS NOT NULL)`,
          [now],
        )
      ).length,
  };
}
