import { describe, expect, it } from 'vitest';
import { saidItems } from '../../src/desk/packs/you-said.ts';
import { type Kept, saidAndDone } from '../../src/insight/promises/index.ts';
import { words } from './document.ts';

const at = new Date('2026-05-04T10:00:00Z');
const finding: Kept = {
  area: 'safety',
  said: 'The yard is dark.',
  sent: { to: 'The head of estates', on: '2026-05-04', answerBy: '2026-06-01', at },
  answers: [],
  promises: [],
};
const promise = { words: 'Two lights', on: '2026-05-20', by: '2026-07-01', at, done: null, goneAt: null };
const answered: Kept = { ...finding, answers: [{ kind: 'yes', words: 'We will.', on: '2026-05-20', at }], promises: [promise] };

/** A row of the table on a day. */
function rowOn(day: string, kept: Kept): string[] {
  const standing = saidAndDone(kept, new Date(`${day}T12:00:00Z`), day);
  const telling = { words, areaLabel: () => 'Feeling safe', day: (date: string) => date };
  const [item] = saidItems(telling, standing ? [standing] : []);
  return item && 'table' in item ? (item.table.rows[0] ?? []) : [];
}

describe('You said, they did, in a report', () => {
  it.each([
    ['2026-05-05', finding, 'Waiting for an answer. Days so far: 1.'],
    ['2026-06-02', finding, 'No answer. Days late: 1.'],
    ['2026-06-08', finding, 'No answer. Days late: 7.'],
    ['2026-07-01', answered, 'Promised, and there is still time. Days since then: 42.'],
    ['2026-07-02', answered, 'A promise is late. Days late: 1.'],
    ['2029-07-01', answered, 'A promise is late. Days late: 1096.'],
  ])('on %s counts whole days, and what is late from the day that it was due', (day, kept, said) => {
    expect(rowOn(day, kept).at(-1)).toBe(said);
  });

  it('says of each promise how late it is, or that it is done', () => {
    const done = { ...promise, words: 'A new lamp', by: '2026-06-01', done: { on: '2026-06-01', did: 'It hangs.', at } };
    const [first, second] = rowOn('2026-07-11', { ...answered, promises: [done, promise] })[4]?.split('\n') ?? [];
    expect(first).toBe('“A new lamp”: done on 2026-06-01. It hangs.');
    expect(second).toBe('“Two lights”, promised by 2026-07-01. Days late: 10.');
  });

  it('has nothing where nothing was sent', () => {
    expect(rowOn('2026-06-02', { ...finding, sent: null })).toEqual([]);
  });
});
