import type PDFDocument from 'pdfkit';
import type { FontName } from './fonts.ts';

/** Points. A page of A4 with a margin that a hole punch leaves alone. */
export const page = { size: 'A4', margin: 64 } as const;

export type Pdf = InstanceType<typeof PDFDocument>;
/** An element of the structure that a screen reader follows. */
export type Element = ReturnType<Pdf['struct']>;
/** What is in one: other elements, and what draws. */
export type Part = (() => void) | Element;

/** Where things go: `pdf.y` is how far the page is full. */
export interface Pen {
  pdf: Pdf;
  /** Points from the left edge, and how wide. */
  left: number;
  width: number;
  /** How many times as large as usual. */
  larger: number;
}

export interface Look {
  size: number;
  font: FontName;
}

/** A block as it will be drawn. */
export interface Laid {
  /** Points above it, where it does not begin a page. */
  above: number;
  /** Points that have to be free for it to begin on a page. */
  least: number;
  height: number;
  /** It is nothing without what follows it. */
  leads?: true;
  /** Draws from `pdf.y`, and leaves that below itself. */
  add: () => void;
}

/** Points of a page that can be filled. */
export const full = ({ pdf }: Pen) => pdf.page.height - 2 * page.margin;

/** A page more, if there is no room for so many points. @returns whether there was none */
export function makeRoom({ pdf }: Pen, points: number): boolean {
  // A hair less: sums of heights are not exact.
  const fits = pdf.y + points <= pdf.page.height - page.margin + 0.01;
  // What is open on this page is closed there, and opened again on the next: a page with half of a pair is no well-formed one.
  if (!fits) pdf.continueOnNewPage();
  return !fits;
}

/** Draws what is there for the eye alone. */
export function decorated({ pdf }: Pen, draw: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  draw();
  pdf.endMarkedContent();
}
