import { describe, expect, it } from 'vitest';
import { advance, begin, compile, inspect, promptOf, type SurveyContext } from '../../src/engine/index.ts';
import { bundleOf, lexicon, now, question } from '../support/flows.ts';

const survey = { about: { en: 'the session on {day}' }, minutes: 2 };
const option = (value: string, condition?: string) => ({ value, label: { en: `The ${value}` }, ...(condition && { if: condition }) });
const steps = [
  {
    ask: 'which',
    type: 'choice',
    ...question('which'),
    options: [option('safety', '"safety" in survey.areas'), option('health', '"health" in survey.areas'), option('other')],
  },
  { branch: 'kind', when: [{ if: 'survey.named', to: 'news' }], else: 'done' },
  { ask: 'news', type: 'yes_no', ...question('news') },
  { end: 'done' },
];
const surroundings = {
  commands: lexicon.commands,
  constants: ['charity', 'contact'],
  policy: [],
  actions: [],
  purposes: ['contact'],
  readingAge: () => 9,
  pressure: () => [],
};
const nudges = [{ nudge: 'invitation', label: 'Invitation', kind: 'invitation', when: 'sent' }];
const refused = (over: object[], rest: object = { survey, nudges }) =>
  inspect(bundleOf(over, rest), surroundings).flatMap(({ message, weight }) => (weight === 'refuse' ? [message] : []));

describe('a flow that is a survey', () => {
  const flow = compile(bundleOf(steps, { survey }), lexicon);
  const started = (over?: Partial<SurveyContext>) =>
    begin(flow, 'en', over && { survey: { run: 'r', areas: [], named: false, ...over } }).session;

  it('offers the areas of its session, also after the session has been through JSON', () => {
    const offered = (session: ReturnType<typeof started>) =>
      promptOf(flow, JSON.parse(JSON.stringify(session)))?.options.map(({ value }) => value);
    expect(offered(started({ areas: ['health'] }))).toEqual(['health', 'other']);
    expect(offered(started())).toEqual(['other']);
  });

  it('asks what only somebody with a name can be asked, of nobody else', () => {
    const next = (session: ReturnType<typeof started>) => advance(flow, session, { kind: 'choice', values: ['other'] }, now).session.at;
    expect([next(started({ named: true })), next(started({ named: false })), next(started())]).toEqual(['news', null, null]);
  });

  it('is inspected: its conditions, what the invitation calls it, and that it keeps nothing on a person', () => {
    expect(refused(steps)).toEqual([]);
    expect(refused(steps, { survey })[0]).toMatch(/needs a nudge of kind invitation/);
    expect(refused([{ branch: 'b', when: [{ if: 'survey.closed', to: 'done' }] }, { end: 'done' }])[0]).toMatch(
      /"survey.closed" does not work/,
    );
    expect(refused(steps, { nudges, survey: { ...survey, about: { en: 'the {weather}' } } })[0]).toMatch(/Nothing fills \{weather\}/);
    const named = { ask: 'name', type: 'name', ...question('name'), save: 'name' };
    expect(refused([named, { end: 'done' }])[0]).toMatch(/A survey can't have "save"/);
    expect(refused([named, { end: 'done' }], {})).toEqual([]);
    expect(refused([{ ask: 'ok', type: 'consent', ...question('ok'), purpose: 'contact' }, { end: 'done' }])[0]).toMatch(
      /can't have "purpose"/,
    );
  });
});
