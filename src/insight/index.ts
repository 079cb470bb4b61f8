/**
 * SHOWS RESULTS to those who decide: charts, and tables for a spreadsheet, by who reads them. It is given results that are safe to show
 * (`surveys`) and no raw answer. The only room that names @napi-rs/canvas and write-excel-file.
 */
export { type BarChart, barChart } from './bars.ts';
export { chartOf } from './chart.ts';
export { clean } from './clean.ts';
export { csvOf } from './csv.ts';
export type { Drawing } from './drawing.ts';
export {
  type AreaRow,
  type Asking,
  type AskingKind,
  matrixOf,
  type Place,
  type Reading,
  type ReadingKind,
  type Source,
  type Withheld,
} from './matrix.ts';
export { pngOf, pngOfSquares } from './png.ts';
export { type ProfileName, profiles } from './profiles.ts';
export { svgOf } from './svg.ts';
export { type Cell, inert, type Sheet, sheetsOf } from './table.ts';
export { xlsxOf } from './xlsx.ts';

/** All of this room, for whoever loads it only when somebody looks. */
export type Insight = typeof import('./index.ts');
