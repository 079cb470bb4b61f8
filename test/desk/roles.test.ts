import { createHash, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { commandOutlines, commands } from '../../src/desk/commands/index.ts';
import { grantedRoles, permissions, rolesThatMay } from '../../src/people/index.ts';
import { onEmbedded } from '../support/database.ts';
import { deep } from '../support/deep.ts';
import { addSaid } from '../support/packs.ts';
import { createWorld, throughRegistering, type World } from '../support/world.ts';

/** What each role may do, cell by cell, as the charity would write it on paper: the table of the code is held against this one. */
const paper: Record<string, string> = {
  //                   facilitator  staff  analyst  lead  admin
  home: '              yes          yes    yes      yes   yes',
  digest: '            yes          yes    yes      yes   yes',
  'session list': '    yes          yes    yes      yes   yes',
  'session show': '    yes          yes    yes      yes   yes',
  'session new': '     yes          yes    -        -     yes',
  'session attend': '  yes          yes    -        -     yes',
  'session undo': '    yes          yes    -        -     yes',
  'session move': '    yes          yes    -        -     yes',
  'session cancel': '  yes          yes    -        -     yes',
  'session heads': '   yes          yes    -        -     yes',
  'session script': '  yes          yes    -        -     yes',
  'session consent': ' yes          yes    -        -     yes',
  'session pack': '    yes          yes    -        -     yes',
  'evidence add': '    yes          yes    -        -     yes',
  'evidence remove': ' yes          yes    -        -     yes',
  reach: '             yes          yes    yes      yes   yes',
  'settings list': '   yes          yes    yes      yes   yes',
  'settings add': '    -            yes    -        -     yes',
  'projects list': '   yes          yes    yes      yes   yes',
  'projects add': '    -            yes    -        -     yes',
  'projects approve': '-            yes    -        -     yes',
  'projects title': '  -            yes    -        -     yes',
  'people list': '     -            yes    -        yes   yes',
  'people show': '     -            yes    -        yes   yes',
  'people answered': ' -            yes    -        yes   yes',
  'people import': '   -            yes    -        -     yes',
  'import list': '     -            yes    -        -     yes',
  'import undo': '     -            yes    -        -     yes',
  'people matches': '  -            yes    -        -     yes',
  'people merge': '    -            yes    -        -     yes',
  'people unmerge': '  -            yes    -        -     yes',
  'people apart': '    -            yes    -        -     yes',
  'people unreachable': '-          yes    -        yes   yes',
  'messages failed': ' -            yes    -        yes   yes',
  'messages retry': '  -            yes    -        -     yes',
  'pathway of': '      -            yes    -        yes   yes',
  'pathway ready': '   -            yes    -        yes   yes',
  'pathway board': '   -            yes    -        yes   yes',
  'pathway report': '  -            yes    yes      yes   yes',
  'pathway move': '    -            yes    -        yes   yes',
  'pathway confirm': ' -            yes    -        yes   yes',
  'pathway reverse': ' -            yes    -        yes   yes',
  'pathway waive': '   -            yes    -        yes   yes',
  'pathway record': '  -            yes    -        yes   yes',
  'training record': ' -            yes    -        yes   yes',
  'check record': '    -            yes    -        yes   yes',
  'proof record': '    -            yes    -        yes   yes',
  'proof sign': '      -            yes    -        yes   yes',
  'proof undo': '      -            yes    -        yes   yes',
  'opportunity post': '-            yes    -        yes   yes',
  'opportunity confirm': '-         yes    -        yes   yes',
  'opportunity list': '-            yes    -        yes   yes',
  'opportunity of': '  -            yes    -        yes   yes',
  'opportunity edit': '-            yes    -        yes   yes',
  'opportunity close': '-           yes    -        yes   yes',
  'opportunity withdraw': '-        yes    -        yes   yes',
  'opportunity tell': '-            yes    -        yes   yes',
  'finding list': '     -            yes    yes      -     yes',
  'finding show': '     -            yes    yes      -     yes',
  'finding add': '      -            yes    -        -     yes',
  'finding send': '     -            yes    -        -     yes',
  'finding answer': '   -            yes    -        -     yes',
  'finding promise': '  -            yes    -        -     yes',
  'finding done': '     -            yes    -        -     yes',
  'finding take-out': '-            yes    -        -     yes',
  'finding tell': '     -            yes    -        -     yes',
  'finding confirm': '  -            yes    -        -     yes',
  'finding undo': '     -            yes    -        -     yes',
  'finding notice': '   -            yes    -        -     yes',
  'pair list': '       -            yes    -        yes   yes',
  'pair suggest': '    -            yes    -        yes   yes',
  'pair propose': '    -            yes    -        yes   yes',
  'pair allow': '      -            -      -        yes   -',
  'pair introduced': ' -            yes    -        yes   yes',
  'pair end': '        -            yes    -        yes   yes',
  'pair keep-apart': ' -            yes    -        yes   yes',
  'pair lift-apart': ' -            yes    -        yes   yes',
  'concerns list': '   -            -      -        yes   -',
  'concerns read': '   -            -      -        yes   -',
  'concerns mark': '   -            -      -        yes   -',
  'consents record': ' yes          yes    -        -     -',
  'code next': '       -            yes    yes      -     -',
  'code as': '         -            yes    yes      -     -',
  'code settle': '     -            yes    yes      -     -',
  'code undo': '       -            yes    yes      -     -',
  'code status': '     -            yes    yes      -     -',
  'code agreement': '  -            yes    yes      -     -',
  'code book': '       -            yes    yes      -     -',
  'survey send': '     -            yes    -        -     yes',
  'survey confirm': '  -            yes    -        -     yes',
  'survey undo': '     -            yes    -        -     yes',
  'survey room': '     yes          yes    -        -     yes',
  'survey tablet': '   yes          yes    -        -     yes',
  'survey cut': '      -            yes    -        -     yes',
  'hands count': '     yes          yes    -        -     yes',
  'paper enter': '     yes          yes    -        -     yes',
  'paper import': '    yes          yes    -        -     yes',
  'paper differences': 'yes          yes    -        -     yes',
  'paper settle': '    yes          yes    -        -     yes',
  'paper sheet': '     yes          yes    -        -     yes',
  'survey list': '     yes          yes    yes      -     yes',
  'survey show': '     yes          yes    yes      -     yes',
  'survey close': '    -            yes    -        -     yes',
  'survey unanswered': '-          yes    -        -     yes',
  'nudges next': '     -            yes    -        -     yes',
  'nudges unsent': '   -            yes    -        -     yes',
  'nudges hold': '     -            yes    -        -     yes',
  'nudges release': '  -            yes    -        -     yes',
  'nudges cancel': '   -            yes    -        -     yes',
  'nudges edit': '     -            yes    -        -     yes',
  'blackouts list': '  -            yes    -        -     yes',
  'blackouts add': '   -            yes    -        -     yes',
  'blackouts remove': '-            yes    -        -     yes',
  'survey results': '  -            yes    yes      -     -',
  'survey export': '   -            yes    yes      -     -',
  matrix: '            -            yes    yes      -     -',
  'pack make': '       -            yes    yes      -     yes',
  'pack list': '       -            yes    yes      -     yes',
  'pack show': '       -            yes    yes      -     yes',
  'pack basis': '      -            yes    yes      -     yes',
  'pack verify': '     -            yes    yes      -     yes',
  'quote next': '      -            yes    yes      -     yes',
  'quote approve': '   -            yes    yes      -     yes',
  'quote leave': '     -            yes    yes      -     yes',
  policy: '            yes          yes    yes      yes   yes',
  'roles list': '      -            -      -        -     yes',
  'roles grant': '     -            -      -        -     yes',
  'roles remove': '    -            -      -        -     yes',
  'audit list': '      -            -      -        yes   yes',
  'audit verify': '    -            -      -        yes   yes',
  retention: '         -            -      -        -     yes',
};

onEmbedded('Roles', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const slack = (address: string) => ({ channel: 'slack', address }) as const;
  const asAda = (line: string) => world.desk.command(ada, { line });
  const audited = async () => (await world.database.store.audit.list(1000)).reverse();

  it('are held cell by cell: every command by every role, and by those who have none', async () => {
    expect(Object.keys(paper).sort()).toEqual(commands.map(({ name }) => name).sort());
    await world.visitor('robin').goesThrough('English', 'Robin', 'i want to kill myself');
    const [concern] = await world.database.store.concerns.list(true);
    const [person] = await world.database.store.people.list(1);
    for (const role of grantedRoles) await asAda(`roles grant slack:${role.replace(' ', '-')} ${role} --why needed`);
    await asAda('settings add Hub --kind community');
    const holders = (await world.database.store.roles.list()).map(({ person }) => person);
    const recorded = await world.desk.command(ada, {
      name: 'session new',
      input: { date: 'today', setting: 'Hub', areas: 'safety', facilitators: holders },
    });
    const session = recorded.kind === 'done' ? (recorded.sheet.data as { id: string }).id : recorded.why;
    const names = { session, others: 3, apply: true };
    /** Each undo needs something to undo: the names of the last, where nobody undid them. */
    let last: string | null = null;
    const batch = async () => {
      const done = await world.desk.command(ada, { name: 'session attend', input: { session, people: [person?.id], apply: true } });
      last = (done.kind === 'done' && (done.sheet.data as { batch: string | null }).batch) || last;
      return last;
    };
    let added = 0;
    const run = '0199c0de-0000-7000-8000-000000000001';
    const sent = `INSERT INTO survey_run (id, flow, flow_version, audience, anonymous, areas, threshold, opens_at, closes_at, finish_by, reminders, created_at)
      VALUES ('${run}', 'after-session', 1, 'registered', false, '{}', 5, '2026-03-01', '2026-04-01', '2026-04-02', 1, '2026-03-01') ON CONFLICT DO NOTHING`;
    const nudge = randomUUID();
    const planned = (
      id: string,
    ) => `INSERT INTO nudge (id, person_id, flow, policy, occurrence, kind, from_at, until_at, due_at, planned_at)
      VALUES ('${id}', '${person?.id}', 'register-interest', 'still_here', '${id}', 'nudge', '2026-04-01', '2026-05-01', '2026-04-01', '2026-03-01')`;
    await world.database.rows(planned(nudge));
    /** The survey of the session without phones, whose group said yes. */
    const room = async () => {
      await asAda(`session consent ${session} --agreed 9 --witness Cy`);
      const made = await world.desk.command(ada, { name: 'survey room', input: { session, template: 'after-session' } });
      return made.kind === 'done' ? (made.sheet.data as { run: { id: string } }).run.id : made.why;
    };
    const opportunity = async () => {
      const id = randomUUID();
      await world.database.rows(`INSERT INTO opportunity (id, title, about, requires, closes, hears, by, created_at)
        VALUES ('${id}', 'Help out', 'You help.', '{}', '2026-05-01', '2026-05-15', 'bo', '2026-03-01')`);
      return id;
    };
    const posted = await opportunity();
    await world.database.rows(`INSERT INTO interest VALUES ('${posted}', '${person?.id}', 'interested', '2026-03-01')`);
    const inputs: Record<string, Record<string, unknown>> = {
      'session new': { date: 'yesterday', setting: 'Hub', areas: ['safety'] },
      'session show': { session },
      'session attend': names,
      'session heads': { session, heads: 9 },
      'session script': { session },
      'session consent': { session, agreed: 9, witness: 'Cy' },
      'session pack': { session, template: 'after-session' },
      'evidence add': { session, text: 'More lights are wanted.' },
      'projects approve': { project: 'P', approval: 'NRC 2' },
      'projects title': { project: 'P', title: 'Voices' },
      'people show': { id: person?.id },
      'people import': { file: 'email\na@example.org' },
      'messages retry': { all: true },
      'concerns read': { id: concern?.id },
      'concerns mark': { id: concern?.id, state: 'acknowledged', why: 'read it' },
      'consents record': { id: person?.id, purpose: 'quotes', state: 'given', how: 'witnessed', witness: 'Bo', why: 'said so' },
      'pathway of': { person: person?.id },
      'pathway ready': { stage: 'staff' },
      'pathway waive': { person: person?.id, requirement: 'reference', why: 'known for years' },
      'pathway record': { person: person?.id },
      'training record': { person: person?.id, training: 'induction', apply: true },
      'check record': { person: person?.id, which: 'dbs', outcome: 'not-needed' },
      'proof record': { person: person?.id, requirement: 'reference' },
      'opportunity post': { title: 'Help out', about: 'You help.', closes: '2026-05-01' },
      'opportunity confirm': { id: posted, title: 'Help out', about: 'You help.', closes: '2026-05-01' },
      'opportunity of': { id: posted },
      'opportunity tell': { id: posted, person: person?.id, answer: 'offered' },
      'survey send': { template: 'three-months-on', kind: 'named', audience: 'registered' },
      'survey confirm': { id: run, template: 'three-months-on', kind: 'named', audience: 'registered' },
      'survey undo': { id: run },
      'survey room': { session, template: 'after-session' },
      'survey tablet': { session, template: 'after-session' },
      'survey cut': { id: run, by: 'how' },
      'survey show': { id: run },
      'survey results': { id: run },
      'survey export': { id: run },
      'survey close': { id: run },
      'survey unanswered': { id: run },
      'nudges hold': { id: nudge },
      'nudges release': { id: nudge },
      'nudges edit': { id: nudge, text: 'We meet soon. To stop, type STOP.' },
      'blackouts add': { from: '2026-05-01', until: '2026-05-02', why: 'exams' },
      matrix: { project: 'P' },
      'pack make': { project: 'P', format: 'csv' },
      'quote next': { project: 'P' },
      'roles grant': { who: 'slack:another', role: 'staff', why: 'new here' },
      'roles remove': { who: 'slack:another', role: 'staff', why: 'has left' },
    };
    /** The person as they were, with what is asked of them waived; and perhaps one change of their stage. Answers its id. */
    const onPathway = async (values?: string) => {
      const id = randomUUID();
      const all = world.parts.pathway.requirements.map(
        ({ requirement }) => `('${person?.id}', '${requirement}', 'known', 'bo', '2026-03-01', NULL)`,
      );
      await world.database.rows('DELETE FROM stage_change');
      await world.database.rows(`INSERT INTO waiver VALUES ${all.join(', ')} ON CONFLICT DO NOTHING`);
      if (values)
        await world.database.rows(`INSERT INTO stage_change (id, person_id, stage, version, follows, by, asked_at, why, second, at)
          VALUES ('${id}', '${person?.id}', ${values})`);
      return id;
    };
    const proof = async () => {
      const id = randomUUID();
      await world.database.rows(`INSERT INTO proof (id, person_id, kind, which, date, how, by, at, batch)
        VALUES ('${id}', '${person?.id}', 'reference', 'reference', '2026-03-01', 'self', 'bo', '2026-03-01', '${id}')`);
      return id;
    };
    await asAda('projects add P');
    /** A session of the project at which enough people were. */
    const voiced = async () => {
      const id = randomUUID();
      const project = (await world.database.store.sessions.projects())[0]?.id;
      await world.database.rows(`INSERT INTO session (id, date, setting_id, project_id, areas, created_at)
        SELECT '${id}', '2026-03-01', id, '${project}', '{safety}', '2026-03-01' FROM setting WHERE name = 'Hub'`);
      await world.database.rows(`INSERT INTO headcount VALUES ('${id}', '', 9)`);
      return id;
    };
    /** A session of Bo's that is planned. */
    const ahead = async () => {
      const id = randomUUID();
      await world.database.rows(`INSERT INTO session (id, date, setting_id, areas, owner_id, planned, created_at)
        SELECT '${id}', '2026-05-01', setting_id, areas, owner_id, true, created_at FROM session WHERE id = '${session}'`);
      await world.database.rows(
        `INSERT INTO session_facilitator SELECT '${id}', person_id FROM session_facilitator WHERE session_id = '${session}'`,
      );
      return id;
    };
    await world.database.rows(`UPDATE session SET project_id = (SELECT id FROM project WHERE name = 'P') WHERE id = '${session}'`);
    const madePack = async () => {
      const made = await asAda('pack make P --format csv');
      return { pack: made.kind === 'done' && (made.sheet.data as { id: string }).id, format: 'html' };
    };
    const quote = async () => {
      await addSaid(world, session, { text: `More lights, ${added++}.`, area: 'safety', saidBy: 'young-person', speaks: null });
      const next = await asAda('quote next P');
      return { project: 'P', mark: next.kind === 'done' && (next.sheet.data as { quote: { mark: string } }).quote.mark };
    };
    /** Sent, answered, told of, and with something that is promised. */
    const finding = async (sent = true) => {
      const id = randomUUID();
      const project = (await world.database.store.sessions.projects())[0]?.id;
      await world.database.rows(`INSERT INTO finding (id, project_id, area, said, by, at${sent ? ', sent_to, sent_on, answer_by, sent_by, sent_at' : ''})
        VALUES ('${id}', '${project}', 'safety', '${id}', 'bo', '2026-03-01'${sent ? ", 'The head', '2026-03-02', '2026-03-30', 'bo', '2026-03-02'" : ''})`);
      await world.database.rows(`INSERT INTO finding_session VALUES ('${id}', '${await voiced()}')`);
      return id;
    };
    const promised = async () => {
      const id = await finding();
      await world.database.rows(`INSERT INTO promise (id, finding_id, words, on_day, due, by, at)
        VALUES ('${randomUUID()}', '${id}', 'Two lights.', '2026-03-03', '2026-04-01', 'bo', '2026-03-03')`);
      return id;
    };
    const answered = async (told = 'NULL') => {
      const [id, entry] = [await finding(), randomUUID()];
      await world.database.rows(
        `INSERT INTO finding_answer VALUES ('${entry}', '${id}', 'yes', 'We will.', '2026-03-03', 'bo', '2026-03-03', ${told})`,
      );
      return { id, entry };
    };
    const fresh: Record<string, () => Promise<Record<string, unknown>>> = {
      'hands count': async () => ({ id: await room(), question: 'today', counts: '1 2 3 4 5' }),
      'paper enter': async () => ({ id: await room(), number: `${++added}`, today: '4' }),
      'paper import': async () => ({ id: await room(), file: `number,today\n${++added},4` }),
      'paper differences': async () => ({ id: await room() }),
      'paper sheet': async () => ({ id: await room() }),
      'paper settle': async () => {
        const [id, number] = [await room(), `${++added}`];
        await world.database.rows(`INSERT INTO paper_entry VALUES ('${id}', '${number}', 1, '{"today": 4}', 'bo', now()),
          ('${id}', '${number}', 2, '{"today": 3}', 'cy', now())`);
        return { id, number, take: 'first' };
      },
      'session undo': async () => ({ batch: await batch() }),
      'evidence remove': async () => {
        const id = randomUUID();
        await world.database.rows(
          `INSERT INTO evidence VALUES ('${id}', '${session}', NULL, 'More lights.', ${personAt('facilitator')}::text, '2026-03-01')`,
        );
        return { session, note: id };
      },
      'session move': async () => ({ session: await ahead(), date: '2026-05-04' }),
      'session cancel': async () => ({ session: await ahead() }),
      'nudges cancel': async () => {
        const id = randomUUID();
        await world.database.rows(planned(id));
        return { id };
      },
      'blackouts remove': async () => {
        const id = randomUUID();
        await world.database.rows(`INSERT INTO blackout VALUES ('${id}', '2026-05-01', '2026-05-02', 'exams', NULL, '2026-03-01')`);
        return { id };
      },
      'people merge': async () => ({ keep: await somebody(), other: await somebody(), why: 'one person' }),
      'people apart': async () => ({ keep: await somebody(), other: await somebody(), why: 'two people' }),
      'people unmerge': async () => {
        const [keep, other] = [await somebody(), await somebody()];
        await world.database.store.merges.merge({ keep, other, who: 'onward', why: 'one person', at: world.clock.now() });
        return { id: other, why: 'a slip' };
      },
      'people answered': async () => {
        await world.database.rows(`UPDATE person SET person_wanted_at = '2026-03-01' WHERE id = '${person?.id}'`);
        return { id: person?.id };
      },
      'settings add': async () => ({ name: `Place ${added++}`, kind: 'online' }),
      'projects add': async () => ({ name: `Project ${added++}` }),
      // All that is asked is waived, and what was decided before is gone.
      'pathway move': async () => {
        await onPathway();
        return { person: person?.id, stage: 'young-advisor', why: 'ready' };
      },
      'pathway reverse': async () => {
        await onPathway(`'young-advisor', 1, NULL, 'bo', '2026-03-01', 'ready', NULL, '2026-03-01'`);
        return { person: person?.id, why: 'a mistake' };
      },
      'pathway confirm': async () => ({
        change: await onPathway(`'alum-mentor', 1, NULL, 'bo', '2026-03-01', 'ready', NULL, NULL`),
      }),
      'pack show': madePack,
      'pack basis': async () => ({ pack: (await madePack()).pack, figure: 'F1' }),
      'pack verify': async () => ({ pack: (await madePack()).pack }),
      'quote approve': quote,
      'quote leave': quote,
      'opportunity edit': async () => ({ id: await opportunity(), pay: '£15 an hour' }),
      'opportunity close': async () => ({ id: await opportunity(), why: 'filled' }),
      'opportunity withdraw': async () => ({ id: await opportunity(), why: 'no money' }),
      'finding add': async () => ({ project: 'P', area: 'safety', said: 'It is dark.', sessions: [await voiced()] }),
      'finding show': async () => ({ id: await finding() }),
      'finding send': async () => ({ id: await finding(false), to: 'the head', by: '2026-04-01' }),
      'finding answer': async () => ({ id: await finding(), answer: 'yes', words: 'We will.' }),
      'finding promise': async () => ({ id: await finding(), what: 'Two lights.', by: '2026-04-01' }),
      'finding take-out': async () => ({ id: await promised(), why: 'a mistake' }),
      'finding done': async () => ({ id: await promised(), did: 'They hang.' }),
      'finding tell': async () => ({ id: (await answered()).id }),
      'finding confirm': answered,
      'finding undo': async () => ({ id: (await answered("'2026-03-04'")).id }),
      'finding notice': async () => ({ id: await finding(), setting: 'Hub' }),
      'code as': async () => ({ text: await note(), areas: 'estates' }),
      'code settle': async () => ({ text: await note(["'cy'", 'health'], ["'dee'", 'data']), areas: 'none' }),
      'code undo': async () => ({ text: await note([personAt('staff'), 'health'], [personAt('analyst'), 'data']) }),
      'proof sign': async () => ({ proof: await proof() }),
      'import undo': async () => {
        const file = `email\nlisted-${++added}@example.org`;
        const done = await world.desk.command(ada, { name: 'people import', input: { file, apply: true } });
        return { batch: done.kind === 'done' && (done.sheet.data as { batch: string }).batch };
      },
      'proof undo': async () => ({ batch: await proof() }),
      'pair propose': async () => ({ mentee: await somebody(), mentor: await mentor() }),
      'pair allow': async () => ({ pair: await pair(false) }),
      'pair introduced': async () => ({ pair: await pair(true) }),
      'pair end': async () => ({ pair: await pair(false), why: 'other' }),
      'pair keep-apart': async () => ({ one: await somebody(), other: await somebody() }),
      'pair lift-apart': async () => {
        const [one, other] = [await somebody(), await somebody()].sort();
        await world.database.rows(`INSERT INTO pair_apart VALUES ('${one}', '${other}', 'bo', '2026-03-01', 'cy', NULL)`);
        return { one, other };
      },
    };
    /** A note that others have coded, each as one area. Answers what stands for it. */
    const note = async (...coded: [coder: string, area: string][]) => {
      const id = randomUUID();
      await world.database.rows(`INSERT INTO evidence VALUES ('${id}', '${session}', NULL, 'More lights.', 'bo', '2026-03-01')`);
      for (const [at, [coder, area]] of coded.entries())
        await world.database.rows(`INSERT INTO coding (id, step, evidence_id, place, coder, codebook, areas, at)
          VALUES ('${randomUUID()}', '', '${id}', ${at + 1}, ${coder}, 1, ARRAY['${area}'], '2026-03-01')`);
      return createHash('sha256').update(id).digest('hex').slice(0, 16);
    };
    const personAt = (address: string) => `(SELECT person_id FROM address WHERE value = '${address}')`;
    /** Somebody who may be a mentor: at that stage, with what it asks waived. */
    const mentor = async () => {
      const id = await somebody();
      await world.database.rows(`UPDATE person SET age_band = '25-plus' WHERE id = '${id}'`);
      await world.database.rows(
        `INSERT INTO waiver SELECT '${id}', r, 'known', 'bo', '2026-03-01', NULL FROM unnest(ARRAY['safeguarding', 'dbs']) r`,
      );
      await world.database.rows(`INSERT INTO stage_change (id, person_id, stage, version, follows, by, asked_at, why, second, at)
        VALUES ('${randomUUID()}', '${id}', 'alum-mentor', 1, NULL, 'bo', '2026-03-01', 'ready', 'cy', '2026-03-01')`);
      await world.database.rows(`INSERT INTO mentoring VALUES ('${id}', NULL, '2026-03-01')`);
      return id;
    };
    const pair = async (agreed: boolean) => {
      const id = randomUUID();
      await world.database.rows(`INSERT INTO pairing (id, mentee_id, mentor_id, by, at, asked_at, agreed_at) VALUES ('${id}', '${await somebody()}',
        '${await mentor()}', 'bo', '2026-03-01', ${agreed ? "'2026-03-02', '2026-03-03'" : 'NULL, NULL'})`);
      return id;
    };
    const somebody = async () => {
      const id = randomUUID();
      await world.database.rows(`INSERT INTO person (id, created_at) VALUES ('${id}', '2026-03-01')`);
      return id;
    };
    const inputOf = async (name: string) => (await fresh[name]?.()) ?? inputs[name] ?? {};
    const found: Record<string, string> = {};
    for (const [at, { name }] of commands.entries()) {
      const cells = [];
      const onPaper = (paper[name] ?? '').trim().split(/\s+/);
      for (const [column, role] of grantedRoles.entries()) {
        // Every day one of the five of some commands; in the deep run all.
        if (!deep && (at + column) % 16 !== 0) {
          cells.push(onPaper[column]);
          continue;
        }
        await asAda('roles grant slack:another staff --why put back');
        await world.database.rows(sent);
        const result = await world.desk.command(slack(role.replace(' ', '-')), { name, input: await inputOf(name) });
        if (result.kind === 'refused') expect(result.why).toMatch(/^That is for these roles:/);
        cells.push(result.kind === 'done' ? 'yes' : '-');
      }
      found[name] = cells.join(' ');
      // Somebody who takes part has no role, and neither has a stranger.
      if (!deep && at % 4 !== 0) continue;
      for (const caller of [{ channel: 'web', address: 'robin' } as const, slack('nobody')])
        expect(await world.desk.command(caller, { name, input: await inputOf(name) })).toMatchObject({
          kind: 'refused',
          why: expect.stringMatching(/^You have no role here yet/),
        });
    }
    expect(found).toEqual(Object.fromEntries(Object.entries(paper).map(([name, cells]) => [name, cells.trim().replace(/\s+/g, ' ')])));
    // Several hundred commands: on a machine that others use too they take longer than one test is given.
  }, 180_000);

  it('that may be somebody’s own words leave nothing behind of somebody without a role', async () => {
    const audited = async () => (await world.database.store.audit.list(1000)).length;
    const before = await audited();
    const typed = (address: string) => world.desk.command(slack(address), { line: 'people list', unsure: true });
    expect(await typed('nobody')).toMatchObject({ kind: 'refused', stranger: true });
    expect(await audited()).toBe(before);
    expect(await world.desk.command(slack('nobody'), { line: 'people list' })).toMatchObject({ kind: 'refused', stranger: true });
    expect(await audited()).toBe(before + 1);
    // Whoever has a role gave a command.
    await asAda('roles grant slack:analyst analyst --why reads');
    expect(await typed('analyst')).toMatchObject({ kind: 'refused', why: expect.stringMatching(/^That is for these roles/) });
  });

  it('name only commands that are there, and every permission has one that may', () => {
    for (const permission of permissions) expect(rolesThatMay(permission).length).toBeGreaterThan(0);
    // Who signs off a stage has to be able to give the command.
    for (const { signsOff } of world.parts.pathway.stages)
      for (const role of signsOff) expect(rolesThatMay('change pathways')).toContain(role);
    for (const { fields } of commandOutlines) for (const { what, name } of fields) expect(what).not.toBe(name);
  });

  it('are granted and taken away by an admin, and by nobody to themselves', async () => {
    expect(await asAda('roles grant terminal:ada@office staff --why me')).toEqual({
      kind: 'refused',
      why: 'Nobody grants a role to themselves. Ask another admin.',
    });
    expect(await asAda('roles grant slack:T0/U1 admin --name Bo --why second admin')).toMatchObject({ kind: 'done' });
    const bo = slack('T0/U1');
    const [holder] = await world.database.store.roles.list();
    expect(holder).toMatchObject({ name: 'Bo', roles: [{ role: 'admin', place: '', rung: 1 }] });
    for (const who of ['slack:T0/U1', holder?.person, holder?.person.slice(0, 13)])
      expect(await world.desk.command(bo, { line: `roles grant ${who} staff --why more` })).toMatchObject({
        why: expect.stringMatching(/^Nobody grants/),
      });
    expect(await asAda('roles remove slack:T0/U1 admin --why has left')).toMatchObject({ sheet: { text: 'They have no role any more.' } });
    expect(await world.desk.command(bo, { line: 'roles' })).toMatchObject({ why: expect.stringMatching(/^You have no role/) });
    expect(await asAda('roles grant slack:T0/U2 staff --place secure --why there')).toMatchObject({
      faults: { place: expect.stringMatching(/^Only a safeguarding/) },
    });
    expect(await asAda('roles remove slack:T0/U1 admin --why again')).toMatchObject({
      why: 'slack:T0/U1 does not have the role admin there.',
    });
    expect(await asAda('roles grant mary staff --why x')).toMatchObject({ why: expect.stringMatching(/^I don't know mary/) });
  });

  it('leave in the audit that something was not done, and not the words that only a lead may read', async () => {
    await asAda('roles grant terminal:ada@office staff --why me');
    await asAda('roles grant slack:T0/U1 safeguarding lead --why covers');
    await world.visitor('robin').goesThrough('English', 'i want to kill myself');
    const [concern] = await world.database.store.concerns.list(true);
    await world.desk.command(slack('T0/U1'), { line: `concerns mark ${concern?.id} --state acknowledged --why rang the wing` });
    const rows = await audited();
    expect(rows.map(({ action }) => action).slice(0, 2)).toEqual(['roles grant: staff', 'not done: roles grant']);
    expect(rows.find(({ action }) => action.startsWith('concerns mark'))).toMatchObject({ about: concern?.id, why: null });
    const about = await asAda(`audit list --about ${concern?.id.slice(0, 13)}`);
    expect(about).toMatchObject({ sheet: { data: [{ action: 'concerns mark: acknowledged' }, { action: 'concern opened' }] } });
    expect(await asAda('audit list --about 0000')).toMatchObject({ sheet: { text: 'Nothing in the audit is about 0000.' } });
  });

  it('do not make staff somebody who registered interest', async () => {
    await asAda('roles grant slack:T0/U1 staff --name Bo --why new');
    expect(await asAda('people list')).toMatchObject({ sheet: { text: 'Nobody has registered interest yet.' } });
  });

  it('leave every read, every change and every refusal in the audit, with who and why', async () => {
    await world.visitor('robin').goesThrough(...throughRegistering);
    const [person] = await world.database.store.people.list(1);
    await asAda('roles grant slack:T0/U1 staff --name Bo --why covers Mondays');
    const [bo] = await world.database.store.roles.list();
    await world.desk.command(slack('T0/U1'), { line: `people show ${person?.id}` });
    await world.desk.command(slack('T0/U1'), { line: 'concerns' });
    await world.visitor('robin').goesThrough('my data', 'delete me', 'yes');
    const own = person?.id as string;
    expect((await audited()).map(({ who, action, about, why }) => [who, action, about, why])).toEqual([
      [own, 'consent given: contact_here', own, null],
      [own, 'consent refused: reminders', own, null],
      [own, 'consent given: quotes', own, null],
      [own, 'consent given: take_part', own, null],
      ['terminal:ada@office', 'roles grant: staff', bo?.person, 'covers Mondays'],
      [bo?.person, 'people show', own, null],
      [bo?.person, 'refused: concerns list', null, null],
      [own, 'my data', own, null],
      [own, 'deleted', own, null],
    ]);
  });

  it('understand a line as it is typed on a phone', async () => {
    await asAda('Roles grant slack:T0/U1 staff —name “Bo Smith” --why "new"');
    expect((await world.database.store.roles.list())[0]).toMatchObject({ name: 'Bo Smith' });
    expect(await asAda('people --limit many')).toMatchObject({
      why: expect.stringMatching(/^That is not how to use "people list": limit/),
    });
    expect(await asAda('people show')).toMatchObject({
      why: 'That is not how to use "people show": id: it is missing',
      faults: { id: 'it is missing' },
    });
    expect(await asAda('roles grant terminal:bo@office lead --why new')).toMatchObject({
      why: expect.stringMatching(/role: it is one of these: .*safeguarding lead/),
    });
    expect(await asAda('help')).toMatchObject({
      kind: 'done',
      sheet: { data: expect.arrayContaining([['roles list', 'who has been granted which role']]) },
    });
    expect(await asAda('help roles grant')).toMatchObject({
      kind: 'done',
      sheet: { data: expect.arrayContaining([['roles list', 'who has been granted which role']]) },
    });
    const concerns = await asAda('Help').then((answer) => JSON.stringify(answer));
    expect(concerns).not.toContain('concerns read');
    expect(await asAda('people list --who bo')).toMatchObject({ why: expect.stringContaining('there is no --who here') });
    // A group that has no list is no command: its help says what there is.
    expect(await asAda('Pathway')).toMatchObject({
      kind: 'done',
      sheet: { data: expect.arrayContaining([['pathway of', expect.anything()]]) },
    });
    for (const line of ['dance', 'people dance', 'pathway dance'])
      expect(await asAda(line)).toMatchObject({ why: `There is no command "${line}". Try: help` });
  });
});
