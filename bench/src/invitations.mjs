import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { oneToken } from '../../dist/channels/slack/installs.js';
import { createRoom } from '../../dist/channels/slack/room.js';
import { clock } from '../../dist/clock.js';
import { ids } from '../../dist/ids.js';
import { keepSending } from '../../dist/sending.js';
import { createStore } from '../../dist/store/index.js';
import { onFreshDatabase } from './fresh-database.mjs';
import { house, policyForAnyTime } from './house.mjs';
import { answering, registering } from './registering.mjs';
import { percentile } from './rounds.mjs';
import { leastFor, slackRules } from './slack/rules.mjs';
import { startServer } from './slack/server.mjs';
import { openTown, signingSecret, team } from './slack/town.mjs';
import { slackAddress, slackUsers } from './slack.mjs';

const PEOPLE = 1000;

/** Milliseconds until the bot has surely seen what somebody else queued. */
const SEEN = 5000;

/** Milliseconds between two replies to one of sixty people, and between two forms. */
const EACH = 500;

/** Milliseconds in which calls of people are timed, while invitations go out. */
const WATCHED = 30_000;

const users = Array.from({ length: PEOPLE }, (_, at) => `U${at}`);

/** A thousand people in Slack, and an invitation to each that is due. */
async function invite(store, pool, { count, known }, at) {
  const { rows } = await pool.query(
    `WITH new AS (INSERT INTO person (id, created_at) SELECT gen_random_uuid(), now() FROM unnest($1::text[]) RETURNING id),
       numbered AS (SELECT id, row_number() OVER () AS n FROM new),
       named AS (SELECT value, row_number() OVER () AS n FROM unnest($1::text[]) AS value)
     INSERT INTO address (channel, value, person_id, created_at)
     SELECT 'slack', named.value, numbered.id, now() FROM named JOIN numbered USING (n) RETURNING value, person_id`,
    [users.slice(0, count).map((user) => `${team}/${user}`)],
  );
  // Where something has arrived before, the place is known.
  if (known)
    await pool.query(
      `INSERT INTO letterbox (person_id, channel, address, place)
       SELECT person_id, channel, value, 'D' || split_part(value, '/', 2) FROM address WHERE channel = 'slack' AND value = ANY ($1::text[])`,
      [rows.map(({ value }) => value)],
    );
  const said = {
    text: 'You were at a session with us. Will you tell us how it was? It takes two minutes.',
    quick: [{ label: 'Begin', text: 'SURVEY' }],
  };
  await store.outbox.add(
    rows.map(({ value, person_id }) => ({ person: person_id, channel: 'slack', address: value, kind: 'invitation', said, at, dueAt: at })),
  );
}

const quiet = { info: () => undefined, warn: () => undefined, error: ({ err }, message) => process.stderr.write(`${message}: ${err}\n`) };

/** The product's desk, its carrier and its loop that sends. */
function sendAll({ known, count }) {
  return onFreshDatabase(async (databaseUrl) => {
    const now = () => performance.now();
    const { rules, refused } = slackRules(now);
    let first = 0;
    let last = 0;
    let taken = 0;
    const stop = new AbortController();
    const town = await openTown(1, (method, args) => {
      const patience = rules(method, args);
      if (method !== 'chat.postMessage' || patience > 0) return patience;
      last = now();
      taken += 1;
      return 0;
    });
    const store = await createStore({ databaseUrl });
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
    pool.on('error', () => undefined);
    const settings = { apiUrl: town.apiUrl };
    const { carrier, clients } = createRoom(
      { settings, phrases: house.slackPhrases, ids, clock, log: quiet },
      oneToken('xoxb-bench').tokens,
    );
    const desk = await house.openDesk(store, { carriers: [carrier] });
    try {
      await invite(store, pool, { count, known }, clock.now());
      first = now();
      const sending = keepSending(desk, clock, quiet, stop.signal);
      while (taken < count) await sleep(100);
      stop.abort();
      await sending;
      return { took: last - first, refused: refused() };
    } finally {
      await desk.close();
      clients.close();
      town.close();
      await pool.end();
      await store.close();
    }
  });
}

/** The bot as it runs, at the room's own time: how long people wait who do something while invitations go out. */
function watchCalls({ known }) {
  return onFreshDatabase(async (databaseUrl) => {
    const { rules, refused } = slackRules(() => performance.now());
    let sent = 0;
    const town = await openTown(4, (method, args) => {
      const patience = rules(method, args);
      if (method === 'chat.postMessage' && patience === 0 && args.text.startsWith('You were')) sent += 1;
      return patience;
    });
    const store = await createStore({ databaseUrl });
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
    pool.on('error', () => undefined);
    const people = await registering(store, pool, 'slack', slackUsers(60, 'UR'), slackAddress);
    const server = await startServer(new URL('../../dist/main.js', import.meta.url), {
      DATABASE_URL: databaseUrl,
      SLACK_API_URL: town.apiUrl,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_BOT_TOKEN: 'xoxb-bench',
      ONWARD_ADMINS: `slack:${team}/UADMIN`,
      ONWARD_POLICY: policyForAnyTime(),
      PORT: '0',
    });
    const timed = { reply: [], form: [] };
    const time = async (name, work) => {
      const start = performance.now();
      await work();
      timed[name].push(performance.now() - start);
    };
    const reply = () => answering(people, (user, text) => time('reply', () => town.writes(server.port, user, text)));
    const form = () => time('form', () => town.commands(server.port, 'UADMIN', '/session', 'new'));
    const watch = async (milliseconds) => {
      for (const times of Object.values(timed)) times.length = 0;
      const end = performance.now() + milliseconds;
      while (performance.now() < end) await Promise.all([reply(), form(), sleep(EACH)]);
      return { reply: percentile(timed.reply, 99), form: percentile(timed.form, 99), calls: timed.form.length };
    };
    try {
      // What a program does for the first time is slow, whatever it is.
      await watch(WATCHED / 2);
      const quiet = await watch(WATCHED / 2);
      await invite(store, pool, { count: PEOPLE, known }, new Date());
      await sleep(SEEN);
      sent = 0;
      return { quiet, meanwhile: await watch(WATCHED), sent, refused: refused() };
    } finally {
      town.close();
      await server.stop();
      await pool.end();
      await store.close();
    }
  });
}

const once = (value) => ({ median: value, least: value, most: value });

/** A thousand invitations, and people who want something meanwhile. */
export async function invitationRows() {
  const rows = [];
  for (const [known, name, count] of [
    [true, 'known', 300],
    [false, 'not known', 60],
  ]) {
    const { took, refused } = await sendAll({ known, count });
    const least = leastFor(known ? 'workspace' : 'open', count);
    process.stderr.write(`  conversations ${name}: ${(took / 1000).toFixed(0)} s, ${refused} calls refused\n`);
    const figures = { ours: took / 1000, peer: least / 1000 };
    const row = `${count} invitations, conversations ${name}`;
    rows.push({ row, peer: "Slack's rules", target: { atMost: 1.1 }, unit: 's', figures, ratio: once(took / least) });
  }
  for (const known of [true, false]) {
    const { quiet, meanwhile, sent, refused } = await watchCalls({ known });
    const name = known ? 'known' : 'not known';
    process.stderr.write(
      `  meanwhile, ${name}: ${sent} invitations in ${WATCHED / 1000} s, ${meanwhile.calls} of each, ${refused} calls refused\n`,
    );
    for (const kind of ['reply', 'form']) {
      const figures = { ours: meanwhile[kind], peer: quiet[kind] };
      const row = `A ${kind} meanwhile, p99, conversations ${name}`;
      rows.push({ row, peer: 'no invitations', target: { atMostMs: 300 }, unit: 'ms', figures, ratio: once(figures.peer / figures.ours) });
    }
  }
  return rows;
}
