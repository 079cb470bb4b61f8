/** One thing below the other. Text is text: nothing in it is markup, and a line break is a space. */
export type Block =
  /** 1 is the title of the document, once; 2 begins a part. */
  { heading: string; level: 1 | 2 } | { text: string } | { list: string[] };

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
}
