/**
 * What is new, as the script puts it into the page: the same pieces of HTML that the whole page is made of.
 * The answer to a post, each event of the stream, and the answer to "anything new?" all have this shape.
 */
export interface News {
  /** List items. */
  html: string;
  /** The answer area. */
  ask: string;
  /** Changes when the answer area does: a page that shows the same key leaves what is being typed alone. */
  key: string;
  /** Newest stored message in `html`, or what the page said it has; empty when nothing is stored. */
  last: string;
  /** `html` is all there is, not what came after something. */
  whole: boolean;
  /** The person is known: there is something to listen to. */
  known: boolean;
  /** Everything was erased; `html` is the last that is said, and the page keeps nothing. */
  gone: boolean;
  lang: string;
}
