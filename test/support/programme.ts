/**
 * A year's work in small, drawn with a seed: who there is, where they were, and what each of them will do and say. All that the bot shows of it
 * is counted here from this table alone.
 */

/** Chance that is the same each time (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const places = [
  { name: 'Ash House', kind: 'secure', project: 'Voices' },
  { name: 'Birch Wing', kind: 'secure', project: 'Voices' },
  { name: 'Cedar Club', kind: 'community', project: 'Voices' },
  { name: 'Dell School', kind: 'education', project: 'Open Doors' },
  { name: 'Elm Centre', kind: 'community', project: 'Open Doors' },
  { name: 'Fern Clinic', kind: 'health', project: null },
  { name: 'Gale Hub', kind: 'community', project: null },
] as const;

export interface Young {
  name: string;
  age: '14' | '17' | '19' | '26';
  /** Yes to being written to here, to reminders, to quotes. */
  contact: boolean;
  reminders: boolean;
  quotes: boolean;
  /** Says STOP before anything is sent, or after the invitation. */
  stops: 'before' | 'after' | null;
  /** Asks to be deleted when they have answered everything. */
  leaves: boolean;
}

export interface Meeting {
  place: number;
  anonymous: boolean;
  /** A day, YYYY-MM-DD. */
  date: string;
  areas: string[];
  reminders: 0 | 1 | 2;
  /** Sent at night, when nothing may go. */
  night: boolean;
  /** People by their place in the list. */
  people: number[];
}

/** soon: the next day. reminded: after the first reminder. late: begins in time, and ends after it has closed. */
export type Pace = 'soon' | 'reminded' | 'late' | 'middle' | 'never';

/** Answers by question, as the option's value or as text; null: skipped. Somebody in the `middle` has fewer. */
export type Said = Record<string, string | null>;

export interface Asked {
  person: number;
  meeting: number;
  pace: Pace;
  said: Said;
}

/** The questions that have options, and their labels as people read them, by value. */
const agreeing = { '1': 'Not at all', '2': 'A little', '3': 'Partly', '4': 'Mostly', '5': 'Fully' };
const yesNo = { yes: 'Yes', no: 'No' };
export const questions: { step: string; label: string; options: Record<string, string> }[] = [
  {
    step: 'today',
    label: 'How it was',
    options: { '1': '😟 Very bad', '2': '🙁 Bad', '3': '😐 OK', '4': '🙂 Good', '5': '😀 Very good' },
  },
  { step: 'listened', label: 'Felt listened to', options: agreeing },
  { step: 'could_say', label: 'Could say what I think', options: agreeing },
  { step: 'understood', label: 'Understood what it was for', options: agreeing },
  { step: 'respect', label: 'Treated with respect', options: agreeing },
  {
    step: 'matters_most',
    label: 'Matters most to change',
    options: {
      safety: 'Feeling safe',
      staffing: 'Staff',
      data: 'Data about us',
      technology: 'Phones and computers',
      estates: 'Buildings and rooms',
      needs: "Meeting people's needs",
      education: 'School and learning',
      health: 'Health',
      policing: 'Police',
      'something-else': 'Something else',
    },
  },
  { step: 'may_quote', label: 'May we use your words', options: yesNo },
  {
    step: 'again',
    label: 'Would do it again',
    options: Object.fromEntries(Array.from({ length: 11 }, (_, value) => [value, String(value)])),
  },
  { step: 'wants_news', label: 'Wants to hear what happened', options: yesNo },
];
/** All questions in their order, texts among them. */
export const steps: [step: string, label: string][] = [
  ...questions.slice(0, 6).map(({ step, label }): [string, string] => [step, label]),
  ['one_thing', 'One thing to change'],
  ['may_quote', 'May we use your words'],
  ['again', 'Would do it again'],
  ['better', 'What we should do better'],
  ['wants_news', 'Wants to hear what happened'],
];
const wishes = ['Longer breaks please', 'More lights in the hall', 'Better food at lunch', 'More time to talk', 'A quiet room'];

export function drawProgramme(seed: number) {
  const next = chance(seed);
  const yes = (share: number) => next() < share;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  /** @param weights one for each; the last is for null */
  function weighted<T>(from: readonly T[], weights: number[]): T | null {
    let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
    for (const [at, weight] of weights.entries()) if ((left -= weight) < 0) return from[at] ?? null;
    return null;
  }

  const first = ['Ba', 'De', 'Ki', 'Lo', 'Mu', 'Na', 'Po', 'Ri', 'Sa', 'Tu', 'Ve'];
  const last = ['bel', 'cor', 'dan', 'fay', 'gil', 'jon', 'kit', 'lan', 'mor', 'nix'];
  const people = Array.from({ length: 110 }, (_, at): Young => {
    const stops = at % 19 === 5 ? 'before' : at % 19 === 11 ? 'after' : null;
    return {
      name: `${first[at % 11]}${last[Math.floor(at / 11)]}`,
      age: weighted(['14', '17', '19', '26'] as const, [1, 2, 5, 2]) ?? '19',
      contact: yes(0.9),
      reminders: yes(0.7),
      quotes: yes(0.6),
      stops,
      leaves: false,
    };
  });

  const codebook = ['safety', 'staffing', 'data', 'technology', 'estates', 'needs'];
  const meetings = places.flatMap((_, place): Meeting[] => {
    const home = people.flatMap((_, at) => (at % places.length === place ? [at] : []));
    const guests = people.flatMap((_, at) => (at % 10 === 3 && (at + 1) % places.length === place ? [at] : []));
    const areas = [codebook[place % 6] as string, codebook[(place + 2) % 6] as string, codebook[(place + 3) % 6] as string].sort();
    const facts = { place, areas };
    return [
      {
        ...facts,
        anonymous: true,
        date: `2026-03-0${place + 2}`,
        people: [...home, ...guests],
        reminders: place % 3 === 0 ? 2 : 1,
        night: false,
      },
      { ...facts, anonymous: false, date: `2026-03-0${place + 3}`, people: home, reminders: place === 4 ? 0 : 1, night: place % 2 === 1 },
    ];
  });

  function sayAll({ areas, anonymous }: Meeting): Said {
    const of = (weights: number[]) => weighted(['1', '2', '3', '4', '5'], weights);
    const words = yes(0.6) ? pick(wishes) : null;
    return {
      today: of([1, 1, 4, 7, 6, 1]),
      listened: of([1, 2, 3, 8, 6, 1]),
      could_say: of([0, 1, 5, 5, 5, 2]),
      understood: of([2, 2, 2, 7, 7, 0]),
      respect: of([0, 0, 1, 6, 12, 1]),
      matters_most: weighted([...areas, 'something-else'], [4, 5, 3, 2, 1]),
      one_thing: words,
      ...(words !== null && { may_quote: weighted(['yes', 'no'], [6, 3, 1]) }),
      again: weighted(
        Array.from({ length: 11 }, (_, value) => String(value)),
        [0, 0, 1, 0, 1, 2, 2, 3, 6, 4, 5, 2],
      ),
      better: yes(0.3) ? pick(wishes) : null,
      // A yes leads to how they can be reached, which is another story.
      ...(!anonymous && { wants_news: weighted(['no'], [3, 1]) }),
    };
  }

  const asked = meetings.flatMap((meeting, at): Asked[] =>
    meeting.people
      .filter((person) => people[person]?.contact && people[person]?.stops !== 'before')
      .map((person, order) => {
        const { stops } = people[person] as Young;
        const drawn = weighted(['soon', 'reminded', 'late', 'middle', 'never'] as const, [60, 12, 9, 8, 11]) ?? 'never';
        const few = meeting.anonymous && meeting.place === 6 && order > 6;
        const many = !meeting.anonymous && meeting.place < 3 && order % 3 === 1;
        const pace = stops === 'after' || few ? 'never' : many ? 'middle' : drawn;
        const all = sayAll(meeting);
        if (pace !== 'middle') return { person, meeting: at, pace, said: all };
        // They answer some questions with an answer each, and stop.
        const begun = questions.slice(0, 2 + (person % 4)).map(({ step }): [string, string | null] => [step, all[step] ?? '4']);
        return { person, meeting: at, pace, said: Object.fromEntries(begun.map(([step, value]) => [step, value])) };
      }),
  );
  const leaver = people.findIndex((_, at) => {
    const own = asked.filter(({ person }) => person === at);
    return at % places.length === 3 && own.length === 2 && own.every(({ pace }) => pace === 'soon');
  });
  (people[leaver] as Young).leaves = true;
  return { people, meetings, asked };
}

export type Programme = ReturnType<typeof drawProgramme>;

/** The policy: nobody under 18 is reminded, and nobody who did not say yes to it. */
export const mayBeReminded = ({ age, reminders, stops }: Young) => Number(age) >= 18 && reminders && stops === null;

/** How many reminders somebody gets of one survey. */
export function remindersFor({ people, meetings }: Programme, { person, meeting, pace }: Asked): number {
  const most = meetings[meeting]?.reminders ?? 0;
  if (!mayBeReminded(people[person] as Young) || pace === 'soon') return 0;
  return pace === 'reminded' ? Math.min(1, most) : most;
}
