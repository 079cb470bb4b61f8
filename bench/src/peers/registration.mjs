import { readFileSync } from 'node:fs';
import { ChoiceFactory } from 'botbuilder-dialogs';
import yaml from 'yaml';

/** The part of our registration that is measured, in its own words, for a peer that asks the same. */

const read = (file) => yaml.parse(readFileSync(new URL(`../../../src/flows/${file}`, import.meta.url), 'utf8'));
const { steps } = read('register-interest.yaml');
const contact = read('contact-details.yaml').steps;
const terms = read('terms.yaml');

const asked = (list, id) => list.find((step) => step.ask === id);
const words = (list, id) => ({ text: asked(list, id).text.en, again: asked(list, id).again.en });
const choices = (list, id) => asked(list, id).options.map(({ label, synonyms }) => ({ value: label.en, synonyms }));
const consent = (purpose) => {
  const { wording, again } = terms.find((one) => one.purpose === purpose);
  return { text: wording.en, again: again.en };
};

/** Names or numbers, as many as somebody likes. */
function several(options) {
  const known = new Map(
    options.flatMap(({ value, synonyms }, at) => [value, ...synonyms, String(at + 1)].map((name) => [String(name).toLowerCase(), value])),
  );
  return (text) => {
    const picked = text.split(/,| and /).map((part) => known.get(part.trim().toLowerCase()));
    return picked.length > 0 && picked.every(Boolean) ? picked : null;
  };
}

const matters = choices(steps, 'matters');
const wants = choices(steps, 'wants');

/** @type {{ step: string, kind: 'text' | 'choice' | 'yes_no' | 'several', text: string, again: string, options?: object[], fits?: (text: string) => unknown }[]} */
export const questions = [
  { step: 'place', kind: 'choice', ...words(steps, 'place'), options: choices(steps, 'place') },
  { step: 'area', kind: 'text', ...words(steps, 'area') },
  { step: 'matters', kind: 'several', ...words(steps, 'matters'), options: matters, fits: several(matters) },
  { step: 'wants', kind: 'several', ...words(steps, 'wants'), options: wants, fits: several(wants) },
  { step: 'access', kind: 'text', ...words(steps, 'access') },
  { step: 'consent_sensitive', kind: 'yes_no', ...consent('sensitive') },
  { step: 'how', kind: 'choice', ...words(contact, 'how'), options: choices(contact, 'how') },
  { step: 'email', kind: 'text', ...words(contact, 'email'), fits: (text) => (/^[^@\s]+@[^@\s]+\.[a-z]+$/i.test(text) ? text : null) },
  { step: 'consent_email', kind: 'yes_no', ...consent('contact_email') },
  { step: 'consent_reminders', kind: 'yes_no', ...consent('reminders') },
  { step: 'consent_quotes', kind: 'yes_no', ...consent('quotes') },
];

/** What a person sees of a question: where there are several to pick from, with its options. */
export const promptOf = (context, { kind, text, options }) =>
  kind === 'several' ? ChoiceFactory.forChannel(context, options, text) : text;
