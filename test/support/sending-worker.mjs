/**
 * A replica that sends, for sending.test.ts: the real desk and its real sender from what the build made, on a channel that is a sink over HTTP.
 * `SINK`, and where the database is, are in the environment; CARRIER says whether the channel can be asked (`finds`) or not (`counts`).
 */
import http from 'node:http';

/** The clock of this machine, which a test may set. PGlite lives in this process, and asks the same. */
const System = Date;
let ahead = 0;
globalThis.Date = class extends System {
  constructor(...given) {
    if (given.length === 0) super(System.now() + ahead);
    else super(...given);
  }
  static now() {
    return System.now() + ahead;
  }
};

const { createFollower } = await import('../../dist/clock.js');
const { loadHouse } = await import('../../dist/house.js');
const { ids } = await import('../../dist/ids.js');
const { keepSending } = await import('../../dist/sending.js');
const { createStore } = await import('../../dist/store/index.js');

const { SINK, CARRIER, DATABASE_URL, ONWARD_DATA_DIR, ONWARD_POLICY: policyFile } = process.env;
const agent = new http.Agent({ keepAlive: true });

function ask(method, path, body) {
  return new Promise((resolve, reject) => {
    const call = http.request(
      `${SINK}${path}`,
      { method, agent, timeout: 2000, headers: { 'content-type': 'application/json' } },
      (answer) => {
        answer
          .resume()
          .on('error', reject)
          .on('end', () => resolve(answer.statusCode));
      },
    );
    call.on('timeout', () => call.destroy(new Error('no answer'))).on('error', reject);
    call.end(body && JSON.stringify(body));
  });
}

const carrier = {
  channel: 'slack',
  // What is shown once for a key: the test looks at the first of each.
  ...(CARRIER === 'counts' && { keepsKeys: true }),
  ...(CARRIER === 'finds' && {
    find: async ({ id }) => {
      try {
        return (await ask('GET', `/${id}`)) === 200 ? { kind: 'found', externalId: id } : { kind: 'absent' };
      } catch {
        return { kind: 'later', at: null };
      }
    },
  }),
  send: async ({ id, address, said }) => {
    try {
      await ask('POST', `/${id}`, { address, text: said.text });
      return { kind: 'sent', externalId: id };
    } catch (error) {
      return error.code === 'ECONNREFUSED' ? { kind: 'later', at: null } : { kind: 'unknown' };
    }
  },
};

const clock = createFollower();
const house = loadHouse(
  { charity: null, contact: null, publicUrl: 'http://127.0.0.1', admins: [], secret: 'of the tests, and long enough', policyFile },
  clock,
  ids,
);
const store = await createStore({ databaseUrl: DATABASE_URL || undefined, dataDir: ONWARD_DATA_DIR });
await clock.follow(store.time);
const desk = await house.openDesk(store, { carriers: [carrier] });
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

let go;
const begun = new Promise((resolve) => (go = resolve));
process.on('message', async ({ begin, turn, set }) => {
  if (begin) go();
  if (set !== undefined) ahead = set;
  if (!turn) return;
  const taken = await desk.receive(turn).then(
    ({ kind }) => kind,
    () => 'failed',
  );
  process.send?.({ taken, id: turn.externalId });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
await begun;
await keepSending(desk, clock, silent, new AbortController().signal);
