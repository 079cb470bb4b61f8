import { compile } from '../../../dist/engine/index.js';
import { readers } from '../../../dist/language/index.js';
import { house } from '../house.mjs';

/** Who asks: an analyst. */
export const asker = { channel: 'slack', address: 'T1/U1' };
export const project = '00000000-0000-4000-8005-000000000000';
/** What each session was about. */
export const areas = ['safety', 'staffing', 'data', 'technology', 'estates', 'needs'];
const areaList = `ARRAY['${areas.join("','")}']`;

const id = (kind, n) => `('00000000-0000-4000-${kind}-' || lpad((${n})::text, 12, '0'))::uuid`;
/** An even number for each person and question, the same in every run. */
const chance = (of, sides) => `(abs(hashint8(n * 64 + ${of})) % ${sides})`;

/** Six of ten people are in the first tenth of the settings, so that some are large and most are small. */
const setting = (times) => `CASE WHEN n % 10 < 6 THEN (n / 10) % (7 * ${times} / 10) ELSE (n / 10 * 4 + n % 10) % (7 * ${times}) END`;

const rows = (count) => `generate_series(0, ${count - 1}) n`;

/** Questions with what people answer, some of it more often, and one in ten skips. */
export function questionsOf(flow) {
  const { flows, phrases, commands, policy, constants } = house.catalogue;
  const { nodes } = compile(flows.get(flow), { phrases, commands, readers, constants, policy });
  const said = (value, category = String(value)) => ({ value, category, raw: category });
  const skipped = said(null, 'skipped');
  return [...nodes.values()].flatMap((node) => {
    if (node.kind !== 'ask') return [];
    const { type } = node.ask;
    const options = node.options.list.map(({ value }) => value);
    const of = {
      yes_no: () => [said(true, 'yes'), said(true, 'yes'), said(false, 'no')],
      scale: () => options.flatMap((value, at) => Array(at + 1).fill(said(Number(value)))),
      nought_to_ten: () => options.map((value) => said(Number(value))),
      several: () => options.map((value, at) => said([value, options[(at + 1) % options.length]])),
      text: () => texts.flatMap((text) => endings.map((end) => said(`${text}, ${end}`, 'said'))),
    };
    const answers = (of[type] ?? (() => options.map((value) => said(value))))();
    return [{ step: node.id, type, options, answers: [...answers, ...answers, skipped] }];
  });
}

const texts = [
  'more lights in the corridor at night, it is too dark to feel safe',
  'staff who stay for longer than a month so that you do not tell it all again',
  'let us see what is written about us before the meeting and not after it',
  'a phone in each room would change everything for those who have small kids at home',
  'the heating. it has been cold since november and nobody comes',
  'ask us first, and come back to say what came of it',
];

const endings = ['that is all', 'thank you', 'and soon', 'the others say so too', 'i said it last year', 'please'];

/** The first run of a template: one of those whose surveys are read together. */
export const runOf = (flow) => `00000000-0000-4000-${runsOf(flow)}-000000000000`;
const runsOf = (flow) => `80a${flows.indexOf(flow)}`;
/** What each session is asked, by everybody. */
const flows = ['after-session', 'what-should-change'];

/**
 * The programme of the seed as many times over: of each, 110 people in 7 settings and 14 sessions, each with two surveys without names that are over. One project,
 * so that all of it is read together: nothing is larger than that.
 */
export async function putProgramme(pool, times) {
  const [settings, sessions, people] = [7 * times, 14 * times, 110 * times];
  const names = ['ba da fe go hu ka le mi no pa ri sa', 'bel den fin gor lan mar nor pel ras sten'].map((list) => list.split(' '));
  const syllable = (list, by) => `(ARRAY['${list.join("','")}'])[1 + n / ${by} % ${list.length}]`;
  const name = `initcap(${syllable(names[0], 1)} || ${syllable(names[1], 12)}) || ' ' || initcap(${syllable(names[1], 120)} || ${syllable(names[0], 7)} || ${syllable(names[1], 77)})`;
  await pool.query(`INSERT INTO project (id, name, created_at) VALUES ('${project}', 'All of it', now())`);
  await pool.query(
    `INSERT INTO setting (id, name, kind, created_at) SELECT ${id('8003', 'n')}, 'Hub ' || n, 'community', now() FROM ${rows(settings)}`,
  );
  await pool.query(
    `INSERT INTO person (id, name, age_band, created_at) SELECT ${id('8000', 'n')}, ${name}, '18-24', now() FROM ${rows(people)}`,
  );
  await pool.query(
    `INSERT INTO address (channel, value, person_id, created_at) SELECT '${asker.channel}', '${asker.address}', ${id('8000', '0')}, now()`,
  );
  await pool.query(
    `INSERT INTO role_grant (person_id, role, at) SELECT ${id('8000', '0')}, role, now() FROM (VALUES ('staff'), ('analyst')) AS r (role)`,
  );
  // Two sessions in each setting, over two years; what each was about goes round.
  await pool.query(`INSERT INTO session (id, date, setting_id, project_id, areas, created_at)
    SELECT ${id('8001', 'n')}, date '2024-01-15' + n % 600, ${id('8003', 'n / 2')}, '${project}',
      ${areaList}, timestamptz '2024-01-15' + n % 600 * interval '1 day' FROM ${rows(sessions)}`);
  const session = (more = '') => id('8001', `2 * (${setting(times)}) + (n + n / 10${more}) % 2`);
  await pool.query(`INSERT INTO attendance (session_id, person_id, batch, at)
    SELECT ${session()}, ${id('8000', 'n')}, ${id('8004', '0')}, now() FROM ${rows(people)}
    UNION ALL SELECT ${session(' + 1')}, ${id('8000', 'n')}, ${id('8004', '0')}, now() FROM ${rows(people)} WHERE n % 55 < 8`);
  await pool.query(`INSERT INTO headcount (session_id, age_band, count)
    SELECT s.id, '', count(a.person_id) + abs(hashtext(s.id::text)) % 4 FROM session s LEFT JOIN attendance a ON a.session_id = s.id GROUP BY s.id`);
  for (const flow of flows) await putAnswers(pool, times, flow);
  await pool.query('VACUUM ANALYZE');
}

async function putAnswers(pool, times, flow) {
  await pool.query(`INSERT INTO survey_run (id, flow, flow_version, session_id, audience, anonymous, areas, threshold, opens_at, closes_at, finish_by, reminders, created_at)
    SELECT ${id(runsOf(flow), 'n')}, '${flow}', 1, ${id('8001', 'n')}, 'attended', true, ${areaList}, 5,
      at, at + interval '14 days', at + interval '17 days', 0, at
    FROM (SELECT n, timestamptz '2024-01-16' + n % 600 * interval '1 day' AS at FROM ${rows(14 * times)}) AS s`);
  const answer = ({ step, answers }, which) => {
    const list = answers.map((one) => `'${JSON.stringify(one)}'`).join(',');
    return `'${step}', (ARRAY[${list}]::jsonb[])[1 + ${chance(which, answers.length)}]`;
  };
  const answers = `jsonb_build_object(${questionsOf(flow).map(answer).join(', ')})`;
  const run = id(runsOf(flow), `2 * (${setting(times)}) + (n + n / 10) % 2`);
  await pool.query(`INSERT INTO response (id, run_id, answers, step, state, day)
    SELECT gen_random_uuid(), ${run}, ${answers}, NULL, CASE WHEN ${chance(61, 40)} = 0 THEN 'started' ELSE 'finished' END, '2024-01-16'
    FROM ${rows(110 * times)} ORDER BY gen_random_uuid()`);
}
