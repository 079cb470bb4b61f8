import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, expect, it } from 'vitest';
import { createStore } from '../../src/store/index.ts';
import { firstTurn } from '../store/turns.ts';
import { policyForAnyTime } from '../support/any-time.ts';
import { type Bot, onward, type Place, startBot } from '../support/bot.ts';
import { inPostgres } from '../support/database.ts';
import { startFakeSlack } from '../support/fake-slack.ts';
import { startSink } from '../support/smtp.ts';

/** Reached in Slack, which can be asked for what it has, and by email, which cannot: there only the key says that two are one. */
const inSlack = 72;
const byEmail = 48;
const everybody = inSlack + byEmail;
/** So many invitations come due at one moment, for both bots, and the next two seconds later: below Slack's five a second. */
const AT_ONCE = 10;
/** Milliseconds in which Slack and the mail server say that they have taken something: long enough to be killed in. */
const ANSWERS_IN = 300;
/** Milliseconds for what is waited for, on a machine that others use. */
const PATIENCE = 60_000;

const undo: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const began = performance.now(); !(await holds()); await wait(10))
    if (performance.now() - began > PATIENCE) throw new Error(`After ${PATIENCE} ms: ${what}.`);
}

const nameOf = (at: number) => `Whimbrel${at}`;
const userOf = (at: number) => `U0WADER${at}`;
/** Of the outbox, as each message in Slack carries it. */
const markOf = ({ metadata }: Record<string, unknown>) => (metadata as { event_payload: { id: string } }).event_payload.id;
const mailOf = (at: number) => `turnstone${at}@example.org`;

/** Registered, grown up, and with a yes to be written to: in Slack, where they have written before, or by email. */
async function register(place: Place, database: pg.Client): Promise<void> {
  const store = await createStore(place);
  const at = await store.time();
  for (let n = 0; n < everybody; n++) {
    const slack = n < inSlack;
    const id = randomUUID();
    const address = slack ? `T1/${userOf(n)}` : `page-${n}`;
    const yes = { termsVersion: '1', state: 'given', how: 'self', witness: null } as const;
    await store.commit(
      firstTurn({
        channel: slack ? 'slack' : 'web',
        address,
        at,
        person: { id, isNew: true, set: { name: nameOf(n), age_band: '18-24', registeredAt: at } },
        conversation: null,
        messages: [],
        consents: ['take_part', slack ? 'contact_here' : 'contact_email'].map((purpose) => ({ ...yes, purpose })),
      }),
    );
    await (slack
      ? database.query(`INSERT INTO letterbox (person_id, channel, address, place) VALUES ($1, 'slack', $2, $3)`, [id, address, `D${n}`])
      : database.query(`INSERT INTO address (channel, value, person_id, created_at) VALUES ('email', $2, $1, $3)`, [id, mailOf(n), at]));
  }
  await store.close();
}

inPostgres('Two replicas that send nudges', (fresh) => {
  it('send each once, while one and then the other is killed in the middle', { timeout: 300_000 }, async () => {
    const { place, remove } = await fresh();
    undo.push(remove);
    const slack = await startFakeSlack({ answersIn: ANSWERS_IN });
    undo.push(slack.close);
    const smtp = await startSink({ login: true, answersIn: ANSWERS_IN });
    undo.push(smtp.close);
    const database = new pg.Client({ connectionString: place.databaseUrl });
    await database.connect();
    undo.push(() => database.end());
    const rows = async <Row>(text: string) => (await database.query(text)).rows as Row[];
    const count = async (which: string) => (await rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${which}`))[0]?.n ?? 0;

    const policy = policyForAnyTime();
    /** By the token and the login the sinks know which of the two it was; there are no other differences. */
    const settingsOf = (name: string) => ({
      ONWARD_SECRET: 'a secret of the tests, long enough',
      ONWARD_PUBLIC_URL: 'https://chat.example.org',
      ONWARD_CHARITY_NAME: 'Example Youth Voice',
      ONWARD_CONTACT: 'hello@example.org',
      ONWARD_POLICY: policy,
      SLACK_BOT_TOKEN: `xoxb-${name}`,
      SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
      SLACK_API_URL: slack.apiUrl,
      ONWARD_SMTP_URL: smtp.url.replace('us:', `${name}:`),
      ONWARD_EMAIL_FROM: 'hello@example.org',
    });
    const logs: string[][] = [];
    const start = async (name: string): Promise<Bot> => {
      const bot = await startBot(place, settingsOf(name));
      logs.push(bot.logged);
      undo.push(bot.stop);
      return bot;
    };
    const posts = () => slack.calls.filter(({ method }) => method === 'chat.postMessage');
    const came = () => posts().length + smtp.mails.length;

    const [first, second] = await Promise.all([start('first'), start('second')]);
    await register(place, database);
    const staff = async (...args: string[]) => {
      const { out, err } = await onward(place, args, '', settingsOf('first'));
      expect(err).toBe('');
      return out;
    };
    const survey = ['--template', 'three-months-on', '--audience', 'registered', '--kind', 'named', '--reminders', '0'];
    const preview = JSON.parse(await staff('survey', 'send', ...survey, '--json'));
    expect(preview.asked).toEqual({ slack: inSlack, email: byEmail });
    await staff('survey', 'confirm', preview.run.id, ...survey);
    // In place of the minute in which it could be taken back.
    await rows(`UPDATE nudge SET from_at = due.at, due_at = due.at FROM (SELECT id, now() + interval '2 s' * ceil(row_number() OVER (ORDER BY id) / ${AT_ONCE}.0)
      AS at FROM nudge WHERE kind = 'invitation') due WHERE due.id = nudge.id`);
    const began = performance.now();

    /** What came, with the number of its message and whose it was. */
    const inSlackNow = () =>
      posts().map(({ token, args }) => ({ id: markOf(args), by: token.replace('xoxb-', ''), key: String(args.client_msg_id) }));
    const byEmailNow = () =>
      smtp.mails.map(({ by, email: { messageId: key = '' } }) => ({ id: /^<(\d+)\./.exec(key)?.[1] ?? '', by, key }));
    /** Of what came from a bot that is dead, how many it did not mark: sends that were in flight. */
    const unmarked = (come: { id: string; by: string }[], name: string) =>
      count(`message WHERE state = 'queued' AND id IN (0${come.flatMap(({ id, by }) => (by === name ? [`, ${id}`] : [])).join('')})`);

    /** Killed when both Slack and the mail server have something of it, and it does not know that yet. Answers what was in flight. */
    async function killInTheMiddle(bot: Bot, name: string): Promise<{ slack: number; email: number }> {
      const late = everybody - 2 * AT_ONCE;
      const underWay = () =>
        [...smtp.unanswered].some(({ by }) => by === name) &&
        [...slack.unanswered].some(({ token, method }) => token === `xoxb-${name}` && method === 'chat.postMessage');
      await until(() => underWay() || came() > late, `nothing of ${name} was under way`);
      await bot.kill();
      // What it gave to the network is there by then, and its leases are not over.
      await wait(300);
      return { slack: await unmarked(inSlackNow(), name), email: await unmarked(byEmailNow(), name) };
    }
    await until(() => came() >= 2 * AT_ONCE, 'little came');
    const one = await killInTheMiddle(first, 'first');
    await start('first');
    const other = await killInTheMiddle(second, 'second');
    await start('second');
    await until(
      async () => (await count(`message WHERE state = 'sent'`)) >= everybody && (await count(`message WHERE state = 'queued'`)) === 0,
      'not all was sent',
    );
    const took = performance.now() - began;
    // Longer than a lease: what would be sent again is there by then.
    await wait(8_000);

    const slackCame = inSlackNow();
    const emailCame = byEmailNow();
    const keys = (come: { key: string }[]) => new Set(come.map(({ key }) => key)).size;
    const by = (who: string) => [...slackCame, ...emailCame].filter((come) => come.by === who).length;
    const twice = { slack: slackCame.length - inSlack, email: emailCame.length - byEmail };
    const inFlight = { slack: one.slack + other.slack, email: one.email + other.email };
    console.info(
      `${everybody} nudges by two bots, each killed once: all sent ${(took / 1000).toFixed(1)} s after they were planned, over 24 s; ${by('first')} and ${by('second')} sends. ` +
        `In flight at the kills: ${inFlight.slack} in Slack, ${inFlight.email} by email; came twice: ${twice.slack} and ${twice.email}`,
    );

    // At a sink that honours the key, each is there once, and everybody has one.
    expect([keys(slackCame), keys(emailCame)]).toEqual([inSlack, byEmail]);
    expect(new Set(posts().map(({ args }) => args.channel)).size).toBe(inSlack);
    expect(new Set(smtp.mails.map(({ to }) => to)).size).toBe(byEmail);
    // Without the key: Slack was asked before anything was sent again, and by email what was in flight came twice at most.
    expect(twice.slack).toBe(0);
    expect(twice.email).toBeLessThanOrEqual(inFlight.email);
    // Both took part, and the kills were in the middle of something.
    expect(Math.min(by('first'), by('second'))).toBeGreaterThan(0);
    expect(Math.min(inFlight.slack, inFlight.email)).toBeGreaterThan(0);
    // In the database: one nudge, one message, one time counted. (What registering plans by itself comes in a month.)
    const invitations =
      await rows(`SELECT state, count(*)::int, count(DISTINCT person_id)::int AS people, count(DISTINCT message_id)::int AS messages
      FROM nudge WHERE kind = 'invitation' GROUP BY 1`);
    expect(invitations).toEqual([{ state: 'sent', count: everybody, people: everybody, messages: everybody }]);
    expect(await rows(`SELECT state, count(*)::int, count(DISTINCT person_id)::int AS people FROM message GROUP BY 1`)).toEqual([
      { state: 'sent', count: everybody, people: everybody },
    ]);
    expect(await rows('SELECT nudged, count(*)::int FROM person GROUP BY 1')).toEqual([{ nudged: 1, count: everybody }]);
    // What they logged: no trouble, and nothing that is about anybody.
    const logged = logs.flat();
    expect(logged.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
    expect(logged.join('\n')).not.toMatch(/whimbrel|u0wader|turnstone|page-\d|answer some questions|few questions|"D\d/i);
  });
});
