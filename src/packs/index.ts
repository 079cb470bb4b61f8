/**
 * REPORTS FOR THOSE WHO DECIDE, in every format: what one says is written once (`document.ts`), and drawn as a page, a PDF, slides and tables. The only room
 * that names pptxgenjs.
 */
export {
  type PackBar,
  type PackChart,
  type PackDocument,
  type PackItem,
  type PackQuote,
  type PackSection,
  type PackTable,
  withQuotes,
} from './document.ts';
export { type PackFile, type PackFormat, packFiles, packFormats } from './files.ts';

/** All of this room, for whoever loads it only when somebody makes a report. */
export type Packs = typeof import('./index.ts');
