/** FILES TO SHOW TO OTHERS: a document becomes a PDF that a screen reader can read, in any script. The only room that names pdfkit and its fonts. */
export type { Block, Column, Group, Picture, Printed, Table } from './document.ts';
export { pdfOf } from './draw.ts';
export { squaresOf } from './squares.ts';
