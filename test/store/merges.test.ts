import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onEveryWayIn, type TestDatabase } from '../support/database.ts';
import { deep } from '../support/deep.ts';
import { begin, conversation, later, nextTurn, noon } from './turns.ts';

/** What may lie with each of two people of a small world. */
const holdings = fc.record({
  fields: fc.record({
    name: fc.option(fc.constantFrom('Robin', "O'Neil")),
    age_band: fc.option(fc.constantFrom('13-15', '18-24')),
    place: fc.option(fc.constant('community')),
    zone: fc.option(fc.constant('Europe/London')),
    registered_at: fc.option(fc.constantFrom('2026-03-01T10:00:00.125Z', '2026-04-01')),
    stopped_at: fc.option(fc.constantFrom('2026-03-02', '2026-04-02')),
    person_wanted_at: fc.option(fc.constantFrom('2026-03-03', '2026-04-03')),
    paused_until: fc.option(fc.constantFrom('2026-06-03', '2026-07-03')),
    concern_at: fc.option(fc.constantFrom('2026-03-04', '2026-04-04')),
    heard_at: fc.option(fc.constantFrom('2026-03-05', '2026-04-05')),
  }),
  open: fc.boolean(),
  silent: fc.boolean(),
  ended: fc.integer({ min: 0, max: 2 }),
  messages: fc.integer({ min: 0, max: 3 }),
  consents: fc.array(fc.constantFrom('given', 'refused', 'withdrawn'), { maxLength: 3 }),
  code: fc.boolean(),
  concern: fc.boolean(),
  box: fc.boolean(),
  attended: fc.tuple(fc.boolean(), fc.boolean()),
  facilitated: fc.boolean(),
  owns: fc.boolean(),
  invited: fc.tuple(...([1, 2, 3] as const).map(() => fc.option(fc.constantFrom('withheld', 'waiting', 'invited', 'started', 'finished')))),
  nudges: fc.array(fc.record({ of: fc.integer({ min: 0, max: 3 }), state: fc.constantFrom('planned', 'held', 'sent') }), { maxLength: 4 }),
  said: fc.option(
    fc.record({
      goal: fc.option(fc.constantFrom(['Work', '2026-03-01'], ['Travel', '2026-03-02'])),
      pausedAt: fc.option(fc.constantFrom('2026-03-03', '2026-03-04')),
      leftAt: fc.option(fc.constantFrom('2026-03-05', '2026-03-06')),
    }),
  ),
  stages: fc.array(fc.record({ stage: fc.constantFrom('first', 'second', 'third', 'gone'), is: fc.constantFrom('made', 'reversed') }), {
    maxLength: 3,
  }),
  asked: fc.boolean(),
  trainings: fc.array(fc.record({ until: fc.option(fc.constantFrom('2027-03-01', '2028-03-01')), signed: fc.boolean() }), { maxLength: 2 }),
  portfolio: fc.boolean(),
  waived: fc.tuple(fc.option(fc.constantFrom(1, 2)), fc.option(fc.constantFrom(1, 2))),
  interested: fc.tuple(
    ...([1, 2] as const).map(() =>
      fc.option(fc.record({ state: fc.constantFrom('interested', 'not-for-me'), at: fc.constantFrom(1, 2), answered: fc.boolean() })),
    ),
  ),
  mentoring: fc.option(fc.record({ wants: fc.option(fc.constantFrom(1, 2)), offers: fc.option(fc.constantFrom(1, 2)) })),
  paired: fc.option(fc.record({ as: fc.constantFrom('mentee', 'mentor'), is: fc.constantFrom('proposed', 'asked', 'agreed', 'ended') })),
  /** With each other: of the second of two it is not looked at. */
  together: fc.boolean(),
  apart: fc.option(fc.record({ by: fc.constantFrom('bo', 'cy'), confirmed: fc.boolean(), lifts: fc.boolean() })),
  tenures: fc.uniqueArray(fc.constantFrom(null, '2019-09-01', '2020-09-01'), { maxLength: 2 }),
});
type Holdings = typeof holdings extends fc.Arbitrary<infer T> ? T : never;

const quoted = (value: unknown) => (value === null || value === undefined ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`);

interface Shared {
  sessions: string[];
  runs: string[];
  opportunities: string[];
  /** Somebody else, whom both may know. */
  third: string;
}

/** A session's facts and three surveys, the last without names. */
function sharedOf(): { shared: Shared; parts: string[] } {
  const [setting, third = '', ...ids] = Array.from({ length: 9 }, () => randomUUID());
  const [sessions, opportunities, runs] = [ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)];
  return {
    shared: { sessions, runs, opportunities, third },
    parts: [
      `INSERT INTO person (id, created_at) VALUES ('${third}', '2026-02-01')`,
      ...opportunities.map(
        (id) =>
          `INSERT INTO opportunity (id, title, about, requires, closes, hears, by, created_at) VALUES ('${id}', 't', 'a', '{}', '2026-06-01', '2026-06-15', 'bo', '2026-03-01')`,
      ),
      `INSERT INTO setting VALUES ('${setting}', '${setting}', 'community', '2026-03-01')`,
      ...sessions.map(
        (id) =>
          `INSERT INTO session (id, date, setting_id, areas, created_at) VALUES ('${id}', '2026-03-01', '${setting}', '{}', '2026-03-01')`,
      ),
      ...runs.map(
        (
          id,
          at,
        ) => `INSERT INTO survey_run (id, flow, flow_version, audience, anonymous, areas, threshold, opens_at, closes_at, finish_by, reminders, created_at)
          VALUES ('${id}', 'after-session', 1, 'registered', ${at === 2}, '{}', 5, '2026-03-01', '2026-04-01', '2026-04-02', 1, '2026-03-01')`,
      ),
    ],
  };
}

/** One insert for each row of somebody. */
function rowsOf(id: string, one: Holdings, { sessions, runs, opportunities, third }: Shared): string[] {
  const uuid = () => `'${randomUUID()}'`;
  const fields = Object.entries(one.fields);
  const conversations = [...Array.from({ length: one.ended }, () => 'ended'), ...(one.open ? ['open'] : [])].map((state) => ({
    state,
    id: randomUUID(),
  }));
  const invitations = one.invited.flatMap((state, at) =>
    state === null ? [] : [{ id: randomUUID(), run: runs[at] as string, state, at }],
  );
  const named = invitations.filter(({ state, at }) => at < 2 && (state === 'started' || state === 'finished'));
  return [
    `INSERT INTO person (id, created_at, ${fields.map(([name]) => name)}) VALUES ('${id}', '2026-02-01', ${fields.map(([, value]) => quoted(value))})`,
    `INSERT INTO address (channel, value, person_id, created_at) VALUES ('slack', '${id}', '${id}', '2026-02-01')`,
    ...conversations.map(
      ({
        state,
        id: conversation,
      }) => `INSERT INTO conversation (id, person_id, flow, flow_version, version, session, started_at, updated_at, ended_at, outcome, silent_at, silent_hour)
        VALUES ('${conversation}', '${id}', 'register-interest', 1, 3, '{"v": 1, "at": "name", "change": null, "ended": ${state === 'open' ? 'null' : '"completed"'}, "answers": {}}',
        '2026-03-01', '2026-03-02', ${state === 'open' ? 'NULL, NULL' : "'2026-03-03', 'completed'"},
        ${state === 'open' && one.silent ? "'2026-05-05', '2026-05-05'" : 'NULL, NULL'})`,
    ),
    ...conversations.map(
      ({ id: conversation }) =>
        `INSERT INTO answer (conversation_id, step, raw, terms_version, at) VALUES ('${conversation}', 'name', 'Robin', '1', '2026-03-01')`,
    ),
    ...Array.from(
      { length: one.messages },
      (_, at) => `INSERT INTO message (person_id, channel, direction, content, at, address, state, due_at, kind)
        VALUES ('${id}', 'slack', 'out', '{"text": "${at}"}', '2026-03-01', '${id}', 'sent', '2026-03-01', 'nudge')`,
    ),
    ...one.consents.map(
      (state) =>
        `INSERT INTO consent (person_id, purpose, terms_version, state, how, channel, at) VALUES ('${id}', 'contact', '1', '${state}', 'self', 'slack', '2026-03-01')`,
    ),
    ...(one.code ? [`INSERT INTO resume_code VALUES ('${id}', '${id}', '2026-06-01')`] : []),
    ...(one.concern
      ? [
          `INSERT INTO concern (id, person_id, family, urgency, rule, channel, at) VALUES (${uuid()}, '${id}', 'f', 'soon', 'r', 'slack', '2026-03-01')`,
        ]
      : []),
    ...(one.box
      ? [`INSERT INTO letterbox (person_id, channel, address, refusals) VALUES ('${id}', 'email', 'shared', ${one.messages})`]
      : []),
    ...sessions.flatMap((session, at) =>
      one.attended[at] ? [`INSERT INTO attendance VALUES ('${session}', '${id}', ${uuid()}, '2026-03-01')`] : [],
    ),
    ...(one.facilitated ? [`INSERT INTO session_facilitator VALUES ('${sessions[0]}', '${id}')`] : []),
    ...(one.owns
      ? [
          `INSERT INTO survey_run (id, flow, flow_version, audience, anonymous, areas, threshold, opens_at, closes_at, finish_by, reminders, owner_id, created_at)
          VALUES (${uuid()}, 'after-session', 1, 'registered', false, '{}', 5, '2026-03-01', '2026-04-01', '2026-04-02', 1, '${id}', '2026-03-01')`,
        ]
      : []),
    ...invitations.map(
      ({ id: invitation, run, state }) =>
        `INSERT INTO invitation (id, run_id, person_id, channel, link, state) VALUES ('${invitation}', '${run}', '${id}', 'slack', '${invitation}', '${state}')`,
    ),
    ...named.map(
      ({ run, state, id: paper }) => `INSERT INTO response (id, run_id, person_id, paper, session, answers, state, day)
        VALUES (${uuid()}, '${run}', '${id}', ${state === 'started' ? `'${paper}', '{"at": "q"}'` : 'NULL, NULL'}, '{"q": {"value": 1}}', '${state}', '2026-03-04')`,
    ),
    ...one.nudges.flatMap(({ of, state }, at) => {
      const invitation = invitations[of]?.id;
      const [policy, occurrence] = [`policy-${of}`, `occurrence-${at % 2}`];
      return [
        `INSERT INTO nudge (id, person_id, flow, policy, occurrence, kind, invitation_id, from_at, until_at, due_at, planned_at, state)
        SELECT nudge_id('f', '${policy}', '${id}', '${occurrence}'), '${id}', 'f', '${policy}', '${occurrence}', 'reminder', ${quoted(invitation)},
          '2026-05-04', '2026-05-05', '2026-05-04', '2026-05-03', '${state}' ON CONFLICT DO NOTHING`,
      ];
    }),
    ...pathwayOf(id, one, sessions[1] as string),
    ...alumniOf(id, one, opportunities, third),
  ];
}

/** What somebody said of their pathway, their chain of stages, what shows what they can do, and what was waived. */
function pathwayOf(id: string, one: Holdings, session: string): string[] {
  const changes = [...one.stages, ...(one.asked ? [{ stage: 'third', is: 'waiting' as const }] : [])].map((change) => ({
    ...change,
    id: randomUUID(),
  }));
  let last: string | null = null;
  const chain = changes.map(({ id: change, stage, is }, at) => {
    const row = `INSERT INTO stage_change (id, person_id, stage, version, follows, by, asked_at, why, at, reversed_by, reversed_at, reversed_why)
      VALUES ('${change}', '${id}', '${stage}', 1, ${quoted(last)}, 'bo', '2026-03-0${at + 1}', 'ready',
      ${is === 'waiting' ? 'NULL' : `'2026-03-0${at + 1}'`}, ${is === 'reversed' ? "'bo', '2026-04-01', 'a slip'" : 'NULL, NULL, NULL'})`;
    if (is === 'made') last = change;
    return row;
  });
  const proof = (kind: string, at: number, until: unknown, signed: boolean) =>
    `INSERT INTO proof (id, person_id, kind, which, date, valid_until, how, by, at, batch, session_id, signed_by, signed_at) VALUES ('${randomUUID()}', '${id}', '${kind}',
      'first-aid', '2026-03-0${at + 1}', ${quoted(until)}, 'staff', 'bo', '2026-03-05', '${id}', '${session}', ${signed ? "'bo', '2026-03-05'" : 'NULL, NULL'})`;
  return [
    ...(one.said
      ? [
          `INSERT INTO enrolment VALUES ('${id}', ${quoted(one.said.goal?.[0])}, ${quoted(one.said.goal?.[1])}, ${quoted(one.said.pausedAt)}, ${quoted(one.said.leftAt)})`,
        ]
      : []),
    ...chain,
    ...one.trainings.map(({ until, signed }, at) => proof('training', at, until, signed)),
    ...(one.portfolio ? [proof('portfolio', 0, null, false)] : []),
    ...one.waived.flatMap((day, at) =>
      day === null ? [] : [`INSERT INTO waiver VALUES ('${id}', 'requirement-${at}', 'because', 'bo', '2026-03-0${day}')`],
    ),
  ];
}

const pairRow = (mentee: string, mentor: string, is: string) => {
  const at = (since: string[]) => (since.includes(is) ? "'2026-03-02'" : 'NULL');
  return `INSERT INTO pairing (id, mentee_id, mentor_id, by, at, asked_at, answer_by, agreed_at, ended_at) VALUES ('${randomUUID()}', '${mentee}', '${mentor}', 'bo', '2026-03-01',
    ${at(['asked', 'agreed', 'ended'])}, ${at(['asked', 'agreed', 'ended'])}, ${at(['agreed', 'ended'])}, ${at(['ended'])})`;
};

/** Paid work that they said something to, mentors, and what a list says of them. */
function alumniOf(id: string, one: Holdings, opportunities: string[], third: string): string[] {
  const { mentoring, paired, apart } = one;
  const day = (of: number | null | undefined) => quoted(of && `2026-03-0${of}`);
  const [first, second] = [id, third].sort();
  return [
    ...one.interested.flatMap((said, at) =>
      said === null
        ? []
        : [
            `INSERT INTO interest VALUES ('${opportunities[at]}', '${id}', '${said.state}', ${day(said.at)}, ${said.answered ? "'offered', 'bo', '2026-03-09'" : 'NULL, NULL, NULL'})`,
          ],
    ),
    ...(mentoring ? [`INSERT INTO mentoring VALUES ('${id}', ${day(mentoring.wants)}, ${day(mentoring.offers)})`] : []),
    ...(paired ? [paired.as === 'mentee' ? pairRow(id, third, paired.is) : pairRow(third, id, paired.is)] : []),
    ...(apart
      ? [
          `INSERT INTO pair_apart VALUES ('${first}', '${second}', '${apart.by}', '2026-03-01', ${apart.confirmed ? "'di'" : 'NULL'}, ${apart.lifts ? "'di'" : 'NULL'})`,
        ]
      : []),
    ...one.tenures.map(
      (since) =>
        `INSERT INTO tenure (id, person_id, stage, held, since, batch, by, at) VALUES ('${randomUUID()}', '${id}', 'first', true, ${quoted(since)}, '${id}', 'bo', '2026-03-01')`,
    ),
  ];
}

/** The two as a pair, or kept apart. */
function betweenOf(keep: string, other: string, first: Holdings): string[] {
  const [one, another] = [keep, other].sort();
  return first.together
    ? [pairRow(keep, other, 'agreed'), `INSERT INTO pair_apart VALUES ('${one}', '${another}', 'bo', '2026-03-01', NULL, NULL)`]
    : [];
}

/** How far somebody has come: what the test's own pathway has in this order. */
const placeOf = ({ stages }: Holdings) =>
  Math.max(0, ...stages.filter(({ is }) => is === 'made').map(({ stage }) => ['first', 'second', 'third'].indexOf(stage) + 1));
const isDecided = ({ stages, asked }: Holdings) => asked || stages.some(({ is }) => is === 'made');

/** Keys of the database are checked when a statement is over, so that a world is one. */
const inOne = (parts: string[]) => `WITH ${parts.map((part, at) => `part_${at} AS (${part})`).join(', ')} SELECT 1`;

onEveryWayIn('Two people who are one', (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await kind.fresh();
    await database.rows(
      `INSERT INTO pathway_version VALUES (1, 'd', '{"stages": [{"stage": "first"}, {"stage": "second"}, {"stage": "third"}]}', '2026-01-01')`,
    );
  });
  afterAll(() => database.remove());

  /** Every row, but for the audit and numbers that only count on so that a race is lost. */
  async function dump(): Promise<string[]> {
    const { rows } = database;
    const tables = await rows<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('_prisma_migrations', 'flow_version', 'terms', 'audit_event', 'job')`,
    );
    const all = [];
    for (const { name } of tables) {
      const counts = { person: "- 'nudged'", conversation: "- 'version'" }[name] ?? '';
      for (const { text } of await rows<{ text: string }>(`SELECT (to_jsonb(t) ${counts})::text AS text FROM "${name}" t`))
        all.push(`${name}: ${text}`);
    }
    return all.sort();
  }
  /** Also before each world, so that a world that fails is tried smaller by itself. */
  async function empty(): Promise<void> {
    for (const table of ['pairing', 'person', 'session', 'setting', 'survey_run', 'opportunity'])
      await database.rows(`DELETE FROM ${table}`);
  }
  const merging = (keep: string, other: string) =>
    database.store.merges.merge({ keep, other, who: 'onward', why: 'they said so', at: noon });

  it('are one in every table, and two again as they were', async () => {
    const { store, rows } = database;
    await fc.assert(
      fc.asyncProperty(holdings, holdings, async (first, second) => {
        await empty();
        const [keep, other] = [randomUUID(), randomUUID()];
        const { shared, parts } = sharedOf();
        await rows(inOne([...parts, ...rowsOf(keep, first, shared), ...rowsOf(other, second, shared), ...betweenOf(keep, other, first)]));
        const before = await dump();
        expect(await merging(keep, other)).toBe('done');
        expect(await merging(keep, other)).toBe('done');
        // Nothing but what undoes it names the other.
        const names = new RegExp(`"(\\w+_id|first|second)": "${other}"`);
        const named = (await dump()).filter((row) => names.test(row) && !row.startsWith('merge: '));
        expect(named).toEqual([]);
        const [counts] = await rows(`SELECT (SELECT count(*)::int FROM attendance WHERE person_id = '${keep}') AS attended,
          (SELECT count(*)::int FROM invitation WHERE person_id = '${keep}') AS invited, (SELECT count(*)::int FROM conversation WHERE person_id = '${keep}' AND ended_at IS NULL) AS open,
          (SELECT count(*)::int FROM message WHERE person_id = '${keep}') AS messages, (SELECT stopped_at IS NOT NULL FROM person WHERE id = '${keep}') AS stopped,
          (SELECT count(*)::int FROM proof WHERE person_id = '${keep}') AS proofs, (SELECT count(*)::int FROM waiver WHERE person_id = '${keep}') AS waived,
          (SELECT paused_at IS NOT NULL FROM enrolment WHERE person_id = '${keep}') AS paused, (SELECT left_at IS NOT NULL FROM enrolment WHERE person_id = '${keep}') AS "left",
          coalesce((SELECT place::int FROM how_far('${keep}')), 0) AS place,
          (SELECT count(*)::int FROM interest WHERE person_id = '${keep}') AS interested, (SELECT count(*)::int FROM mentoring) AS mentoring,
          (SELECT count(*)::int FROM pairing) AS pairs, (SELECT count(*)::int FROM pair_apart) AS apart, (SELECT count(*)::int FROM tenure WHERE person_id = '${keep}') AS tenures, (SELECT jsonb_array_length(apart->'stage_change') FROM merge WHERE other_id = '${other}') AS "put apart"`);
        const either = (of: (one: Holdings) => readonly unknown[]) => of(first).filter((one, at) => one || of(second)[at]).length;
        expect(counts).toEqual({
          attended: either(({ attended }) => attended),
          invited: either(({ invited }) => invited),
          open: first.open || second.open ? 1 : 0,
          messages: first.messages + second.messages,
          stopped: first.fields.stopped_at !== null || second.fields.stopped_at !== null,
          proofs: Math.max(first.trainings.length, second.trainings.length) + Number(first.portfolio) + Number(second.portfolio),
          waived: either(({ waived }) => waived),
          paused: first.said || second.said ? Boolean(first.said?.pausedAt || second.said?.pausedAt) : null,
          left: first.said || second.said ? Boolean(first.said?.leftAt || second.said?.leftAt) : null,
          place: Math.max(placeOf(first), placeOf(second)),
          interested: either(({ interested }) => interested),
          mentoring: first.mentoring || second.mentoring ? 1 : 0,
          pairs: first.paired || second.paired ? 1 : 0,
          apart: first.apart || second.apart ? 1 : 0,
          tenures: new Set([...first.tenures, ...second.tenures]).size,
          'put apart': isDecided(first) && isDecided(second) ? expect.any(Number) : 0,
        });
        const copy = await store.tickets.take({ hash: randomUUID(), expiresAt: later(15) }, keep, noon);
        const chains = [first, second].flatMap(({ stages, asked }) => [...stages, ...(asked ? [1] : [])]).length;
        const proofs = [first, second].flatMap(({ trainings, portfolio }) => [...trainings, ...(portfolio ? [1] : [])]).length;
        const waivers = [first, second].flatMap(({ waived }) => waived.filter((one) => one !== null)).length;
        expect([copy?.stages.length, copy?.proofs.length, copy?.waivers.length]).toEqual([chains, proofs, waivers]);
        await rows('DELETE FROM used_ticket');
        expect(await store.merges.undo(other, 'onward', later(1))).toBe('done');
        expect(await store.merges.undo(other, 'onward', later(1))).toBe('gone');
        expect(await dump()).toEqual(before);
        await empty();
      }),
      { numRuns: deep ? 150 : 6 },
    );
    expect((await store.audit.verify()).holds).toBe(true);
  }, 300_000);

  it('are two again also after more has happened: what was there goes back, what came stays, and a no holds for both', async () => {
    const { store, rows } = database;
    const owners = (table: string) => rows(`SELECT id::text, person_id FROM ${table} ORDER BY id`);
    await fc.assert(
      fc.asyncProperty(holdings, holdings, async (first, second) => {
        await empty();
        const [keep, other] = [randomUUID(), randomUUID()];
        const { shared, parts } = sharedOf();
        await rows(inOne([...parts, ...rowsOf(keep, first, shared), ...rowsOf(other, second, shared), ...betweenOf(keep, other, first)]));
        const tables = ['message', 'consent', 'conversation', 'invitation', 'stage_change', 'proof'];
        const before = new Map<string, unknown[]>();
        for (const table of tables) before.set(table, await owners(table));
        await merging(keep, other);

        const [gone, stays] = [shared.runs[0], shared.runs[1]];
        const [said] = await rows<{ id: string }>(`INSERT INTO message (person_id, channel, direction, content, at)
          VALUES ('${keep}', 'slack', 'in', '{"text": "since"}', '2026-05-05') RETURNING id::text`);
        for (const state of ['given', 'refused'])
          await rows(
            `INSERT INTO consent (person_id, purpose, terms_version, state, how, channel, at) VALUES ('${keep}', 'photos', '1', '${state}', 'self', 'slack', '2026-05-05')`,
          );
        await rows(`INSERT INTO response (id, run_id, person_id, answers, state, day) SELECT gen_random_uuid(), run_id, person_id, '{}', 'finished', '2026-05-05'
          FROM invitation WHERE person_id = '${keep}' AND run_id = '${stays}' ON CONFLICT DO NOTHING`);
        await rows(`UPDATE invitation SET state = 'finished' WHERE person_id = '${keep}' AND run_id = '${stays}'`);
        await rows(
          `UPDATE conversation SET ended_at = '2026-05-05', version = version + 1 WHERE person_id = '${keep}' AND ended_at IS NULL`,
        );
        const [begun] = await rows<{
          id: string;
        }>(`INSERT INTO conversation (id, person_id, flow, flow_version, version, session, started_at, updated_at)
          VALUES (gen_random_uuid(), '${keep}', 'menu', 1, 1, '{}', '2026-05-05', '2026-05-05') RETURNING id`);
        await rows(`UPDATE person SET stopped_at = '2026-05-05' WHERE id = '${keep}'`);
        const where = `invitation WHERE run_id = '${gone}'`;
        await rows(
          `UPDATE stage_change SET reversed_by = 'bo', reversed_at = '2026-05-05', reversed_why = 'a slip' WHERE person_id = '${keep}' AND reversed_at IS NULL`,
        );
        const since = { id: randomUUID(), stage: 'first', version: 1, by: 'bo', askedAt: noon, why: 'since', second: null, at: noon };
        expect(await store.pathways.move(keep, null, since)).toBe(true);
        expect(await store.pathways.move(other, null, { ...since, id: randomUUID() })).toBe(false);
        expect(await store.pathways.enrol(other, { goal: 'Since', leftAt: noon }, noon)).toBe(true);
        const invitedThere = new Set((await rows<{ id: string }>(`SELECT id FROM ${where}`)).map(({ id }) => id));
        const asideThere = await rows<{ id: string }>(
          `SELECT x.id FROM merge, jsonb_populate_recordset(NULL::invitation, apart->'invitation') x WHERE x.run_id = '${gone}'`,
        );
        for (const { id } of asideThere) invitedThere.add(id);
        await rows(`DELETE FROM survey_run WHERE id = '${gone}'`);
        await rows(`DELETE FROM session WHERE id = '${shared.sessions[1]}'`);
        expect(await store.merges.undo(other, 'onward', later(1))).toBe('done');

        for (const table of tables) {
          const old = (before.get(table) ?? []).filter((row) => !(table === 'invitation' && invitedThere.has((row as { id: string }).id)));
          expect(await owners(table)).toEqual(expect.arrayContaining(old));
        }
        const whose = async (table: string, id: string | undefined) => rows(`SELECT person_id FROM ${table} WHERE id = '${id}'`);
        expect([await whose('message', said?.id), await whose('conversation', begun?.id)]).toEqual([
          [{ person_id: keep }],
          [{ person_id: keep }],
        ]);
        expect(await rows(`SELECT state FROM consent WHERE person_id = '${other}' AND purpose = 'photos'`)).toEqual([{ state: 'refused' }]);
        expect(await rows(`SELECT 1 FROM person WHERE stopped_at IS NULL AND id IN ('${keep}', '${other}')`)).toEqual([]);
        expect([
          await whose('stage_change', since.id),
          await rows(`SELECT goal, left_at FROM enrolment WHERE person_id = '${keep}'`),
        ]).toEqual([[{ person_id: keep }], [{ goal: 'Since', left_at: expect.anything() }]]);
        expect(await rows(`SELECT left_at IS NOT NULL AS "left" FROM enrolment WHERE person_id = '${other}'`)).toEqual(
          second.said ? [{ left: true }] : [],
        );
        // Nobody answered a survey to which they are not invited.
        expect(
          await rows(`SELECT 1 FROM response x WHERE person_id IS NOT NULL AND NOT EXISTS
          (SELECT 1 FROM invitation i WHERE i.run_id = x.run_id AND i.person_id = x.person_id)`),
        ).toEqual([]);
        await empty();
      }),
      { numRuns: deep ? 60 : 3 },
    );
  }, 300_000);

  it('leave no column out that says whose something is', async () => {
    const columns = await database.rows<{ name: string }>(
      `SELECT conrelid::regclass || '.' || attname AS name FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
        WHERE contype = 'f' AND confrelid = 'person'::regclass
        UNION SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name IN ('person_id', 'owner_id')`,
    );
    const moved = await database.rows<{ name: string }>(`SELECT tab || '.' || col AS name FROM merged_tables()`);
    // Who has a role is not merged; the rest says who is which of two, and has a part of its own.
    const others = ['role_grant.person_id', 'person.merged_into', 'merge.', 'not_same.', 'pair_apart.'];
    expect(moved.map(({ name }) => name).sort()).toEqual(
      columns
        .map(({ name }) => name)
        .filter((name) => !others.some((other) => name.startsWith(other)))
        .sort(),
    );
  });

  it('are merged or told why not', async () => {
    const { store, rows } = database;
    const [a, b, c, d] = await Promise.all([1, 2, 3, 4].map(async () => (await begin(store)).first.person.id));
    if (!a || !b || !c || !d) throw new Error('four people');
    expect(await merging(a, a)).toBe('same');
    expect(await merging(a, randomUUID())).toBe('gone');
    expect(await merging(a, b)).toBe('done');
    expect([await merging(b, c), await merging(c, b)]).toEqual(['elsewhere', 'elsewhere']);
    expect(await merging(c, a)).toBe('others');
    expect(await merging(a, c)).toBe('done');
    expect(await store.merges.undo(b, 'onward', noon)).toBe('newer');
    for (const holder of [a, d]) {
      await rows(`INSERT INTO role_grant (person_id, role, at) VALUES ('${holder}', 'staff', '2026-05-04')`);
      expect(await merging(a, d)).toBe('role');
      await rows(`DELETE FROM role_grant WHERE person_id = '${holder}'`);
    }
    expect([await store.merges.undo(c, 'onward', noon), await store.merges.undo(b, 'onward', noon)]).toEqual(['done', 'done']);
  });

  it('are for staff to link where a code would bring a proof, a stage or a waiver along', async () => {
    const { store, rows } = database;
    const [{ first: keep }, { first }] = [await begin(store), await begin(store, { channel: 'slack' })];
    const [kept, other] = [keep.person.id, first.person.id];
    await rows(`UPDATE person SET registered_at = '2026-03-01', age_band = '18-24' WHERE id IN ('${kept}', '${other}')`);
    await rows(`INSERT INTO resume_code VALUES ('${kept}', '${kept}', '2026-06-01')`);
    const link = () => store.merges.byCode({ channel: 'slack', address: first.address, hash: kept, externalId: null, at: noon });
    const facts = {
      proof: `(id, person_id, kind, which, date, how, by, at, batch) SELECT gen_random_uuid(), id, 'check', 'dbs', '2026-03-01', 'staff', 'bo', '2026-03-01', id`,
      stage_change: `(id, person_id, stage, version, by, asked_at, why) SELECT gen_random_uuid(), id, 'first', 1, 'bo', '2026-03-01', 'ready'`,
      waiver: `(person_id, requirement, why, by, at) SELECT id, 'dbs', 'because', 'bo', '2026-03-01'`,
    };
    for (const whose of [kept, other])
      for (const [table, row] of Object.entries(facts)) {
        await rows(`INSERT INTO ${table} ${row} FROM person WHERE id = '${whose}'`);
        expect(await link()).toBeNull();
        await rows(`DELETE FROM ${table} WHERE person_id = '${whose}'`);
      }
    expect(await link()).toEqual({ keep: kept, other });
  });

  it('lose no turn that was under way, whichever of the two it was of', async () => {
    const { store, rows } = database;
    for (const which of ['open', 'alone', 'none', 'new'] as const) {
      const [{ first: keep }, { first, opened }] = [await begin(store), await begin(store)];
      const late = nextTurn(opened, first, {
        messages: [{ direction: 'in', said: { text: 'late' } }],
        ...(which === 'open' || which === 'alone' ? {} : { conversation: which === 'new' ? conversation() : null }),
      });
      // With nothing open at the one that is kept, what is open at the other stays open.
      const ends = which === 'alone' ? keep : which === 'open' ? null : first;
      if (ends) await rows(`UPDATE conversation SET ended_at = '2026-05-04', version = 2 WHERE person_id = '${ends.person.id}'`);
      expect(await merging(keep.person.id, first.person.id)).toBe('done');
      expect(await store.commit(late)).toBe('lost');
      // Drafted again, it is of whom they are now.
      expect((await store.open('web', first.address, null)).person?.id).toBe(keep.person.id);
      expect((await store.openOf(first.person.id))?.person?.id).toBe(keep.person.id);
      const forgetting = {
        ...{ channel: 'web' as const, externalId: null, tally: 't', concern: null, audit: [], tombstones: null, at: noon },
      };
      const help = { words: null, name: null, ageBand: null, place: null, reach: [] };
      const person = first.person.id;
      expect(await store.forget({ ...forgetting, person, conversationVersion: 0, concernOf: person, help })).toBe('lost');
    }
  });

  it('and turns of both at once leave nobody with two chats, and nothing with who is not there', async () => {
    const { store, rows } = database;
    const pairs = await Promise.all(Array.from({ length: 12 }, async () => [await begin(store), await begin(store)] as const));
    const said = { messages: [{ direction: 'in' as const, said: { text: 'me too' } }] };
    const consents = [{ purpose: 'contact', termsVersion: '1', state: 'given' as const, how: 'self' as const, witness: null }];
    await Promise.all(
      pairs.flatMap(([keep, other]) => [
        merging(keep.first.person.id, other.first.person.id),
        store.commit(nextTurn(other.opened, other.first, { ...said, consents })),
        store.commit(nextTurn(other.opened, other.first, { ...said, conversation: null, consents })),
        store.commit(nextTurn(keep.opened, keep.first, { ...said, consents })),
        merging(keep.first.person.id, other.first.person.id),
      ]),
    );
    for (const [keep, other] of pairs) {
      const id = other.first.person.id;
      const left =
        await rows(`SELECT 1 FROM message WHERE person_id = '${id}' UNION ALL SELECT 1 FROM conversation WHERE person_id = '${id}'
        UNION ALL SELECT 1 FROM consent WHERE person_id = '${id}' UNION ALL SELECT 1 FROM address WHERE person_id = '${id}'`);
      expect(left).toEqual([]);
      expect(
        await rows(`SELECT count(*)::int AS open FROM conversation WHERE person_id = '${keep.first.person.id}' AND ended_at IS NULL`),
      ).toEqual([{ open: 1 }]);
    }
  });

  it('and who finishes a survey without a name at that moment finishes it, or is asked in one place only', async () => {
    const { store, rows } = database;
    const { shared, parts } = sharedOf();
    await rows(inOne(parts));
    const run = shared.runs[2] as string;
    const pairs = await Promise.all(
      Array.from({ length: 8 }, async () => [(await begin(store)).first.person.id, (await begin(store)).first.person.id]),
    );
    const links = pairs.flat().map((person) => ({ person, link: randomUUID() }));
    for (const { person, link } of links)
      await rows(
        `INSERT INTO invitation (id, run_id, person_id, channel, link, state) VALUES ('${link}', '${run}', '${person}', 'web', '${link}', 'invited')`,
      );
    const paper = { run, event: 'e', version: 0, session: {} as never, answers: {}, step: null, finished: true, late: false };
    const [kept, merged] = await Promise.all([
      Promise.all(
        links.map(({ link }) => store.surveys.keep({ ...paper, link, key: link, day: '2026-05-04', wanted: false, at: noon }, true)),
      ),
      Promise.all(pairs.map(([keep, other]) => merging(keep as string, other as string))),
    ]);
    expect(merged).toEqual(pairs.map(() => 'done'));
    const finished = kept.filter((one) => one === 'committed').length;
    expect(finished).toBeGreaterThanOrEqual(pairs.length);
    expect(await rows(`SELECT count(*)::int AS n FROM response WHERE run_id = '${run}'`)).toEqual([{ n: finished }]);
    const asked = await rows<{ person_id: string; state: string }>(`SELECT person_id, state FROM invitation WHERE run_id = '${run}'`);
    expect(asked.map(({ person_id }) => person_id).sort()).toEqual(pairs.map(([keep]) => keep as string).sort());
    expect(asked.every(({ state }) => state === 'finished')).toBe(true);
  });

  it('settle a message that was on its way when they were merged, and when they were parted', async () => {
    const { store, rows } = database;
    for (const then of ['merge', 'undo'] as const) {
      const [{ first: keep }, { first }] = [await begin(store), await begin(store, { channel: 'slack', pushed: true })];
      const [kept, other] = [keep.person.id, first.person.id];
      if (then === 'undo') await merging(kept, other);
      const claimed = await store.outbox.claim({ channel: 'slack', now: later(1), lease: later(2), most: 9, pace: null, person: null });
      const [message] = claimed.filter(({ person }) => person === (then === 'undo' ? kept : other));
      if (!message) throw new Error('a message is claimed');
      if (then === 'undo') await store.merges.undo(other, 'onward', noon);
      else await merging(kept, other);
      await store.outbox.settle(message, { state: 'sent', externalId: 'x' }, later(1), null);
      expect(await rows(`SELECT state FROM message WHERE id = ${message.id}`)).toEqual([{ state: 'sent' }]);
    }
  });

  it('refuse every change of a concern but whom a merge says that it is about', async () => {
    const { store, rows } = database;
    const concern = { id: randomUUID(), family: 'f', urgency: 'soon' as const, rule: 'r', place: null };
    const [{ first: keep }, { first }] = [await begin(store), await begin(store, { concern })];
    const [kept, other] = [keep.person.id, first.person.id];
    const { id } = concern;
    await merging(kept, other);
    expect((await store.concerns.show(id))?.person).toBe(kept);
    expect(await store.concerns.isOpenOf(kept)).toBe(true);
    for (const change of [`person_id = '${other}'`, "rule = 'another'", `person_id = '${randomUUID()}'`])
      await expect(rows(`UPDATE concern SET ${change} WHERE id = '${id}'`)).rejects.toThrow(/only added to/);
    await expect(
      rows(`UPDATE concern SET rule = set_config('onward.merging', 'on', false) WHERE id = '${id}'`).finally(() =>
        rows(`SELECT set_config('onward.merging', '', false)`),
      ),
    ).rejects.toThrow(/only added to/);
  });
});
