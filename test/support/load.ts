import { createHash, randomUUID } from 'node:crypto';

/** Replies that a made-up person goes through again and again: registering, coming back, changing an answer, asking why. */
export const script = [
  ...[
    'English',
    'Robin',
    '19',
    'home',
    'Leeds',
    '1 and 3',
    'WHY',
    'share my views',
    'BACK',
    'share my views',
    'skip',
    'here',
    'yes',
    'no',
    'yes',
  ],
  ...["that's right", 'hi', '1', 'name', 'Wren', 'HELP', "that's right", 'thanks', 'nothing'],
];

export const replyAt = (turn: number) => script[turn % script.length] as string;

/** A client that sends one message after the other, each again and again under the same id until it is acknowledged. */
export interface Client {
  /** As the store knows them. */
  address: string;
  /** Ids that were acknowledged, in order. */
  acknowledged: string[];
}

/**
 * @param up resolves with the bot's address as soon as it can be reached
 * @param going whether to send another message
 * @param insisting whether to send again what was not acknowledged
 */
export async function runClient(up: () => Promise<string>, going: () => boolean, insisting = () => true): Promise<Client> {
  const cookie = createHash('sha256').update(randomUUID()).digest('base64url');
  const address = createHash('sha256').update(cookie).digest('hex');
  const acknowledged: string[] = [];

  async function post(id: string, turn: number): Promise<boolean> {
    const body = JSON.stringify({ id, text: replyAt(turn), ...(turn === 0 && { prompt: 'language' }) });
    const headers = { 'content-type': 'application/json', accept: 'application/json', cookie: `onward=${cookie}` };
    try {
      const response = await fetch(`${await up()}/messages`, { method: 'POST', headers, body });
      await response.json();
      return response.status === 200;
    } catch {
      return false;
    }
  }

  while (going()) {
    const id = randomUUID();
    const turn = acknowledged.length;
    // Now and then a page sends the same thing twice at once.
    const sent = turn % 5 === 4 ? await Promise.all([post(id, turn), post(id, turn)]) : [await post(id, turn)];
    let taken = sent.includes(true);
    while (!taken && insisting()) taken = await post(id, turn);
    if (!taken) break;
    acknowledged.push(id);
  }
  return { address, acknowledged };
}
