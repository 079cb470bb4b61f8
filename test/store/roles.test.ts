import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { onEveryWayIn } from '../support/database.ts';
import { later, noon } from './turns.ts';

onEveryWayIn('A role', (kind) => {
  it('is granted to an address that nobody has written from, also by a command while the bot has the database', async () => {
    const { store, remove } = await kind.fresh();
    const person = randomUUID();
    const isNew = { channel: 'slack', address: 'T0/U1', name: 'Bo' } as const;
    await store.roles.grant({ person, role: 'safeguarding lead', place: '', rung: 2, at: noon, isNew });
    const lead = { role: 'safeguarding lead', place: '', rung: 2, at: noon };
    expect(await store.roles.of('slack', 'T0/U1')).toMatchObject({ person, name: 'Bo', roles: [lead] });

    await store.roles.grant({ person, role: 'safeguarding lead', place: '', rung: 1, at: later(1), isNew: null });
    await store.roles.grant({ person, role: 'staff', place: '', rung: 1, at: later(1), isNew: null });
    expect((await store.roles.ofPerson(person))?.roles).toMatchObject([{ rung: 1, at: later(1) }, { role: 'staff' }]);
    await remove();
  });
});
