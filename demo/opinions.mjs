/** What the people of the programme think, and how they answer what they are asked. All of it is invented. */

import { pick, settings } from './programme.mjs';

/** What can be said of each area: for a change, and against it. Nobody has to agree with anybody. */
export const words = {
  safety: [
    'I want more light in the corridor at night',
    'I feel safe here, leave it as it is',
    'Stop the fights at dinner before they start',
    'The quiet room helps me',
  ],
  staffing: [
    'Staff should stay longer than six months',
    'My key worker is the best thing here',
    'We need more staff at the weekend',
    'Staff changes are fine with me',
  ],
  data: ['Let me read what is written about me', 'I do not mind what they write', 'Too many people see my file'],
  technology: [
    'Let us use a computer for school work',
    'One phone for thirty people is not enough',
    'Fewer screens would be better for me',
    'The internet is too slow to learn',
  ],
  estates: ['Fix the showers first', 'The rooms are cold in winter', 'The new gym is good'],
  needs: ['Better food, and food for my faith', 'More time with my family', 'The food is OK for me', 'Nobody asked what I need'],
};
const better = ['More time to talk', 'Start later in the day', 'Nothing to add, it was good', 'Smaller groups please'];

const wish = (areas, roll) => pick(words[pick(areas, roll)], roll);
/** A step of five, leaning as the setting leans. */
const five = (mood, roll) => String(Math.min(5, Math.max(1, Math.round(3.4 + mood * 1.5 + (roll() - 0.5) * 4))));

const agreeing = { 1: 'Not at all', 2: 'A little', 3: 'Partly', 4: 'Mostly', 5: 'Fully' };
const faces = { 1: '😟 Very bad', 2: '🙁 Bad', 3: '😐 OK', 4: '🙂 Good', 5: '😀 Very good' };
export const areaLabels = {
  ...{ safety: 'Feeling safe', staffing: 'Staff', data: 'Data about us', technology: 'Phones and computers' },
  ...{ estates: 'Buildings and rooms', needs: "Meeting people's needs" },
};

/** What somebody would say to each question after a session, by the words of the question. null: they skip it. */
export function afterSession(meeting, roll) {
  const { mood } = settings[meeting.setting];
  const skips = () => roll() < 0.06;
  const of = (labels, lean = 0) => (skips() ? null : labels[five(mood + lean, roll)]);
  const one = roll() < 0.75 ? wish(meeting.areas, roll) : null;
  return {
    'How was today?': of(faces, 0.2),
    'I felt listened to.': of(agreeing),
    'I could say what I really think.': of(agreeing, -0.1),
    'I understood what it was for, and what happens next.': of(agreeing, -0.3),
    'The people running it treated me with respect.': of(agreeing, 0.4),
    'Which of these matters most to change?': skips()
      ? null
      : pick([...meeting.areas, ...meeting.areas].map((area) => areaLabels[area]).concat('Something else'), roll),
    'What one thing should change?': one,
    'May we use your words, without your name?': roll() < 0.7 ? 'Yes' : 'No',
    'Would you do it again?': skips() ? null : String(Math.min(10, Math.max(0, Math.round(6.5 + mood * 3 + (roll() - 0.5) * 7)))),
    'What should we do better?': roll() < 0.4 ? pick(better, roll) : null,
    'Do you want to hear what happened because of it?': pick(['Yes', 'No', null], roll),
  };
}

export const scale = { 1: 'Disagree a lot', 2: 'Disagree a bit', 3: 'In the middle', 4: 'Agree a bit', 5: 'Agree a lot' };
/** The statement about each area, as it is asked. */
export const statements = {
  safety: 'I feel safe in this place.',
  staffing: 'When I need help, I can find a member of staff.',
  data: 'I know what is written about me here.',
  technology: 'I can use a phone or a computer when I need one.',
  estates: 'The rooms that I use here are in a good state.',
  needs: 'I get the help that I need here.',
};
/** How it is with each area, before anybody's mood. */
const state = { safety: 0.1, staffing: 0, data: -0.05, technology: -0.2, estates: 0.05, needs: 0.15 };

/** What somebody would say of the place, by the words of the question. null: they skip it. */
export function whatShouldChange(meeting, roll) {
  const { mood } = settings[meeting.setting];
  const said = meeting.areas.map((area) => [statements[area], roll() < 0.05 ? null : scale[five(mood + state[area], roll)]]);
  const change = roll() < 0.8 ? wish(meeting.areas, roll) : null;
  return {
    ...Object.fromEntries(said),
    'In your own words, what should change first?': change,
    ...(change !== null && { 'May we use your words, without your name?': roll() < 0.75 ? 'Yes' : 'No' }),
  };
}
