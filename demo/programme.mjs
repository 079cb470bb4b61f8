/**
 * THE PROGRAMME: who there is, and where they met; what they say is in opinions.mjs. All of them are invented, and plainly so. It is drawn with a seed, so that
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
    ...{ name: 'Example House', kind: 'secure', project: 'Inside Voices', by: 'cy', named: 2, again: 1, unnamed: [18, 10], mood: -0.1 },
    sessions: [
      { date: '2026-03-03', areas: all },
      { date: '2026-04-09', areas: all },
    ],
  },
  {
    ...{ name: 'Sample Wing', kind: 'secure', project: 'Inside Voices', by: 'cy', named: 2, again: 1, unnamed: [9, 5], mood: 0 },
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
      mood: 0.1,
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
      mood: -0.1,
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
