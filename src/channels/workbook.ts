import { inflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';

/**
 * The first sheet of an Excel workbook (.xlsx) as CSV, row by row as the spreadsheet numbers them. A formula is what it came to, when somebody last saved it:
 * nothing here computes. What is not what it says, is locked with a password, or would grow out of all measure is null: what a file may make of us is looked
 * at before the library reads it.
 */
export async function csvOfWorkbook(bytes: Uint8Array): Promise<string | null> {
  const parts = bytes.length > MOST_BYTES ? null : partsOf(Buffer.from(bytes));
  if (!parts || !Object.entries(parts).every(([name, part]) => isSane(name, part))) return null;
  try {
    const rows = await readSheet(Buffer.from(zipSync(parts, { level: 0 })));
    return rows.map((row) => row.map(written).join(',')).join('\n');
  } catch {
    return null;
  }
}

/** Whether bytes begin as a zip file does. No text does. */
export const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** Of the file, of all that is in it, and of its first sheet. 10,000 rows of a list are under a megabyte, and a tenth of that in the file. */
const MOST_BYTES = 5_000_000;
const MOST_INSIDE = 50_000_000;
const MOST_PARTS = 500;
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 200;

/** Parts of a workbook that say what stands in its cells. */
const isRead = (name: string) =>
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(_rels\/)?[^/]+\.(xml|rels)|xl\/worksheets\/[^/]+\.xml)$/.test(name);

/** What we read of a zip file, by its table of contents; null: it is none, or too large, or locked. */
function partsOf(file: Buffer): Record<string, Uint8Array> | null {
  try {
    const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    const count = file.readUInt16LE(end + 10);
    if (end < 0 || count > MOST_PARTS) return null;
    const parts: Record<string, Uint8Array> = {};
    let left = MOST_INSIDE;
    for (let at = file.readUInt32LE(end + 16), nth = 0; nth < count; nth++) {
      const [flags, method, packed] = [file.readUInt16LE(at + 8), file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
      const [named, extra, comment] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)];
      const name = file.toString('utf8', at + 46, at + 46 + named);
      const local = file.readUInt32LE(at + 42);
      const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
      at += 46 + named + extra + comment;
      if (!isRead(name)) continue;
      if (flags & 1) return null;
      const body = file.subarray(from, from + packed);
      const part = method === 0 ? body : inflateRawSync(body, { maxOutputLength: left });
      left -= part.length;
      if (left <= 0) return null;
      parts[name] = part;
    }
    return parts;
  } catch {
    return null;
  }
}

/** No text that stands for others, and no cell out where a grid up to it would fill the memory. */
function isSane(name: string, part: Uint8Array): boolean {
  const text = Buffer.from(part).toString('utf8');
  if (/<!(DOCTYPE|ENTITY)/i.test(text) || text.includes('\0')) return false;
  if (!name.startsWith('xl/worksheets/')) return true;
  for (const [, kind, attributes = ''] of text.matchAll(/<(?:[\w.-]+:)?(c|row)(?=[\s/>])([^>]*)/g)) {
    const quotes = attributes.match(/["']/g)?.length ?? 0;
    if (quotes % 2 !== 0) return false;
    const [, , place] = /\sr\s*=\s*(["'])(.*?)\1/.exec(attributes) ?? [];
    if (place === undefined) continue;
    const [, column = '', row = ''] = (kind === 'c' ? /^([A-Z]{1,3})(\d{1,7})$/ : /^()(\d{1,7})$/).exec(place) ?? [];
    const wide = [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
    if (row === '' || Number(row) > MOST_ROWS || wide > MOST_COLUMNS) return false;
  }
  return true;
}

function written(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  // Excel knows no time zone: what it shows is what stands in UTC.
  const text = cell instanceof Date ? cell.toISOString().replace(/T00:00:00\.000Z$/, '') : String(cell);
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
