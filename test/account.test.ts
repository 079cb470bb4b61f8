import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountOf } from '../src/account.ts';

describe('An account', () => {
  const tenant = 'AAAAAAAA-bbbb-4CCC-8ddd-eeeeeeeeeeee';
  const small = tenant.toLowerCase();

  it('of Entra is the same in capitals', () => {
    expect(accountOf('botframework', `msteams:${tenant}/${tenant}`)).toBe(`msteams:${small}/${small}`);
    expect(accountOf('botframework', `MSTeams:${tenant}/${tenant}`)).toBe(`msteams:${small}/${small}`);
  });

  it.each([
    ['botframework', `msteams:${small}/29:1AbCdEF-gH_i`],
    ['botframework', 'sms/+441632960001'],
    ['botframework', 'telegram/AbC'],
    ['slack', 'T0ABC/U0DEF'],
    ['terminal', 'Ada@Office'],
    ['web', 'msteams:ABC/DEF'],
  ])('on %s, %s, stays as it is', (channel, address) => {
    expect(accountOf(channel, address)).toBe(address);
  });

  it('is folded once and for all, and only in its capitals', () => {
    const address = fc.oneof(
      fc.string(),
      fc.tuple(fc.string(), fc.string()).map(([a, b]) => `msteams:${a}/${b}`),
    );
    fc.assert(
      fc.property(fc.constantFrom('botframework', 'slack', 'web'), address, (channel, given) => {
        const folded = accountOf(channel, given);
        expect(accountOf(channel, folded)).toBe(folded);
        expect(folded.toLowerCase()).toBe(given.toLowerCase());
      }),
    );
  });
});
