import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readers } from '../../src/language/index.ts';
import { contactOf, isKeyMark, keyMark, keyOf, markOf, marksOf } from '../../src/people/index.ts';
import { sealWith } from '../../src/seal.ts';

const seal = sealWith('a secret of the tests, long enough to be one');
const contact = (type: string, value: string) => contactOf(type, value, readers.phone);

describe('A contact', () => {
  it('is the same however somebody wrote it', () => {
    for (const value of ['Sam@Example.org', ' sam@example.org ', 'SAM@EXAMPLE.ORG', 'ｓａｍ@example.org'])
      expect(contact('email', value)).toEqual({ channel: 'email', value: 'sam@example.org' });
    for (const value of ['07911 123456', '+44 7911 123456', '0044 7911-123456', '(07911) 123456', '7911123456'])
      expect(contact('phone', value)).toEqual({ channel: 'sms', value: '+447911123456' });
  });

  it('is what a question of the type email or phone asked for, and nothing else', () => {
    for (const type of ['text', 'name', 'choice', 'number']) expect(contact(type, 'sam@example.org')).toBeNull();
    for (const value of ['sam', 'sam@', '@example.org', 'sam@example', 'a@b.org c@d.org', '']) expect(contact('email', value)).toBeNull();
    for (const value of ['12', '07911 123456 or 07911 123457', 'sam@example.org']) expect(contact('phone', value)).toBeNull();
  });

  it('reads the same when it is read again, and in capitals', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const once = contact('email', email);
        fc.pre(once !== null);
        expect(contact('email', once?.value ?? '')).toEqual(once);
        expect(contact('email', email.toUpperCase())).toEqual(once);
      }),
    );
  });
});

describe('A tombstone', () => {
  const sam = { channel: 'email', value: 'sam@example.org' } as const;

  it('says nothing of the contact, is the same each time, and another under another secret', () => {
    const mark = markOf(sam, seal);
    expect(mark).toMatch(/^[\w-]{43}$/);
    expect(mark).toBe(markOf(sam, seal));
    expect(mark).not.toBe(markOf(sam, sealWith('another secret of the tests, also long enough')));
    expect(mark).not.toBe(seal('something else', keyOf(sam)));
  });

  it('comes with the mark of its secret, once; nobody without a contact leaves any', () => {
    expect(marksOf([], seal)).toEqual([]);
    const marks = marksOf([sam, sam, { channel: 'sms', value: '+447911123456' }], seal);
    expect(marks).toHaveLength(3);
    expect(marks.filter(isKeyMark)).toEqual([keyMark(seal)]);
  });
});
