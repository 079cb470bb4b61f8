import { beforeEach, describe, expect, it } from 'vitest';
import { inPace, type Paced } from '../../../src/channels/botframework/pace.ts';
import type { Reference, Sent } from '../../../src/channels/botframework/port.ts';
import { handTimer } from '../../support/hand-timer.ts';

describe('The pace of a connector', () => {
  let timer: ReturnType<typeof handTimer>;
  let paced: Paced;
  let made: { what: string; at: number }[];
  /** How the next calls end; after them, well. */
  let ends: Sent[];

  beforeEach(() => {
    timer = handTimer();
    made = [];
    ends = [];
    const make = async (what: string): Promise<Sent> => {
      made.push({ what, at: timer.now() });
      await timer.wait(10);
      return ends.shift() ?? { kind: 'sent', id: what };
    };
    const connector = {
      admits: async () => 'yes' as const,
      send: (to: Reference, { text }: Record<string, unknown>) => make(`${text} to ${to.conversation.id}`),
      update: (_: Reference, id: string) => make(`update ${id}`),
      open: () => make('open'),
      close: () => undefined,
    };
    paced = inPace(connector, { now: () => new Date(timer.now()) }, timer.wait);
  });

  const to = (conversation: string, tenantId = 'A'): Reference => ({
    channelId: 'msteams',
    serviceUrl: 'https://smba.example/',
    conversation: { id: conversation, tenantId },
    bot: { id: 'bot' },
    user: { id: 'user' },
  });
  const finish = async <T>(all: Promise<T>[]): Promise<T[]> => {
    while (await timer.next());
    return Promise.all(all);
  };
  const say = (text: string, conversation: string, patient = false, tenant = 'A') =>
    paced.send(to(conversation, tenant), { text }, patient);
  const times = () => made.map(({ at }) => at);

  it('lets seven go to a conversation in a second, and eight in two, in their order', async () => {
    await finish(Array.from({ length: 10 }, (_, at) => say(String(at), 'one')));
    expect(made.map(({ what }) => Number.parseInt(what, 10))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(times()).toEqual([0, 0, 0, 0, 0, 0, 0, 1_011, 2_011, 2_011]);
  });

  it('lets thirty go in a tenant in a second, whatever they are, and holds up no other', async () => {
    const all = Array.from({ length: 28 }, (_, at) => say('one', `c${at}`));
    const more = [paced.open(to('x')), paced.update(to('y'), '1', {}), say('late', 'z'), say('other', 'c1', false, 'B')];
    await finish([...all, ...more]);
    expect(made.filter(({ at }) => at > 0)).toEqual([{ what: 'late to z', at: 1_011 }]);
  });

  it('lets go first what somebody waits for', async () => {
    const wave = Array.from({ length: 40 }, (_, at) => say('wave', `c${at}`, true));
    await finish([...wave, say('answer', 'd')]);
    expect(made[30]).toEqual({ what: 'answer to d', at: 1_011 });
    expect(made.slice(31).map(({ at }) => at)).toEqual(Array(10).fill(1_011));
  });

  it('makes no call while the channel asks for patience, and says so to all', async () => {
    ends = [{ kind: 'refused', status: 429, patience: 5_000 }];
    const all = [say('one', 'a'), ...Array.from({ length: 30 }, (_, at) => say('many', `c${at}`))];
    const [first, ...rest] = await finish(all);
    expect(first).toEqual({ kind: 'refused', status: 429, patience: 5_000 });
    // Twenty-nine were on their way.
    expect(made).toHaveLength(30);
    expect(rest.at(-1)).toEqual({ kind: 'refused', status: 429, patience: 5_000 });
    expect(await say('too early', 'b')).toMatchObject({ kind: 'refused', status: 429 });
    void timer.wait(5_000);
    await timer.next();
    await finish([say('again', 'b')]);
    expect(made.at(-1)?.what).toBe('again to b');
  });
});
