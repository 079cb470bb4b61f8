import { describe, expect, it } from 'vitest';
import { begin, compile, inspect, purposeAsked, reopen, takeBack } from '../../src/engine/index.ts';
import { areas, bundleOf, lexicon, question } from '../support/flows.ts';
import { Talk } from './talk.ts';

const consent = (id: string, purpose: string, terms = '3') => ({ ask: id, type: 'consent', purpose, terms, ...question(id) });
const review = { again: { en: 'Right or not?' }, why: { en: 'To be sure.' }, text: { en: 'Is it right?' } };
const compiled = (steps: object[]) => compile(bundleOf(steps), lexicon);

/** Needs are kept under a purpose of their own; the review asks for another. */
const flow = compiled([
  { ask: 'needs', type: 'text', under: 'sensitive', nothing: ['no', 'nothing'], ...question('needs') },
  { branch: 'any', when: [{ if: 'answers.needs == ""', to: 'quotes' }] },
  consent('may_keep', 'sensitive'),
  consent('quotes', 'quotes'),
  { review: 'check', ...review, purpose: 'take_part', terms: '5', asks: { en: 'May we keep it?' }, refuse: 'no_thanks' },
  { end: 'done' },
  { do: 'no_thanks', action: 'forget' },
  { end: 'left', outcome: 'lapsed' },
]);
const talk = () => new Talk(flow);
const skipped = { value: null, category: 'skipped', raw: '' };

describe('a consent', () => {
  it('names the version of the words that were shown', () =>
    expect(talk().reply('a lift').reply('yes').of('consented')).toEqual([
      { type: 'consented', purpose: 'sensitive', terms: '3', state: 'given' },
    ]));
  it('that was given and is answered no is taken back, not refused', () => {
    const states = (one: Talk) => one.of('consented').map(({ state }) => state);
    const to = () => talk().reply('a lift').reply('yes').reply('yes').reply('change').reply('your quotes');
    expect(states(to().reply('no'))).toEqual(['withdrawn']);
    expect(states(talk().reply('a lift').reply('no'))).toEqual(['refused']);
    const before = new Talk(flow);
    Object.assign(before, begin(flow, 'en', { agreed: { yes: ['sensitive'], open: [], changed: [] } }));
    expect(states(before.reply('a lift').reply('no'))).toEqual(['withdrawn']);
  });
  it('is told apart from the other answers', () => {
    expect(talk().reply('a lift').of('answered')[0]?.consent).toBeUndefined();
    expect(talk().reply('a lift').reply('yes').of('answered')[0]?.consent).toBe(true);
  });
});

describe('an answer that is kept under a purpose', () => {
  it.each(['no', 'skip'])('goes when the reply is %s, as if it had been skipped, and is not asked again', (reply) => {
    const after = talk().reply('a lift').reply(reply);
    expect(after.of('erased')).toEqual([{ type: 'erased', flow: 'test', step: 'needs' }]);
    expect(after.session.answers.needs).toEqual(skipped);
    expect(after.session.at).toBe('quotes');
    expect(after.reply('yes').reply('change').reply('your quotes').reply('no').session.at).toBe('check');
  });
  it('stays with a yes, and with BACK', () => {
    expect(talk().reply('a lift').reply('yes').value('needs')).toBe('a lift');
    expect(talk().reply('a lift').reply('yes').reply('back').of('erased')).toEqual([]);
  });
  it('goes, and is asked for again, when the conversation ends in silence without a yes', () => {
    const silent = compile(bundleOf(flow.bundle.main.steps, { silence: { after_minutes: 5, end: 'lapsed' } }), lexicon);
    const lapsed = new Talk(silent).reply('a lift').reply({ kind: 'silence' });
    expect(lapsed.of('erased')).toHaveLength(1);
    expect(lapsed.session.answers).toEqual({});
    expect(reopen(silent, lapsed.session)?.session.at).toBe('needs');
    const agreed = new Talk(silent).reply('a lift').reply('yes').reply({ kind: 'silence' });
    expect(agreed.of('erased')).toEqual([]);
  });
  it('goes with its history when another path leaves it out', () => {
    const ways = compiled([
      { ask: 'way', type: 'choice', ...question('way'), options: areas.slice(0, 2) },
      { branch: 'which', when: [{ if: 'answers.way == "town"', to: 'done' }] },
      { ask: 'street', type: 'text', under: 'here', ...question('street') },
      consent('may', 'here'),
      { ask: 'more', type: 'text', ...question('more'), next: 'done' },
      { end: 'done' },
    ]);
    const turned = new Talk(ways).reply('north').reply('Elm Street').reply('yes').reply('change').reply('your way').reply('town');
    expect(turned.of('erased')).toEqual([{ type: 'erased', flow: 'test', step: 'street' }]);
    expect(turned.of('consented')).toMatchObject([{ state: 'withdrawn', undone: true }]);
  });
  it('is nothing when somebody says that there is nothing', () => {
    for (const reply of ['No', 'nothing.', ' NO! ']) expect(talk().reply(reply).session.answers.needs).toMatchObject({ value: null });
    expect(talk().reply('nothing much').value('needs')).toBe('nothing much');
  });
  it('goes when the yes is taken back elsewhere, also while the next question waits', () => {
    const waiting = talk().reply('a lift').reply('yes').session;
    const turn = takeBack(flow, waiting, 'sensitive');
    expect(turn.session.answers).toMatchObject({ needs: skipped, may_keep: { value: false } });
    expect(turn.session.at).toBe('quotes');
    expect(waiting.answers.needs?.value).toBe('a lift');
  });
});

describe('a review that asks consent', () => {
  const at = () => talk().reply('no').reply('yes');
  it('asks in the words of the terms, below the answers', () =>
    expect(at().texts.at(-1)).toBe('Is it right?\nYour needs: skipped\nYour quotes: Yes\nMay we keep it?'));
  it('takes a yes for one, and goes on', () => {
    const yes = at().reply("that's right");
    expect(yes.of('consented')).toEqual([{ type: 'consented', purpose: 'take_part', terms: '5', state: 'given' }]);
    expect(yes.session.ended).toBe('completed');
  });
  it.each(['yeah', 'ok', '👍', 'keep it', 'thats rihgt'])('never guesses: "%s" is none', (reply) => {
    const after = at().reply(reply);
    expect(after.of('consented')).toEqual([]);
    expect(after.session.at).toBe('check');
  });
  it.each<[string | string[]]>([['no'], ["don't keep it"], [['refuse']], ['3']])(
    '%s leads away, and whoever comes back is asked again',
    (reply) => {
      const no = at().reply(reply);
      expect(no.of('consented')).toMatchObject([{ state: 'refused' }]);
      expect(no.of('acted')).toMatchObject([{ action: 'forget' }]);
      expect(no.session.ended).toBe('lapsed');
      expect(reopen(flow, no.session)?.session.at).toBe('check');
    },
  );
  it('takes back a yes that was given when it was first finished', () => {
    const again = talk();
    Object.assign(again, reopen(flow, at().reply('right').session));
    expect(again.reply('no').of('consented')).toMatchObject([{ state: 'withdrawn' }]);
  });
});

describe('coming back', () => {
  it('shows what was said since, where it was asked, and adds nothing', () => {
    const done = talk().reply('a lift').reply('yes').reply('yes').reply('right').session;
    const answers = reopen(flow, done, { quotes: false, sensitive: true, photos: true })?.session.answers;
    expect(answers).toEqual({ ...done.answers, quotes: { value: false, category: 'no', raw: '' } });
  });
  it('knows which purpose the question that waits is about', () => {
    expect(purposeAsked(flow, talk().session)).toBeNull();
    expect(purposeAsked(flow, talk().reply('a lift').session)).toBe('sensitive');
    expect(purposeAsked(flow, talk().reply('no').reply('no').session)).toBe('take_part');
    expect(purposeAsked(flow, talk().reply('no').reply('no').reply('change').session)).toBeNull();
  });
});

describe('what was agreed to before', () => {
  const choices = compiled([
    {
      ask: 'which',
      type: 'choice',
      ...question('which'),
      options: [
        { value: 'quotes', label: { en: 'My words' }, if: '"quotes" in agreed.open' },
        { value: 'photos', label: { en: 'Photos' }, if: '"photos" in agreed.open' },
        { value: 'leave', label: { en: 'Leave them' } },
      ],
    },
    { branch: 'yes', when: [{ if: 'answers.which in agreed.yes', to: 'take_back' }], else: 'done' },
    { do: 'take_back', action: 'forget', with: { purpose: '{which}', why: 'said {which}' } },
    { end: 'done' },
  ]);
  const asked = (open: string[], yes: string[] = []) => {
    const one = new Talk(choices);
    return Object.assign(one, begin(choices, 'en', { agreed: { yes, open, changed: [] } }));
  };
  const offeredIn = (one: Talk) =>
    one
      .of('said')
      .at(-1)
      ?.said.prompt?.options.map(({ value }) => value);

  it('decides what is offered, and only that can be picked, typed or numbered', () => {
    expect(offeredIn(asked(['photos']))).toEqual(['photos', 'leave']);
    expect(offeredIn(asked([]))).toEqual(['leave']);
    expect(asked(['photos']).reply('1').value('which')).toBe('photos');
    for (const reply of ['my words', 'quotes', ['quotes'], '3']) expect(asked(['photos']).reply(reply).session.at).toBe('which');
  });
  it('decides the way, and an action gets what was picked', () => {
    expect(asked(['photos'], ['photos']).reply('photos').of('acted')).toEqual([
      { type: 'acted', action: 'forget', with: { purpose: 'photos', why: 'said {which}' } },
    ]);
    expect(asked(['photos']).reply('photos').of('acted')).toEqual([]);
  });
  it('is nothing where nobody told it, and flows say that they ask for it', () => {
    expect(offeredIn(new Talk(choices))).toEqual(['leave']);
    expect([choices.asksAgreed, flow.asksAgreed]).toEqual([true, false]);
  });
});

describe('inspection', () => {
  const surroundings = {
    commands: lexicon.commands,
    constants: [],
    policy: [],
    actions: ['forget'],
    purposes: ['quotes'],
    readingAge: () => 9,
    pressure: () => [],
  };
  const found = (steps: object[]) => inspect(bundleOf([...steps, { end: 'done' }]), surroundings).map(({ message }) => message);
  const check = { review: 'check', ...review };
  const options = (...conditions: (string | undefined)[]) =>
    conditions.map((one, index) => ({ value: `v${index}`, label: { en: `V${index}` }, ...(one && { if: one }) }));

  it.each<[string, object[], RegExp]>([
    ['a review that asks consent and knows no no', [{ ...check, purpose: 'quotes' }], /needs both a purpose .* and, in refuse/],
    ['a review with a no to nothing', [{ ...check, refuse: 'done' }], /needs both/],
    ['a review for what has no terms', [{ ...check, purpose: 'films', refuse: 'done' }], /"films", which has no terms/],
    ['a no that leads nowhere', [{ ...check, purpose: 'quotes', refuse: 'gone' }], /leads to "gone"/],
    [
      'an answer under what is never asked',
      [{ ask: 'a', type: 'text', under: 'quotes', ...question('a') }],
      /no question of this flow asks consent/,
    ],
    [
      'words for nothing where it cannot be skipped',
      [{ ask: 'a', type: 'text', nothing: ['no'], skip: false, ...question('a') }],
      /can be skipped/,
    ],
    [
      'conditions on every option',
      [{ ask: 'a', type: 'choice', options: options('true', 'true'), ...question('a') }],
      /one option at least without/,
    ],
    [
      'conditions on a yes',
      [{ ask: 'a', type: 'yes_no', options: [{ value: 'yes', label: { en: 'Y' }, if: 'true' }], ...question('a') }],
      /only as a choice/,
    ],
    [
      'a condition that works not',
      [{ ask: 'a', type: 'choice', options: options('agreed.maybe', undefined), ...question('a') }],
      /"agreed.maybe" does not work/,
    ],
    ['a detail that nobody answers', [{ do: 'x', action: 'forget', with: { purpose: '{gone}' } }], /no answer "gone"/],
  ])('refuses %s', (_, steps, message) => expect(found(steps).join('\n')).toMatch(message));
});
