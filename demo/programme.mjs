/**
 * THE PROGRAMME: who there is, where they met, and what each of them will say. All of them are invented, and plainly so. It is drawn with a seed, so that
 * everybody sees the same two months. 7 settings, 14 sessions, 110 people: 38 by name, of whom 16 came twice, and 72 without; 126 attendances.
 */

/** Chance that is the same each time (mulberry32). */
export function chance(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const projects = [
  { name: 'Inside Voices', approval: 'NRC 2026-00 (invented)', until: '2026-12-31' },
  { name: 'Open Doors', approval: null, until: null },
];

/** Where people cannot leave, they talk of the whole place; elsewhere of three areas at a time. */
const [some, others] = [
  ['safety', 'technology', 'needs'],
  ['staffing', 'data', 'estates'],
];
const all = [...some, ...others];

/** `named`: known by name, of whom `again` come to the second session too. `unnamed`: heads without a name, in the first and in the second. `mood`: how they lean. `asks`: how those with a phone are asked after each session. */
export const settings = [
  {
    ...{ name: 'Example House', kind: 'secure', project: 'Inside Voices', by: 'cy', named: 2, again: 1, unnamed: [18, 10], mood: -0.2 },
    sessions: [
      { date: '2026-03-03', areas: all },
      { date: '2026-04-09', areas: all },
    ],
  },
  {
    ...{ name: 'Sample Wing', kind: 'secure', project: 'Inside Voices', by: 'cy', named: 2, again: 1, unnamed: [9, 5], mood: -0.4 },
    sessions: [
      { date: '2026-03-05', areas: all },
      { date: '2026-04-14', areas: all },
    ],
  },
  {
    ...{ name: 'Specimen Unit', kind: 'secure', project: 'Inside Voices', by: 'di', named: 2, again: 0, unnamed: [7, 4], mood: 0.1 },
    sessions: [
      { date: '2026-03-10', areas: all },
      { date: '2026-04-16', areas: all },
    ],
  },
  {
    ...{
      name: 'Made-up Youth Club',
      kind: 'community',
      project: 'Open Doors',
      by: 'di',
      asks: ['named', 'anonymous'],
      named: 12,
      again: 6,
      unnamed: [4, 3],
      mood: 0.5,
    },
    sessions: [
      { date: '2026-03-12', areas: some },
      { date: '2026-03-26', areas: some },
    ],
  },
  {
    ...{
      name: 'Pretend College',
      kind: 'education',
      project: 'Open Doors',
      by: 'di',
      asks: ['anonymous', 'named'],
      named: 9,
      again: 4,
      unnamed: [3, 2],
      mood: 0.2,
    },
    sessions: [
      { date: '2026-03-17', areas: some },
      { date: '2026-04-22', areas: others },
    ],
  },
  {
    ...{
      name: 'Invented Clinic',
      kind: 'health',
      project: 'Open Doors',
      by: 'cy',
      asks: ['anonymous', 'named'],
      named: 6,
      again: 2,
      unnamed: [3, 1],
      mood: -0.3,
    },
    sessions: [
      { date: '2026-04-02', areas: some },
      { date: '2026-04-23', areas: others },
    ],
  },
  {
    ...{
      name: 'Imaginary Meet-up',
      kind: 'online',
      project: 'Open Doors',
      by: 'di',
      asks: ['named', 'named'],
      named: 5,
      again: 2,
      unnamed: [2, 1],
      mood: 0.3,
    },
    sessions: [
      { date: '2026-04-07', areas: some },
      { date: '2026-04-28', areas: others },
    ],
  },
];

const first = [
  ...[
    'Robin',
    'Wren',
    'Jay',
    'Kit',
    'Ash',
    'Rowan',
    'Sky',
    'River',
    'Sage',
    'Bay',
    'Fern',
    'Lark',
    'Reed',
    'Moss',
    'Briar',
    'Finch',
    'Heath',
    'Ivy',
    'Teal',
  ],
  ...[
    'Flint',
    'Dove',
    'Basil',
    'Clay',
    'Dale',
    'Ember',
    'Frost',
    'Glen',
    'Hazel',
    'Indigo',
    'Jasper',
    'Lake',
    'Marsh',
    'Olive',
    'Pearl',
    'Rain',
    'Storm',
    'Vale',
    'Wolf',
  ],
];

const next = chance(20260302);
const yes = (share) => next() < share;
export const pick = (from, roll = next) => from[Math.floor(roll() * from.length)];

/** The 38 by name. In the settings of the second project half have Slack, the others a browser; inside there is a browser in the learning room. */
export const people = settings.flatMap((setting, at) =>
  Array.from({ length: setting.named }, (_, place) => ({
    setting: at,
    place,
    again: place < setting.again,
    inside: setting.kind === 'secure',
  })),
);
for (const [at, person] of people.entries()) {
  Object.assign(person, {
    name: `${first[at]} Example`,
    door: !person.inside && (person.setting === 3 || person.place % 2 === 0) ? 'slack' : 'web',
    age: pick(['16', '17', '19', '21', '23', '26']),
    contact: yes(0.92),
    reminders: yes(0.7),
    quotes: yes(0.7),
    advisor: yes(0.4),
  });
}

/** Everybody, session by session, as those who were there would tell it. */
export const meetings = settings
  .flatMap((setting, at) =>
    setting.sessions.map((session, round) => ({
      ...session,
      key: `${at + 1}${'ab'[round]}`,
      round,
      setting: at,
      named: people.filter((person) => person.setting === at && (round === 0 || person.again)),
      unnamed: setting.unnamed[round],
    })),
  )
  .sort((a, b) => a.date.localeCompare(b.date));
export const headsOf = ({ named, unnamed }) => named.length + unnamed;

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
const state = { safety: 0.2, staffing: 0.1, data: -0.1, technology: -0.3, estates: 0.2, needs: 0.3 };

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
