import { describe, expect, it } from 'vitest';
import { answeredCard, invokeCard, invokeMessage, settled, wordsCard } from '../../../src/channels/botframework/answered.ts';
import { activitiesOf } from '../../../src/channels/botframework/outbound.ts';
import type { Json } from '../../../src/channels/botframework/port.ts';
import { readPress } from '../../../src/channels/botframework/pressed.ts';
import { wordsOf } from '../../../src/channels/botframework/words.ts';
import type { Prompt, Said } from '../../../src/desk/ports.ts';
import { pressOf, readable } from '../../support/adaptive-cards.ts';
import { botframeworkPhrases, surfaces } from '../../support/botframework-words.ts';

const words = wordsOf(botframeworkPhrases, 'en');

const options = (count: number, label = 'Choice') =>
  Array.from({ length: count }, (_, at) => ({ value: `v${at}`, label: `${label} ${at}` }));
const question = (more: Partial<Prompt> = {}): Prompt => {
  return { id: 'where', type: 'choice', options: options(3), many: false, skip: true, progress: null, ...more };
};
const several = (count = 3) => question({ type: 'several', many: true, options: options(count) });
/** The card, which comes last. */
const shown = (said: Partial<Said>, surface = surfaces.teams) => activitiesOf({ text: 'Where?', ...said }, words, surface).at(-1) as Json;
const asked = (prompt: Prompt, surface = surfaces.teams) => shown({ prompt }, surface);

describe('A question in Teams', () => {
  it('has buttons for a handful of choices, in one row where they are short', () => {
    expect(readable(asked(question()))).toEqual(['Where?', '[Choice 0] [Choice 1] [Choice 2]', '[Skip this question]']);
    expect(readable(asked(question({ options: options(6) })))).toHaveLength(1 + 6 + 1);
  });

  it('has a menu for more than Teams shows buttons, and boxes for choices that no button has room for', () => {
    expect(JSON.stringify(asked(question({ options: options(7) })))).toContain('"style":"compact"');
    expect(JSON.stringify(asked(question({ options: options(3, 'A choice that is longer than a button of Teams') })))).toContain(
      '"style":"expanded"',
    );
  });

  it('has boxes to tick for several, of which one at least has to be, but not by somebody who skips', () => {
    const message = asked(several());
    expect(readable(message)).toEqual([
      'Where?',
      'Tick one or more:',
      '☐ Choice 0',
      '☐ Choice 1',
      '☐ Choice 2',
      '[Done]',
      '[Skip this question]',
    ]);
    const json = JSON.stringify(message);
    expect(json).toContain('"isRequired":true,"errorMessage":"Tick one or more first. Then press Done."');
    // Otherwise a client would ask somebody who skips to tick first.
    expect(json.match(/"skip":true[^}]*},"associatedInputs":"none"/g)).toHaveLength(2);
    expect(readPress(pressOf(message, 'Skip this question', { picks: 'v1' }))).toMatchObject({
      inbound: { reply: { kind: 'text', text: 'SKIP' } },
    });
  });

  it('can be skipped by a press where it is answered by words, and is words where it can’t be', () => {
    expect(readable(asked(question({ type: 'text', options: [] })))).toEqual(['Where?', '[Skip this question]']);
    expect(asked(question({ type: 'text', options: [], skip: false }))).toEqual({ type: 'message', textFormat: 'plain', text: 'Where?' });
  });

  it('says nothing of what is asked on a lock screen', () => {
    expect(asked(question()).summary).toBe('You have a new message');
  });

  it('is read out whole by a client that can’t draw it', () => {
    const { fallbackText } = (asked(question()).attachments as [{ content: { fallbackText: string } }])[0].content;
    expect(fallbackText).toBe('Where?\n\n\u20601. Choice 0\n\u20602. Choice 1\n\u20603. Choice 2\n\nOr type SKIP to leave this out.');
  });

  it('leaves out what it carries, then has its text before the card, and then is words, as it grows', () => {
    const sizes = [20, 100, 400, 600].map((count) => {
      const activities = activitiesOf({ text: 'é '.repeat(700), prompt: several(count) }, words, surfaces.teams);
      const card = activities.find(({ attachments }) => attachments !== undefined);
      return {
        said: JSON.stringify(card ?? {}).includes('"said"'),
        text: JSON.stringify(card ?? {}).includes('é é'),
        card: card !== undefined,
      };
    });
    expect(sizes).toEqual([
      { said: true, text: true, card: true },
      { said: false, text: true, card: true },
      { said: false, text: false, card: true },
      { said: false, text: false, card: false },
    ]);
  });
});

describe('A press', () => {
  const answer = { kind: 'answer', said: 'Where?' };

  it('is the answer to its own question, with what was read on it', () => {
    const reply = { kind: 'choice', values: ['v1'], prompt: 'where' };
    const read = { ...answer, picked: 'Choice 1', inbound: { reply, prompt: 'where', externalId: 'press msteams a:1 1700000000000' } };
    expect(readPress(pressOf(asked(question()), 'Choice 1'))).toEqual(read);
    expect(readPress(pressOf(asked(question({ options: options(7) })), 'Done', { picks: 'v1' }))).toEqual(read);
  });

  it('comes as a message from clients that know no Action.Execute', () => {
    const message = asked(question(), surfaces.webChat);
    expect(JSON.stringify(message)).not.toContain('Action.Execute');
    expect(readPress(pressOf(message, 'Choice 1'))).toMatchObject({ ...answer, picked: 'Choice 1' });
    const old = JSON.parse(JSON.stringify(asked(question())), (key, value) =>
      key === 'type' && value === 'Action.Execute' ? 'Action.Submit' : value,
    );
    expect(readPress(pressOf(old, 'Choice 1'))).toMatchObject({ ...answer, picked: 'Choice 1' });
  });

  it('of several is all that is ticked, and of nothing is none', () => {
    expect(readPress(pressOf(asked(several()), 'Done', { picks: 'v0,v2' }))).toMatchObject({
      picked: 'Choice 0, Choice 2',
      inbound: { reply: { kind: 'choice', values: ['v0', 'v2'] } },
    });
    for (const nothing of [{}, { picks: '' }, { picks: ',' }])
      expect(readPress(pressOf(asked(several()), 'Done', nothing))).toEqual({ kind: 'nothing_ticked' });
  });

  it('counts once for a message, whatever is pressed on it', () => {
    const ids = ['Choice 0', 'Choice 2', 'Skip this question'].map((title, at) => {
      const press = readPress(pressOf(asked(question()), title, {}, { id: `f:${at}` }));
      return press?.kind === 'answer' ? press.inbound.externalId : press;
    });
    expect(new Set(ids).size).toBe(1);
    const nowhere = readPress(pressOf(asked(question()), 'Choice 0', {}, { replyToId: undefined }));
    expect(nowhere).toMatchObject({ inbound: { externalId: 'press msteams a:1 f:1' } });
  });

  it('on quick words says them, whatever is asked', () => {
    const message = shown({ quick: [{ label: 'Start the questions', text: 'SURVEY' }] });
    expect(readPress(pressOf(message, 'Start the questions'))).toEqual({
      kind: 'answer',
      inbound: { externalId: 'press msteams a:1 1700000000000', reply: { kind: 'text', text: 'SURVEY' } },
      picked: 'Start the questions',
      said: 'Where?',
    });
  });

  it('on the copy of MY DATA asks for it, with its ticket', () => {
    const message = shown({ copy: 'ticket' });
    expect(readPress(pressOf(message, 'Keep a copy as data'))).toEqual({ kind: 'copy', format: 'json', ticket: 'ticket' });
    expect(readable(shown({ copy: 'ticket' }, surfaces.webChat)).join(' ')).toContain('Type CODE here');
    expect(readable(shown({ copy: 'ticket' }, surfaces.sms)).join(' ')).toContain('Type CODE here');
  });

  it.each([
    ['nothing', null],
    ['a text', 'answer'],
    ['a list', [{ onward: 'answer' }]],
    ['something of staff', { onward: 'order', name: 'people list' }],
    ['a value with a zero in it', { onward: 'answer', prompt: 'where', values: ['\u0000'] }],
    ['half a letter', { onward: 'answer', prompt: 'where', picks: '\ud800' }],
    ['no question', { onward: 'answer', values: ['a'] }],
    ['values that are none', { onward: 'answer', prompt: 'where', values: [{ a: 1 }] }],
    ['a ticket that is none', { onward: 'copy', format: 'html', ticket: {} }],
    ['another format', { onward: 'copy', format: 'exe', ticket: 't' }],
  ])('that sends %s is not ours', (_, data) => {
    expect(readPress(pressOf(asked(question(), surfaces.webChat), 'Choice 0', {}, { value: data }))).toBeNull();
    expect(readPress(pressOf(asked(question()), 'Choice 0', {}, { value: { action: { data } } }))).toBeNull();
  });

  it('is no press where somebody typed, or another thing was invoked', () => {
    const press = pressOf(asked(question(), surfaces.webChat), 'Choice 0');
    expect(readPress({ ...press, text: 'Leeds' })).toBeNull();
    expect(readPress({ ...press, type: 'messageReaction' })).toBeNull();
    expect(readPress({ ...pressOf(asked(question()), 'Choice 0'), name: 'task/submit' })).toBeNull();
    expect(readPress({ ...press, type: 'invoke', value: null, name: 'adaptiveCard/action' })).toBeNull();
  });

  it('never reads a label that nobody sent', () => {
    const data = { onward: 'answer', prompt: 'where', picks: 'constructor', labels: { a: 'A' } };
    expect(readPress(pressOf(asked(question(), surfaces.webChat), 'Choice 0', {}, { value: data }))).toMatchObject({
      picked: 'constructor',
    });
  });
});

describe('In the place of a card that was answered', () => {
  it('stands what was asked and picked, and nothing to press', () => {
    const card = answeredCard('Where?', 'Leeds', words);
    expect(readable({ attachments: [{ content: card }] })).toEqual(['Where?', 'You picked: Leeds']);
    expect(readable({ attachments: [{ content: answeredCard(null, null, words) }] })).toEqual(['You have answered this.']);
    expect(readable({ attachments: [{ content: wordsCard('Old.') }] })).toEqual(['Old.']);
    expect(invokeCard(card)).toEqual({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card });
    expect(invokeMessage('Hi')).toEqual({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Hi' });
  });

  it('stands the same card without its buttons, where it was answered by words', () => {
    const after = settled(asked(several()), null, words);
    expect(after && readable(after)).toEqual(['Where?']);
    expect(after?.summary).toBe('You have a new message');
    const picked = settled(asked(question()), 'Choice 1', words);
    expect(picked && readable(picked)).toEqual(['Where?', 'You picked: Choice 1']);
    const quick = settled(shown({ quick: [{ label: 'Start', text: 'SURVEY' }] }), null, words);
    expect(quick && readable(quick)).toEqual(['Where?']);
  });

  it('stands what stood there, where nothing was asked', () => {
    expect(settled(shown({ copy: 'ticket' }), null, words)).toBeNull();
    expect(settled(shown({}), null, words)).toBeNull();
    expect(settled(asked(question(), surfaces.sms), null, words)).toBeNull();
  });
});
