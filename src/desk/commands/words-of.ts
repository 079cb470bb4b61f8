import type { DeskParts } from '../parts.ts';
import type { StaffWords } from './words.ts';

/** Fills the staff's phrases. A gap that nobody fills stays, so that it is seen. */
export const wordsOf =
  ({ staffWords }: Pick<DeskParts, 'staffWords'>) =>
  (id: keyof StaffWords, fills: Record<string, string> = {}): string =>
    staffWords[id].replace(/\{(\w+)\}/g, (gap, name: string) => fills[name] ?? gap);
