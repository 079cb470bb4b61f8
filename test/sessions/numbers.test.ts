import { describe, expect, it } from 'vitest';
import { MOST_HEADS, readHeads } from '../../src/sessions/index.ts';

const bands = [
  { value: '13-15', names: ['13 to 15'], from: 13, to: 15 },
  { value: '16-17', names: ['16 or 17'], from: 16, to: 17 },
];

describe('A headcount', () => {
  const read = (heads: number | undefined, text?: string) => readHeads(heads, text, bands);
  const faultOf = (heads: number | undefined, text?: string) => {
    const found = read(heads, text);
    return found && 'fault' in found ? [found.field, found.fault] : found;
  };

  it('is of all, with or without ages', () => {
    expect(read(12)).toEqual({ all: 12, bands: {} });
    expect(read(undefined, '13-15: 4, 16-17: 3')).toEqual({ all: 7, bands: { '13-15': 4, '16-17': 3 } });
    expect(read(12, '13 – 15 = 4\n16 or 17:3')).toEqual({ all: 12, bands: { '13-15': 4, '16-17': 3 } });
    expect(read(0)).toEqual({ all: 0, bands: {} });
    expect(read(undefined, ' ')).toBeNull();
  });

  it('that cannot be is told by field', () => {
    expect(faultOf(5, '13-15: 4, 16-17: 3')).toEqual(['bands', 'bands_over_heads']);
    expect(faultOf(5, '13-15')).toEqual(['bands', 'heads_unread']);
    expect(faultOf(5, '40: 1')).toEqual(['bands', 'unknown_band']);
    expect(faultOf(5, '13-15: 1; 14: 1')).toEqual(['bands', 'band_twice']);
    expect(faultOf(MOST_HEADS + 1)).toEqual(['heads', 'too_many_heads']);
  });
});
