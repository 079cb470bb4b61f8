import type { Mode } from '../desk/ports.ts';

/** How answers are captured, in the order of lists. */
export const modes = ['self', 'assisted', 'scribe', 'paper', 'tablet'] as const satisfies readonly Mode[];

/** Those of one person alone. Hands are counted by themselves. */
export const ofOne = modes.filter((mode) => mode !== 'scribe');
