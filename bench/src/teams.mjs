import pg from 'pg';
import { createStore } from '../../dist/store/index.js';
import { onFreshDatabase } from './fresh-database.mjs';
import { answering, answers, registering } from './registering.mjs';
import { beside, inRounds, percentile } from './rounds.mjs';
import { startServer } from './slack/server.mjs';
import { createIssuer } from './teams/issuer.mjs';
import { pressOf } from './teams/pressing.mjs';
import { addressOf, conversationOf, openTown, tenants } from './teams/town.mjs';

const CONNECTIONS = 16;
const PEOPLE = 3000;

/** Turns until the compiler has done its work: a bot runs for weeks. */
const WARM = 10_000;

const app = '11111111-2222-4333-8444-555555555555';
const tables = [
  'CREATE TABLE bot_state (key text PRIMARY KEY, value jsonb NOT NULL, etag int NOT NULL)',
  'CREATE TABLE bot_answer (id bigserial PRIMARY KEY, conversation text NOT NULL, step text NOT NULL, value jsonb, raw text, at timestamptz NOT NULL)',
];

/** The peer's people, as far into the same questions as ours: one goes there, and its state is everybody's. */
async function registeringThere(pool, writes) {
  const key = (n) => `msteams/conversations/${conversationOf(n)}/`;
  const states = [];
  const first = PEOPLE;
  for (const text of ['Hello', ...answers.slice(0, 5)]) {
    await writes(first, text);
    const { rows } = await pool.query('SELECT value FROM bot_state WHERE key = $1', [key(first)]);
    states.push(JSON.stringify(rows[0].value));
  }
  const people = Array.from({ length: PEOPLE }, (_, user) => ({ user, left: answers.slice(user % 6) }));
  await pool.query('INSERT INTO bot_state SELECT key, value::jsonb, 1 FROM unnest($1::text[], $2::text[]) AS one (key, value)', [
    people.map(({ user }) => key(user)),
    people.map(({ user }) => states[user % 6]),
  ]);
  await pool.query('VACUUM ANALYZE');
  return people;
}

/** Settings of a bot that is registered: one that runs in Azure, because its own token then comes from this machine and not from Entra. */
const registered = (cloud, { serviceUrl, host }) => ({
  MicrosoftAppType: 'UserAssignedMSI',
  MicrosoftAppId: app,
  MicrosoftAppTenantId: tenants[0],
  ONWARD_TEAMS_TENANTS: tenants.join(','),
  ONWARD_BOT_HOSTS: host,
  IDENTITY_ENDPOINT: `${serviceUrl}identity`,
  IDENTITY_HEADER: 'of the bench',
  ...cloud,
});

/**
 * @param {boolean} signed whether tokens are brought along, and checked
 * @param {boolean} presses whether our people press what can be pressed, as most do in Teams; the peer's buttons send their words
 */
function measure(signed, presses) {
  return onFreshDatabase(async (databaseUrl) => {
    const store = await createStore({ databaseUrl });
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 2, idleTimeoutMillis: 0 });
    pool.on('error', () => undefined);
    const bot = signed ? app : '';
    const issuer = signed ? createIssuer(bot) : null;
    const town = await openTown(CONNECTIONS, bot, issuer);
    const cloud = issuer?.cloud(town.serviceUrl);
    const servers = [];
    const start = async (script, settings) => {
      const server = await startServer(new URL(script, import.meta.url), { DATABASE_URL: databaseUrl, ...settings });
      servers.push(server);
      return server;
    };
    try {
      for (const table of tables) await pool.query(table);
      const people = await registering(
        store,
        pool,
        'botframework',
        Array.from({ length: PEOPLE }, (_, at) => at),
        addressOf,
      );
      const ours = await start('../../dist/main.js', {
        PORT: '0',
        ...(cloud ? registered(cloud, town) : { ONWARD_BOT_PLAYGROUND: 'yes' }),
      });
      const dialogs = await start('teams/dialogs-server.mjs', { MICROSOFT_APP_ID: bot, ...(cloud && { CLOUD: JSON.stringify(cloud) }) });
      const theirs = await registeringThere(pool, (user, text) => town.writes(dialogs.port, user, text));
      const acknowledged = { ours: [], dialogs: [] };
      /** What each of ours has in front of them. */
      const shown = new Map();
      const turn = async (name, port, user, text) => {
        const before = name === 'ours' && presses ? shown.get(user) : undefined;
        const press = before && pressOf(before, text);
        const done = await town.writes(port, user, text, press && { ...press, on: before.id });
        acknowledged[name].push(done.acknowledged);
        if (name === 'ours') shown.set(user, done.reply);
        return 1;
      };
      const slices = await inRounds(
        {
          ours: { go: () => answering(people, (user, text) => turn('ours', ours.port, user, text)), cpu: ours.cpu },
          dialogs: { go: () => answering(theirs, (user, text) => turn('dialogs', dialogs.port, user, text)), cpu: dialogs.cpu },
        },
        { lanes: CONNECTIONS, ms: 500, warmUpMs: 4000, warmUpUnits: WARM },
      );
      const peer = 'CloudAdapter, botbuilder-dialogs, pg';
      const name = [signed ? 'tokens checked' : 'nobody checked', ...(presses ? ['cards pressed'] : [])].join(', ');
      return [
        { row: `Turn in Teams, ${name}`, peer, target: { atLeast: 1.5 }, ...beside(slices.ours, slices.dialogs) },
        ...[50, 99].map((part) => {
          const figures = { ours: percentile(acknowledged.ours, part), peer: percentile(acknowledged.dialogs, part) };
          const ratio = figures.peer / figures.ours;
          const row = `Teams is told that it was taken, p${part}, ${name}`;
          return { row, peer, target: { atMostMs: 1000 }, unit: 'ms', figures, ratio: { median: ratio, least: ratio, most: ratio } };
        }),
      ];
    } finally {
      town.close();
      for (const server of servers) await server.stop();
      await pool.end();
      await store.close();
    }
  });
}

/** Row 5: from an activity to the reply in Teams. */
export async function teamsRows() {
  return [...(await measure(false, false)), ...(await measure(true, false)), ...(await measure(true, true))];
}
