import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { actions } from '../../src/desk/index.ts';
import { commandOf, compile, runExamples } from '../../src/engine/index.ts';
import { loadCatalogue, type Surroundings, sentence } from '../../src/flows/index.ts';
import { readers, readingAge } from '../../src/language/index.ts';
import { createPressure } from '../../src/nudges/index.ts';
import { lexicon, now } from './chat.ts';

/** Of each text it is worked out once: the same words are inspected again with every slip that is put in below. */
function once<Found>(look: (text: string) => Found): (text: string) => Found {
  const found = new Map<string, Found>();
  return (text) => {
    if (!found.has(text)) found.set(text, look(text));
    return found.get(text) as Found;
  };
}

const source = new URL('../../src/flows/', import.meta.url);
const catalogue = loadCatalogue({ distance: readers.distance });
const surroundings: Surroundings = {
  commands: catalogue.commands,
  constants: ['charity', 'contact'],
  policy: Object.keys(catalogue.policy),
  actions: Object.keys(actions),
  purposes: catalogue.terms.map(({ purpose }) => purpose),
  readingAge: once(readingAge),
  pressure: once(createPressure(catalogue.pressure)),
};

describe('the catalogue', () => {
  it('has the flows that people meet', () => {
    expect([...catalogue.flows.keys()]).toEqual(expect.arrayContaining(['register-interest', 'contact-details', 'menu']));
    expect(Object.keys(catalogue.flows.get('register-interest')?.called ?? {})).toEqual(['contact-details']);
  });

  it('has words for codes that are easy to tell apart, and none that does something else', () => {
    const { codeWords, commands } = catalogue;
    expect(codeWords).toHaveLength(256);
    const near = codeWords.flatMap((word, index) =>
      codeWords.slice(index + 1).flatMap((other) => (readers.distance(word, other) < 2 ? [`${word} ${other}`] : [])),
    );
    expect(near).toEqual([]);
    expect(codeWords.filter((word) => commandOf(word, commands))).toEqual([]);
  });

  it('asks who registers about the areas of the codebook, in its words', () => {
    const steps = catalogue.flows.get('register-interest')?.main.steps ?? [];
    const matters = steps.find((step) => 'ask' in step && step.ask === 'matters');
    const options = matters && 'ask' in matters ? matters.options : [];
    expect(options.map(({ value, label }) => ({ value, label }))).toEqual(catalogue.areas);
  });

  it('lets people tell of the trainings that the pathway asks, in its words, and of no check', () => {
    const steps = catalogue.flows.get('my-pathway')?.main.steps ?? [];
    const asked = steps.find((step) => 'ask' in step && step.ask === 'did_for');
    expect(asked && 'ask' in asked ? asked.options.map(({ value, label }) => [value, label.en]) : []).toEqual([
      ['induction', 'Welcome training'],
      ['facilitation', 'Training to run sessions'],
      ['safeguarding', 'Training to keep people safe'],
      ['something-else', 'Something else'],
      ['not-sure', "I'm not sure"],
    ]);
  });

  it('passes inspection', () => expect(catalogue.problems(surroundings).map(sentence)).toEqual([]));

  it.each([...catalogue.flows])('keeps the promises that %s makes in its examples', (id, bundle) => {
    expect(bundle.main.examples.length).toBeGreaterThanOrEqual(id === 'register-interest' ? 8 : 2);
    expect(runExamples(compile(bundle, lexicon(catalogue)), now)).toEqual([]);
  });

  it.each([...catalogue.flows])(
    'calls no two answers of %s by the same name, so that CHANGE can tell them apart',
    (_, { main, called }) => {
      const labels = [main, ...Object.values(called)].flatMap(({ steps }) =>
        steps.flatMap((step) => ('ask' in step ? [step.label.en] : [])),
      );
      expect(new Set(labels).size).toBe(labels.length);
    },
  );

  it('says how far each flow is written in each language', () => {
    const coverage = catalogue.coverage();
    for (const row of coverage) if (row.language === 'en') expect(row.written).toBe(row.texts);
    const easy = coverage.find((row) => row.flow === 'register-interest' && row.language === 'easy');
    expect(easy?.state).toBe('checked');
    expect(easy?.written).toBeGreaterThan(30);
  });
});

describe('a catalogue with one change', () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  function changed(file: string, from: string, to: string) {
    const folder = mkdtempSync(join(tmpdir(), 'onward-flows-'));
    folders.push(folder);
    cpSync(source, folder, { recursive: true });
    const text = readFileSync(join(folder, file), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(folder, file), text.replace(from, to));
    const line = text.slice(0, text.indexOf(from)).split('\n').length;
    return { dir: pathToFileURL(`${folder}/`), at: `${file}:${line}:` };
  }

  it.each([
    ['a step that is not there', 'menu.yaml', 'to: stop', 'to: halt', /there is no such step/],
    [
      'a condition on an answer that is not asked',
      'register-interest.yaml',
      'if: answers.age in policy.turned_away_bands',
      'if: answers.years in policy.turned_away_bands',
      /does not work/,
    ],
    ['an action that nobody does', 'menu.yaml', 'action: open', 'action: opne', /no action "opne"/],
    [
      'a name that nothing fills',
      'register-interest.yaml',
      'get involved with {charity}',
      'get involved with {chartiy}',
      /Nothing fills \{chartiy\}/,
    ],
    ['a list of ages that no policy has', 'register-interest.yaml', 'policy.no_reminders_bands', 'policy.no_bands', /does not work/],
    [
      'an answer kept under what is never asked',
      'register-interest.yaml',
      'under: sensitive',
      'under: photos',
      /no question .* asks consent/,
    ],
    ['a detail for an action that nobody gives', 'my-choices.yaml', "purpose: '{which}'", "purpose: '{what}'", /no answer "what"/],
    [
      'a flow to call that does not exist',
      'register-interest.yaml',
      'flow: contact-details',
      'flow: contact-detail',
      /no flow "contact-detail"/,
    ],
    [
      'a requirement that is not there',
      'pathway.yaml',
      'requires: [appointed]',
      'requires: [apointed]',
      /there is no requirement "apointed"/,
    ],
    ['a next step that is no stage', 'pathway.yaml', 'next: [young-advisor]', 'next: [advisor]', /there is no stage "advisor"/],
    ['a stage that nobody can come to', 'pathway.yaml', 'from: [peer-facilitator]', 'from: [sessional-facilitator]', /nobody can come to/],
    [
      'next steps that go round in a circle',
      'pathway.yaml',
      'next: [staff]\n    signs_off: [staff, safeguarding lead, admin]',
      'next: [peer-facilitator]\n    signs_off: [staff, safeguarding lead, admin]',
      /lead back to it/,
    ],
    ['a next step that lets nobody in', 'pathway.yaml', 'from: [participant]\n', 'from: [staff]\n', /does not let anybody come from/],
    ['a stage about which nobody decides', 'pathway.yaml', '    signs_off: [staff, admin]\n', '', /needs "signs_off"/],
    [
      'somebody who decides about the first stage',
      'pathway.yaml',
      'requires: [first-session]',
      'signs_off: [staff]\n    requires: [first-session]',
      /nobody decides/,
    ],
    [
      'a first stage that asks for more than sessions',
      'pathway.yaml',
      'requires: [first-session]',
      'requires: [induction]',
      /of the kind "attended"/,
    ],
    ['an age band that is none', 'pathway.yaml', 'bands: [18-24, 25-plus]', 'bands: [18-24, grown-up]', /"grown-up" is no age band/],
    ['a draft offered as a language', 'register-interest.yaml', '- value: easy', '- value: cy', /"cy" is offered as a language/],
  ])('is refused for %s, with file and line', (_, file, from, to, message) => {
    const { dir, at } = changed(file, from, to);
    const said = loadCatalogue({ dir, distance: readers.distance })
      .problems(surroundings)
      .filter(({ weight }) => weight === 'refuse')
      .map(sentence);
    const one = said.find((text) => message.test(text));
    expect(one, said.join('\n')).toBeDefined();
    // A step's line is where the step begins; the fault is at it or below.
    const [line, expected] = [one, at].map((text) => Number(text?.split(':')[1]));
    expect(one?.startsWith(`${file}:`)).toBe(true);
    expect(expected as number).toBeGreaterThanOrEqual(line as number);
    expect((expected as number) - (line as number)).toBeLessThanOrEqual(10);
  });

  it.each([
    ['a phrase that is gone', 'words.yaml', '  stale:', '  stail:', /"stail" is not part of the format/],
    ['a purpose without terms', 'register-interest.yaml', 'purpose: quotes', 'purpose: films', /"films", which has no terms/],
    ['own words for a consent', 'register-interest.yaml', 'purpose: quotes', 'text: { en: Ok? }\n    purpose: quotes', /take out "text"/],
    [
      'a purpose that says nothing',
      'terms.yaml',
      '- purpose: quotes',
      '- purpose: privacy_of_quotes\n- purpose: quotes',
      /"version" is missing/,
    ],
    ['notices of two versions', 'terms.yaml', "version: '1'", "version: '2'", /one promise/],
    ['an age without a rule', 'policy.yaml', '- band: 16-17', '- band: 16-18', /"16-17", and there is no row for that age; add one/],
    ['a rule for no age', 'policy.yaml', '- band: 16-17', '- band: 16-18', /no question about the age has the answer "16-18"/],
    ['a rule that nobody knows', 'policy.yaml', 'photos: guardian', 'photos: parent', /"parent" is not one of self, guardian, nobody/],
    [
      'children who take part without anybody',
      'policy.yaml',
      'may_take_part: false\n    who_consents: guardian',
      'may_take_part: true\n    who_consents: self',
      /the law wants/,
    ],
    ['a text with no words', 'menu.yaml', "en: That's fine. You can write to me here at any time.", "en: ''", /text, en/],
    ['a flow id used twice', 'menu.yaml', 'flow: menu', 'flow: contact-details', /is in contact-details.yaml already/],
  ])('cannot be loaded with %s', (_, file, from, to, message) => {
    const { dir, at } = changed(file, from, to);
    let said = '';
    try {
      loadCatalogue({ dir, distance: readers.distance });
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).toMatch(message);
    expect(said).toContain(at);
  });
});
