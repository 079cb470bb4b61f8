import { beforeOf, dataClasses, marksOf } from '../people/index.ts';
import { contactsOf } from './contacts.ts';
import type { DeskParts } from './parts.ts';
import type { DataClass, PersonalClass, Removed, Retention } from './ports.ts';
import type { Shelf } from './shelf.ts';

/** People whose things are taken away together. */
const PEOPLE_AT_ONCE = 50;

/** Steps of one kind in a row: a million rows and more. What is left after them waits for the next night. */
const MOST_STEPS = 10_000;

interface Run {
  retention: Retention;
  now: Date;
  removed: Removed;
  /** Takes the step again and again, until it finds nothing or the run is told to stop. */
  until(step: () => Promise<number>): Promise<void>;
}

/** How what belongs to people is taken away: of these people, what is older than `end`, leaving these tombstones. */
const taking: Record<PersonalClass, (run: Run, people: string[], end: Date, marks: string[]) => Promise<void>> = {
  conversations: ({ retention, now, removed, until }, people, end) =>
    until(async () => {
      const gone = await retention.messages(people, end, now);
      removed.conversations += gone;
      return gone;
    }),
  answers: ({ retention, now, removed, until }, people, end, marks) =>
    until(async () => {
      const gone = await retention.answers(people, end, now, marks);
      removed.answers += gone.answers;
      return gone.conversations;
    }),
  contact_details: async ({ retention, now, removed }, people, end, marks) => {
    const gone = await retention.people(people, end, now, marks);
    removed.contact_details += gone.people;
    removed.emptied += gone.emptied;
  },
};

const isPersonal = (what: DataClass): what is PersonalClass => what in taking;

/**
 * Takes away all that was kept long enough at `now`. Every step stands by itself: stopped anywhere, by `signal` or by a power cut, the next
 * run goes on where this one was.
 */
export async function retain(parts: DeskParts, shelf: Shelf, now: Date, signal?: AbortSignal): Promise<Removed> {
  const { retention } = parts.store;
  const before = beforeOf(parts.keptFor, now);
  const removed = Object.fromEntries([...dataClasses, 'emptied'].map((name) => [name, 0])) as Removed;
  const until: Run['until'] = async (step) => {
    for (let steps = 0; steps < MOST_STEPS && !signal?.aborted; steps++) if ((await step()) === 0) return;
  };

  /** Goes through the people of whom something has to go, some at a time. */
  async function personally(what: PersonalClass, end: Date): Promise<void> {
    let after: string | null = null;
    await until(async () => {
      const due = await retention.due(what, end, after, PEOPLE_AT_ONCE);
      after = due.at(-1)?.person ?? after;
      // STOP has to hold when nothing else of somebody is left: no list may bring them back as somebody new.
      const stopped = due.filter(({ stopped }) => stopped).map(({ person }) => person);
      const marks = marksOf(await contactsOf(parts, shelf, stopped), parts.seal);
      const people = due.map(({ person }) => person);
      if (people.length > 0) await taking[what]({ retention, now, removed, until }, people, end, marks);
      return people.length;
    });
  }

  for (const what of dataClasses) {
    const end = before[what];
    if (end === null) continue;
    if (isPersonal(what)) await personally(what, end);
    else
      await until(async () => {
        const gone = await retention.step(what, end, now);
        removed[what] += gone;
        return gone;
      });
  }
  return removed;
}
