/** WHAT A REPORT SAYS, the same for every format: a page, a PDF, slides and tables are drawn from it. */

/** A bar of a chart, and its row in the table beside it. It is a published figure. */
export interface PackBar {
  /** F1, F2 and so on. */
  figure: string;
  label: string;
  /** Place that it is of; null: all of them. */
  place: string | null;
  count: number;
  of: number;
  /** null: there is no share, only a number. */
  share: { of: number; from: number; to: number } | null;
}

export interface PackTable {
  title: string;
  head: string[];
  /** A line break in a cell begins a line. */
  rows: string[][];
  /** Rows that only a spreadsheet has: too many to read. */
  more?: string[][];
}

/** A cell where lines cannot stand below each other: what ends as a sentence needs no other sign. */
export const inOneLine = (cell: string) => cell.replaceAll('.\n', '. ').replaceAll('\n', '; ');

export interface PackChart {
  title: string;
  about: string;
  bars: PackBar[];
  /** Figures that only a spreadsheet has. */
  more?: PackBar[];
  notes: string[];
}

export interface PackQuote {
  words: string;
  /** Who said it, as they allowed it; null: nothing is said of that. */
  by: string | null;
}

export type PackItem =
  | { text: string }
  | { list: string[] }
  | { table: PackTable }
  | { chart: PackChart }
  /** Where quotes about an area go. They are put in when it is drawn and kept nowhere, so a yes that is taken back counts at once. */
  | { quotesAbout: string; none: string }
  | { quotes: PackQuote[] };

export interface PackSection {
  /** A name for links: letters, digits and -. */
  id: string;
  heading: string;
  level: 2 | 3;
  items: PackItem[];
}

export interface PackDocument {
  v: 1;
  title: string;
  /** What it is about, in a few sentences, for the cover. */
  lead: string[];
  author: string;
  /** YYYY-MM-DD */
  made: string;
  sections: PackSection[];
}

/** The report with quotes where they belong; none where nobody allowed any. */
export function withQuotes(pack: PackDocument, quotes: Record<string, PackQuote[]>): PackDocument {
  const put = (item: PackItem): PackItem => {
    if (!('quotesAbout' in item)) return item;
    const about = quotes[item.quotesAbout] ?? [];
    return about.length > 0 ? { quotes: about } : { text: item.none };
  };
  return { ...pack, sections: pack.sections.map((section) => ({ ...section, items: section.items.map(put) })) };
}
