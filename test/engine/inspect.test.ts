import { describe, expect, it } from 'vitest';
import { compile, FlowDefinition, flowJsonSchema, inspect, type Problem, runExamples, type Surroundings } from '../../src/engine/index.ts';
import { areas, bands, bundleOf, everything, lexicon, now, question, scale } from '../support/flows.ts';

const surroundings: Surroundings = {
  commands: lexicon.commands,
  constants: ['charity', 'contact'],
  policy: ['guardian_bands'],
  actions: ['register', 'forget'],
  purposes: ['contact'],
  readingAge: (text) => (text.includes('hereinafter') ? 19 : 9),
  pressure: () => [],
};

function found(steps: object[], rest: object = {}, called: Record<string, object> = {}): Problem[] {
  return inspect(bundleOf(steps, rest, called), surroundings);
}
const end = { end: 'done' };
const ask = (id: string, rest: object = {}) => ({ ask: id, type: 'text', ...question(id), ...rest });
const two = areas.slice(0, 2);
const twice = [two[0], two[0]] as object[];

describe('inspection', () => {
  it('passes a flow that works', () => expect(inspect(everything, surroundings).filter(({ weight }) => weight === 'refuse')).toEqual([]));

  it.each<[string, object[], Problem['path'], RegExp]>([
    ['an unknown step', [ask('a', { next: 'nowhere' }), end], ['steps', 0], /"a" leads to "nowhere", and there is no such step/],
    ['an unknown step in a branch', [{ branch: 'b', when: [{ if: 'true', to: 'nowhere' }] }, end], ['steps', 0], /"b" leads to "nowhere"/],
    [
      'an unknown step as the other way',
      [{ branch: 'b', when: [{ if: 'true', to: 'done' }], else: 'nowhere' }, end],
      ['steps', 0],
      /"nowhere"/,
    ],
    ['a step that nothing leads to', [ask('a', { next: 'done' }), ask('lost'), end], ['steps', 1], /Nothing leads to "lost"/],
    ['a dead end', [ask('a')], ['steps', 0], /After "a" there is nothing. Add an end step/],
    ['a loop', [ask('a'), ask('b', { next: 'a' }), end], ['steps', 1], /"b" leads back to "a"/],
    [
      'a loop through a branch',
      [ask('a'), { branch: 'b', when: [{ if: 'answers.a == "x"', to: 'a' }] }, end],
      ['steps', 1],
      /leads back to "a"/,
    ],
    ['the same id twice', [ask('a'), ask('a'), end], ['steps', 1], /"a" is used twice/],
    ['a name that nothing fills', [ask('a', { text: { en: 'Hi {nobody}' } }), end], ['steps', 0, 'text', 'en'], /Nothing fills \{nobody\}/],
    [
      'a language that is not listed',
      [ask('a', { why: { en: 'Why', cy: 'Pam' } }), end],
      ['steps', 0, 'why', 'cy'],
      /"cy" is not in this flow's list/,
    ],
    [
      'a condition on an unknown answer',
      [{ branch: 'b', when: [{ if: 'answers.nope == "x"', to: 'done' }] }, end],
      ['steps', 0, 'when', 0, 'if'],
      /"answers.nope == "x"" does not work/,
    ],
    [
      'a condition of the wrong type',
      [ask('a', { type: 'number' }), { branch: 'b', when: [{ if: 'answers.a == "x"', to: 'done' }] }, end],
      ['steps', 1, 'when', 0, 'if'],
      /does not work/,
    ],
    [
      'a condition that is no yes or no',
      [ask('a'), { branch: 'b', when: [{ if: 'answers.a', to: 'done' }] }, end],
      ['steps', 1, 'when', 0, 'if'],
      /not true or false/,
    ],
    [
      'a condition that cannot be read',
      [{ branch: 'b', when: [{ if: 'answers.a ==', to: 'done' }] }, end],
      ['steps', 0, 'when', 0, 'if'],
      /does not work/,
    ],
    [
      'a condition on an unknown policy',
      [{ branch: 'b', when: [{ if: '"x" in policy.nope', to: 'done' }] }, end],
      ['steps', 0, 'when', 0, 'if'],
      /does not work/,
    ],
    ['an unknown action', [{ do: 'a', action: 'launch' }, end], ['steps', 0, 'action'], /no action "launch". Known: register, forget/],
    ['an unknown flow', [{ call: 'a', flow: 'missing' }, end], ['steps', 0, 'flow'], /no flow "missing"/],
    ['a choice of one', [ask('a', { type: 'choice', options: areas.slice(0, 1) }), end], ['steps', 0, 'options'], /at least two options/],
    ['the same option twice', [ask('a', { type: 'choice', options: twice }), end], ['steps', 0, 'options'], /same option value twice/],
    [
      'too many options',
      [
        ask('a', { type: 'several', options: Array.from({ length: 11 }, (_, n) => ({ value: `v${n}`, label: { en: `Label ${n}` } })) }),
        end,
      ],
      ['steps', 0, 'options'],
      /11 options; 10 is the most/,
    ],
    ['a scale with holes', [ask('a', { type: 'scale', options: scale.slice(1) }), end], ['steps', 0, 'options'], /options 1 to 5/],
    [
      'a third way between yes and no',
      [ask('a', { type: 'yes_no', options: [{ value: 'maybe', label: { en: 'Maybe' } }] }), end],
      ['steps', 0, 'options'],
      /yes and no/,
    ],
    ['options for own words', [ask('a', { options: two }), end], ['steps', 0, 'options'], /own words/],
    [
      'a gap between age bands',
      [ask('a', { type: 'age', options: [bands[0], bands[2]] }), end],
      ['steps', 0, 'options', 0],
      /leave a gap or overlap/,
    ],
    [
      'an age band that starts nowhere',
      [ask('a', { type: 'age', options: [bands[0], { value: 'x', label: { en: 'X' } }] }), end],
      ['steps', 0, 'options', 1],
      /no "from" age/,
    ],
    [
      'consent without terms',
      [ask('a', { type: 'consent', purpose: 'selling' }), end],
      ['steps', 0, 'purpose'],
      /"selling", which has no terms/,
    ],
    ['consent to nothing', [ask('a', { type: 'consent' }), end], ['steps', 0, 'purpose'], /"nothing"/],
    ['a purpose where no consent is asked', [ask('a', { purpose: 'contact' }), end], ['steps', 0, 'purpose'], /Only a consent question/],
    [
      'a lowest number above the highest',
      [ask('a', { type: 'number', min: 5, max: 1 }), end],
      ['steps', 0, 'min'],
      /lowest number above its highest/,
    ],
  ])('refuses %s', (_, steps, path, message) =>
    expect(found(steps)).toContainEqual({ flow: 'test', path, message: expect.stringMatching(message), weight: 'refuse' }),
  );

  it('refuses an option that nobody could type, because its name is a command', () => {
    const named = (label: string, synonyms: string[] = []) => [
      ask('a', {
        type: 'choice',
        options: [
          { value: 'a', label: { en: label }, synonyms },
          { value: 'stop', label: { en: 'Nothing' } },
        ],
      }),
      end,
    ];
    expect(found(named('Go back')).map(({ path, message }) => [path, message])).toEqual([
      [['steps', 0, 'options', 0], '"Go back" is the command BACK: nobody could type it as an answer. Name the option another way.'],
    ]);
    expect(found(named('All right', ['Quit!']))[0]?.message).toContain('"Quit!" is the command STOP');
    expect(found(named('Going back home', ['stop and search']))).toEqual([]);
  });

  it('refuses a question that would set the language to something else', () => {
    const sets = (rest: object) => found([ask('a', { save: 'language', ...rest }), end]).map(({ message }) => message);
    expect(sets({})).toEqual(['"a" sets the language, and "text" is none. Use a choice of language codes, like en, cy or easy.']);
    expect(sets({ type: 'choice', options: two })).toHaveLength(2);
    const languages = ['en', 'easy'].map((value) => ({ value, label: { en: value } }));
    expect(sets({ type: 'choice', options: languages })).toEqual([]);
  });

  it('refuses a flow that calls itself, at once or by way of another', () => {
    const flow = (id: string, to: string) => ({ flow: id, title: { en: id }, steps: [{ call: 'c', flow: to }, end] });
    expect(found([{ call: 'c', flow: 'test' }, end]).map(({ message }) => message)).toContainEqual(expect.stringContaining('test → test'));
    expect(found([{ call: 'c', flow: 'two' }, end], {}, { two: flow('two', 'test') }).map(({ message }) => message)).toContainEqual(
      expect.stringContaining('test → two → test'),
    );
  });

  it('names the called flow that is at fault', () =>
    expect(found([{ call: 'c', flow: 'two' }, end], {}, { two: { flow: 'two', title: { en: 'Two' }, steps: [ask('a')] } })).toContainEqual(
      expect.objectContaining({ flow: 'two', path: ['steps', 0] }),
    ));

  it('notes what may be published all the same', () => {
    expect(found([ask('a', { text: { en: 'The party hereinafter called you?' } }), end])).toEqual([
      {
        flow: 'test',
        path: ['steps', 0, 'text', 'en'],
        message: expect.stringContaining('reading age of 19; the limit is 11'),
        weight: 'note',
      },
    ]);
    const notes = found([ask('a'), end], { languages: { en: 'checked', cy: 'checked' } });
    expect(notes.map(({ path, weight }) => [path.join('.'), weight])).toEqual(
      ['text', 'again', 'why', 'label'].map((key) => [`steps.0.${key}`, 'note']),
    );
    expect(found([ask('a'), end], { languages: { en: 'checked', easy: 'checked' } })).toEqual([]);
  });

  it('lets a flow name its own constants, its answers, and those of what it calls', () => {
    const two = { flow: 'two', title: { en: 'Two' }, steps: [ask('inner', { text: { en: 'Hi {inner} {outer}' } }), end] };
    expect(
      found([ask('outer'), { call: 'c', flow: 'two' }, { say: 's', text: { en: '{charity} {outer} {c.inner} {{x}}' } }, end], {}, { two }),
    ).toEqual([]);
  });
});

describe('the shape of a flow', () => {
  const parse = (step: object) => FlowDefinition.safeParse({ flow: 'test', title: { en: 'T' }, steps: [step] }).success;
  it('has no unknown keys, kinds or ids', () => {
    expect(parse({ end: 'done' })).toBe(true);
    expect(parse({ end: 'done', colour: 'red' })).toBe(false);
    expect(parse({ shout: 'x' })).toBe(false);
    for (const id of ['Done', '1st', 'a-b', '', 'constructor', '__proto__']) expect(parse({ end: id })).toBe(false);
    expect(parse({ say: 'x', text: { cy: 'Helo' } })).toBe(false);
    expect(parse({ say: 'x', text: { en: '  ' } })).toBe(false);
  });
  it('is published for editors', () =>
    expect(flowJsonSchema()).toMatchObject({ type: 'object', required: expect.arrayContaining(['flow', 'steps']) }));
  it('must be whole to be run', () =>
    expect(() => compile(bundleOf([{ call: 'c', flow: 'missing' }, end]), lexicon)).toThrow(/calls missing, which is not in its bundle/));
});

describe('examples', () => {
  const run = (lines: object[]) =>
    runExamples(
      compile(
        bundleOf([ask('a', { type: 'choice', options: areas }), { end: 'done', text: { en: 'Bye' } }], {
          examples: [{ title: 'One', lines }],
        }),
        lexicon,
      ),
      now,
    );
  it('that come true have nothing to report', () =>
    expect(
      run([
        { bot: 'a?' },
        { young_person: 'mars', bot: 'said another way' },
        { young_person: 'docks', bot: 'Bye', answers: { a: 'north' }, ended: 'completed' },
      ]),
    ).toEqual([]));
  it('say which line did not come true, and what came instead', () =>
    expect(
      run([
        { bot: 'b?' },
        { young_person: 'mars', ended: 'completed' },
        { young_person: 'docks', answers: { a: 'town' }, ended: 'declined' },
      ]),
    ).toEqual([
      { flow: 'test', example: 'One', line: 0, message: 'the bot should say "b?" but says "a?"' },
      { flow: 'test', example: 'One', line: 1, message: 'it should have ended completed but is still open' },
      { flow: 'test', example: 'One', line: 2, message: 'a should be "town" but is "north"' },
      { flow: 'test', example: 'One', line: 2, message: 'it should have ended declined but is completed' },
    ]));
});
