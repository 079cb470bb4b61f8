/** The bot that botbuilder's own guide leads to: CloudAdapter, a waterfall of prompts, their state in PostgreSQL behind an eTag, and a row for each answer. */
import { Agent, createServer } from 'node:http';
import { AutoSaveStateMiddleware, CloudAdapter, ConfigurationBotFrameworkAuthentication, ConversationState } from 'botbuilder';
import { ChoicePrompt, ConfirmPrompt, DialogSet, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs';
import { ServiceClientCredentialsFactory } from 'botframework-connector';
import pg from 'pg';
import { promptOf, questions } from '../peers/registration.mjs';

const { DATABASE_URL, MICROSOFT_APP_ID = '', CLOUD } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 12, idleTimeoutMillis: 0 });
pool.on('error', () => undefined);
const query = (name, text, values) => pool.query({ name, text, values });

/** botbuilder's Storage on PostgreSQL. An eTag that is not the one that was read: somebody else wrote meanwhile. */
const storage = {
  async read(keys) {
    const { rows } = await query('read', 'SELECT key, value, etag FROM bot_state WHERE key = ANY ($1::text[])', [keys]);
    return Object.fromEntries(rows.map(({ key, value, etag }) => [key, { ...value, eTag: String(etag) }]));
  },
  async write(changes) {
    for (const [key, { eTag, ...value }] of Object.entries(changes)) {
      const json = JSON.stringify(value);
      const { rowCount } =
        eTag === undefined || eTag === '*'
          ? await query(
              'put',
              'INSERT INTO bot_state (key, value, etag) VALUES ($1, $2::jsonb, 1) ON CONFLICT (key) DO UPDATE SET value = excluded.value, etag = bot_state.etag + 1',
              [key, json],
            )
          : await query('change', 'UPDATE bot_state SET value = $2::jsonb, etag = etag + 1 WHERE key = $1 AND etag = $3::int', [
              key,
              json,
              eTag,
            ]);
      if (rowCount !== 1) throw new Error('The state was changed meanwhile.');
    }
  },
  async delete(keys) {
    await query('delete', 'DELETE FROM bot_state WHERE key = ANY ($1::text[])', [keys]);
  },
};

const insert = (conversation, step, value, raw) =>
  query('answer', 'INSERT INTO bot_answer (conversation, step, value, raw, at) VALUES ($1, $2, $3::jsonb, $4, now())', [
    conversation,
    step,
    JSON.stringify(value),
    raw,
  ]);

const state = new ConversationState(storage);
const dialogs = new DialogSet(state.createProperty('dialogs'));
const prompts = {
  text: (id, fits) => new TextPrompt(id, fits && (async ({ recognized }) => recognized.succeeded && fits(recognized.value) !== null)),
  several: (id, fits) => new TextPrompt(id, async ({ recognized }) => recognized.succeeded && fits(recognized.value) !== null),
  choice: (id) => new ChoicePrompt(id, undefined, 'en-us'),
  yes_no: (id) => new ConfirmPrompt(id, undefined, 'en-us'),
};
for (const { step, kind, fits } of questions) dialogs.add(prompts[kind](step, fits));

const ask = (step, question) =>
  step.prompt(question.step, {
    prompt: promptOf(step.context, question),
    retryPrompt: question.again,
    ...(question.kind === 'choice' && { choices: question.options }),
  });

/** Keeps what was answered to the question before, and asks the next. */
const steps = questions.map((question, at) => async (step) => {
  if (at > 0) await keep(step, questions[at - 1]);
  return ask(step, question);
});
async function keep(step, { step: name, kind, fits }) {
  const { result, context, values } = step;
  const value = kind === 'choice' ? result.value : kind === 'several' ? fits(result) : result;
  values[name] = value;
  await insert(context.activity.conversation.id, name, value, context.activity.text);
}
async function end(step) {
  await keep(step, questions.at(-1));
  const lines = questions.map(({ step: name }) => `${name}: ${step.values[name]}`);
  await step.context.sendActivity(`Here is what you told me. Is it right?\n\n${lines.join('\n\n')}`);
  return step.endDialog();
}
dialogs.add(new WaterfallDialog('register', [...steps, end]));

/** Tokens of the bot itself are at hand, as they nearly always are. */
class Credentials extends ServiceClientCredentialsFactory {
  isValidAppId = async (appId) => appId === MICROSOFT_APP_ID;
  isAuthenticationDisabled = async () => MICROSOFT_APP_ID === '';
  createCredentials = async () => ({
    signRequest: async (request) => {
      request.headers.set('authorization', 'Bearer ours');
      return request;
    },
  });
}
// Kept connections are not what it does by itself.
const agentSettings = { http: new Agent({ keepAlive: true }), https: undefined };
const settings = { MicrosoftAppId: MICROSOFT_APP_ID, ...(CLOUD && JSON.parse(CLOUD)) };
const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication(settings, new Credentials(), undefined, undefined, { agentSettings }),
);
adapter.use(new AutoSaveStateMiddleware(state));

async function logic(context) {
  if (context.activity.type !== 'message') return;
  const dialog = await dialogs.createContext(context);
  const { status } = await dialog.continueDialog();
  if (status === 'empty') await dialog.beginDialog('register');
}

/** What CloudAdapter asks of a response; plainer and quicker than Express. */
const responseFor = (res) => ({
  socket: res.socket,
  status: (code) => void (res.statusCode = code),
  header: (name, value) => void res.setHeader(name, value),
  send: (body) => void res.write(typeof body === 'string' ? body : JSON.stringify(body)),
  end: () => void res.end(),
});

const server = createServer(async (req, res) => {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  req.body = JSON.parse(Buffer.concat(chunks).toString());
  await adapter.process(req, responseFor(res), logic);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`{"port":${server.address().port}}\n`));
