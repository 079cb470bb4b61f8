import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { onEveryWayIn } from '../support/database.ts';
import { catalogue } from '../support/shipped.ts';
import { begin, later, noon } from './turns.ts';

/** Tables that are about no person, or that say nothing about one which their copy could tell. All others have to be in the copy. */
const leftOut: Record<string, string> = {
  concern_alert: 'which lead was told',
  concern_kept: 'of people of whom nothing else is kept',
  concern_event: 'what staff did, which may be about others too',
  evidence: 'notes about a session, without names',
  opportunity: 'no person but who posted it; what somebody said to it is an interest',
  ...Object.fromEntries(
    ['finding', 'finding_session', 'finding_answer', 'promise'].map((name) => [
      name,
      'what many said, and what an office did: no young person',
    ]),
  ),
  ...Object.fromEntries(
    ['codebook_version', 'flow_version', 'coded_release', 'results_cut', 'taken_in'].map((name) => [name, 'no person']),
  ),
  ...Object.fromEntries(['coding', 'coded'].map((name) => [name, 'what a text is about, without it; it goes with its response or note'])),
  group_consent: 'what a group said yes to, and who of the staff read it and heard it',
  hands: 'counts',
  paper_entry: 'a form without a name, until its two entries are settled',
  tablet: 'a key and a code of a session, and who of the staff asked for them',
  headcount: 'counts',
  ...Object.fromEntries(
    ['bulletin', 'digest', 'job', 'pack', 'pack_figure', 'quote_reading', 'release'].map((name) => [name, 'names nobody']),
  ),
  survey_run: 'a survey; who was asked is in the invitations',
  inbound_key: 'names nobody',
  parked_order: 'what staff are about to do: for half an hour, and until anybody is erased',
  install: 'a workspace',
  lane: 'the pace of a workspace',
  not_same: 'that somebody is not somebody else',
  letterbox: 'whether messages arrive at an address; the copy says which channels they use',
  pathway_version: 'no person',
  project: 'no person',
  blackout: 'no person',
  session: 'no person but its owner and facilitators, who are told that it was theirs',
  setting: 'no person',
  tally: 'counts',
  terms: 'no person; a consent brings its wording',
  tombstone: 'of people of whom nothing else is kept',
  used_ticket: 'names nobody',
};

onEveryWayIn('What is held about somebody', (kind) => {
  it('is read from every table that is about people, in one statement that uses the ticket up', async () => {
    const { store, rows, remove } = await kind.fresh();
    const id = randomUUID();
    await store.publishTerms([{ purpose: 'contact', version: '7', wording: { en: 'mark-wording' } }], noon);
    const { first } = await begin(store, {
      person: {
        id,
        isNew: true,
        set: { name: 'mark-name', age_band: '13-15', place: 'mark-place', language: 'easy', personWantedAt: later(2) },
      },
      messages: [{ direction: 'in', said: { text: 'mark\n"said" <b>\\' } }],
      answers: [
        { step: 'name', answer: { value: ['mark-value'], category: 'mark-category', raw: 'mark-raw' } },
        { step: 'empty', answer: { value: null, category: 'skipped', raw: '' } },
      ],
      consents: [{ purpose: 'contact', termsVersion: '7', state: 'given', how: 'self', witness: null }],
      code: { hash: 'code', expiresAt: later(60) },
      concern: { id: randomUUID(), family: 'mark-family', urgency: 'soon', rule: 'mark-rule', place: null },
    });
    const entry = { action: 'mark-action', about: id, why: 'mark-why' };
    for (const who of [id, 'onward', 'mark-staff']) await store.audit.add({ ...entry, who }, noon);
    await store.audit.add({ ...entry, who: id, about: randomUUID() }, noon);
    const { first: other } = await begin(store, { messages: [{ direction: 'in', said: { text: 'mark-of-another' } }] });
    await rows(`INSERT INTO role_grant (person_id, role, at) VALUES ('${id}', 'mark-role', '2026-05-04T12:00:00.250Z')`);

    const session = {
      ...{ setting: randomUUID(), project: null, areas: ['safety'], heads: null, planned: false },
      owner: id,
      facilitators: [id],
      at: later(1),
    };
    await store.sessions.addSetting({ id: session.setting, name: 'mark-setting', kind: 'health' }, noon);
    const [own, another] = [randomUUID(), randomUUID()];
    await store.sessions.add({ ...session, id: own, date: '2026-05-03' });
    await store.sessions.add({ ...session, id: another, date: '2026-05-02', owner: other.person.id, facilitators: [] });
    await store.sessions.attend({ session: another, batch: randomUUID(), people: [id, other.person.id], heads: 0, at: noon });
    const [run, nameless] = [randomUUID(), randomUUID()];
    for (const [survey, anonymous] of [
      [run, false],
      [nameless, true],
    ] as const)
      await rows(`INSERT INTO survey_run (id, flow, flow_version, audience, anonymous, areas, threshold, opens_at, closes_at, finish_by, reminders, created_at)
        VALUES ('${survey}', 'mark-survey', 1, 'registered', ${anonymous}, '{}', 5, '2026-05-04', '2026-05-05', '2026-05-06', 1, '2026-05-0${anonymous ? 5 : 4}')`);
    for (const survey of [run, nameless])
      await rows(
        `INSERT INTO invitation (id, run_id, person_id, channel, link, state) VALUES ('${randomUUID()}', '${survey}', '${id}', 'web', '${survey}', 'invited')`,
      );
    await rows(`INSERT INTO nudge (id, person_id, flow, policy, occurrence, kind, from_at, until_at, due_at, planned_at, state, words)
      VALUES ('${randomUUID()}', '${id}', 'mark-flow', 'mark-policy', '1', 'nudge', '2026-05-04', '2026-05-05', '2026-05-04T12:00:00.250Z', '2026-05-04', 'planned', 'mark')`);
    for (const whose of [`'${id}'`, 'NULL'])
      await rows(`INSERT INTO response (id, run_id, person_id, answers, state, day) VALUES ('${randomUUID()}', '${whose === 'NULL' ? nameless : run}', ${whose},
        '{"q": {"value": "mark-said", "category": null, "raw": "mark-said"}}', 'finished', '2026-05-04')`);

    const { pathways } = store;
    await pathways.publish('mark', catalogue.pathway, noon);
    const by = { by: 'mark-staff', at: noon };
    await pathways.enrol(id, { goal: 'mark-goal', pausedAt: noon }, noon);
    const change = { id: randomUUID(), stage: 'mark-stage', version: 1, ...by, askedAt: noon, why: 'mark-why', second: null };
    await pathways.move(id, null, change);
    const proof = {
      id: randomUUID(),
      person: id,
      kind: 'portfolio',
      which: 'mark-which',
      outcome: null,
      date: '2026-05-03',
      validUntil: null,
    } as const;
    await pathways.record(randomUUID(), [{ ...proof, words: 'mark-words', how: 'self', ...by, session: null, signed: null }]);
    await pathways.waive(id, { requirement: 'mark-requirement', why: 'mark-why', ...by, until: '2026-06-01' });
    const tenure = { id: randomUUID(), person: id, stage: 'mark-stage', held: true, since: '2019-09-01', until: '2021-08-31' };
    await store.tenures.keep(randomUUID(), [tenure], 'mark-staff', noon);

    await rows(`INSERT INTO opportunity (id, title, about, requires, closes, hears, by, created_at)
      VALUES ('${run}', 'mark-title', 'about', '{}', '2026-06-01', '2026-06-15', 'mark-staff', '2026-05-04')`);
    await rows(
      `INSERT INTO interest VALUES ('${run}', '${id}', 'interested', '2026-05-04T12:00:00.250Z', 'offered', 'mark-staff', '2026-05-04T12:00:00.250Z')`,
    );
    await rows(`INSERT INTO mentoring VALUES ('${id}', NULL, '2026-05-04T12:00:00.250Z')`);
    await rows(`INSERT INTO pairing (id, mentee_id, mentor_id, by, at, asked_at, mentee_said, mentor_said, ended_at, ended_by)
      VALUES ('${randomUUID()}', '${other.person.id}', '${id}', 'mark-staff', '${noon.toISOString()}', '${noon.toISOString()}', 'no', 'yes', '2026-05-05', 'left')`);
    await rows(`INSERT INTO pair_apart SELECT least(a, b), greatest(a, b), 'mark-staff', '${noon.toISOString()}', 'mark-staff', NULL
      FROM (SELECT '${id}'::uuid AS a, '${other.person.id}'::uuid AS b) two`);

    const ticket = { hash: 'a-hash', expiresAt: later(15) };
    expect(await store.tickets.used(ticket.hash)).toBe(false);
    expect(await store.tickets.take(null, id, noon)).toBeNull();
    expect(await store.tickets.take(ticket, randomUUID(), noon)).toBeNull();
    const held = await store.tickets.take(ticket, id, noon);
    const at = '2026-05-04T12:00:00.250Z';
    const answer = { flow: 'register-interest', flowVersion: 1, mode: 'self', termsVersion: '1', at, replacedAt: null };
    expect(held).toEqual({
      person: {
        id,
        name: 'mark-name',
        ageBand: '13-15',
        place: 'mark-place',
        language: 'easy',
        zone: null,
        startedAt: at,
        registeredAt: null,
        stoppedAt: null,
        pausedUntil: null,
        personWantedAt: '2026-05-04T12:02:00.250Z',
      },
      channels: [{ channel: 'web', since: at }],
      conversations: [{ flow: 'register-interest', flowVersion: 1, startedAt: at, endedAt: null, outcome: null }],
      answers: [
        { ...answer, step: 'name', value: ['mark-value'], category: 'mark-category', raw: 'mark-raw' },
        { ...answer, step: 'empty', value: null, category: 'skipped', raw: '' },
      ],
      consents: [
        {
          purpose: 'contact',
          wording: { en: 'mark-wording' },
          termsVersion: '7',
          state: 'given',
          how: 'self',
          witness: null,
          channel: 'web',
          at,
        },
      ],
      messages: [{ direction: 'in', channel: 'web', text: 'mark\n"said" <b>\\', at }],
      concerns: [{ at }],
      codes: [{ until: '2026-05-04T13:00:00.250Z', usedAt: null }],
      record: ['self', 'onward', 'staff'].map((by) => ({ action: 'mark-action', by, at })),
      sessions: [
        { date: '2026-05-02', setting: 'mark-setting', kind: 'health', part: 'attended', since: at },
        { date: '2026-05-03', setting: 'mark-setting', kind: 'health', part: 'facilitated', since: '2026-05-04T12:01:00.250Z' },
        { date: '2026-05-03', setting: 'mark-setting', kind: 'health', part: 'recorded', since: '2026-05-04T12:01:00.250Z' },
      ],
      invitations: [false, true].map((anonymous) => {
        return { flow: 'mark-survey', flowVersion: 1, anonymous, state: 'invited', channel: 'web', reminded: 0 };
      }),
      nudges: [{ flow: 'mark-flow', policy: 'mark-policy', state: 'planned', at }],
      responses: [
        {
          flow: 'mark-survey',
          flowVersion: 1,
          day: '2026-05-04',
          state: 'finished',
          late: false,
          mode: 'self',
          answers: { q: { value: 'mark-said', category: null, raw: 'mark-said' } },
        },
      ],
      merges: [],
      pathway: { goal: 'mark-goal', pausedAt: at, leftAt: null },
      stages: [{ stage: 'mark-stage', version: 1, at, why: 'mark-why', reversedAt: null, reversedWhy: null }],
      proofs: [
        {
          ...{ kind: 'portfolio', which: 'mark-which', outcome: null, date: '2026-05-03', validUntil: null },
          ...{ words: 'mark-words', how: 'self', at, signedAt: null },
        },
      ],
      waivers: [{ requirement: 'mark-requirement', why: 'mark-why', until: '2026-06-01', at }],
      interests: [{ title: 'mark-title', state: 'interested', at, answer: 'offered', answeredAt: at }],
      mentoring: { wantedAt: null, offeredAt: at },
      // That the other one said no, and left, is theirs.
      pairs: [{ part: 'mentor', at, askedAt: at, said: 'yes', agreedAt: null, endedAt: null }],
      keptApart: [{ at }],
      tenures: [{ stage: 'mark-stage', held: true, since: '2019-09-01', until: '2021-08-31', at }],
      roles: [{ role: 'mark-role', place: '', since: at }],
    });
    expect(JSON.stringify(held)).not.toContain(first.address);
    expect(await store.audit.list(1)).toMatchObject([{ who: id, action: 'my data copied', about: id, why: null }]);
    expect((await store.audit.verify()).holds).toBe(true);
    expect(await store.tickets.used(ticket.hash)).toBe(true);
    expect(await store.tickets.take(ticket, id, noon)).toBeNull();
    await remove();
  });

  it('leaves no table out by accident', async () => {
    const { rows, remove } = await kind.fresh();
    const tables = await rows<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'",
    );
    const told = [
      'address',
      'answer',
      'attendance',
      'audit_event',
      'concern',
      'consent',
      'conversation',
      'enrolment',
      'interest',
      'invitation',
      'mentoring',
      'merge',
      'message',
      'nudge',
      'pair_apart',
      'pairing',
      'person',
      'proof',
      'response',
      'resume_code',
      'role_grant',
      'session_facilitator',
      'stage_change',
      'tenure',
      'waiver',
    ];
    expect(tables.map(({ name }) => name).sort()).toEqual([...told, ...Object.keys(leftOut)].sort());
    await remove();
  });
});
