/**
 * SHOWS RESULTS to those who decide: charts, and tables for a spreadsheet, by who reads them. It is given results that are safe to show
 * (`surveys`) and no raw answer. The only room that names @napi-rs/canvas and write-excel-file.
 */
export { type BarChart, barChart } from './bars.ts';
export { chartOf } from './chart.ts';
export { csvOf } from './csv.ts';
export type { Drawing } from './drawing.ts';
export { pngOf } from './png.ts';
export { type ProfileName, profiles } from './profiles.ts';
export { svgOf } from './svg.ts';
export { type Sheet, sheetsOf } from './table.ts';
export { xlsxOf } from './xlsx.ts';

/** All of this room, for whoever loads it only when somebody looks. */
export type Insight = typeof import('./index.ts');
