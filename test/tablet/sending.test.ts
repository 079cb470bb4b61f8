import { expect, it } from 'vitest';
import type { Acknowledged } from '../../src/envelope.ts';
import { sendKept } from '../../src/tablet/sending.ts';
import type { Kept, Shelf } from '../../src/tablet/shelf.ts';

const envelope = (id: string, more: Partial<Kept> = {}): Kept => ({ id, kind: 'response', sealed: 'sealed', done: true, ...more });

/** A shelf in memory, of what sending needs. */
function shelfOf(...kept: Kept[]) {
  const rows = new Map(kept.map((one) => [one.id, one]));
  const shelf = {
    all: async () => [...rows.values()],
    remove: async (ids: string[]) => ids.forEach((id) => void rows.delete(id)),
    refuse: async (ids: string[]) => ids.forEach((id) => void rows.set(id, { ...(rows.get(id) as Kept), refused: true })),
  } as unknown as Shelf;
  return { shelf, left: () => [...rows.keys()] };
}

type Answer = Partial<Acknowledged> | Response | Error;

/** Answers one post after the other, and remembers what was posted. */
function server(...answers: Answer[]) {
  const posted: string[][] = [];
  const post = async (_url: unknown, init?: RequestInit) => {
    posted.push((JSON.parse(String(init?.body)) as { envelopes: Kept[] }).envelopes.map(({ id }) => id));
    const answer = answers.shift() ?? new Error('nothing more');
    if (answer instanceof Error) throw answer;
    return answer instanceof Response ? answer : Response.json({ kept: [], refused: [], waiting: [], ...answer });
  };
  return { posted, post: post as typeof fetch };
}

const many = (count: number) => Array.from({ length: count }, (_, at) => envelope(`e${at}`));
const ids = (kept: Kept[]) => kept.map(({ id }) => id);

it('lets go of what is kept for good, and of nothing else', async () => {
  const { shelf, left } = shelfOf(...many(12));
  const { post, posted } = server({ kept: ids(many(10)) }, new Error('cut off'));
  expect(await sendKept(shelf, 'token', post)).toBe('no_signal');
  expect(left()).toEqual(['e10', 'e11']);
  expect(posted.map(({ length }) => length)).toEqual([10, 2]);
});

it('leaves what somebody is in the middle of, and sends what the group agreed to first', async () => {
  const hands = envelope('hands', { kind: 'hands' });
  const { shelf, left } = shelfOf(
    envelope('response'),
    hands,
    envelope('begun', { done: false }),
    envelope('consent', { kind: 'consent' }),
  );
  const { post, posted } = server({ kept: ['consent', 'hands', 'response'] });
  expect(await sendKept(shelf, 'token', post)).toBe('all');
  expect([posted, left()]).toEqual([[['consent', 'hands', 'response']], ['begun']]);
});

it('believes nobody who lets go of what was not sent', async () => {
  const { shelf, left } = shelfOf(envelope('one'), envelope('begun', { done: false }));
  const { post } = server({ kept: ['one', 'begun'] });
  expect(await sendKept(shelf, 'token', post)).toBe('all');
  expect(left()).toEqual(['begun']);
});

it('sends what was refused no more, and keeps it; what waits goes again', async () => {
  const { shelf, left } = shelfOf(envelope('bad'), envelope('quote', { kind: 'note' }));
  const first = server({ refused: ['bad'], waiting: ['quote'] });
  expect(await sendKept(shelf, 'token', first.post)).toBe('waiting');
  const second = server({ kept: ['quote'] });
  expect(await sendKept(shelf, 'token', second.post)).toBe('unread');
  expect([second.posted, left()]).toEqual([[['quote']], ['bad']]);
});

it.each([
  ['a page of the wifi', new Response('<html>', { headers: { 'Content-Type': 'text/html' } }), 'no_signal'],
  ['a key that is gone', Response.json({}, { status: 401 }), 'old'],
  ['trouble on our side', Response.json({}, { status: 500 }), 'trouble'],
] as const)('keeps everything at %s', async (_, answer, sent) => {
  const { shelf, left } = shelfOf(envelope('one'));
  expect(await sendKept(shelf, 'token', server(answer).post)).toBe(sent);
  expect(left()).toEqual(['one']);
});
