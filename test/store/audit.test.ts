import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Audit } from '../../src/desk/ports.ts';
import { onEachDatabase, type TestDatabase } from '../support/database.ts';
import { begin, later } from './turns.ts';

onEachDatabase('The audit', (kind) => {
  let database: TestDatabase;
  let audit: Audit;
  beforeAll(async () => {
    database = await kind.fresh();
    audit = database.store.audit;
  });
  afterAll(() => database.remove());

  /** Does what only somebody with the keys to the database could do. */
  const tamper = async (text: string) => {
    await database.rows('ALTER TABLE audit_event DISABLE TRIGGER keep_audit');
    await database.rows(text);
    await database.rows('ALTER TABLE audit_event ENABLE TRIGGER keep_audit');
  };

  it('is empty at first, and holds', async () => {
    expect(await audit.verify()).toEqual({ holds: true, rows: 0, head: null, cut: null });
  });

  it('numbers and seals what is added, side by side, without a gap', async () => {
    const texts = ['', 'a|b', 'é ☃ 🎈', 'line\nbreak, "quotes" \\ and 3:abc,', null];
    await Promise.all(
      texts.map((why, index) =>
        audit.add({ who: 'onward', action: `did ${index}`, about: index % 2 ? null : 'somebody', why }, later(index)),
      ),
    );
    const rows = await audit.list(10);
    expect(rows.map(({ id }) => id)).toEqual([5, 4, 3, 2, 1]);
    expect(await audit.verify()).toMatchObject({ holds: true, rows: 5, head: expect.stringMatching(/^5:[0-9a-f]{64}$/) });
    expect(await audit.list(10, 'somebody')).toHaveLength(3);
  });

  it('lets nobody change or take away a row', async () => {
    const emptying = ['audit_event', 'concern', 'concern_event'].map((table) => `TRUNCATE ${table}`);
    for (const text of ["UPDATE audit_event SET why = 'x' WHERE id = 2", 'DELETE FROM audit_event WHERE id = 2', ...emptying])
      await expect(database.rows(text)).rejects.toThrow();
  });

  it('shows a row that was changed, one that is gone, and an end that was cut off', async () => {
    const before = await audit.verify();
    const head = before.holds ? (before.head as string) : '';
    await audit.add({ who: 'onward', action: 'later', about: null, why: null }, later(9));
    expect(await audit.verify(head)).toMatchObject({ holds: true, rows: 6 });

    await tamper("UPDATE audit_event SET who = 'somebody else' WHERE id = 3");
    expect(await audit.verify()).toEqual({ holds: false, row: 3, fault: 'changed' });
    await tamper("UPDATE audit_event SET who = 'onward' WHERE id = 3");
    expect(await audit.verify()).toMatchObject({ holds: true });

    const end = await audit.verify();
    await tamper('DELETE FROM audit_event WHERE id = 6');
    expect(await audit.verify()).toMatchObject({ holds: true, rows: 5 });
    expect(await audit.verify(end.holds ? (end.head as string) : '')).toMatchObject({ holds: false, fault: 'head' });
    await tamper('DELETE FROM audit_event WHERE id = 2');
    expect(await audit.verify()).toEqual({ holds: false, row: 3, fault: 'missing' });
  });

  it('is not whole when it is empty and things were done that leave a row', async () => {
    const { store, rows, remove } = await kind.fresh();
    await begin(store, { consents: [{ purpose: 'contact', termsVersion: '1', state: 'given', how: 'self', witness: null }] });
    expect(await store.audit.verify()).toEqual({ holds: false, row: 0, fault: 'empty' });
    // What somebody with the keys could make retention look like is said, for a reader who knows better.
    const hash = 'a'.repeat(64);
    await rows(
      `INSERT INTO audit_event (at, who, action, why) VALUES (now(), 'onward', 'retention', 'audit: 4 rows; audit up to 4:${hash}')`,
    );
    expect(await store.audit.verify()).toMatchObject({ holds: false });
    await remove();
  });
});
