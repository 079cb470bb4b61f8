/** WHAT ELSE HAPPENS in two months: somebody is in danger, somebody takes a yes back, somebody stops, somebody comes back, and some begin a pathway. */
import { people } from './programme.mjs';
import { registers } from './registering.mjs';
import { comesToTheDoor } from './sessions.mjs';
import { colleagues } from './team.mjs';

/** The words of somebody whom the bot may not keep secret. */
export const danger = {
  'What one thing should change?': 'I am scared to go home. My stepdad hits me.',
  'May we use your words, without your name?': 'No',
};

/** The lead was told, reads what was written, and says what was done. */
export async function handleConcern({ team, time, book }) {
  const { sol } = team;
  await time.beat();
  const told = sol.reads();
  if (!/concern/i.test(told)) throw new Error(`The safeguarding lead was told: ${told}`);
  const minutes = 9;
  time.pass(minutes * 60);
  const list = await sol.types('/onward concerns');
  const id = /Id\s*:?\s+([0-9a-f-]{8,36})/i.exec(list)?.[1] ?? /([0-9a-f]{8}(-[0-9a-f]{4,12})+)/.exec(list)?.[1];
  await sol.expects(`/onward concerns read ${id}`, 'scared');
  await sol.expects(`/onward concerns mark ${id} acknowledged --why Spoke to the club, who know who can help today`, 'acknowledged');
  book.note('slack', colleagues.sol.name, { did: 'concern', state: 'acknowledged' });
  return { id, minutes };
}

export const closeConcern = async ({ team, book }, id) => {
  await team.sol.types(`/onward concerns mark ${id} closed --why The school and the family worker have a plan`);
  book.note('slack', colleagues.sol.name, { did: 'concern', state: 'closed' });
};

/** A yes is taken back in three words, and STOP ends all messages. */
export async function takeBack({ doors, book }) {
  const named = people.filter((person) => doors.has(person) && person.door === 'slack');
  const [withdraws, stops] = [named.findLast(({ quotes }) => quotes), named.find(({ contact, again }) => contact && !again)];
  const say = async (person, text) => {
    await doors.get(person).types(text);
    book.note('slack', person.name, { did: 'choice', said: text });
  };
  await say(withdraws, 'no quotes');
  withdraws.quotes = false;
  await say(stops, 'STOP');
  stops.stopped = true;
  return { withdraws, stops };
}

/** Somebody begins to register and puts the phone away. Two days later there is one message, in the morning, and they go on. */
const quill = {
  name: 'Quill Example',
  door: 'slack',
  age: '21',
  contact: true,
  reminders: true,
  quotes: true,
  advisor: false,
  inside: false,
};

export async function beginsToRegister(story) {
  const at = await comesToTheDoor(story, quill, 'UQUILL');
  await registers(at, quill, (asked, said) => story.book.note('slack', quill.name, { did: 'registering', asked, said }), 6);
}
export async function goesOn({ doors, book }) {
  const at = doors.get(quill);
  if (!at.reads().includes('You began to tell us about you')) throw new Error(`They read: ${at.reads()}`);
  await registers(at, quill, (asked, said) => book.note('slack', quill.name, { did: 'registering', asked, said }), undefined, true);
}

const goals = ['I want to help to run a session', 'A job where I work with people', 'Speak to the people in charge'];

/** Some see their pathway, and say what they want from it. Staff record the welcome training. */
export async function beginPathways({ doors, book, team, sessions }, meeting) {
  const some = people
    .filter((person) => person.advisor && person.door === 'slack' && doors.has(person) && !person.stopped)
    .slice(0, goals.length);
  for (const [at, person] of some.entries()) {
    const door = doors.get(person);
    await door.types('PATHWAY');
    await door.types('goal');
    await door.types(goals[at]);
    book.note('slack', person.name, { did: 'pathway', said: goals[at] });
  }
  const preview = await team.bo.types(`/onward training record induction --session ${sessions.get(meeting)}`);
  const record = team.bo.offered().find((label) => /Record/.test(label));
  if (!record) throw new Error(`The training was answered: ${preview}`);
  await team.bo.presses(record);
  book.note('slack', colleagues.bo.name, { did: 'training', training: 'induction', session: meeting.key, people: meeting.named.length });
  return { begun: some.length, trained: meeting.named.length };
}
