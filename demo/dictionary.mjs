/** What has one name in a table and another at the door: questions by their step and their label, and answers by their value. It counts nothing. */
import { areaLabels, scale, statements } from './opinions.mjs';

/** The words of a question, by the step that a source names and by the label that a table has. */
const afterSession = [
  ['today', 'How it was', 'How was today?'],
  ['listened', 'Felt listened to', 'I felt listened to.'],
  ['could_say', 'Could say what I think', 'I could say what I really think.'],
  ['understood', 'Understood what it was for', 'I understood what it was for, and what happens next.'],
  ['respect', 'Treated with respect', 'The people running it treated me with respect.'],
  ['matters_most', 'Matters most to change', 'Which of these matters most to change?'],
  ['one_thing', 'One thing to change', 'What one thing should change?'],
  ['may_quote', 'May we use your words', 'May we use your words, without your name?'],
  ['again', 'Would do it again', 'Would you do it again?'],
  ['wants_news', 'Wants to hear what happened', 'Do you want to hear what happened because of it?'],
];
const whatShouldChange = [
  ['safety', 'I feel safe in this place'],
  ['staffing', 'I can find staff when I need help'],
  ['data', 'I know what is written about me'],
  ['technology', 'I can use a phone or a computer when I need one'],
  ['estates', 'The rooms that I use are in a good state'],
  ['needs', 'I get the help that I need'],
]
  .map(([step, label]) => [step, label, statements[step]])
  .concat([['one_change', 'What should change first', 'In your own words, what should change first?']]);

const all = [...afterSession, ...whatShouldChange];
export const askedByLabel = Object.fromEntries(all.map(([, label, asked]) => [label, asked]));
export const askedByStep = Object.fromEntries(all.map(([step, , asked]) => [step, asked]));

/** What they read on the answer of this value. */
export const labelOf = (step, value) =>
  step === 'matters_most' ? (areaLabels[value] ?? 'Something else') : step in statements ? scale[value] : value;

/** Questions of each survey by their step. */
export const dictionary = {
  whatShouldChange: {
    ...statements,
    one_change: 'In your own words, what should change first?',
    may_quote: 'May we use your words, without your name?',
  },
};
