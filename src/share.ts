/** How many of so many, with the 95 % interval of the share: what as many others of the same kind could well have said. */
export interface Share {
  count: number;
  of: number;
  from: number;
  to: number;
}

/** Two-sided 95 %. */
const Z = 1.959964;

/**
 * Wilson's interval (Wilson 1927, Probable inference, the law of succession, and statistical inference, JASA 22, 209–212): unlike the
 * plain one it holds for small numbers, and never leaves 0 to 1. Of nobody, nothing is known: 0 to 1.
 */
export function shareOf(count: number, of: number): Share {
  if (of === 0) return { count, of, from: 0, to: 1 };
  const share = count / of;
  const spread = Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  const scale = 1 + Z ** 2 / of;
  const middle = share + Z ** 2 / (2 * of);
  return { count, of, from: Math.max(0, (middle - spread) / scale), to: Math.min(1, (middle + spread) / scale) };
}
