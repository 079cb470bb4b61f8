import { randomUUID } from 'node:crypto';
import type { Facts, StageChange } from '../../src/desk/ports.ts';
import type { TestDatabase } from './database.ts';

/** Somebody whom only a test knows, with everything that their readiness is computed from. */
export interface Made {
  id: string;
  name: string | null;
  facts: Facts;
  history: StageChange[];
  left?: boolean;
  paused?: boolean;
}

/** Puts people into the database as rows, many at once. The pathway has to be published. */
export async function putPeople({ rows }: Pick<TestDatabase, 'rows'>, people: Made[]): Promise<void> {
  const setting = randomUUID();
  const from = (list: unknown[], columns: string) =>
    `jsonb_to_recordset('${JSON.stringify(list).replaceAll("'", "''")}'::jsonb) AS l (${columns})`;
  const of = <Row>(part: (one: Made) => Row[]) => people.flatMap((one) => part(one).map((row) => ({ ...row, person: one.id })));
  const sessions = people.flatMap(({ facts }) => [...facts.attended, ...facts.led]);
  const at = '2025-01-01T00:00:00Z';
  await rows(`INSERT INTO setting (id, name, kind, created_at) VALUES ('${setting}', 'Place ${setting}', 'community', '${at}')`);
  await rows(
    `INSERT INTO person (id, name, age_band, created_at) SELECT id, name, band, '${at}' FROM ${from(
      people.map(({ id, name, facts }) => ({ id, name, band: facts.ageBand })),
      'id uuid, name text, band text',
    )}`,
  );
  await rows(`INSERT INTO session (id, date, setting_id, areas, created_at) SELECT session, date, '${setting}', '{}', '${at}'
    FROM ${from(sessions, 'session uuid, date date')}`);
  const was = 'person uuid, session uuid';
  await rows(
    `INSERT INTO attendance (session_id, person_id, batch, at) SELECT session, person, person, '${at}' FROM ${from(
      of(({ facts }) => facts.attended),
      was,
    )}`,
  );
  await rows(
    `INSERT INTO session_facilitator (session_id, person_id) SELECT session, person FROM ${from(
      of(({ facts }) => facts.led),
      was,
    )}`,
  );
  await rows(`INSERT INTO proof (id, person_id, kind, which, outcome, date, valid_until, how, by, at, batch, signed_by, signed_at)
    SELECT id, person, kind, which, outcome, date, "validUntil", 'self', 'bo', '${at}', id, signed->>'by', (signed->>'at')::timestamptz FROM ${from(
      of(({ facts }) => facts.proofs),
      'person uuid, id uuid, kind text, which text, outcome text, date date, "validUntil" date, signed jsonb',
    )}`);
  await rows(
    `INSERT INTO waiver (person_id, requirement, why, by, at, until) SELECT person, requirement, 'known', 'bo', '${at}', until FROM ${from(
      of(({ facts }) => facts.waivers),
      'person uuid, requirement text, until date',
    )}`,
  );
  await rows(`INSERT INTO stage_change (id, person_id, stage, version, follows, by, asked_at, why, at, reversed_by, reversed_at, reversed_why)
    SELECT id, person, stage, 1, id, 'bo', "askedAt", 'ready', at, reversed->>'by', (reversed->>'at')::timestamptz, reversed->>'why' FROM ${from(
      of(({ history }) => history),
      'person uuid, id uuid, stage text, "askedAt" timestamptz, at timestamptz, reversed jsonb',
    )}`);
  await rows(
    `INSERT INTO enrolment (person_id, left_at, paused_at) SELECT id, left_at, paused_at FROM ${from(
      people
        .filter(({ left, paused }) => left || paused)
        .map(({ id, left, paused }) => ({ id, left_at: left ? at : null, paused_at: paused ? at : null })),
      'id uuid, left_at timestamptz, paused_at timestamptz',
    )}`,
  );
}
