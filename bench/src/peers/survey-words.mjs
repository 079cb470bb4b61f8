/** What the peers say in the survey, and their checks: as little work as there can be. */
export const asks = {
  name: 'What should we call you?',
  email: 'What is your email address?',
  attended: 'Did you come to the session?',
  rating: 'How good was it, from 1 to 5?',
  reason: 'What made it so?',
  why_not: 'What kept you away?',
  often: 'How often would you like to meet?',
  thanks: 'Thank you.',
};
export const sorry = 'Sorry, I did not understand.';
export const often = ['Weekly', 'Monthly', 'Never'];

export const isEmail = (text) => /^[^@\s]+@[^@\s]+\.[a-z]+$/i.test(text);
export const isRating = (number) => number >= 1 && number <= 5;
