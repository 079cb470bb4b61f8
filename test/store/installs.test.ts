import { expect, it } from 'vitest';
import { onEveryWayIn } from '../support/database.ts';

onEveryWayIn('What lets us into a workspace', (kind) => {
  it('is kept, found, kept anew and removed', async () => {
    const { store, remove } = await kind.fresh();
    const { installs } = store;
    const at = new Date('2026-03-10T10:00:00Z');
    expect(await installs.find('T1')).toBeNull();
    await installs.keep('T1', 'one', at);
    await installs.keep('T2', 'other', at);
    await installs.keep('T1', 'two', at);
    expect(await installs.find('T1')).toBe('two');
    await installs.remove('T1');
    await installs.remove('T1');
    expect(await installs.find('T1')).toBeNull();
    expect(await installs.find('T2')).toBe('other');
    await remove();
  });
});
