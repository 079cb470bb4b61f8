import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import {
  type Release,
  type Response,
  type Results,
  ResultsWords,
  release,
  resultsOf,
  type Survey,
  thresholdFor,
} from '../../src/surveys/index.ts';
import { question, response, survey } from '../surveys/make.ts';

export const words = ResultsWords.parse(parse(readFileSync(new URL('../../src/flows/results-words.yaml', import.meta.url), 'utf8')));

export const threshold = thresholdFor({ anonymous: false, secure: false });

const listened = {
  ...question('listened', 'scale'),
  label: 'I felt listened to',
  options: ['Not at all', 'A little', 'Half and half', 'Mostly', 'Completely'].map((label, at) => ({ value: String(at + 1), label })),
};
const areas = {
  ...question('areas', 'several'),
  label: 'Which areas matter most to change?',
  options: [
    ['health', 'Health and wellbeing'],
    ['home', 'A safe place to live'],
    ['work', 'Work, training and money of your own, and somebody who helps you to find all of that'],
    ['police', 'Policing <and> "courts"'],
  ].map(([value, label]) => ({ value: value as string, label: label as string })),
};

/** A survey of a session: 40 people in two settings, and 12 who stopped. */
export const afterSession: Survey = survey(
  [listened, areas, question('change', 'text'), question('quote', 'yes_no', ['yes', 'no'])],
  ['north', 'south'],
  'quote',
);

export const answered: Response[] = [
  ...Array.from({ length: 40 }, (_, at) =>
    response(
      {
        listened: at === 39 ? null : String([5, 4, 5, 4, 3, 5, 4, 5][at % 8]),
        areas: [['health'], ['home', 'health'], ['work'], ['home', 'work', 'health']][at % 4] as string[],
        change: at % 3 === 0 ? `Change number ${at}` : null,
        quote: at % 3 === 0 ? at % 6 === 0 : null,
      },
      { setting: at % 2 === 0 ? 'north' : 'south' },
    ),
  ),
  ...Array.from({ length: 12 }, (_, at) => response(at < 6 ? {} : { listened: '4' }, { state: 'partial' })),
];

export const results = resultsOf(afterSession, [release(afterSession, answered, threshold) as Release]) as Results;
