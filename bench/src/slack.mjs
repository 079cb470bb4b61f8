import pg from 'pg';
import { createStore } from '../../dist/store/index.js';
import { onFreshDatabase } from './fresh-database.mjs';
import { house, replies } from './house.mjs';
import { nextConversation, seedsOf } from './plain-turn.mjs';
import { beside, inRounds, percentile } from './rounds.mjs';
import { startServer } from './slack/server.mjs';
import { openTown, signingSecret, team } from './slack/town.mjs';

const CONNECTIONS = 16;

/** So many that nobody writes again within the second that Slack wants between two messages to one person. */
const PEOPLE = 3000;

/** Turns until the compiler has done its work: a bot runs for weeks. */
const WARM = 10_000;

/** From "where are you living" to "may we use what you say", each answer of a registration gets one message. */
const answers = replies.slice(3, 14);
const before = ['Hello', ...replies.slice(0, 3)];

/** People who are somewhere in their registration, each with the answers that they have yet to give. */
export async function registering(store, pool, count, prefix = 'U') {
  const desk = await house.openDesk(store);
  const people = Array.from({ length: count }, (_, at) => ({
    user: `${prefix}${at}`,
    left: answers.slice(at % 6),
    said: [...before, ...answers.slice(0, at % 6)],
  }));
  const todo = [...people];
  const work = async () => {
    for (let one = todo.pop(); one; one = todo.pop())
      for (const [at, text] of one.said.entries())
        await desk.receive({
          channel: 'slack',
          address: `${team}/${one.user}`,
          externalId: `${one.user} ${at}`,
          reply: { kind: 'text', text },
        });
  };
  await Promise.all(Array.from({ length: 8 }, work));
  await desk.close();
  await pool.query("UPDATE message SET state = 'sent', due_at = NULL WHERE state = 'queued'");
  await pool.query('VACUUM ANALYZE');
  return people;
}

/** The next of them answers. */
export async function answering(people, say) {
  const one = people.shift();
  if (!one) throw new Error('Everybody has registered: there have to be more people.');
  const done = await say(one.user, one.left.shift());
  if (one.left.length > 0) people.push(one);
  return done;
}

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
      const people = await registering(store, pool, PEOPLE);
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
