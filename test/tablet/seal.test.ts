import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lockOf, sealWith } from '../../src/seal.ts';
import { fromBase64url, seal } from '../../src/tablet/seal.ts';
import { tabletKeysOf } from '../../src/tablet-keys.ts';

const keys = tabletKeysOf(lockOf(sealWith('a secret of the tests, long enough to be one'), 'tablet keys'));
const tablet = { id: 'a-tablet', ...keys.make('a-tablet') };
const id = '0190c5a2-0000-4000-8000-000000000001';

describe('an envelope', () => {
  it('is closed on the tablet and opened by us, whatever is in it', () =>
    fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (content) => {
        const opened = keys.open(tablet, await seal(tablet, { id, kind: 'note', content }));
        expect(JSON.parse(opened ?? 'null')).toEqual(JSON.parse(JSON.stringify(content)));
      }),
      { numRuns: 30 },
    ));

  it('opens for no other tablet, under no other id or kind, and not when one bit was changed', async () => {
    const envelope = await seal(tablet, { id, kind: 'note', content: 'what was said' });
    const other = { id: 'another', ...keys.make('another') };
    expect(keys.open(other, envelope)).toBeNull();
    expect(keys.open({ ...tablet, locked: other.locked }, envelope)).toBeNull();
    expect(keys.open(tablet, { ...envelope, id: `${id}x` })).toBeNull();
    expect(keys.open(tablet, { ...envelope, kind: 'hands' })).toBeNull();
    const bytes = Buffer.from(fromBase64url(envelope.sealed));
    for (const at of [0, 1, 40, 70, 90, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ 1;
      expect([at, keys.open(tablet, { ...envelope, sealed: changed.toString('base64url') })]).toEqual([at, null]);
    }
    for (const sealed of ['', 'A', 'A'.repeat(200)]) expect(keys.open(tablet, { ...envelope, sealed })).toBeNull();
  });

  it('is never the same twice, and tells by its length whether much was said, and no more', async () => {
    const closed = (content: string) => seal(tablet, { id, kind: 'response', content });
    const [one, same, longer, long] = await Promise.all([closed('yes'), closed('yes'), closed('x'.repeat(900)), closed('x'.repeat(1500))]);
    expect(one.sealed).not.toBe(same.sealed);
    expect(one.sealed.length).toBe(longer.sealed.length);
    expect(long.sealed.length).toBeGreaterThan(one.sealed.length);
    expect(one.sealed).not.toContain('eWVz');
  });

  it('is of no use to whoever has the database and not the secret', () => {
    const stolen = tabletKeysOf(lockOf(sealWith('another secret, that somebody tries'), 'tablet keys'));
    expect(stolen.open(tablet, { id, kind: 'note', sealed: 'A'.repeat(300) })).toBeNull();
  });
});
