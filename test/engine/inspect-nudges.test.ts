import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/engine/index.ts';
import { bundleOf, lexicon, question } from '../support/flows.ts';

const surroundings = {
  commands: lexicon.commands,
  constants: ['charity'],
  policy: [],
  actions: [],
  purposes: ['reminders'],
  readingAge: () => 9,
  pressure: (text: string) => (text.includes('hurry') ? ['hurry'] : []),
};
const steps = [{ ask: 'how', type: 'text', ...question('how') }, { end: 'done' }];
const silence = { after_minutes: 60, end: 'lapsed' };
const survey = { about: { en: 'it' }, minutes: 1 };
const invitation = { nudge: 'invitation', label: 'Invitation', kind: 'invitation', when: 'sent' };
const nudge = {
  nudge: 'one',
  label: 'One',
  when: '1 day after registered',
  for: '2 days',
  text: { en: 'Hello from {charity}. STOP ends it.' },
};

const refused = (nudges: object[], rest: object = {}) =>
  inspect(bundleOf(steps, { nudges, ...rest }), surroundings).flatMap(({ message, weight }) => (weight === 'refuse' ? [message] : []));

describe('the nudges of a flow', () => {
  it('pass when they are kind, timed by what happens there, and say how to stop', () => {
    expect(refused([nudge, { ...nudge, nudge: 'two', when: '1 day after silence' }], { silence })).toEqual([]);
    expect(refused([invitation], { survey })).toEqual([]);
  });

  it.each<[string, object[], object, RegExp]>([
    ['pressure', [{ ...nudge, text: { en: 'hurry. STOP' } }], {}, /"hurry" pushes people/],
    ['no way to stop', [{ ...nudge, text: { en: 'Hello.' } }], {}, /says how to stop/],
    ['a gap that nothing fills', [{ ...nudge, text: { en: 'Hi {nobody}. STOP' } }], {}, /Nothing fills \{nobody\}/],
    ['the same name twice', [nudge, nudge], {}, /used twice/],
    ['an event of surveys', [{ ...nudge, when: '1 day before closes' }], {}, /There is no "closes" here. Use registered or silence/],
    ['an event of people in a survey', [invitation, nudge], { survey }, /There is no "registered" here/],
    ['a reminder of no survey', [{ ...invitation, when: '1 day after registered' }], {}, /Only a survey has an invitation/],
    ['a purpose without terms', [{ ...nudge, purpose: 'nothing' }], {}, /no terms for "nothing"/],
    ['silence where there is none', [{ ...nudge, when: '1 day after silence' }], {}, /says nothing about silence/],
    [
      'nothing to spread between',
      [{ ...nudge, when: undefined, between: ['registered', 'silence'] }],
      { silence },
      /Only the reminders of a survey/,
    ],
  ])('are refused for %s', (_, nudges, rest, why) => expect(refused(nudges, rest).join('\n')).toMatch(why));
});
