import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, keyOf, type ListRow } from '../../src/people/index.ts';

const contact = (at: number) => ({ channel: at % 2 ? 'email' : 'sms', value: `c${at}` }) as const;
const someContacts = fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 2 });
const rowsOf = (lists: number[][]) =>
  lists.map((list, at): ListRow => ({ row: at + 2, name: null, contacts: list.map(contact), ageBand: null, place: null }));

describe('Judging a list', () => {
  it('makes nobody new who is known, said STOP, was deleted, or stands above', () => {
    fc.assert(
      fc.property(
        fc.array(someContacts, { maxLength: 12 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 12 })),
        fc.uniqueArray(fc.integer({ min: 0, max: 12 })),
        fc.uniqueArray(fc.integer({ min: 0, max: 12 })),
        (lists, knownOnes, stoppedOnes, deletedOnes) => {
          const keys = (list: number[]) => list.map((at) => keyOf(contact(at)));
          const known = new Map([...keys(knownOnes)].map((key) => [key, { stopped: false }]));
          for (const key of keys(stoppedOnes)) known.set(key, { stopped: true });
          const marked = new Set(keys(deletedOnes));
          const judged = judge(rowsOf(lists), known, marked);
          expect(judged.map(({ row }) => row)).toEqual(rowsOf(lists));
          const added: string[] = [];
          for (const { row, verdict, like } of judged) {
            const own = row.contacts.map(keyOf);
            const bars = own.filter((key) => known.has(key) || marked.has(key) || added.includes(key));
            expect(verdict === 'new').toBe(bars.length === 0);
            if (own.some((key) => known.get(key)?.stopped)) expect(verdict).toBe('stopped');
            if (verdict === 'skipped') expect(own.some((key) => marked.has(key))).toBe(true);
            if (verdict === 'twice') expect(like).toBeLessThan(row.row);
            if (verdict === 'new') added.push(...own);
          }
        },
      ),
    );
  });
});
