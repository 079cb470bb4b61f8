import { csvOf, xlsxOf } from '../insight/index.ts';
import type { ResultsWords } from '../surveys/index.ts';
import type { PackDocument } from './document.ts';
import { packHtml } from './page.ts';
import { packPrinted } from './printed.ts';
import { packSheets } from './sheets.ts';

export interface PackFile {
  name: string;
  type: string;
  body: string | Uint8Array;
}

type Draw = (pack: PackDocument, words: ResultsWords, stem: string) => Promise<PackFile[]>;

const office = 'application/vnd.openxmlformats-officedocument';

/** What each format is, and what makes it. What is large is loaded when it is asked for. */
const drawers = {
  html: async (pack, words, stem) => [{ name: `${stem}.html`, type: 'text/html; charset=utf-8', body: packHtml(pack, words) }],
  pdf: async (pack, words, stem) => {
    const { pdfOf } = await import('../pdf/index.ts');
    return [{ name: `${stem}.pdf`, type: 'application/pdf', body: await pdfOf(packPrinted(pack, words)) }];
  },
  pptx: async (pack, words, stem) => {
    const { packSlides } = await import('./slides.ts');
    return [{ name: `${stem}.pptx`, type: `${office}.presentationml.presentation`, body: await packSlides(pack, words) }];
  },
  csv: async (pack, words, stem) =>
    packSheets(pack, words).map((sheet, at) => ({ name: `${stem}-${at + 1}.csv`, type: 'text/csv; charset=utf-8', body: csvOf(sheet) })),
  xlsx: async (pack, words, stem) => [
    { name: `${stem}.xlsx`, type: `${office}.spreadsheetml.sheet`, body: await xlsxOf(packSheets(pack, words)) },
  ],
} satisfies Record<string, Draw>;

export type PackFormat = keyof typeof drawers;
export const packFormats = Object.keys(drawers) as PackFormat[];

/**
 * The report as files.
 * @param stem what they are called, without an ending
 */
export async function packFiles(
  pack: PackDocument,
  formats: readonly PackFormat[],
  words: ResultsWords,
  stem: string,
): Promise<PackFile[]> {
  const files: PackFile[] = [];
  for (const format of formats) files.push(...(await drawers[format](pack, words, stem)));
  return files;
}
