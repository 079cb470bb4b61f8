import { countsOf, type Tally } from '../../src/sessions/index.ts';

/** A session as those who were there would tell it: people by number, and who of them is known by name. */
export interface Met {
  setting: number;
  project: number;
  areas: number[];
  month: number;
  there: number[];
  named: number[];
  /** false: nobody counted. */
  counted: boolean;
}

export const headsOf = ({ there, named, counted }: Met) => ({ heads: counted ? there.length : null, named: named.length });
export const different = (some: readonly Met[], who: 'there' | 'named') => new Set(some.flatMap((one) => one[who])).size;

/** The ledger counted the slow way, session by session: what the store says in one statement is held against it. */
export function tallyOf(sessions: readonly Met[]): Tally {
  const settings = [...new Set(sessions.map(({ setting }) => setting))].map((at) => sessions.filter(({ setting }) => setting === at));
  const strangers = settings.map((here) => Math.max(0, countsOf(here.map(headsOf)).largest - different(here, 'named')));
  return {
    ...countsOf(sessions.map(headsOf)),
    named: different(sessions, 'named'),
    strangers: strangers.reduce((all, one) => all + one, 0),
  };
}

/** The sessions by what they are of; those of several areas are in each. */
export function cut(sessions: readonly Met[], by: 'setting' | 'project' | 'area' | 'month'): Map<number, Met[]> {
  const parts = new Map<number, Met[]>();
  for (const met of sessions) for (const part of by === 'area' ? met.areas : [met[by]]) parts.set(part, [...(parts.get(part) ?? []), met]);
  return parts;
}

/**
 * The programme that this software is modelled on, with invented people: 7 settings, 14 sessions, 38 known by name, 72 heads that are not, 126 attendances.
 * Everybody is somebody else but the 38, of whom sixteen came twice, and nobody was in two settings.
 */
export function seedProgramme(): Met[] {
  let next = 100;
  const strangers = (count: number) => Array.from({ length: count }, () => next++);
  // In each setting six are known by name, in three of them five; the first session is the larger one.
  let known = 0;
  return [6, 6, 6, 5, 5, 5, 5].flatMap((names, setting): Met[] => {
    const here = Array.from({ length: names }, () => known++);
    const again = here.slice(0, setting < 2 ? 3 : 2);
    const base = { setting, project: setting % 2, areas: [setting % 6], counted: true };
    const first = [...here, ...strangers(setting < 3 ? 6 : 7)];
    const second = [...again, ...strangers(setting < 2 ? 3 : 4)];
    return [
      { ...base, month: 0, there: first, named: here },
      { ...base, month: 1, there: second, named: again },
    ];
  });
}
