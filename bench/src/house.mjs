import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clock } from '../../dist/clock.js';
import { loadHouse } from '../../dist/house.js';
import { ids } from '../../dist/ids.js';

/** People may be written to at any time, whenever somebody measures. */
export function policyForAnyTime() {
  const text = readFileSync(new URL('../../src/flows/policy.yaml', import.meta.url), 'utf8');
  const always =
    "contact_hours: { zone: UTC, days: [monday, tuesday, wednesday, thursday, friday, saturday, sunday], from: '0:00', until: '24:00' }\n";
  const file = join(mkdtempSync(join(tmpdir(), 'onward-bench-')), 'policy.yaml');
  writeFileSync(file, text.replace(/^contact_hours:\n(?: .*\n)+/m, always));
  return file;
}

/** The product as it ships, words and flows included. */
export const house = loadHouse(
  { charity: null, contact: null, admins: [], secret: 'a secret of the bench, which guards nothing', policyFile: policyForAnyTime() },
  clock,
  ids,
);

/** Registering interest from the first word to the last: fifteen turns. */
export const replies = [
  'English',
  'Robin',
  '19',
  'home',
  'Leeds',
  '1 and 3',
  'share my views',
  'a quiet room',
  'yes',
  'email',
  'robin@example.org',
  'yes',
  'no',
  'yes',
  "that's right",
];

let events = 0;

/** Somebody new registers at the desk, with each question in front of them as their page shows it. Answers how many turns it took. */
export async function register(desk) {
  const address = ids.next();
  let prompt = 'language';
  for (const text of replies) {
    const taken = await desk.receive({
      channel: 'web',
      address,
      externalId: `desk-${events++}`,
      reply: { kind: 'text', text },
      ...(prompt && { prompt }),
    });
    if (taken.kind !== 'taken') throw new Error(`A turn was ${taken.kind}.`);
    prompt = taken.messages.at(-1)?.prompt?.id;
  }
  if (prompt) throw new Error(`The registration did not end: ${prompt} waits.`);
  return replies.length;
}
