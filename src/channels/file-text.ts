import { csvOfWorkbook, isZip } from './workbook.ts';

/** What no text has, where there is none. */
const NO_TEXT = '\ufffd';

/**
 * The text of a file that a spreadsheet or an editor wrote: of an Excel workbook its first sheet as CSV, else UTF-8, or UTF-16 where its mark says so, or else Windows-1252, as Excel writes in this
 * part of the world. What is no text has signs in it that no list has (U+FFFD or U+0000), and whoever reads the list says so.
 */
export async function textOfFile(bytes: Uint8Array): Promise<string> {
  if (isZip(bytes)) return (await csvOfWorkbook(bytes)) ?? NO_TEXT;
  const starts = (...mark: number[]) => mark.every((byte, at) => bytes[at] === byte);
  if (starts(0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes);
  if (starts(0xfe, 0xff)) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // A picture or a workbook is full of these; a list has none.
    const binary = bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
    return new TextDecoder(binary ? 'utf-8' : 'windows-1252').decode(bytes);
  }
}
