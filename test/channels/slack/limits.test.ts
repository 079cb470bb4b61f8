import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answeredMessage } from '../../../src/channels/slack/answered.ts';
import { homeView } from '../../../src/channels/slack/home.ts';
import { formView, resultView } from '../../../src/channels/slack/modals.ts';
import { messagesOf, notice } from '../../../src/channels/slack/outbound.ts';
import { sheetBlocks } from '../../../src/channels/slack/sheet.ts';
import { wordsOf } from '../../../src/channels/slack/words.ts';
import { commandOutlines } from '../../../src/desk/index.ts';
import type { Prompt } from '../../../src/desk/ports.ts';
import { faultsOfMessage, faultsOfView } from '../../support/block-kit.ts';
import { longOf, nastyWith, outlinesOf, promptsOf, saidOf, tableOf } from '../../support/nasty.ts';
import { asRead, readable, slackPhrases } from '../../support/slack-door.ts';

const words = wordsOf(slackPhrases, 'en');

const nasty = nastyWith(
  '<!channel>',
  '<@U1|x>',
  '&amp;',
  'a & b < c > d',
  '```',
  'https://example.org/?a=1&b=<2>',
  '\ud83d',
  '',
  ' ',
  '\u0007',
  '*b* _i_ ~s~',
);
const long = longOf(nasty, '&', '<', 'x', 'x ', 'http://a ', '😀', 'é\n');
const prompt = promptsOf(nasty, { id: 'ask:1:2' });
const said = saidOf(nasty, long, prompt);

/** Everything that was to be read, without space. */
const gist = (text: string) => text.replace(/\s/g, '');

describe('Whatever the desk says, what we send is within Slack’s limits', () => {
  it('of messages, before and after an answer', () => {
    fc.assert(
      fc.property(said, nasty, (one, picked) => {
        const messages = messagesOf(one, words);
        expect(messages.length).toBeGreaterThan(0);
        for (const message of messages) {
          expect(faultsOfMessage(message)).toEqual([]);
          const answered = answeredMessage(message, picked, words);
          expect(faultsOfMessage(answered)).toEqual([]);
          expect(answered.blocks.some(({ block_id }) => block_id?.startsWith('ask:'))).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('and loses no letter of a long text', () => {
    const plainText = fc.array(fc.string({ unit: fc.constantFrom('a', 'B', ' ', '\n', '&', '<', 'é'), maxLength: 900 }), { maxLength: 40 });
    fc.assert(
      fc.property(plainText, (parts) => {
        const text = `x${parts.join(' ')}x`;
        const messages = messagesOf({ text }, words);
        const shown = messages.flatMap(({ blocks }) => blocks.map(readable)).join('');
        expect(gist(shown)).toBe(gist(text.normalize('NFC')));
        for (const message of messages) expect(gist(asRead(message.text))).toBe(gist(message.blocks.map(readable).join('')));
      }),
    );
  });

  it('and every choice can be made: it is drawn, or listed by its number', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ value: fc.uuid(), label: fc.string({ maxLength: 90 }).map((label) => `a${label}`) }), { maxLength: 60 }),
        fc.constantFrom('choice', 'several'),
        (options, type) => {
          const asked: Prompt = { id: 'q', type: type as Prompt['type'], options, many: type === 'several', skip: false, progress: null };
          const json = JSON.stringify(messagesOf({ text: 'Pick', prompt: asked }, words));
          const shown = messagesOf({ text: 'Pick', prompt: asked }, words)
            .flatMap(({ blocks }) => blocks.map(readable))
            .join('\n');
          for (const [at, { value }] of options.entries()) expect(json.includes(value) || shown.includes(`${at + 1}. `)).toBe(true);
        },
      ),
    );
  });

  it('of notices and the Home tab', () => {
    fc.assert(
      fc.property(long, (text) => {
        expect(faultsOfMessage(notice(text))).toEqual([]);
      }),
    );
    for (const language of ['en', 'easy'])
      for (const person of [null, 'p'])
        for (const stopped of [true, false])
          expect(faultsOfView(homeView({ person, stopped }, wordsOf(slackPhrases, language)))).toEqual([]);
  });
});

describe('Whatever a command answers or asks, what we send is within Slack’s limits', () => {
  const table = tableOf(nasty);
  const next = fc.record({
    label: nasty,
    order: fc.record({ name: fc.string(), input: fc.dictionary(fc.string(), long) }),
    weight: fc.constantFrom('main' as const, 'danger' as const),
  });
  const sheet = fc.record({
    text: long,
    tables: fc.array(table, { maxLength: 3 }),
    next: fc.array(next, { maxLength: 30 }),
    data: fc.constant(null),
  });

  it('of sheets, in a message and in a view', () => {
    fc.assert(
      fc.property(sheet, (one) => {
        const blocks = sheetBlocks(one, words);
        expect(faultsOfMessage({ text: 'x', blocks })).toEqual([]);
        expect(faultsOfView(resultView('people list', blocks, words))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  const outline = outlinesOf(nasty, long, 30);

  it('of forms', () => {
    fc.assert(
      fc.property(outline, fc.option(long, { nil: undefined }), (one, note) => {
        expect(faultsOfView(formView(one, words, { note }))).toEqual([]);
      }),
      { numRuns: 200 },
    );
    for (const one of commandOutlines) expect(faultsOfView(formView(one, words))).toEqual([]);
  });
});
