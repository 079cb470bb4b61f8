import { encode } from 'uqr';

/** The dark squares of a QR code, row by row, with the white edge that a camera needs to find it. It can be read where a tenth of it is spoilt. */
export function squaresOf(text: string): { size: number; dark: { down: number; across: number }[] } {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  return { size, dark: data.flatMap((row, down) => row.flatMap((dark, across) => (dark ? [{ down, across }] : []))) };
}
