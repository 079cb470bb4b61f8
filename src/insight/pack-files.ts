import type { ResultsWords } from '../surveys/index.ts';
import type { PackDocument } from './pack.ts';
import { packHtml } from './pack-html.ts';

export const packFormats = ['html'] as const;
export type PackFormat = (typeof packFormats)[number];

export interface PackFile {
  name: string;
  type: string;
  body: string | Uint8Array;
}

const drawers: Record<PackFormat, (pack: PackDocument, words: ResultsWords, stem: string) => Promise<PackFile[]>> = {
  html: async (pack, words, stem) => [{ name: `${stem}.html`, type: 'text/html; charset=utf-8', body: packHtml(pack, words) }],
};

/**
 * The report as files. The same report is the same bytes, in every format that has no clock of its own.
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
