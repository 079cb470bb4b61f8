import { describe, expect, it } from 'vitest';
import { textsIn } from '../../src/flows/coverage.ts';
import { loadCatalogue } from '../../src/flows/index.ts';
import { longestSentence, readers, readingAge } from '../../src/language/index.ts';

const catalogue = loadCatalogue({ distance: readers.distance });

/** Every text that a person may see, in every language that the formula can measure, once. */
const texts = [
  ...new Set(
    textsIn([
      [...catalogue.flows.values()],
      catalogue.phrases,
      catalogue.deskPhrases,
      catalogue.pagePhrases,
      catalogue.tabletPhrases,
      catalogue.terminalPhrases,
      catalogue.slackPhrases,
      catalogue.botframeworkPhrases,
      catalogue.emailPhrases,
      catalogue.copyPhrases,
      catalogue.terms,
      catalogue.purposes,
      catalogue.areas,
    ])
      .flatMap((words) => [words.en, words.easy])
      .filter((text) => text !== undefined),
  ),
];

describe('the words', () => {
  it('can be read by most eleven-year-olds, and aim at nine', () => {
    const ages = texts.map((text) => ({ age: readingAge(text), text })).sort((a, b) => a.age - b.age);
    expect(ages.filter(({ age }) => age > 11)).toEqual([]);
    const measured = ages.filter(({ text }) => text.split(/\s+/).length >= 5);
    expect(measured[Math.floor(measured.length / 2)]?.age).toBeLessThanOrEqual(9);
  });

  it('keep sentences to twenty words, and shout nowhere', () => {
    expect(texts.filter((text) => longestSentence(text) > 20)).toEqual([]);
    expect(texts.filter((text) => text.includes('!'))).toEqual([]);
  });

  it('have no phone number in a survey: it is answered in secure settings too, and whoever shows it knows who can help there', () => {
    // What facilitators are asked is asked of those who have a phone.
    const asked = [...catalogue.flows.values()].filter(({ main }) => main.survey && main.flow !== 'facilitator-reflection');
    expect(asked.length).toBeGreaterThan(2);
    const said = textsIn(asked).flatMap((words) => Object.values(words));
    expect(said.filter((text) => /\b\d{3}|\{contact\}/.test(text))).toEqual([]);
  });

  it('never say "click"', () => expect(texts.filter((text) => /\bclick/i.test(text))).toEqual([]));

  it('are shorter still in easy read', () => {
    const easy = textsIn([...catalogue.flows.values(), catalogue.phrases, catalogue.deskPhrases]).flatMap((words) => words.easy ?? []);
    expect(easy.length).toBeGreaterThan(40);
    expect(easy.filter((text) => longestSentence(text) > 16)).toEqual([]);
  });
});

describe('what people agree to', () => {
  const steps = [...catalogue.flows.values()].flatMap(({ main }) => main.steps);
  const wording = (purpose: string) => catalogue.terms.find((terms) => terms.purpose === purpose)?.wording;

  it('is asked in the words of the terms, to the letter, one purpose at a time, and a no is always said to be fine', () => {
    const consents = steps.flatMap((step) => ('ask' in step && step.type === 'consent' ? [step] : []));
    const asked = new Set(consents.map(({ purpose }) => purpose));
    expect([...asked].sort()).toEqual(catalogue.purposes.map(({ purpose }) => purpose).sort());
    for (const { text, terms, purpose } of consents) {
      expect(text).toEqual(wording(purpose as string));
      expect(terms).toBe(catalogue.terms.find((one) => one.purpose === purpose)?.version);
      expect(text.en).toContain('fine to say no');
    }
    const review = steps.find((step) => 'review' in step);
    expect(review).toMatchObject({ purpose: 'take_part', asks: wording('take_part'), refuse: 'not_kept' });
  });

  it('has words that say no at any time, and that mean nothing else', () => {
    const no = catalogue.purposes.flatMap(({ saysNo }) => saysNo);
    const others = [
      ...Object.values(catalogue.commands).flat(),
      ...steps.flatMap((step) =>
        'ask' in step ? step.options.flatMap(({ label, synonyms }) => [...Object.values(label), ...synonyms]) : [],
      ),
    ].map((word) => word.toLowerCase());
    expect(new Set(no).size).toBe(no.length);
    expect(no.filter((word) => others.includes(word) || word !== word.toLowerCase())).toEqual([]);
  });

  it('includes the privacy notice, as it is said', () => {
    const said = steps.flatMap((step) => ('say' in step ? [step.text] : []));
    expect(said).toContainEqual(wording('privacy'));
    expect(said).toContainEqual(wording('privacy-young'));
    for (const part of ['Who:', 'Why:', 'How long:', 'Your rights:', 'Contact:', '{contact}'])
      expect(wording('privacy-young')?.en).toContain(part);
  });
});

describe('command words', () => {
  it('mean one thing each, and are lower case', () => {
    const words = Object.values(catalogue.commands).flat();
    expect(new Set(words).size).toBe(words.length);
    expect(words.filter((word) => word !== word.toLowerCase().trim())).toEqual([]);
  });

  it('let people stop in the words that the law and habit give', () => {
    expect(catalogue.commands.stop).toEqual(expect.arrayContaining(['stop', 'stop all', 'unsubscribe', 'cancel', 'quit', 'end']));
  });

  it('never take the label of an answer for a command, but for asking for a person', () => {
    const commands = new Map(Object.entries(catalogue.commands).flatMap(([command, words]) => words.map((word) => [word, command])));
    const taken = [...catalogue.flows.values()]
      .flatMap(({ main }) => main.steps)
      .flatMap((step) => ('ask' in step ? step.options : []))
      .flatMap(({ label, synonyms }) => [label.en, label.easy ?? label.en, ...synonyms])
      .filter((name) => commands.has(name.toLowerCase()) && commands.get(name.toLowerCase()) !== 'person');
    expect(taken).toEqual([]);
  });
});
