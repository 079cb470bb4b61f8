import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { chat } from '../../../src/channels/terminal/index.ts';
import { spoken } from '../../../src/channels/terminal/spoken.ts';
import { channelPhrases } from '../../../src/flows/index.ts';
import { ids } from '../../../src/ids.ts';
import { channelContract } from '../../contracts/channel.ts';
import { createFakeDesk } from '../../support/fake-desk.ts';
import { catalogue } from '../../support/shipped.ts';
import { sitDown } from '../../support/terminal.ts';

const phrases = channelPhrases(catalogue.terminalPhrases, catalogue.constants);

channelContract('terminal', ({ desk }) => sitDown(desk));

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

  it('does not number a yes that only words can say', () => {
    const options = [option('yes', 'Yes'), option('no', 'No')];
    const prompt = { id: 'q', type: 'consent' as const, options, many: false, skip: false, progress: null };
    expect(spoken(prompt, words)).toEqual(['  • Yes', '  • No']);
  });

  it('does not number the numbers from 0 to 10', () => {
    const prompt = { id: 'q', type: 'nought_to_ten' as const, options: [option('0', '0')], many: false, skip: true, progress: null };
    expect(spoken(prompt, words)).toEqual([]);
    expect(spoken(null, words)).toEqual([]);
  });
});

it('A terminal whose input is over before the chat has begun leaves nothing running', async () => {
  const { desk } = createFakeDesk();
  const input = new PassThrough();
  const over = new Promise((resolve) => input.once('close', resolve));
  input.end();
  const view: typeof desk.view = async (...asked) => {
    await over;
    return desk.view(...asked);
  };
  let watching = 0;
  await chat({
    desk: { ...desk, view },
    ...{ ids, phrases, address: 'here', staff: 'ada', input, output: new PassThrough(), opening: 'hint' },
    keep: async () => '',
    save: async () => ({ kind: 'nothing' }),
    watch: () => {
      watching += 1;
      return () => void (watching -= 1);
    },
  });
  expect(watching).toBe(0);
});
