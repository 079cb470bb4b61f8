import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { matrixOf } from '../../dist/insight/matrix.js';
import { createStore } from '../../dist/store/index.js';
import { counterOf, neededOf } from '../../dist/surveys/count.js';
import { releaseOf, thresholdOfCell } from '../../dist/surveys/index.js';
import { onFreshDatabase } from './fresh-database.mjs';
import { poolOn, timed } from './outbox.mjs';
import { inTurn, median, spread } from './rounds.mjs';
import { crossTab } from './scale/by-hand.mjs';
import { areas, project, putProgramme, questionsOf, runOf } from './scale/programme.mjs';

/** Of the seed's 110 people in 7 settings. */
const [FEW, MANY] = [100, 1000];
const ROUNDS = 5;
/** Of what takes long. */
const FEWER = 3;
/** What a process may hold, in MB, so that its memory is what it needs and not what it has not tidied away yet; and one that scrubs, or draws slides and pages. */
const [HEAP, LARGER] = [128, 176];
const run = runOf('after-session');

/** What is asked at both sizes. `anew`: as if nothing had been published before. */
const orders = [
  { row: 'Reach', order: { name: 'reach', input: {} } },
  { row: 'Reach, told outside', order: { name: 'reach', input: { outside: true } } },
  { row: 'Results, counted and published', order: { name: 'survey results', input: { id: run } }, anew: true, rounds: FEWER },
  { row: 'Results, looked at again', order: { name: 'survey results', input: { id: run } } },
  { row: 'Results as a file, with quotes', order: { name: 'survey export', input: { id: run } }, heap: LARGER },
  { row: 'Matrix, counted and published', order: { name: 'matrix', input: { project } }, anew: true, rounds: FEWER },
  { row: 'Matrix, looked at again', order: { name: 'matrix', input: { project } } },
  { row: 'Report, all five kinds', order: { name: 'pack make', input: { project } }, heap: LARGER, rounds: FEWER },
  { row: 'The next quote to read', order: { name: 'quote next', input: { project } }, heap: LARGER },
  { row: 'The next text to code', order: { name: 'code next', input: {} }, heap: LARGER },
];

/** What is counted beside one statement by hand. `reads`: what is made of it for those who read it. */
const crossTabs = [
  { row: 'Results by setting, counted and small numbers hidden', flow: 'after-session', reads: () => undefined },
  { row: 'Matrix of area and setting, counted and small numbers hidden', flow: 'what-should-change', reads: matrixFrom },
];

/** A thousand times the programme of the seed beside a hundred times: what is asked of all of it takes no longer than there is more of it. */
export function scaleRows() {
  return onFreshDatabase((fewUrl) =>
    onFreshDatabase(async (manyUrl) => {
      const [few, many] = [fewUrl, manyUrl].map((url) => ({ url, pool: poolOn(url, 2) }));
      try {
        for (const [place, times] of [
          [few, FEW],
          [many, MANY],
        ]) {
          await (await createStore({ databaseUrl: place.url })).close();
          await putProgramme(place.pool, times);
        }
        const rows = [];
        for (const one of crossTabs) rows.push(await crossTabRow(one, many));
        for (const one of orders) rows.push(...(await growthRows(one, few, many)));
        return rows;
      } finally {
        await few.pool.end();
        await many.pool.end();
      }
    }),
  );
}

const unpublish = async ({ pool }) => {
  await pool.query('DELETE FROM release');
  await pool.query('UPDATE response SET release = NULL WHERE release IS NOT NULL');
  await pool.query('VACUUM ANALYZE response');
};

async function growthRows({ row, order, anew = false, heap = HEAP, rounds = ROUNDS }, few, many) {
  const processes = [];
  const asked = async (place) => {
    const child = fork(fileURLToPath(new URL('scale/asked.mjs', import.meta.url)), [place.url], {
      execArgv: [`--max-old-space-size=${heap}`],
    });
    processes.push(child);
    // A process that dies says nothing more.
    const died = once(child, 'exit').then(([code]) => Promise.reject(new Error(`The process that does "${order.name}" ended: ${code}.`)));
    died.catch(() => undefined);
    const heard = () => Promise.race([once(child, 'message'), died]);
    await heard();
    const ask = async () => {
      if (anew) await unpublish(place);
      child.send(order);
      const [answer] = await heard();
      return answer;
    };
    await ask();
    return ask;
  };
  try {
    const [ours, peer] = [await asked(many), await asked(few)];
    const seen = await inTurn(rounds, { ours, peer });
    const figures = (of) => ({ ours: median(seen.ours.map((one) => one[of])), peer: median(seen.peer.map((one) => one[of])) });
    const ratio = (of, by) => spread(seen.ours.map((one, round) => one[of] / seen.peer[round][of] / by));
    const beside = `the same, ${FEW} times the seed`;
    return [
      {
        row: `${row}: time by size`,
        peer: beside,
        unit: 'ms',
        figures: figures('ms'),
        ratio: ratio('ms', MANY / FEW),
        target: { atMost: 1.2 },
      },
      {
        row: `${row}: most memory`,
        peer: beside,
        unit: 'MB',
        figures: figures('mostMb'),
        ratio: ratio('mostMb', 1),
        target: { atMost: 1.2 },
      },
    ];
  } finally {
    for (const child of processes) child.kill();
  }
}

/** Counted, and what has to be hidden hidden, beside one statement that counts. */
async function crossTabRow({ row, flow, reads }, { url, pool }) {
  const store = await createStore({ databaseUrl: url });
  try {
    const questions = questionsOf(flow).map(({ step, type, options }) => ({
      step,
      type,
      options: options.map((value) => ({ value })),
      label: step,
      areas: areas.filter((area) => area === step),
    }));
    const unit = await store.surveys.unit(runOf(flow));
    const settings = new Map(unit.runs.map(({ id, setting }) => [id, setting.id]));
    const survey = {
      questions,
      split: { by: 'setting', parts: [...new Set(settings.values())].map((value) => ({ value })) },
      quotesIf: null,
    };
    const counted = async () => {
      const counter = counterOf(survey);
      await store.surveys.waiting(unit, neededOf(survey), new Date(), false, ({ run, answers, state, late, mode }) =>
        counter.take({ answers, state: state === 'finished' ? state : 'partial', late, how: mode, groups: { setting: settings.get(run) } }),
      );
      const release = releaseOf(survey, counter, thresholdOfCell(5));
      reads(release, questions, [...settings.values()]);
      return { counter, release };
    };
    const text = crossTab(flow, questions);
    const byHand = async () => (await pool.query({ name: `cross-tab of ${flow}`, text })).rows;
    same(await counted(), await byHand(), survey);
    const { ours, peer } = await inTurn(ROUNDS, {
      ours: async () => (await timed(counted))[1],
      peer: async () => (await timed(byHand))[1],
    });
    return {
      row,
      peer: 'one statement that counts',
      unit: 'ms',
      figures: { ours: median(ours), peer: median(peer) },
      ratio: spread(ours.map((ms, round) => ms / peer[round])),
      target: { atMost: 2 },
    };
  } finally {
    await store.close();
  }
}

/** The matrix of one release: an area for each statement. */
function matrixFrom(release, questions, settings) {
  const runs = settings.map((setting) => ({ areas, setting }));
  const statements = questions
    .filter((one) => one.areas.length > 0)
    .map(({ step, label, areas }) => ({ step, label, areas, kind: 'statement', only: areas }));
  const source = { flow: '', title: '', anonymous: true, unit: project, of: 'answers', releases: [release], questions: statements, runs };
  const rows = matrixOf([source], areas);
  if (rows.length !== areas.length || rows.some(({ parts }) => parts.length < 10))
    throw new Error('The matrix has to have areas and places.');
}

/** Before anything is hidden, both have to have counted the same. */
function same({ counter, release }, rows, { split, questions }) {
  const places = new Map(split.parts.map(({ value }, place) => [value, place]));
  const tables = [...counter.answers].filter(([name]) => !name.startsWith(':'));
  const counted = (place) =>
    tables.flatMap(([name, { columns, counts }]) => {
      const several = questions.some(({ step, type }) => type === 'several' && name.startsWith(`${step}:`));
      const shown = several ? 1 : columns.length - 1;
      return [...counts.subarray(place * columns.length, place * columns.length + shown)];
    });
  if (release.base !== rows.reduce((all, { base }) => all + base, 0)) throw new Error('As many people have to be counted on both sides.');
  for (const { setting, counts } of rows)
    if (counts.join() !== counted(places.get(setting)).join()) throw new Error(`Setting ${setting} is not counted the same on both sides.`);
}
