import pg from 'pg';
import { createStore } from '../../dist/store/index.js';
import { onFreshDatabase } from './fresh-database.mjs';
import { nextConversation, seedsOf } from './plain-turn.mjs';
import { answering, registering } from './registering.mjs';
import { beside, inRounds, percentile } from './rounds.mjs';
import { startServer } from './slack/server.mjs';
import { openTown, signingSecret, team } from './slack/town.mjs';

const CONNECTIONS = 16;

/** So many that nobody writes again within the second that Slack wants between two messages to one person. */
const PEOPLE = 3000;

/** Turns until the compiler has done its work: a bot runs for weeks. */
const WARM = 10_000;

/** People of the workspace of ours. */
export const slackUsers = (count, prefix = 'U') => Array.from({ length: count }, (_, at) => `${prefix}${at}`);
export const slackAddress = (user) => `${team}/${user}`;

/** Row 4: from a signed event to the reply in Slack. */
export function slackRows() {
  return onFreshDatabase(async (databaseUrl) => {
    const store = await createStore({ databaseUrl });
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 2, idleTimeoutMillis: 0 });
    pool.on('error', () => undefined);
    const town = await openTown(CONNECTIONS);
    const servers = [];
    const start = async (script, more = {}) => {
      const settings = { DATABASE_URL: databaseUrl, SLACK_API_URL: town.apiUrl, SLACK_SIGNING_SECRET: signingSecret, ...more };
      const server = await startServer(new URL(script, import.meta.url), settings);
      servers.push(server);
      return server;
    };
    try {
      const people = await registering(store, pool, 'slack', slackUsers(PEOPLE), slackAddress);
      const { rows } = await pool.query('SELECT session FROM conversation WHERE ended_at IS NULL LIMIT 1');
      for (const [text, values] of seedsOf(rows[0].session)) await pool.query(text, values);
      const ours = await start('../../dist/main.js', { PORT: '0', SLACK_BOT_TOKEN: 'xoxb-bench' });
      const plain = await start('slack/plain-server.mjs');
      const acknowledged = { ours: [], plain: [] };
      const turn = async (name, port, user, text) => {
        const reply = await town.writes(port, user, text);
        acknowledged[name].push(reply.acknowledged);
        return 1;
      };
      const answer = () => answering(people, (user, text) => turn('ours', ours.port, user, text));
      const slices = await inRounds(
        {
          ours: { go: answer, cpu: ours.cpu },
          plain: { go: () => turn('plain', plain.port, `U${Number(nextConversation().slice(-12))}`, 'Leeds'), cpu: plain.cpu },
        },
        { lanes: CONNECTIONS, ms: 500, warmUpMs: 5000, warmUpUnits: WARM },
      );
      return [
        { row: 'Turn in Slack', peer: 'http, pg, POST', target: { atLeast: 0.45 }, ...beside(slices.ours, slices.plain) },
        ...[50, 99].map((part) => {
          const figures = { ours: percentile(acknowledged.ours, part), peer: percentile(acknowledged.plain, part) };
          const ratio = figures.peer / figures.ours;
          return {
            row: `Slack is told that it was taken, p${part}`,
            peer: 'http, pg, POST',
            target: { atMostMs: 3000 },
            unit: 'ms',
            figures,
            ratio: { median: ratio, least: ratio, most: ratio },
          };
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
