import { describe, expect, it } from 'vitest';
import { advance, begin, compile, promptOf, reopen, restate, type Turn } from '../../src/engine/index.ts';
import { areas, asking, bundleOf, everything, lexicon, now, question, valid } from '../support/flows.ts';
import { flow, Talk } from './talk.ts';

const { phrases } = lexicon;
const shown = (talk: Talk) => talk.of('said').at(-1)?.said.prompt;

describe('a conversation', () => {
  it('begins the same each time', () => {
    expect(begin(flow, 'en')).toEqual(begin(flow, 'en'));
    expect(begin(flow, 'en')).toEqual(begin(compile(structuredClone(everything), lexicon), 'en'));
  });

  it('says what comes first, then asks, and only the last words carry the question', () => {
    const talk = new Talk();
    expect(talk.texts).toEqual(['Hello from the Harbour Trust.', 'language?']);
    expect(talk.of('said').map(({ said }) => said.prompt?.id)).toEqual([undefined, 'language']);
    expect(shown(talk)).toEqual({
      id: 'language',
      type: 'choice',
      options: [
        { value: 'en', label: 'English' },
        { value: 'easy', label: 'Easy read' },
      ],
      many: false,
      skip: false,
      progress: { at: 1, of: 15 },
    });
  });

  it('asks to its end, and then says nothing more', () => {
    const talk = new Talk().to('stay').reply('yes');
    expect(talk.of('ended')).toEqual([{ type: 'ended', outcome: 'completed' }]);
    expect(talk.session).toMatchObject({ at: null, ended: 'completed' });
    const ended = talk.session;
    expect(talk.reply('hello?').events).toEqual([]);
    expect(talk.reply('back').events).toEqual([]);
    expect(talk.reply({ kind: 'silence' }).events).toEqual([]);
    expect(talk.session).toEqual(ended);
    expect(promptOf(flow, ended)).toBeNull();
    expect(restate(flow, ended)).toBeNull();
  });

  it('takes the branch whose condition holds, and the charity decides in its policy', () => {
    expect(new Talk().to('age').reply('14').session.at).toBe('guardian');
    expect(new Talk().to('age').reply('17').session.at).toBe('themes');
    const young = new Talk().to('age').reply('11');
    expect(young.session.ended).toBe('declined');
    expect(young.of('acted')).toEqual([{ type: 'acted', action: 'forget', with: {} }]);
    expect(young.texts.at(-1)).toBe('Come back when you are 13.');
  });

  it('reads a skipped answer in a condition as nothing', () => {
    expect(new Talk().to('feeling').reply('skip').texts).not.toContain('Sorry to hear that.');
    expect(new Talk().to('feeling').reply('1').texts).toContain('Sorry to hear that.');
    expect(new Talk().to('themes').reply('skip').session.at).toBe('area');
  });

  it('does not hold a condition that asks for what is not there', () => {
    const steps = [
      { ask: 'q', type: 'several', ...question('q'), options: areas },
      { branch: 'b', when: [{ if: 'answers.q[1] == "town"', to: 'yes' }], else: 'no' },
      { end: 'yes', text: { en: 'yes' } },
      { end: 'no', text: { en: 'no' } },
    ];
    expect(new Talk(compile(bundleOf(steps), lexicon)).reply('1, 2').texts).toEqual(['yes']);
    expect(new Talk(compile(bundleOf(steps), lexicon)).reply('1').texts).toEqual(['no']);
  });

  it('goes through a called flow and comes back, whichever of its ends it meets', () => {
    const reached = new Talk().to('contact.how').reply('email').reply('sam@harbour.example');
    expect(reached.texts).toEqual(['We will write by Email.', 'feeling?']);
    expect(reached.value('contact.email')).toBe('sam@harbour.example');
    expect(new Talk().to('contact.how').reply('neither').session).toMatchObject({ at: 'feeling', ended: null });
  });

  it('fills names with answers as the person would say them', () =>
    expect(new Talk().to('area').reply('docks').texts[0]).toBe('North side is nice, Sam.'));

  it('says each action, with what belongs to it, once', () =>
    expect(new Talk().to('check').reply('right').of('acted')).toEqual([{ type: 'acted', action: 'register', with: { list: 'interest' } }]));

  it('says what an answer teaches about the person', () => {
    const talk = new Talk().to('area').reply('docks');
    expect(talk.of('learned')).toEqual([{ type: 'learned', field: 'place', value: 'north' }]);
    expect(talk.reply('back').reply('skip').of('learned')).toEqual([{ type: 'learned', field: 'place', value: null }]);
  });
});

describe('a guess', () => {
  it('is said back with the way to undo it', () =>
    expect(new Talk().to('area').reply('tovn').texts[0]).toBe('I took that as: Town centre. If that is wrong, type BACK.'));
  it('is not said back when nothing was guessed', () =>
    expect(new Talk().to('area').reply('2').texts[0]).toBe('Town centre is nice, Sam.'));
});

describe('progress', () => {
  it('counts up, and never beyond its total, on every way', () => {
    for (const ways of [
      { age: '14', themes: 'a', 'contact.how': 'phone' },
      { age: '17', themes: 'b', 'contact.how': 'neither' },
      { age: '30', themes: 'skip', 'contact.how': 'email' },
    ] as Record<string, string>[]) {
      const talk = new Talk();
      let of = Number.POSITIVE_INFINITY;
      for (let at = 1; talk.session.at !== 'check'; at++) {
        const progress = promptOf(flow, talk.session)?.progress;
        expect(progress?.at).toBe(at);
        expect(progress?.of).toBeGreaterThan(at);
        expect(progress?.of).toBeLessThanOrEqual(of);
        of = progress?.of ?? 0;
        const step = talk.session.at as string;
        talk.reply(ways[step] ?? (valid[step] as string));
      }
    }
  });
  it('ends at its total', () => expect(promptOf(flow, new Talk().to('stay').session)?.progress).toEqual({ at: 15, of: 15 }));
});

describe('languages', () => {
  it('are kept, and fall back to English where there are no words', () => {
    const talk = new Talk().reply('easy read');
    expect(talk.of('learned')).toEqual([{ type: 'learned', field: 'language', value: 'easy' }]);
    expect(talk.texts).toEqual(['Your name?']);
    expect(talk.reply('Sam').texts).toEqual(['age?']);
    expect(new Talk(flow, 'easy').texts).toEqual(['Hi.', 'language?']);
    expect(new Talk(flow, 'cy').texts[0]).toBe('Hello from the Harbour Trust.');
  });
  it('are spoken at once when one is chosen anew, after BACK and with CHANGE', () => {
    expect(new Talk().reply('English').texts).toEqual(['What is your name?']);
    expect(new Talk().reply('English').reply('back').reply('easy').texts).toEqual(['Your name?']);
    const changed = new Talk().reply('English').reply('change').reply('language').reply('easy');
    expect(changed.texts).toEqual(['Your name?']);
    expect(changed.of('learned')).toEqual([{ type: 'learned', field: 'language', value: 'easy' }]);
    expect(changed.reply('change').reply('language').reply('English').texts).toEqual(['What is your name?']);
  });
  it('are spoken at once when the choice was a guess', () => {
    const guessing = { ...lexicon, phrases: { ...phrases, taken_as: { en: 'I took that as {label}.', easy: 'I think: {label}.' } } };
    const talk = new Talk(compile(everything, guessing)).reply('easy red');
    expect(talk.texts).toEqual(['I think: Easy read.', 'Your name?']);
  });
  it('go back with BACK to the one it began in', () => {
    const talk = new Talk(flow, 'cy').reply('easy').reply('back');
    expect(talk.session.language).toBe('cy');
    expect(talk.of('learned')).toEqual([{ type: 'learned', field: 'language', value: 'cy' }]);
  });
});

describe('BACK', () => {
  it('takes back the last answer, and no more', () => {
    const before = new Talk().to('area');
    const after = new Talk().to('area').reply('docks').reply('BACK');
    expect(after.session).toEqual(before.session);
    expect(after.of('retired')).toEqual([{ type: 'retired', step: 'area' }]);
    expect(shown(after)?.id).toBe('area');
  });
  it('goes back as often as there are answers', () => {
    const talk = new Talk().to('guardian');
    for (const step of ['age', 'name', 'language']) expect(talk.reply('go back').session.at).toBe(step);
    expect(talk.session.answers).toEqual({});
    expect(talk.reply('back').texts).toEqual([phrases.nothing_to_undo.en, 'language?']);
  });
  it('goes back over a skipped answer and out of a called flow', () => {
    expect(new Talk().to('name').reply('skip').reply('back').session.at).toBe('name');
    expect(new Talk().to('feeling').reply('back').session.at).toBe('contact.email');
  });
  it('withdraws a consent', () =>
    expect(new Talk().to('may_write').reply('yes').reply('back').of('consented')).toEqual([
      { type: 'consented', purpose: 'contact', terms: null, state: 'withdrawn', undone: true },
    ]));
  it('withdraws nothing that was refused', () => expect(new Talk().to('may_write').reply('no').reply('back').of('consented')).toEqual([]));
  it('goes back over a review', () => {
    const talk = new Talk().to('stay').reply('back');
    expect(talk.session.at).toBe('thoughts');
    expect(talk.reply('more').session.at).toBe('check');
  });
  it('asks a changed answer again, when that was given last', () => {
    const talk = new Talk().to('check').reply('change').reply('name').reply("I'm Alex");
    expect(talk.texts[0]).toContain('type BACK');
    talk.reply('back');
    expect(talk.of('retired')).toEqual([{ type: 'retired', step: 'name' }]);
    expect(talk.session.at).toBe('name');
    talk.reply('Jo');
    expect(talk.session.at).toBe('check');
    expect(talk.value('thoughts')).toBe('More buses at night');
    expect(talk.texts.at(-1)).toContain('Is this right, Jo?');
  });
});

describe('SKIP', () => {
  it('leaves a question, and keeps that it was left', () => {
    const talk = new Talk().to('name').reply('skip');
    expect(talk.session.answers.name).toEqual({ value: null, category: 'skipped', raw: '' });
    expect(talk.session.at).toBe('age');
  });
  it('is not allowed everywhere', () => {
    for (const step of ['age', 'may_write', 'check']) {
      const talk = new Talk().to(step).reply('skip');
      expect(talk.session.at).toBe(step);
      expect(talk.texts[0]).toBe(phrases.skip_not_allowed.en);
      expect(talk.session.misfits).toBe(0);
    }
  });
});

describe('WHY, PERSON and words that only contain a command', () => {
  it('says why, and asks again', () => {
    expect(new Talk().to('name').reply('why?').texts).toEqual(['Why we ask name.', 'What is your name?']);
    expect(new Talk().to('check').reply('why').texts[0]).toBe('So that we keep what you meant.');
  });
  it('calls a person, and goes on', () => {
    const talk = new Talk().to('name').reply('Talk to a person');
    expect(talk.types).toEqual(['person_wanted', 'said', 'said']);
    expect(talk.texts[0]).toContain('hello@harbour.example');
    expect(talk.session.at).toBe('name');
  });
  it('takes a command only as a whole message', () =>
    expect(new Talk().to('thoughts').reply('go back to the old bus times').value('thoughts')).toBe('go back to the old bus times'));
});

describe('a reply that does not fit', () => {
  it('is asked another way, then with a hint, then with a way out', () => {
    const talk = new Talk().to('area').reply('mars');
    expect(talk.of('misfitted')).toEqual([{ type: 'misfitted', step: 'area', count: 1 }]);
    expect(talk.texts).toEqual([phrases.misfit.en, 'area, said another way?']);
    expect(talk.reply('venus').texts).toEqual([phrases.misfit_options.en, 'area?']);
    expect(talk.reply('pluto').texts).toEqual([phrases.misfit_offer_skip.en, 'area, said another way?']);
    expect(talk.reply('moon').texts[0]).toBe(phrases.misfit_offer_skip.en);
    expect(talk.session).toMatchObject({ at: 'area', misfits: 4 });
    expect(talk.reply('2').session).toMatchObject({ at: 'contact.how', misfits: 0 });
  });
  it('offers a person where SKIP is not allowed', () => {
    const talk = new Talk().to('may_write').reply('hm').reply('hm').reply('hm');
    expect(talk.texts[0]).toBe(phrases.misfit_offer_person.en);
    expect(new Talk().to('check').reply('hm').reply('hm').reply('hm').texts[0]).toBe(phrases.misfit_offer_person.en);
  });
  it('says the reason, and from the third on the way out too', () => {
    const talk = new Talk().to('stops').reply('99').reply('99');
    expect(talk.texts).toEqual([phrases.number_too_high.en, 'stops?']);
    expect(talk.reply('99').texts).toEqual([phrases.number_too_high.en, phrases.misfit_offer_skip.en, 'stops, said another way?']);
  });
  it('keeps nothing', () => expect(new Talk().to('area').reply('mars').session.answers).toEqual(new Talk().to('area').session.answers));
});

describe('CHANGE', () => {
  it('lists the answers, as they stand', () => {
    const talk = new Talk().to('guardian').reply('change');
    expect(talk.texts).toEqual([phrases.change_which.en]);
    expect(shown(talk)).toMatchObject({ id: 'change', type: 'change', progress: null });
    expect(shown(talk)?.options).toEqual([
      { value: 'language', label: 'Your language: English' },
      { value: 'name', label: 'Your name: Sam' },
      { value: 'age', label: 'Your age: 13 to 15' },
    ]);
  });
  it('changes what a whole line names, as it was shown', () => {
    const talk = new Talk().to('guardian').reply('change');
    const { label = '', value } = shown(talk)?.options[1] ?? {};
    expect(label).toContain(': ');
    expect(talk.reply(label).texts[0]).toContain("Let's change");
    expect(talk.session.at).toBe(value);
  });

  it('has nothing to change at first', () => expect(new Talk().reply('change').texts[0]).toBe(phrases.nothing_to_change.en));
  it.each(['2', 'b', 'name', 'your name', 'your nmae', 'Your name: Sam'])('reads "%s" as the answer to change', (reply) => {
    const talk = new Talk().to('guardian').reply('change').reply(reply);
    expect(talk.session).toMatchObject({ at: 'name', change: 'revising' });
    expect(talk.texts).toEqual(["Let's change: Your name. Your answer now: Sam. It stays until you give a new one.", 'What is your name?']);
  });
  it('keeps the old answer until a new one fits, then goes on where it was', () => {
    const talk = new Talk().to('guardian').reply('change').reply(['age']);
    talk.reply('nearly 16');
    expect(talk.value('age')).toBe('13-15');
    expect(talk.session.misfits).toBe(1);
    talk.reply('15');
    expect(talk.of('answered')).toMatchObject([{ step: 'age', replaces: true }]);
    expect(talk.session).toMatchObject({ at: 'guardian', change: null, misfits: 0 });
    expect(talk.texts.at(-1)).toBe('guardian?');
  });
  it('may be left with BACK, at each of its steps, as if nothing was said', () => {
    const before = new Talk().to('guardian').session;
    expect(new Talk().to('guardian').reply('change').reply('back').session).toEqual(before);
    expect(new Talk().to('guardian').reply('change').reply('name').reply('hmm\u200b'.repeat(50)).reply('back').session).toEqual(before);
    expect(new Talk().to('guardian').reply('change').reply('name').reply('back').session).toEqual(before);
    expect(new Talk().to('guardian').reply('change').reply('name').reply('change').reply('back').session).toEqual(before);
  });
  it('gives up after three replies that are none of the answers', () => {
    const talk = new Talk().to('guardian').reply('change').reply('x9').reply('x9');
    expect(talk.session.change).toBe('choosing');
    expect(talk.reply('x9').session).toEqual(new Talk().to('guardian').session);
  });
  it('takes one answer only', () => {
    expect(new Talk().to('guardian').reply('change').reply(['name', 'age']).session.change).toBe('choosing');
    expect(new Talk().to('guardian').reply('change').reply(['thoughts']).session.change).toBe('choosing');
    expect(new Talk().to('check').reply(['right', 'change']).session).toMatchObject({ at: 'check', misfits: 1 });
  });
  it('may skip an answer that was given', () => {
    const talk = new Talk().to('guardian').reply('change').reply('name').reply('skip');
    expect(talk.value('name')).toBeNull();
    expect(talk.session.at).toBe('guardian');
  });
  it('asks only what a turned path adds, and keeps the answers further on', () => {
    const talk = new Talk().to('age').reply('17').to('check');
    const { thoughts, area, may_write } = talk.session.answers;
    talk.reply('change').reply('age').reply('14');
    expect(talk.session.at).toBe('guardian');
    expect(talk.of('retired')).toEqual([]);
    expect(talk.of('consented')).toEqual([]);
    talk.reply('yes');
    expect(talk.session.at).toBe('check');
    expect(talk.session.answers).toMatchObject({ thoughts, area, may_write, guardian: { value: true } });
    expect(talk.reply('back').session.at).toBe('guardian');
    expect(talk.of('retired')).toEqual([{ type: 'retired', step: 'guardian' }]);
  });
  it('takes back the answers that are off the path', () => {
    const talk = new Talk().to('check').reply('change').reply('themes').reply('housing');
    expect(talk.session.at).toBe('check');
    expect(talk.of('retired')).toEqual([{ type: 'retired', step: 'stops' }]);
    expect(talk.session.answers.stops).toBeUndefined();
    expect(talk.session.trail).not.toContain('stops');
  });
  it('may end the conversation, and then everything off the path is taken back, a consent too', () => {
    const talk = new Talk().to('check').reply('change').reply('age').reply('11');
    expect(talk.session.ended).toBe('declined');
    expect(Object.keys(talk.session.answers)).toEqual(['language', 'name', 'age']);
    expect(talk.of('consented')).toEqual([{ type: 'consented', purpose: 'contact', terms: null, state: 'withdrawn', undone: true }]);
    expect(talk.session.latest).toBeUndefined();
  });
  it('says and does nothing twice', () => {
    const talk = new Talk().to('stay').reply('change').reply('name').reply('Alex');
    expect(talk.types).toEqual(['answered', 'learned', 'said']);
    expect(talk.session.at).toBe('stay');
  });
});

describe('two questions about the same detail of a person', () => {
  const twice = compile(
    bundleOf([
      { ask: 'first', type: 'name', ...question('first'), save: 'name' },
      { ask: 'young', type: 'yes_no', ...question('young') },
      { branch: 'which', when: [{ if: 'answers.young', to: 'nickname' }], else: 'done' },
      { ask: 'nickname', type: 'name', ...question('nickname'), save: 'name' },
      { end: 'done' },
    ]),
    lexicon,
  );
  const learned = (talk: Talk) => talk.of('learned').map(({ value }) => value);
  it('let the first stand when the second is skipped or taken back', () => {
    expect(learned(new Talk(twice).reply('Robin').reply('yes').reply('skip'))).toEqual(['Robin']);
    const talk = new Talk(twice).reply('Robin').reply('yes');
    expect(learned(talk.reply('Rob'))).toEqual(['Rob']);
  });
  const flowWithReview = compile(
    bundleOf([
      { ask: 'first', type: 'name', ...question('first'), save: 'name' },
      { ask: 'young', type: 'yes_no', ...question('young') },
      { branch: 'which', when: [{ if: 'answers.young', to: 'nickname' }], else: 'check' },
      { ask: 'nickname', type: 'name', ...question('nickname'), save: 'name' },
      { review: 'check', text: { en: 'Right?' }, again: { en: 'Right?' }, why: { en: 'To be sure.' } },
      { end: 'done' },
    ]),
    lexicon,
  );
  it('let the first stand when the path turns away from the second', () => {
    const talk = new Talk(flowWithReview).reply('Robin').reply('yes').reply('Rob').reply('change').reply('your young').reply('no');
    expect(talk.session.at).toBe('check');
    expect(learned(talk)).toEqual(['Robin']);
  });
  it('let the second stand when the first is skipped or taken back', () => {
    const reviewed = () => new Talk(flowWithReview).reply('Robin').reply('yes').reply('Rob').reply('change').reply('your first');
    expect(learned(reviewed().reply('skip'))).toEqual(['Rob']);
    const talk = reviewed().reply('Robyn').reply('back');
    expect(talk.session.at).toBe('first');
    expect(learned(talk)).toEqual(['Rob']);
    expect(learned(new Talk(flowWithReview).reply('Robin').reply('back'))).toEqual([null]);
  });
});

describe('a review', () => {
  it('goes straight to an answer that is named', () => {
    const talk = new Talk().to('check').reply('Your name');
    expect(talk.session).toMatchObject({ at: 'name', change: 'revising' });
    expect(talk.reply('Alex').session.at).toBe('check');
    expect(talk.value('name')).toBe('Alex');
  });
  it('does not take a number or a letter for the name of an answer', () => {
    for (const reply of ['3', 'c', 'three', '9 please'])
      expect(new Talk().to('check').reply(reply).session).toMatchObject({ at: 'check', misfits: 1 });
  });
  it('shows every answer on the path', () => {
    const [text] = new Talk().to('check').texts.slice(-1);
    expect(text?.split('\n').slice(0, 5)).toEqual([
      'Is this right, Sam?',
      'Your language: English',
      'Your name: Sam',
      'Your age: 13 to 15',
      'Your guardian: Yes',
    ]);
    expect(text).toContain('Your met: 3 May 2024');
    expect(text).toContain('Your themes: Policing, Housing');
    expect(text).not.toContain('phone');
  });
  it.each(['right', 'yes', '1', "that's right", '👍'])('"%s" goes on', (reply) =>
    expect(new Talk().to('check').reply(reply).session.at).toBe('stay'),
  );
  it.each(['no', '2', 'change something', 'change', 'wrong'])('"%s" changes something', (reply) =>
    expect(new Talk().to('check').reply(reply).session.change).toBe('choosing'),
  );
  it.each(['not right', 'maybe'])('"%s" is neither', (reply) => expect(new Talk().to('check').reply(reply).session.misfits).toBe(1));
});

describe('reopening', () => {
  it('comes back to the review with every answer, and goes on from there', () => {
    const done = new Talk().to('stay').reply('yes').session;
    const turn = reopen(flow, done);
    expect(turn?.session).toMatchObject({ at: 'check', ended: null, answers: done.answers });
    expect(turn?.events.at(-1)).toMatchObject({ type: 'said', said: { prompt: { id: 'check' } } });
    const talk = new Talk();
    Object.assign(talk, turn);
    talk.reply('change').reply('name').reply('Alex').reply('right');
    expect(talk.of('acted')).toHaveLength(1);
    expect(talk.session.ended).toBe('completed');
    expect(talk.session.answers).toEqual({ ...done.answers, name: { value: 'Alex', category: null, raw: 'Alex' } });
  });
  it('is not for what never passed a review, or has not ended', () => {
    expect(reopen(flow, new Talk().to('age').reply('11').session)).toBeNull();
    expect(reopen(flow, new Talk().to('stay').session)).toBeNull();
  });
  it('goes back from the end of the path, whatever was changed before', () => {
    const talk = new Talk().to('stay').reply('change').reply('name').reply('Alex').reply('yes');
    Object.assign(talk, reopen(flow, talk.session));
    expect(talk.reply('back').session.at).toBe('thoughts');
  });
  it('finds the question that waited when it lapsed and says nothing again that was said', () => {
    for (const step of ['age', 'contact.email', 'check', 'stay']) {
      const talk = new Talk().to(step).reply({ kind: 'silence' });
      expect(talk.session.ended).toBe('lapsed');
      const turn = reopen(flow, talk.session);
      expect(turn?.session).toMatchObject({ at: step, ended: null, answers: talk.session.answers });
      expect(turn?.events).toHaveLength(1);
    }
  });
  it('ends as it had ended when nothing more comes, and can be opened again', () => {
    const done = new Talk().to('stay').reply('yes').session;
    const talk = new Talk();
    Object.assign(talk, reopen(flow, done));
    talk.reply('change').reply('name').reply('Alex').reply({ kind: 'silence' });
    expect(talk.events).toEqual([{ type: 'ended', outcome: 'completed' }]);
    expect(talk.session.ended).toBe('completed');
    expect(reopen(flow, talk.session)?.session).toMatchObject({ at: 'check', answers: talk.session.answers });
  });
});

describe('a conversation that was opened again before sessions remembered how it had ended', () => {
  it('lapses, and loses nothing', () => {
    const done = new Talk().to('stay').reply('yes').session;
    const { before: _, ...stored } = (reopen(flow, done) as Turn).session;
    const talk = new Talk();
    talk.session = stored;
    talk.reply({ kind: 'silence' });
    expect(talk.session).toMatchObject({ ended: 'lapsed', answers: done.answers });
    expect(reopen(flow, talk.session)?.session).toMatchObject({ at: 'check', answers: done.answers });
  });
});

describe('a button of an earlier question', () => {
  it('is never taken for an answer to this one', () => {
    const talk = new Talk().to('guardian').reply({ kind: 'choice', values: ['en'], prompt: 'language' });
    expect(talk.texts).toEqual([phrases.stale.en, 'guardian?']);
    expect(talk.session).toEqual(new Talk().to('guardian').session);
    expect(talk.reply({ kind: 'text', text: 'yes', prompt: 'language' }).session.at).toBe('guardian');
    expect(talk.reply({ kind: 'choice', values: ['yes'], prompt: 'guardian' }).session.at).toBe('themes');
  });
  it('is told from the list of answers to change', () => {
    const talk = new Talk().to('guardian').reply('change');
    expect(talk.reply({ kind: 'choice', values: ['yes'], prompt: 'guardian' }).texts[0]).toBe(phrases.stale.en);
    expect(talk.reply({ kind: 'choice', values: ['name'], prompt: 'change' }).session.at).toBe('name');
  });
});

describe('silence', () => {
  const silence = { kind: 'silence' } as const;
  it('ends the conversation without words', () => {
    const talk = new Talk().to('age').reply(silence);
    expect(talk.events).toEqual([{ type: 'ended', outcome: 'lapsed' }]);
    expect(talk.session.answers.name?.value).toBe('Sam');
  });
  it('does nothing in a flow that says nothing about it', () => {
    const talk = new Talk(asking({ type: 'text' })).reply(silence);
    expect(talk.events).toEqual([]);
    expect(talk.reply(silence).session.ended).toBeNull();
  });
});

it('waits for nothing but its own turn: a session from another room is read as it is', () => {
  const { session } = new Talk().to('area');
  expect(advance(flow, session, { kind: 'text', text: '2' }, now)).toEqual(
    advance(flow, JSON.parse(JSON.stringify(session)), { kind: 'text', text: '2' }, now),
  );
});
