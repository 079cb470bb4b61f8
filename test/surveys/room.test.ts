import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counterOf, differencesOf, type FormAnswers, formAnswer, formNumber, peopleOf, readHands } from '../../src/surveys/index.ts';
import { question, survey } from './make.ts';

const questions = [
  question('q', 'scale', ['1', '2', '3', '4', '5']),
  question('m', 'several', ['a', 'b', 'c']),
  question('y', 'yes_no', ['yes', 'no']),
];

/** A show of hands that can be: of one question never more hands than people. */
const shown = (of: (typeof questions)[number]) =>
  fc.array(fc.nat(9), { minLength: of.options.length, maxLength: of.options.length }).chain((raised) => {
    const least = of.type === 'several' ? Math.max(...raised) : raised.reduce((sum, one) => sum + one, 0);
    return fc.record({
      step: fc.constant(of.step),
      present: fc.integer({ min: Math.max(1, least), max: Math.max(1, least) + 6 }),
      counts: fc.constant(Object.fromEntries(of.options.map(({ value }, at) => [value, raised[at] as number]))),
    });
  });
const hands = fc.subarray(questions, { minLength: 1 }).chain((some) => fc.tuple(...some.map(shown)));

describe('The people behind shows of hands', () => {
  it('are as many as the largest, and each question counts exactly the hands that were raised, of those who were asked', () => {
    fc.assert(
      fc.property(hands, (all) => {
        const people = peopleOf(questions, all);
        const most = Math.max(...all.map(({ present }) => present));
        expect(people).toHaveLength(most);
        const counter = counterOf(survey(questions));
        for (const person of people) counter.take({ ...person, state: 'finished', late: false, how: 'scribe', groups: {} });
        expect(counter.finished).toBe(most);
        for (const { step, type, options } of questions) {
          const put = all.find((one) => one.step === step);
          const tables = type === 'several' ? options.map(({ value }) => `${step}:${value}`) : [step];
          const counts = tables.map((table) => [...(counter.answers.get(table)?.counts ?? [])]);
          const total = counts[0]?.reduce((sum, one) => sum + one, 0);
          // To whom it was not put, they are not in it.
          expect(total).toBe(put?.present ?? 0);
          if (!put) continue;
          const raised = options.map(({ value }) => put.counts[value]);
          if (type === 'several') expect(counts.map(([picked]) => picked)).toEqual(raised);
          else expect(counts[0]?.slice(0, -1)).toEqual(raised);
        }
        expect([...(counter.answers.get(':how')?.counts ?? [])]).toEqual([0, 0, 0, 0]);
      }),
    );
  });

  it('are read from a line or by option, and never more hands than people', () => {
    const options = questions[0]?.options ?? [];
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 5, maxLength: 5 }), fc.option(fc.nat(200), { nil: undefined }), (counts, present) => {
        const line = readHands(options, false, { present, line: counts.join(' '), each: {} });
        const each = readHands(options, false, { present, each: Object.fromEntries(counts.map((count, at) => [String(at + 1), count])) });
        expect('fault' in line ? line.fault : line).toEqual('fault' in each ? each.fault : each);
        const sum = counts.reduce((all, one) => all + one, 0);
        if ('fault' in line) expect((present ?? sum) === 0 || sum > (present ?? sum)).toBe(true);
        else expect([line.present, Object.values(line.counts)]).toEqual([present ?? sum, counts]);
      }),
    );
  });
});

describe('Two entries of one form', () => {
  const value = fc.oneof(fc.string(), fc.nat(9), fc.boolean(), fc.subarray(['a', 'b', 'c'], { minLength: 1 }));
  const answers: fc.Arbitrary<FormAnswers> = fc.dictionary(fc.constantFrom('q', 'm', 'y', 'text'), value);

  it('differ from each other alike, and not from themselves', () => {
    fc.assert(
      fc.property(answers, answers, (one, other) => {
        expect(differencesOf(one, one)).toEqual([]);
        expect(differencesOf(one, other).sort()).toEqual(differencesOf(other, one).sort());
        // Each question with a difference, taken from the other, leaves none.
        const taken = { ...one, ...Object.fromEntries(differencesOf(one, other).map((step) => [step, other[step] ?? null])) };
        expect(differencesOf(taken, other)).toEqual([]);
      }),
    );
  });

  it('are the same whatever the order of boxes, capitals, blanks and full stops; and differ by one word', () => {
    expect(differencesOf({ m: ['a', 'b'], text: 'More lights.' }, { text: ' more  LIGHTS', m: ['b', 'a'] })).toEqual([]);
    expect(differencesOf({ text: 'no more staff' }, { text: 'more staff' })).toEqual(['text']);
    expect(differencesOf({ q: 4 }, {})).toEqual(['q']);
    expect(differencesOf({ text: '!' }, { text: '?' })).toEqual(['text']);
  });

  it('are of the form whose number is on both, which is no name', () => {
    expect(['7', '007', 'No. 7', 'form 7', 'Nr.7', ' 7 '].map(formNumber)).toEqual(Array(6).fill('7'));
    expect(['A-12', 'a 12'].map(formNumber)).toEqual(['a-12', 'a12']);
    expect(['', 'Robin', 'Robin 12', '7; drop', '1'.repeat(20)].map(formNumber)).toEqual(Array(5).fill(null));
  });

  it('read an option by its value or its words, and nothing that is none', () => {
    const of = {
      step: 'q',
      options: [
        { value: '4', label: '🙂 Good' },
        { value: '5', label: 'Very good' },
      ],
      many: false,
    };
    expect([4, '4', 'good', ' Very Good'].map((given) => formAnswer(of, given))).toEqual(['4', '4', '4', '5']);
    expect(['9', 'bad', ['4', '5']].map((given) => formAnswer(of, given))).toEqual([null, null, null]);
    expect([undefined, '', []].map((given) => formAnswer(of, given))).toEqual([undefined, undefined, undefined]);
    expect(formAnswer({ ...of, many: true }, 'good; very good')).toEqual(['4', '5']);
  });
});
