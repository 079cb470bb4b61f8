/** What can be removed. The first of them names a stretch that several finders claim: an offence swallows the place where it was done. */
export const kinds = ['offence', 'email', 'link', 'handle', 'phone', 'date', 'number', 'place', 'name'] as const;
export type Kind = (typeof kinds)[number];

/** In UTF-16 units: from `from` to before `to`. */
export interface Span {
  kind: Kind;
  from: number;
  to: number;
}

/** Stands for a text in which more and more was found, however often it was read: all of it is kept back. */
export const withheld = 'withheld';

export const markerOf = (kind: Kind | typeof withheld) => `[${kind}]`;

/** Splits a text into what is between markers and, at odd places, markers. */
export const markers = new RegExp(`(\\[(?:${[...kinds, withheld].join('|')})\\])`);
