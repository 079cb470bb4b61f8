import type { Drawing } from '../insight/index.ts';

/** One thing below the other. Text is text: nothing in it is markup, and a line break is a space. */
export type Block =
  /** 1 is the title of the document, once; 2 begins a part, 3 a part of that. */
  | { heading: string; level: 1 | 2 | 3 }
  /** @property link an address that a reader on a screen can press; on paper the text alone has to say it */
  | { text: string; bold?: true; link?: string }
  /** @property from of a list with numbers, the first of them */
  | { list: string[]; from?: number }
  /** A box to tick by hand before each line. @property across side by side, where one line holds them all */
  | { boxes: string[]; across?: true }
  /** So many empty lines to write on. */
  | { lines: number }
  | { table: Table }
  | { picture: Picture }
  /** What follows begins a page. */
  | { pageBreak: true }
  | Group;

/** Blocks that are printed as one. */
export interface Group {
  blocks: Block[];
  /** Not torn in two by the end of a page, where a page can hold them. */
  whole?: true;
  /** How many times as large as the rest: easy read is 1.3, a notice for a wall 1.6. */
  larger?: number;
}

/** A table whose columns have names, and whose first column names the row. Its head stands again where it goes on on another page. */
export interface Table {
  /** Said above it. */
  caption?: string;
  columns: Column[];
  /** Cells by column; a number stands at the right, and an empty text is room to write in. */
  rows: (string | number)[][];
  /** Points that a row is high at least: 28 and more can be written in by hand. */
  rowHeight?: number;
}

export interface Column {
  head: string;
  /** Parts of the width, beside those of the others. Where one column says none, all are made as wide as what stands in them needs. */
  width?: number;
  /** Its texts stand at the right, as numbers do. */
  right?: true;
}

/** @property alt what it says, for those who cannot see it */
export type Picture =
  /** As wide as the page at most. It brings its own `alt`. */
  | { drawing: Drawing }
  /** @property width points; less where the page is not so wide */
  | { png: Uint8Array; width: number; alt: string }
  /** A QR code of a text, such as an address. @property width points */
  | { qr: string; width: number; alt: string };

/** What becomes a PDF. */
export interface Printed {
  /** As readers show it, and as a screen reader says it first. */
  title: string;
  /** Who made it. */
  author: string;
  /** As in HTML: `en`, `cy`. */
  language: string;
  made: Date;
  blocks: Block[];
  /** Said at the end, where a letter is in none of our fonts and a mark stands for it. {mark} is that mark. */
  undrawn: string;
  /** Small, above and below what stands on each page; no part of what is read out. {page} and {pages} are numbers. */
  head?: string;
  foot?: string;
}
