import { beforeOf, dataClasses, marksOf } from '../people/index.ts';
import { contactsOf } from './contacts.ts';
import type { DeskParts } from './parts.ts';
import type { PersonalClass, Removed } from './ports.ts';
import type { Shelf } from './shelf.ts';

/** People whose things are taken away together. */
const PEOPLE_AT_ONCE = 50;

/**
 * Takes away all that was kept long enough at `now`. Every step stands by itself: stopped anywhere, by `signal` or by a power cut, the next
 * run goes on where this one was.
 */
export async function retain(parts: DeskParts, shelf: Shelf, now: Date, signal?: AbortSignal): Promise<Removed> {
  const { retention } = parts.store;
  const before = beforeOf(parts.keptFor, now);
  const removed = Object.fromEntries([...dataClasses, 'emptied'].map((name) => [name, 0])) as Removed;

  /** Takes the next step again and again, until it finds nothing. */
  async function until(step: () => Promise<number>): Promise<void> {
    while (!signal?.aborted && (await step()) > 0);
  }

  const taking: Record<PersonalClass, (people: string[], end: Date, marks: string[]) => Promise<void>> = {
    conversations: (people, end) =>
      until(async () => {
        const gone = await retention.messages(people, end, now);
        removed.conversations += gone;
        return gone;
      }),
    answers: (people, end, marks) =>
      until(async () => {
        const gone = await retention.answers(people, end, now, marks);
        removed.answers += gone.answers;
        return gone.conversations;
      }),
    contact_details: async (people, end, marks) => {
      const gone = await retention.people(people, end, now, marks);
      removed.contact_details += gone.people;
      removed.emptied += gone.emptied;
    },
  };

  for (const what of dataClasses) {
    const end = before[what];
    if (end === null) continue;
    if (what !== 'conversations' && what !== 'answers' && what !== 'contact_details') {
      await until(async () => {
        const gone = await retention.step(what, end, now);
        removed[what] += gone;
        return gone;
      });
      continue;
    }
    let after: string | null = null;
    await until(async () => {
      const due = await retention.due(what, end, after, PEOPLE_AT_ONCE);
      after = due.at(-1)?.person ?? null;
      // STOP has to hold when nothing else of somebody is left: no list may bring them back as somebody new.
      const stopped = due.filter(({ stopped }) => stopped).map(({ person }) => person);
      const marks = what === 'conversations' ? [] : marksOf(await contactsOf(parts, shelf, stopped), parts.seal);
      if (due.length > 0)
        await taking[what](
          due.map(({ person }) => person),
          end,
          marks,
        );
      return due.length;
    });
  }
  return removed;
}
