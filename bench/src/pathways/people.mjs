/** As of a day in the middle of everything that these people do. */
export const now = new Date('2026-06-15T03:30:00Z');

/**
 * People on pathways, each a little different by their number: sessions of two years, a third at the first stage and the others at later ones, trainings and
 * checks that hold for one to three years, some of them renewed, some who take a break, left, or need not meet something.
 */
export async function putPeople(pool, count) {
  const id = (kind, n) => `('00000000-0000-7000-${kind}-' || lpad((${n})::text, 12, '0'))::uuid`;
  const numbers = (more = 0) => `generate_series(0, ${count - 1}) n, generate_series(0, ${more}) k`;
  const setting = '00000000-0000-7000-8003-000000000000';
  await pool.query(`INSERT INTO setting (id, name, kind, created_at) VALUES ('${setting}', 'Hub', 'community', now())`);
  await pool.query(`INSERT INTO person (id, name, age_band, created_at) SELECT ${id('8000', 'n')}, 'Person ' || (n * 7919) % ${count},
    (ARRAY['18-24', '25-plus', '18-24', '25-plus', '16-17'])[1 + n % 5], now() FROM generate_series(0, ${count - 1}) n`);
  // Two sessions a day for two years and a month ahead, with some twenty to forty people each.
  await pool.query(`INSERT INTO session (id, date, setting_id, areas, created_at)
    SELECT ${id('8001', 'n')}, date '2024-06-15' + (n / 2)::int, '${setting}', '{}', now() FROM generate_series(0, 1519) n`);
  await pool.query(`INSERT INTO attendance (session_id, person_id, batch, at) SELECT ${id('8001', '(n * 37 + k * 211) % 1520')}, ${id('8000', 'n')}, '${setting}', now()
    FROM ${numbers(5)} WHERE k <= n % 6 ON CONFLICT DO NOTHING`);
  await pool.query(`INSERT INTO session_facilitator (session_id, person_id) SELECT ${id('8001', '(n * 53 + k * 199) % 1520')}, ${id('8000', 'n')}
    FROM ${numbers(4)} WHERE n % 3 = 0 AND k <= n % 5 ON CONFLICT DO NOTHING`);
  await pool.query(`INSERT INTO stage_change (id, person_id, stage, version, follows, by, asked_at, why, at)
    SELECT ${id('8002', 'n * 3 + k')}, ${id('8000', 'n')}, (ARRAY['young-advisor', 'peer-facilitator', 'sessional-facilitator'])[k + 1], 1,
      CASE WHEN k > 0 THEN ${id('8002', 'n * 3 + k - 1')} END, 'bo', at, 'ready', at
    FROM ${numbers(2)}, LATERAL (SELECT timestamptz '2024-08-01T12:00:00Z' + make_interval(days => (n * 13) % 300 + k * 120) AS at) AS whenever WHERE k < n % 4`);
  const proofs =
    "(VALUES ('training', 'safeguarding', 0), ('check', 'dbs', 1), ('training', 'facilitation', 2), ('reference', 'reference', 3), ('training', 'safeguarding', 4))";
  await pool.query(`INSERT INTO proof (id, person_id, kind, which, outcome, date, how, by, at, batch, signed_by, signed_at)
    SELECT ${id('8004', 'n * 5 + v.k')}, ${id('8000', 'n')}, v.kind, v.which, CASE WHEN v.kind = 'check' THEN 'done' END,
      date '2023-06-01' + ((n * 17 + v.k * 101) % 1000), 'staff', 'bo', now(), ${id('8005', 'n')}, CASE WHEN (n + v.k) % 20 > 0 THEN 'bo' END,
      CASE WHEN (n + v.k) % 20 > 0 THEN now() END
    FROM generate_series(0, ${count - 1}) n, ${proofs} AS v (kind, which, k) WHERE n % 4 > 0 AND (v.k < 4 OR n % 5 = 0) ON CONFLICT DO NOTHING`);
  await pool.query(`INSERT INTO enrolment (person_id, paused_at, left_at) SELECT ${id('8000', 'n')}, CASE WHEN n % 20 = 1 THEN now() END,
    CASE WHEN n % 20 = 2 THEN timestamptz '2025-06-01T12:00:00Z' + make_interval(days => n % 365) END FROM generate_series(0, ${count - 1}) n WHERE n % 20 < 4`);
  await pool.query(
    `INSERT INTO waiver (person_id, requirement, why, by, at) SELECT ${id('8000', 'n')}, 'dbs', 'known', 'bo', now() FROM generate_series(0, ${count - 1}) n WHERE n % 25 = 0`,
  );
  await pool.query('ANALYZE');
}
