import { describe, expect, it } from 'vitest';
import { compile, onPaper } from '../../src/engine/index.ts';
import { loadCatalogue } from '../../src/flows/index.ts';
import { readers } from '../../src/language/index.ts';
import { bundleOf, lexicon, question } from '../support/flows.ts';

const yesNo = (ask: string, rest: object = {}) => ({ ask, type: 'yes_no', ...question(ask), ...rest });
const dependsIn = (steps: object[], called: Record<string, object> = {}) => {
  const { questions } = onPaper(compile(bundleOf(steps, {}, called), lexicon), 'en', { areas: ['safety'], named: false });
  return Object.fromEntries(questions.map(({ step, depends }) => [step, depends]));
};

describe('A flow on paper', () => {
  const bundle = loadCatalogue({ distance: readers.distance }).flows.get('after-session');
  const flow = compile(bundle as NonNullable<typeof bundle>, lexicon);
  const paper = onPaper(flow, 'en', { areas: ['safety', 'health'], named: false });

  it('has what is asked without names, in its order, and nothing that is asked with them', () => {
    expect(paper.questions.map(({ step }) => step)).toEqual([
      ...['today', 'listened', 'could_say', 'understood', 'respect', 'matters_most', 'one_thing', 'may_quote', 'again', 'better'],
    ]);
    expect(paper.intro.join()).toContain('Your answers have no name');
    const named = onPaper(flow, 'en', { areas: [], named: true });
    expect(named.questions.map(({ step }) => step)).toContain('wants_news');
    expect(named.intro.join()).toContain('Your name stays with your answers');
  });

  it('offers the areas that the session was about', () => {
    const matters = paper.questions.find(({ step }) => step === 'matters_most');
    expect(matters?.options.map(({ value }) => value)).toEqual(['safety', 'health', 'something-else']);
  });

  it('says what depends on an answer, and on which', () => {
    expect(paper.questions.filter(({ depends }) => depends.length > 0)).toMatchObject([{ step: 'may_quote', depends: ['one_thing'] }]);
  });

  it('says it in easy read, and plainly where there is none', () => {
    const easy = onPaper(flow, 'easy', { areas: ['safety', 'health'], named: false }).questions;
    expect(easy.map(({ step }) => step)).toEqual(paper.questions.map(({ step }) => step));
    expect(easy[3]?.text).toBe('I know what it was for, and what happens next.');
    expect(easy[0]?.text).toBe('How was today?');
  });

  it('decides at once what hangs on the survey alone', () => {
    const branch = (source: string) => ({ branch: 'which', when: [{ if: source, to: 'b' }], else: 'c' });
    const rest = [yesNo('b', { next: 'd' }), yesNo('c'), yesNo('d')];
    expect(dependsIn([yesNo('a'), branch('"safety" in survey.areas'), ...rest])).toEqual({ a: [], b: [], d: [] });
    expect(dependsIn([yesNo('a'), branch('"health" in survey.areas'), ...rest])).toEqual({ a: [], c: [], d: [] });
    expect(dependsIn([yesNo('a'), branch('answers.a'), ...rest])).toEqual({ a: [], b: ['a'], c: ['a'], d: [] });
  });

  it('knows an answer in a flow that is called, and one branch behind another', () => {
    const inner = { flow: 'inner', title: { en: 'Inner' }, steps: [yesNo('x'), { end: 'done' }] };
    const steps = [
      { call: 'more', flow: 'inner' },
      { branch: 'one', when: [{ if: 'answers.more.x', to: 'end' }] },
      yesNo('p'),
      { branch: 'two', when: [{ if: 'answers.p', to: 'end' }] },
      yesNo('q'),
      { end: 'end' },
    ];
    expect(dependsIn(steps, { inner })).toEqual({ 'more.x': [], p: ['more.x'], q: ['more.x', 'p'] });
  });
});
