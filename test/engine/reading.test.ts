import { describe, expect, it } from 'vitest';
import { advance, begin } from '../../src/engine/index.ts';
import { areas, asking, bands, lexicon, scale, themes } from '../support/flows.ts';
import { Talk } from './talk.ts';

/** What a reply is read as: the value kept, or what was said back when it did not fit. */
function read(ask: object, reply: string | string[]): unknown {
  const talk = new Talk(asking(ask)).reply(reply);
  return talk.session.ended ? talk.value('q') : { misfit: talk.session.misfits };
}
const misfit = { misfit: 1 };
const long = 'long '.repeat(20_000);

describe('one choice', () => {
  it.each([
    ['2', 'town'],
    ['2.', 'town'],
    ['number 2', 'town'],
    ['２', 'town'],
    ['2️⃣', 'town'],
    ['b', 'town'],
    ['B)', 'town'],
    ['option b', 'town'],
    ['the second one', 'town'],
    ['the last one', 'elsewhere'],
    ['Town centre', 'town'],
    ['  town   CENTRE!! ', 'town'],
    ['town', 'town'],
    ['centre', 'town'],
    ['i live in the town centre', 'town'],
    ['somewhere', 'elsewhere'],
    ['docks', 'north'],
    ['near the docks mate', 'north'],
    ['Tovn centre', 'town'],
    ['rivrside', 'riverside'],
    ['north side', 'north'],
    ['riversyde', 'riverside'],
  ])('%s', (reply, value) => expect(read({ type: 'choice', options: areas }, reply)).toBe(value));

  it.each([
    '',
    '   ',
    '9',
    '0',
    'z',
    'riverside or the docks',
    'not the town centre',
    'anywhere but riverside',
    "don't know",
    'hmm',
    '🤷',
    '2 or 3',
    long,
  ])('does not guess %s', (reply) => expect(read({ type: 'choice', options: areas }, reply)).toEqual(misfit));

  it('knows a name that says "not" itself, with a typing mistake too, and nothing else by it', () => {
    const options = [...areas, { value: 'unsure', label: { en: 'Not sure yet' }, synonyms: ['not sure'] }];
    for (const reply of ['not sure', 'not sur', 'Not sure yte']) expect(read({ type: 'choice', options }, reply)).toBe('unsure');
    for (const reply of ['not riversid', 'not the docks', 'not here', 'not safe', 'not'])
      expect(read({ type: 'choice', options }, reply)).toEqual(misfit);
  });

  it('takes what something is not for nothing, however near the letters are', () =>
    expect(read({ type: 'choice', options: [...areas, { value: 'snow', label: { en: 'Snow boots' } }] }, 'no boots')).toEqual(misfit));

  it('keeps what was typed, what it means and the group it is counted in', () =>
    expect(new Talk(asking({ type: 'choice', options: areas })).reply(' tovn CENTRE').session.answers.q).toEqual({
      value: 'town',
      category: 'town',
      raw: ' tovn CENTRE',
    }));

  it('keeps the label when a button is pressed', () =>
    expect(new Talk(asking({ type: 'choice', options: areas })).reply(['town']).session.answers.q).toEqual({
      value: 'town',
      category: 'town',
      raw: 'Town centre',
    }));

  it.each([[[]], [['moon']], [['town', 'north']], [['constructor']]])('takes no buttons but its own: %j', (values) =>
    expect(read({ type: 'choice', options: areas }, values)).toEqual(misfit),
  );

  it('reads a letter as its place in the list, unless it is a name', () =>
    expect(read({ type: 'choice', options: [areas[0], { ...areas[1], synonyms: ['a'] }] as object[] }, 'a')).toBe('town'));
});

describe('several choices', () => {
  const ask = { type: 'several', options: themes };
  it.each([
    ['a', ['policing']],
    ['a and c', ['policing', 'money']],
    ['1 3', ['policing', 'money']],
    ['1,3', ['policing', 'money']],
    ['3 & 1', ['policing', 'money']],
    ['1️⃣ 3️⃣', ['policing', 'money']],
    ['1️⃣, 3️⃣', ['policing', 'money']],
    ['1; 1; 1', ['policing']],
    ['policing, housing', ['policing', 'housing']],
    ['housing policing', ['policing', 'housing']],
    ['Money and work', ['money']],
    ['money and work and housing', ['housing', 'money']],
    ['drink, drugs and health, police', ['policing', 'health']],
    ['jobs + the police', ['policing', 'money']],
    ['polising and housng', ['policing', 'housing']],
    ['stop and search', ['policing']],
    ['💊', ['health']],
    ['💊 and 2', ['housing', 'health']],
    ['all', ['policing', 'housing', 'money', 'health']],
    ['All of them!', ['policing', 'housing', 'money', 'health']],
    ["I'm interested in policing and in housing", ['policing', 'housing']],
  ])('%s', (reply, value) => expect(read(ask, reply)).toEqual(value));

  it.each([
    '',
    'football',
    'not policing',
    'policing but not housing',
    'everything except policing',
    'no policing',
    '7',
    'and',
    ',,,',
    long,
  ])('does not guess %s', (reply) => expect(read(ask, reply)).toEqual(misfit));

  it('says what it got and what it did not', () => {
    const talk = new Talk(asking(ask)).reply('policing, 2 and football');
    expect(talk.texts[0]).toBe('I got: Policing, Housing. I did not get: football. Please tell me all your picks again.');
    expect(talk.session.at).toBe('q');
  });

  it('says back what it took when it passed over words', () => {
    const back = (reply: string) => new Talk(asking(ask)).reply(reply).texts;
    expect(back('policing football')[0]).toContain('I took that as: Policing');
    expect(back('Policing, housing')).toEqual([]);
  });

  it('knows a name that says "not" itself, with a typing mistake too, and never what something is not', () => {
    const options = [...themes, { value: 'unsure', label: { en: 'Not sure yet' }, synonyms: ['not sure', 'no idea'] }];
    for (const reply of ['not sure', 'not sur', 'Not sure yte', 'no ide'])
      expect(read({ type: 'several', options }, reply)).toEqual(['unsure']);
    expect(new Talk(asking({ type: 'several', options })).reply('not sur').texts[0]).toContain('I took that as: Not sure yet');
    for (const reply of ['not housing', 'not housng', 'policing, not housing', 'not sur about housing', 'no housing'])
      expect(read({ type: 'several', options }, reply)).toEqual(misfit);
  });

  it('takes a word inside another word for nothing', () =>
    expect(read({ type: 'several', options: [{ value: 'work', label: { en: 'Work' } }, themes[1]] as object[] }, 'homework')).toEqual(
      misfit,
    ));

  it('keeps boxes in the order shown, each once', () =>
    expect(new Talk(asking(ask)).reply(['health', 'policing', 'health']).session.answers.q).toEqual({
      value: ['policing', 'health'],
      category: 'policing,health',
      raw: 'Policing, Drink, drugs and health',
    }));

  it.each([[[]], [['policing', 'moon']]])('takes no boxes but its own: %j', (values) => expect(read(ask, values)).toEqual(misfit));
});

describe('yes or no', () => {
  it.each([
    ['yes', true],
    ['Y', true],
    ['yh', true],
    ['yes please!', true],
    ['👍🏽', true],
    ['✔️', true],
    ['1', true],
    ['nah', false],
    ['No thanks.', false],
    ['👎', false],
    ['2', false],
  ])('%s', (reply, value) => expect(read({ type: 'yes_no' }, reply)).toBe(value));
  it.each(["i don't know", 'not sure', 'yes but not now', 'maybe', 'yes and no', 'no, yes'])('does not guess %s', (reply) =>
    expect(read({ type: 'yes_no' }, reply)).toEqual(misfit),
  );
  it('counts it as yes or no', () =>
    expect(new Talk(asking({ type: 'yes_no' })).reply('yeah').session.answers.q).toEqual({ value: true, category: 'yes', raw: 'yeah' }));
  it('reads buttons', () => expect(read({ type: 'yes_no' }, ['no'])).toBe(false));
});

describe('consent', () => {
  const ask = { type: 'consent', purpose: 'contact', skip: false };
  it.each([
    ['yes', true],
    ['YES.', true],
    ['no', false],
  ])('%s', (reply, value) => expect(read(ask, reply)).toBe(value));
  it.each(['y', 'yeah', 'ok', 'sure', '👍', '1', 'a', 'yes please', 'yes I do', 'yess', 'ye', 'not yes', 'n', 'nope', 'agree'])(
    'is never guessed from %s',
    (reply) => expect(read(ask, reply)).toEqual(misfit),
  );
  it('says what was agreed to', () => {
    expect(new Talk(asking(ask)).reply(['yes']).of('consented')).toEqual([
      { type: 'consented', purpose: 'contact', terms: null, state: 'given' },
    ]);
    expect(new Talk(asking(ask)).reply('no').of('consented')).toEqual([
      { type: 'consented', purpose: 'contact', terms: null, state: 'refused' },
    ]);
  });
});

describe('age', () => {
  const ask = { type: 'age', options: bands, skip: false };
  it.each([
    ['14', '13-15'],
    ["I'm 14", '13-15'],
    ['fourteen', '13-15'],
    ['14 years old', '13-15'],
    ['twenty one', '18-plus'],
    ['12', 'under-13'],
    ['13', '13-15'],
    ['15', '13-15'],
    ['16', '16-17'],
    ['18', '18-plus'],
    ['13 to 15', '13-15'],
    ['13-15', '13-15'],
    ['under 13', 'under-13'],
    ['2', '13-15'],
    ['b', '13-15'],
    ['11/03/2010', '13-15'], // sixteen tomorrow
    ['10/03/2010', '16-17'], // sixteen today
    ['born on 3 May 2008', '16-17'],
    ['2001-02-03', '18-plus'],
  ])('%s', (reply, value) => expect(read(ask, reply)).toBe(value));
  it.each([
    'nearly 16',
    'almost 13',
    'I turn 16 in May',
    "I'll be 16 soon",
    "i'll be 18",
    'not 16 yet',
    'not 15',
    'over 16',
    'under 18',
    '16+',
    '200',
    '-14',
    '14 or 15',
    'May 2010',
    '2010',
    '30/02/2010',
    '01/01/2040',
    'old enough',
    '0',
    '',
  ])('refuses %s', (reply) => expect(read(ask, reply)).toEqual(misfit));
  it('keeps the band alone, and what was typed', () =>
    expect(new Talk(asking(ask)).reply('14').session.answers.q).toEqual({ value: '13-15', category: '13-15', raw: '14' }));
  it('says the band back where it had to work it out', () => {
    expect(new Talk(asking(ask)).reply('11/03/2010').texts[0]).toContain('13 to 15');
    expect(new Talk(asking(ask)).reply('my age is 14').texts[0]).toContain('13 to 15');
  });
  it.each(['14', ' 14. ', '14!', 'fourteen', 'Fourteen.', 'twenty one', '１４'])('takes %s for no guess', (reply) => {
    expect(new Talk(asking(ask)).reply(reply).texts).toEqual([]);
  });
  it('counts birthdays by the day in London', () => {
    const lateInJune = new Date('2026-06-30T23:30:00Z');
    const age = (born: string) =>
      advance(asking(ask), begin(asking(ask), 'en').session, { kind: 'text', text: born }, lateInJune).session.answers.q?.value;
    expect(age('1 July 2010')).toBe('16-17');
    expect(age('2 July 2010')).toBe('13-15');
  });
  it('leaves an age outside its bands alone', () => expect(read({ ...ask, options: bands.slice(1) }, '9')).toEqual(misfit));
});

describe('numbers', () => {
  it.each([
    ['3', 3],
    ['three', 3],
    ['about 3 times', 3],
    ['twenty one', 21],
    ['1,000', 1000],
    ['2.5', 2.5],
    ['-4', -4],
    ['-0', 0],
    ['３', 3],
  ])('%s', (reply, value) => expect(read({ type: 'number' }, reply)).toBe(value));
  it('says back a number that it had to find', () => {
    const back = (reply: string) => new Talk(asking({ type: 'number' })).reply(reply).texts;
    for (const reply of ['4/5', 'about 4']) expect(back(reply)[0]).toContain('I took that as: 4');
    for (const reply of ['4', 'four', '1,000', '-4', '2.5']) expect(back(reply)).toEqual([]);
  });
  it.each(['', 'lots', '3 or 4', 'not 3', '3 4', '9'.repeat(17), '9'.repeat(400)])('refuses %s', (reply) =>
    expect(read({ type: 'number' }, reply)).toEqual(misfit),
  );
  it.each([
    ['51', 'number_too_high'],
    ['-1', 'number_too_low'],
  ] as const)('says why %s does not fit', (reply, phrase) =>
    expect(new Talk(asking({ type: 'number', min: 0, max: 50 })).reply(reply).texts[0]).toBe(lexicon.phrases[phrase].en),
  );
});

describe('scales', () => {
  const labelled = { type: 'scale', options: scale };
  it.each([
    ['4', 4],
    ['four', 4],
    ['4/5', 4],
    ['4 out of 5', 4],
    ['4 - good', 4],
    ['good', 4],
    ['GREAT!', 5],
    ['d', 4],
    ['gret', 5],
    ['4️⃣', 4],
  ])('1 to 5: %s', (reply, value) => expect(read(labelled, reply)).toBe(value));
  it.each(['6', '0', '-3', '2.5', '3 or 4', 'not good', 'not 5', 'meh', ''])('1 to 5 refuses %s', (reply) =>
    expect(read(labelled, reply)).toEqual(misfit),
  );
  it.each([
    ['0', 0],
    ['nought', 0],
    ['10', 10],
    ['ten', 10],
    ['10/10', 10],
    ['🔟', 10],
    ['1️⃣0️⃣', 10],
    ['7 out of 10', 7],
    ['maybe a 6', 6],
  ])('0 to 10: %s', (reply, value) => expect(read({ type: 'nought_to_ten' }, reply)).toBe(value));
  it.each(['11', '-3', '5.5', '6 or 7', 'not 10', 'high', 'a'])('0 to 10 refuses %s', (reply) =>
    expect(read({ type: 'nought_to_ten' }, reply)).toEqual(misfit),
  );
  it('keeps a number from a button', () =>
    expect(new Talk(asking(labelled)).reply(['4']).session.answers.q).toEqual({ value: 4, category: '4', raw: 'Good' }));
});

describe('names and words', () => {
  it.each([
    ['Sam', 'Sam'],
    ["hi, i'm Sam", 'Sam'],
    ['my name is  Zoë   Byrne ', 'Zoë Byrne'],
    ['its Jo', 'Jo'],
    ["O'Neil", "O'Neil"],
    ['Imogen', 'Imogen'],
    ['Im', 'Im'],
    ['李雷', '李雷'],
    ['No', 'No'],
  ])('name: %s', (reply, value) => expect(read({ type: 'name' }, reply)).toBe(value));
  it.each(['', ' \n', '\u200b\u2060', 'x'.repeat(101)])('no name: %j', (reply) => expect(read({ type: 'name' }, reply)).toEqual(misfit));
  it('keeps words as they are, without the space around', () => {
    expect(read({ type: 'text' }, '  <b>Two\nlines</b> {name} ')).toBe('<b>Two\nlines</b> {name}');
    expect(read({ type: 'text' }, '🙂')).toBe('🙂');
  });
  it('counts letters, not code units', () => {
    expect(read({ type: 'text' }, '🙂'.repeat(2000))).toBe('🙂'.repeat(2000));
    const talk = new Talk(asking({ type: 'text' })).reply('🙂'.repeat(2001));
    expect(talk.texts[0]).toContain('up to 2000 letters');
  });
  it('is not kept waiting by a very long message', () => {
    for (const type of ['email', 'phone', 'date', 'name', 'number', 'text', 'nought_to_ten'])
      for (const text of ['a'.repeat(300_000), ' '.repeat(300_000), '1'.repeat(300_000), 'a@'.repeat(150_000)])
        expect(read({ type }, text)).toEqual(misfit);
  }, 2000);
});

describe('email, phone and date', () => {
  it.each([
    ['sam@harbour.example', 'sam@harbour.example'],
    ['Sam@Harbour.Example', 'Sam@harbour.example'],
    ["it's sam@harbour.example.", 'sam@harbour.example'],
    ['<sam@harbour.example>', 'sam@harbour.example'],
  ])('email: %s', (reply, value) => expect(read({ type: 'email' }, reply)).toBe(value));
  it.each(['sam@', '@harbour', 'sam at harbour', 'sam@harbour', ''])('no email: %s', (reply) =>
    expect(read({ type: 'email' }, reply)).toEqual(misfit),
  );
  it('phone', () => {
    expect(read({ type: 'phone' }, '07400 123 456')).toBe('+447400123456');
    expect(read({ type: 'phone' }, '12345')).toEqual(misfit);
  });
  it('date', () => {
    expect(read({ type: 'date' }, 'last Tuesday')).toBe('2026-03-03');
    expect(new Talk(asking({ type: 'date' })).reply('3/4/2024').session.answers.q).toEqual({
      value: '2024-04-03',
      category: '2024-04',
      raw: '3/4/2024',
    });
    expect(read({ type: 'date' }, 'May 2010')).toEqual(misfit);
  });
  it('date that has been: the last such day, and none to come', () => {
    const past = { type: 'date', past: true } as const;
    expect(read(past, 'I was there on 3 June')).toBe('2025-06-03');
    expect(read(past, '9 March')).toBe('2026-03-09');
    expect(read(past, '10 March')).toBe('2026-03-10');
    expect(read(past, '11 March')).toBe('2025-03-11');
    expect(read(past, '29 February 2024')).toBe('2024-02-29');
    for (const reply of ['11 March 2026', 'tomorrow', 'June', 'the 3rd', 'Monday', '30 February'])
      expect(read(past, reply), reply).toEqual(misfit);
    expect(read({ type: 'date' }, '11 March 2026')).toBe('2026-03-11');
  });
});
