/** What a young person says when they register, by the words of each question. */
const replies = (person) => [
  // The summary repeats the others.
  [/May we keep what you told us/, "that's right"],
  [/How would you like me to write/, 'English'],
  [/What should we call you/, person.name],
  [/How old are you/, person.age],
  [/Where are you living now/, person.inside ? "I'm in a secure setting" : 'In a town, city or village'],
  [/Which town or area/, 'Exampleton'],
  [/What matters to you/, 'Feeling safe'],
  [/What would you like to do/, person.advisor ? 'Join a young advisors group' : 'Share my views'],
  [/easier for you to take part/, 'skip'],
  [/How may we contact you/, 'here'],
  [/May we write to you here/, person.contact ? 'yes' : 'no'],
  [/May we send you reminders/, person.reminders ? 'yes' : 'no'],
  [/May we use what you say/, person.quotes ? 'yes' : 'no'],
];

const MOST = 25;

/** @param at somebody at a door @param {(asked: string, said: string) => void} note @param {number} [most] replies, for somebody who stops in the middle @param {boolean} [again] they go on where they stopped */
export async function registers(at, person, note, most = MOST, again = false) {
  if (!again) await at.types('hi');
  for (let count = 0; !at.reads(2).includes('Thank you. That is everything.'); count++) {
    if (count >= most) {
      if (most < MOST) return;
      throw new Error(`Registering does not end: ${at.reads(3)}`);
    }
    // A reminder may stand below the question that waits.
    const asked = again && count === 0 ? at.heard().findLast((text) => replies(person).some(([words]) => words.test(text))) : at.reads();
    const reply = replies(person).find(([words]) => words.test(asked));
    if (!reply) throw new Error(`Nobody knows what to say to: ${asked}`);
    note(asked.split('\n').at(0) ?? '', reply[1]);
    await at.types(reply[1]);
  }
}

/** Answers what comes, as far as it is one of these questions: somebody who wants to hear is asked how. */
export async function goesThrough(at, person, note) {
  for (let count = 0; count < MOST; count++) {
    const asked = at.reads();
    const reply = replies(person).find(([words]) => words.test(asked));
    if (!reply) return;
    note(asked.split('\n').at(0) ?? '', reply[1]);
    await at.types(reply[1]);
  }
}
