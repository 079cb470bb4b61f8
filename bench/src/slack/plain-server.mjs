/** The least that a bot in Slack can be: check the signature, read, write, acknowledge, reply. The event's key and the message are not kept. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';
import pg from 'pg';

const { DATABASE_URL, SLACK_API_URL, SLACK_SIGNING_SECRET } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 12, idleTimeoutMillis: 0 });
pool.on('error', () => undefined);
const agent = new Agent({ keepAlive: true });

const read = 'SELECT id, version, session FROM conversation WHERE id = $1::uuid';
const write = `WITH turn AS (UPDATE conversation SET session = $2::jsonb, version = version + 1, updated_at = $3::timestamptz
  WHERE id = $1::uuid AND version = $4::int RETURNING id)
  INSERT INTO answer (conversation_id, step, value, category, raw, terms_version, at)
  SELECT id, $5::text, $6::jsonb, NULL, $7::text, '1', $3::timestamptz FROM turn RETURNING 1 AS written`;

const query = async (name, text, values) => (await pool.query({ name, text, values })).rows;

function signed(headers, body) {
  const at = headers['x-slack-request-timestamp'];
  if (Math.abs(Date.now() / 1000 - Number(at)) > 300) return false;
  const expected = Buffer.from(`v0=${createHmac('sha256', SLACK_SIGNING_SECRET).update(`v0:${at}:`).update(body).digest('hex')}`);
  const given = Buffer.from(headers['x-slack-signature'] ?? '');
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function post(message) {
  const body = JSON.stringify(message);
  const headers = {
    authorization: 'Bearer xoxb-bench',
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const call = request(`${SLACK_API_URL}chat.postMessage`, { agent, method: 'POST', headers }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
    });
    call.on('error', reject).end(body);
  });
}

async function take(req, res) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  if (!signed(req.headers, body)) return void res.writeHead(401).end();
  const { event } = JSON.parse(body.toString());
  // A user here is a conversation's number.
  const id = `00000000-0000-7000-8000-${event.user.slice(1).padStart(12, '0')}`;
  const [{ version, session }] = await query('plain_read', read, [id]);
  const answer = { value: event.text, category: null, raw: event.text };
  session.answers = { ...session.answers, area: answer };
  const values = [id, JSON.stringify(session), new Date().toISOString(), version, 'area', JSON.stringify(answer.value), answer.raw];
  const written = await query('plain_write', write, values);
  if (written.length !== 1) return void res.writeHead(500).end();
  res.writeHead(200).end();
  await post({ channel: event.channel, text: 'What matters to you? Pick as many as you like.' });
}

const server = createServer((req, res) => void take(req, res));
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`{"port":${server.address().port}}\n`));
