import type { Envelope, Opened } from '../envelope.ts';
import type { Gate } from './gate.ts';

/** What lies on this tablet: how it was set up, and envelopes that it cannot open. In IndexedDB, which outlives a battery. */

export interface Kept extends Envelope {
  /** Nothing will be added to it: it may be sent. */
  done: boolean;
  /** It was handed in and could not be taken: it is not sent again by itself. */
  refused?: true;
}

/** How this tablet was set up, and where it is in its work. */
export interface Settled {
  opened: Opened;
  gate: Gate;
  /** It is being passed round: only the code leads out. */
  passing: boolean;
  /** Young people whose answers were begun here. */
  people: number;
  /** Somebody may be in danger by what lies here. Not in which envelope: nobody shall find out by whom. */
  hurry: boolean;
}

export interface Shelf {
  settled(): Promise<Settled | null>;
  settle(settled: Settled): Promise<void>;
  /** Beside what stands there by now. */
  note(change: Partial<Pick<Settled, 'passing' | 'hurry'>>): Promise<void>;
  /** In place of what was there under its id. @param begins a person begins with it, and is counted */
  keep(kept: Kept, begins?: boolean): Promise<void>;
  /** With the last, nothing hurries any more. */
  remove(ids: string[]): Promise<void>;
  /** Notes of these that they were handed in and could not be taken. */
  refuse(ids: string[]): Promise<void>;
  /** What somebody said goes, and they are not counted: they asked for that. @param hurry as it was before them */
  forget(id: string, hurry: boolean): Promise<void>;
  all(): Promise<Kept[]>;
  /** Whoever did not finish, because the battery died or the page was closed, is done with now. */
  finishAll(): Promise<void>;
  /** Everything goes. */
  clear(): Promise<void>;
}

const NAME = 'onward-tablet';

const done = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Resolves once it is on the disk, and not only in the browser's memory. */
const written = (transaction: IDBTransaction) =>
  new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });

function change(settled: IDBObjectStore, by: (was: Settled) => Partial<Settled>): void {
  const reading = settled.get('tablet') as IDBRequest<Settled>;
  reading.onsuccess = () => settled.put({ ...reading.result, ...by(reading.result) }, 'tablet');
}

export async function openShelf(): Promise<Shelf> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('settled');
    opening.result.createObjectStore('kept', { keyPath: 'id' });
  };
  const database = await done(opening);
  const write = (work: (settled: IDBObjectStore, kept: IDBObjectStore) => void): Promise<void> => {
    const transaction = database.transaction(['settled', 'kept'], 'readwrite', { durability: 'strict' });
    work(transaction.objectStore('settled'), transaction.objectStore('kept'));
    return written(transaction);
  };
  const read = (store: 'settled' | 'kept') => database.transaction(store).objectStore(store);
  return {
    settled: async () => ((await done(read('settled').get('tablet'))) as Settled | undefined) ?? null,
    settle: (settled) => write((store) => void store.put(settled, 'tablet')),
    note: (noted) => write((settled) => change(settled, () => noted)),
    keep: (one, begins = false) =>
      write((settled, kept) => {
        kept.put(one);
        if (begins) change(settled, ({ people }) => ({ people: people + 1 }));
      }),
    refuse: (ids) =>
      write((_, kept) => {
        for (const id of ids) {
          const reading = kept.get(id);
          reading.onsuccess = () => reading.result && kept.put({ ...reading.result, refused: true });
        }
      }),
    forget: (id, hurry) =>
      write((settled, kept) => {
        kept.delete(id);
        change(settled, (was) => ({ people: was.people - 1, hurry: was.hurry && hurry }));
      }),
    remove: (ids) =>
      write((settled, kept) => {
        for (const id of ids) kept.delete(id);
        const left = kept.count();
        left.onsuccess = () => left.result === 0 && change(settled, () => ({ hurry: false }));
      }),
    all: () => done(read('kept').getAll()) as Promise<Kept[]>,
    finishAll: () =>
      write((_, kept) => {
        const walking = kept.openCursor();
        walking.onsuccess = () => {
          const cursor = walking.result;
          if (!cursor) return;
          if (!cursor.value.done) cursor.update({ ...cursor.value, done: true });
          cursor.continue();
        };
      }),
    clear: async () => {
      database.close();
      const deleting = indexedDB.deleteDatabase(NAME);
      await done(deleting);
    },
  };
}
