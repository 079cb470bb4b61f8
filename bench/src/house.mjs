import { clock } from '../../dist/clock.js';
import { loadHouse } from '../../dist/house.js';
import { ids } from '../../dist/ids.js';

/** The product as it ships, words and flows included. */
export const house = loadHouse({ charity: null, contact: null }, clock, ids);

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
