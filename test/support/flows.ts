import { type CompiledFlow, compile, FlowBundle, type FlowBundleType, type Lexicon } from '../../src/engine/index.ts';
import { loadCatalogue } from '../../src/flows/index.ts';
import { readers } from '../../src/language/index.ts';

/** A Tuesday morning in London. */
export const now = new Date('2026-03-10T10:00:00Z');

const { phrases, commands } = loadCatalogue({ distance: readers.distance });

/** The words that the product says, with the constants and the policy of a made-up charity. */
export const lexicon: Lexicon = {
  phrases,
  commands,
  readers,
  constants: { charity: 'the Harbour Trust', contact: 'hello@harbour.example' },
  policy: { guardian_bands: ['13-15'] },
};

/** Words that every question must have, short for tests. */
export function question(id: string): { text: object; again: object; why: object; label: object } {
  return {
    text: { en: `${id}?` },
    again: { en: `${id}, said another way?` },
    why: { en: `Why we ask ${id}.` },
    label: { en: `Your ${id}` },
  };
}

const option = (value: string, en: string, rest: object = {}) => ({ value, label: { en }, ...rest });

export const areas = [
  option('north', 'North side', { synonyms: ['docks'] }),
  option('town', 'Town centre'),
  option('riverside', 'Riverside'),
  option('elsewhere', 'Somewhere else', { synonyms: ['nowhere'] }),
];
export const themes = [
  option('policing', 'Policing', { synonyms: ['police', 'stop and search'] }),
  option('housing', 'Housing'),
  option('money', 'Money and work', { synonyms: ['jobs'] }),
  option('health', 'Drink, drugs and health', { synonyms: ['💊'] }),
];
export const bands = [
  option('under-13', 'Under 13', { to: 12 }),
  option('13-15', '13 to 15', { from: 13, to: 15 }),
  option('16-17', '16 or 17', { from: 16, to: 17 }),
  option('18-plus', '18 or over', { from: 18 }),
];
export const scale = ['Awful', 'Bad', 'So-so', 'Good', 'Great'].map((label, index) => option(String(index + 1), label));

const contact = {
  flow: 'contact',
  title: { en: 'How to reach you' },
  steps: [
    {
      ask: 'how',
      type: 'choice',
      ...question('how'),
      options: [option('email', 'Email'), option('phone', 'Phone'), option('neither', 'Neither')],
    },
    {
      branch: 'by_how',
      when: [
        { if: 'answers.how == "phone"', to: 'phone' },
        { if: 'answers.how != "email"', to: 'unreached' },
      ],
    },
    { ask: 'email', type: 'email', ...question('email'), next: 'reached' },
    { ask: 'phone', type: 'phone', ...question('phone') },
    { end: 'reached', text: { en: 'We will write by {how}.' } },
    { end: 'unreached' },
  ],
};

const main = {
  flow: 'everything',
  title: { en: 'Every kind of step' },
  languages: { en: 'checked', easy: 'checked' },
  silence: { after_minutes: 60, end: 'lapsed' },
  steps: [
    { say: 'hello', text: { en: 'Hello from {charity}.', easy: 'Hi.' } },
    {
      ask: 'language',
      type: 'choice',
      ...question('language'),
      skip: false,
      save: 'language',
      options: [option('en', 'English'), option('easy', 'Easy read')],
    },
    { ask: 'name', type: 'name', ...question('name'), text: { en: 'What is your name?', easy: 'Your name?' }, save: 'name' },
    { ask: 'age', type: 'age', ...question('age'), skip: false, save: 'age_band', options: bands },
    {
      branch: 'by_age',
      when: [
        { if: 'answers.age == "under-13"', to: 'forget' },
        { if: 'answers.age in policy.guardian_bands', to: 'guardian' },
      ],
      else: 'themes',
    },
    { ask: 'guardian', type: 'yes_no', ...question('guardian') },
    { ask: 'themes', type: 'several', ...question('themes'), options: themes },
    { branch: 'by_theme', when: [{ if: '"policing" in answers.themes', to: 'stops' }], else: 'area' },
    { ask: 'stops', type: 'number', ...question('stops'), min: 0, max: 50 },
    { ask: 'area', type: 'choice', ...question('area'), save: 'place', options: areas },
    { say: 'nice', text: { en: '{area} is nice, {name}.' } },
    { call: 'contact', flow: 'contact' },
    { ask: 'feeling', type: 'scale', ...question('feeling'), options: scale },
    { branch: 'by_feeling', when: [{ if: 'answers.feeling <= 2.0', to: 'sorry' }], else: 'likely' },
    { say: 'sorry', text: { en: 'Sorry to hear that.' } },
    { ask: 'likely', type: 'nought_to_ten', ...question('likely') },
    { ask: 'met', type: 'date', ...question('met') },
    { ask: 'may_write', type: 'consent', ...question('may_write'), skip: false, purpose: 'contact' },
    { ask: 'thoughts', type: 'text', ...question('thoughts') },
    {
      review: 'check',
      text: { en: 'Is this right, {name}?' },
      again: { en: 'Right, or change something?' },
      why: { en: 'So that we keep what you meant.' },
    },
    { do: 'register', action: 'register', with: { list: 'interest' } },
    { ask: 'stay', type: 'yes_no', ...question('stay') },
    { end: 'bye', text: { en: 'Bye, {name}.' } },
    { do: 'forget', action: 'forget' },
    { end: 'too_young', text: { en: 'Come back when you are 13.' }, outcome: 'declined' },
  ],
};

/** A flow with every type of question, branches, a called flow, actions, consent, and a review with a question after it. */
export const everything: FlowBundleType = FlowBundle.parse({ main, called: { contact } });

/** A bundle of one flow with these steps. */
export function bundleOf(steps: object[], rest: object = {}, called: Record<string, object> = {}): FlowBundleType {
  return FlowBundle.parse({ main: { flow: 'test', title: { en: 'Test' }, steps, ...rest }, called });
}

/** A flow that asks one question and ends. */
export function asking(ask: object): CompiledFlow {
  return compile(bundleOf([{ ask: 'q', ...question('q'), ...ask }, { end: 'done' }]), lexicon);
}

/** A reply that fits each question of `everything`. */
export const valid: Record<string, string> = {
  language: 'English',
  name: 'Sam',
  age: '14',
  guardian: 'yes',
  themes: 'policing and housing',
  stops: '3',
  area: 'north side',
  'contact.how': 'email',
  'contact.email': 'sam@harbour.example',
  'contact.phone': '07400 123456',
  feeling: 'good',
  likely: '7',
  met: '3 May 2024',
  may_write: 'yes',
  thoughts: 'More buses at night',
  check: 'right',
  stay: 'yes',
  change: '1',
};
