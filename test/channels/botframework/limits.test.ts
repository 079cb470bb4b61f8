import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answeredCard, settled, wordsCard } from '../../../src/channels/botframework/answered.ts';
import { bytesOf, card, choice, inert, lines, table } from '../../../src/channels/botframework/card.ts';
import { activitiesOf } from '../../../src/channels/botframework/outbound.ts';
import { readPress } from '../../../src/channels/botframework/pressed.ts';
import { wordsOf } from '../../../src/channels/botframework/words.ts';
import type { Prompt } from '../../../src/desk/ports.ts';
import { faultsOfActivity, faultsOfCard, pressOf, readable } from '../../support/adaptive-cards.ts';
import { botframeworkPhrases, surfaces } from '../../support/botframework-words.ts';
import { runs } from '../../support/deep.ts';
import { longOf, nastyWith, promptsOf, saidOf } from '../../support/nasty.ts';

const words = wordsOf(botframeworkPhrases, 'en');

const hostile = [
  '[a prize](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '**b** _i_ ~~s~~ `c`',
  '<at>Everybody</at>',
  '<https://evil.example>',
  '<b>x</b>',
  '1. one\n2. two',
  '# head\n- list\n> quote',
  '{{DATE(2017-02-14T06:08:39Z, SHORT)}}',
  '$' + '{name}',
  '\\*x\\*',
  '$$x$$',
];

const nasty = nastyWith(...hostile, 'a & b < c > d', '```', '\ud83d', '', ' ', '\u0007', '\n\n\n');
const long = longOf(nasty, '&', '<', 'x', 'x ', 'http://a ', '😀', 'é\n', '\n', '"', '{');
const prompt = promptsOf(nasty, { value: '__proto__' });
const said = saidOf(nasty, long, prompt);
const surface = fc.constantFrom(...Object.values(surfaces));

/** Everything that was to be read, without space. */
const gist = (text: string) => text.replace(/\s/g, '');

describe('Whatever the desk says, what we send can be drawn, and is within every limit', () => {
  it('before and after an answer, on every surface', () => {
    fc.assert(
      fc.property(said, surface, fc.option(nasty), (one, on, picked) => {
        const activities = activitiesOf(one, words, on);
        expect(activities.length).toBeGreaterThan(0);
        for (const activity of activities) {
          expect(faultsOfActivity(activity)).toEqual([]);
          if (on.kind === 'text') expect(activity.attachments).toBeUndefined();
          const after = settled(activity, picked, words);
          if (!after) continue;
          expect(faultsOfActivity(after)).toEqual([]);
          expect(JSON.stringify(after)).not.toMatch(/"(ActionSet|Input\.\w+|Action\.\w+)"/);
        }
      }),
      { numRuns: runs(200, 3000) },
    );
  });

  it('and loses no letter of a long text', () => {
    const plainText = fc.array(fc.string({ unit: fc.constantFrom('a', 'B', ' ', '\n', '&', '<', 'é', '{'), maxLength: 900 }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(plainText, surface, fc.boolean(), (parts, on, skip) => {
        const text = `x${parts.join(' ')}x`;
        const asked: Prompt = { id: 'q', type: 'text', options: [], many: false, skip, progress: null };
        const shown = activitiesOf({ text, prompt: asked }, words, on).flatMap(readable).join('');
        expect(gist(shown).startsWith(gist(text.normalize('NFC')))).toBe(true);
      }),
    );
  });

  it('and every choice can be made: it is pressed or ticked, and names its question, or is listed by its number', () => {
    const label = fc
      .tuple(fc.nat(), fc.oneof(fc.string({ maxLength: 90 }), fc.constantFrom(...hostile)))
      .map(([number, text]) => `${number} ${text}`);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ value: fc.uuid(), label }), { maxLength: 60, selector: ({ label }) => label.replace(/\s/g, '') }),
        fc.constantFrom('choice' as const, 'several' as const),
        surface,
        long,
        (options, type, on, text) => {
          const asked: Prompt = { id: 'q', type, options, many: type === 'several', skip: true, progress: null };
          const activities = activitiesOf({ text, prompt: asked }, words, on);
          const shown = activities.flatMap(readable).join('\n');
          const last = activities.at(-1) ?? {};
          for (const [at, { value }] of options.entries()) {
            if (!last.attachments) {
              expect(shown).toContain(`${at + 1}. `);
              continue;
            }
            const button = JSON.stringify(last).includes('Input.ChoiceSet') ? words('done') : null;
            const press = button ? pressOf(last, button, { picks: value }) : pressOf(last, buttonOf(last, value), {});
            expect(readPress(press)).toMatchObject({
              kind: 'answer',
              inbound: { reply: { kind: 'choice', values: [value], prompt: 'q' }, prompt: 'q' },
            });
          }
        },
      ),
      { numRuns: runs(60, 1000) },
    );
  });

  it('of what stands in the place of a card', () => {
    fc.assert(
      fc.property(fc.option(fc.string({ maxLength: 1500 })), fc.option(long), (text, picked) => {
        expect(faultsOfCard(answeredCard(text, picked, words))).toEqual([]);
      }),
    );
    expect(faultsOfCard(wordsCard(words('old_button')))).toEqual([]);
  });

  it('is measured as it goes over the wire', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bytes = bytesOf({ text });
        expect(bytes).toBe(new TextEncoder().encode(JSON.stringify({ text })).length);
        expect(bytes).toBeGreaterThanOrEqual(JSON.stringify({ text }).length);
      }),
    );
  });
});

describe('What people wrote is text and never markup', () => {
  it.each(hostile)('as in %s', (text) => {
    const asked: Prompt = {
      id: 'q',
      type: 'choice',
      options: Array.from({ length: 8 }, (_, at) => ({ value: `v${at}`, label: `${text} ${at}` })),
      many: false,
      skip: true,
      progress: null,
    };
    for (const on of Object.values(surfaces))
      for (const activity of activitiesOf({ text, prompt: asked, quick: [{ label: text, text }] }, words, on))
        expect(faultsOfActivity(activity)).toEqual([]);
    expect(readable({ attachments: [{ content: card(lines(text), [], { fallbackText: text }) }] }).join('\n')).toBe(text);
    expect(faultsOfCard(card([table([text, 'b'], [[text, text]])], [], { fallbackText: text }))).toEqual([]);
  });

  it('where a client may read Markdown, nothing that Markdown is made of is left, and nothing else is changed', () => {
    fc.assert(
      fc.property(long, (text) => {
        expect(inert(text)).not.toMatch(/[*_~`[\]<>\\{]|^\s*(?:\d+[.)]|[-+#=|])/m);
        expect(inert(inert(text))).toBe(inert(text));
        expect(choice(text, 'v').title).not.toContain('\n');
      }),
    );
    expect(inert("Don't know (yet) – 100%, £5 & more: a/b?")).toBe("Don't know (yet) – 100%, £5 & more: a/b?");
  });
});

/** The title of the button that sends a value. */
function buttonOf(message: object, value: string): string {
  const [attached] = (message as { attachments: { content: { body: { actions?: { title: string; data: { values?: string[] } }[] }[] } }[] })
    .attachments;
  const found = attached?.content.body.flatMap(({ actions = [] }) => actions).find(({ data }) => data.values?.[0] === value);
  return found?.title ?? `none for ${value}`;
}
