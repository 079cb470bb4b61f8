import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readData } from '../../src/flows/index.ts';
import { ratesOf, ScreenMessages } from '../../src/safeguarding/index.ts';
import { screen } from '../support/shipped.ts';

describe('The rates of the screen', () => {
  const fires = (text: string) => (text.startsWith('!') ? { family: text.slice(1), urgency: 'now' as const, rule: 'of-the-test' } : null);

  it('count what is heard, missed, and heard wrongly', () => {
    const rates = ratesOf(fires, [
      { text: '!abuse', family: 'abuse' },
      { text: '!self_harm', family: 'abuse' },
      { text: 'quiet', family: 'self_harm' },
      { text: '!abuse', family: 'none' },
      { text: 'hello', family: 'none' },
    ]);
    expect(rates).toMatchObject({
      hits: { count: 2, of: 3 },
      rightFamily: { count: 1, of: 2 },
      falseAlarms: { count: 1, of: 2 },
      misses: [{ text: 'quiet', family: 'self_harm' }],
      alarms: [{ text: '!abuse', rule: 'of-the-test' }],
    });
    expect(rates.families.map(({ family, hits }) => [family, hits.count, hits.of])).toEqual([
      ['abuse', 2, 2],
      ['self_harm', 0, 1],
    ]);
  });

  it("have Wilson's interval, as in his table of 1927: 5 of 10 is 24 to 76 in a hundred", () => {
    const half = Array.from({ length: 10 }, (_, index) => ({ text: index < 5 ? '!abuse' : 'quiet', family: 'abuse' }));
    const { hits } = ratesOf(fires, half);
    expect([hits.from.toFixed(3), hits.to.toFixed(3)]).toEqual(['0.237', '0.763']);
  });

  it('lie within their interval', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (heard, missed) => {
        const messages = [...Array(heard).fill('!abuse'), ...Array(missed).fill('quiet')].map((text) => ({ text, family: 'abuse' }));
        const { hits } = ratesOf(fires, messages);
        if (hits.of === 0) return;
        expect(hits.from).toBeLessThanOrEqual(hits.count / hits.of + 1e-9);
        expect(hits.to).toBeGreaterThanOrEqual(hits.count / hits.of - 1e-9);
      }),
    );
  });

  it('are measured on at least 400 messages that are all different, more than 200 of them held apart, and half of the time harmless', () => {
    const folder = new URL('../fixtures/safeguarding/', import.meta.url);
    const sets = readdirSync(folder).map((name) => ({ name, messages: readData(ScreenMessages, new URL(name, folder)) }));
    const all = sets.flatMap(({ messages }) => messages);
    const held = sets.find(({ name }) => name === 'held-apart.yaml')?.messages ?? [];
    expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(400);
    expect(held.length).toBeGreaterThanOrEqual(200);
    const { hits, falseAlarms } = ratesOf(screen, all);
    expect(falseAlarms.of).toBeGreaterThanOrEqual(all.length * 0.4);
    expect(hits.of).toBeGreaterThanOrEqual(all.length * 0.4);
  });

  it('are good where the rules were tuned, or something has broken', () => {
    const tuned = ratesOf(screen, readData(ScreenMessages, new URL('../fixtures/safeguarding/tuned-on.yaml', import.meta.url)));
    expect(tuned.hits.count / tuned.hits.of).toBeGreaterThanOrEqual(0.96);
    expect(tuned.falseAlarms.count / tuned.falseAlarms.of).toBeLessThanOrEqual(0.02);
  });
});
