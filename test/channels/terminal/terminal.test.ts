import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { chat } from '../../../src/channels/terminal/index.ts';
import { spoken } from '../../../src/channels/terminal/spoken.ts';
import { channelPhrases } from '../../../src/flows/index.ts';
import { channelContract, type Driver, type FakeDesk } from '../../contracts/channel.ts';
import { catalogue } from '../../support/world.ts';

const phrases = channelPhrases(catalogue.terminalPhrases, catalogue.constants);

/** Somebody at a terminal: each run of the command is a chat on pipes. */
async function sitDown({ desk }: FakeDesk): Promise<Driver> {
  let typed = new PassThrough();
  let written = '';
  let ended: Promise<void> = Promise.resolve();

  /** All that was written until nothing more comes by itself. */
  async function quiet(): Promise<string> {
    for (let length = -1; length !== written.length; ) {
      length = written.length;
      for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
    const seen = written;
    written = '';
    return seen;
  }

  async function leave(): Promise<void> {
    typed.end();
    await ended;
  }

  return {
    opens: async () => {
      await leave();
      typed = new PassThrough();
      const output = new PassThrough().on('data', (data) => (written += data));
      written = '';
      const ids = { next: () => randomUUID() };
      ended = chat({ desk, ids, phrases, address: 'here', staff: 'ada@office', input: typed, output, opening: 'hint' });
      return quiet();
    },
    types: (text) => {
      typed.write(`${text}\n`);
      return quiet();
    },
    close: leave,
  };
}

channelContract('terminal', sitDown);

describe('A question in a terminal', () => {
  const words = (id: string) => phrases('en')[id] ?? '';
  const option = (value: string, label: string) => ({ value, label });

  it('numbers its choices, because a number is enough of an answer', () => {
    const prompt = {
      id: 'q',
      type: 'choice' as const,
      options: [option('a', 'Apples'), option('p', 'Pears')],
      many: false,
      skip: true,
      progress: { at: 2, of: 9 },
    };
    expect(spoken(prompt, words)).toEqual(['  1. Apples', '  2. Pears', '  (Question 2 of 9)']);
  });

  it('does not number the numbers from 0 to 10', () => {
    const prompt = { id: 'q', type: 'nought_to_ten' as const, options: [option('0', '0')], many: false, skip: true, progress: null };
    expect(spoken(prompt, words)).toEqual([]);
    expect(spoken(null, words)).toEqual([]);
  });
});
