import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { textOfFile } from '../../src/channels/file-text.ts';
import { csvOfWorkbook } from '../../src/channels/workbook.ts';

type Cell = { value: string | number } | { value: Date; type: DateConstructor } | null;
const workbook = (rows: Cell[][]) => writeXlsxFile(rows as never, { dateFormat: 'dd/mm/yyyy' } as never).toBuffer();

const types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
const rels = (target: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="${target}"/></Relationships>`;
/** A workbook as somebody could make it by hand. */
const made = (cells: string, more: Record<string, Uint8Array> = {}) =>
  zipSync({
    '[Content_Types].xml': strToU8(types),
    '_rels/.rels': strToU8(rels('xl/workbook.xml')),
    'xl/workbook.xml': strToU8(
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(rels('worksheets/sheet1.xml')),
    'xl/worksheets/sheet1.xml': strToU8(
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`,
    ),
    ...more,
  });
const text = (place: string, words: string) => `<c r="${place}" t="inlineStr"><is><t>${words}</t></is></c>`;

describe('A workbook', () => {
  it('is read as it is seen: text, numbers and days, each row with the number that it has there', async () => {
    const file = await workbook([
      [{ value: 'name' }, { value: 'since' }, { value: 'phone' }],
      [{ value: 'Sam, "the second"' }, { value: new Date('2021-09-01T00:00:00Z'), type: Date }, { value: 7911123456 }],
      [null, null, null],
      [{ value: '=1+1' }, null, { value: '07911 123456' }],
    ]);
    expect(await textOfFile(file)).toBe('name,since,phone\n"Sam, ""the second""",2021-09-01,7911123456\n,,\n=1+1,,07911 123456');
  });

  it('has of a formula what it came to, and computes none', async () => {
    const cells = `<row r="1">${text('A1', 'name')}</row><row r="2"><c r="A2" t="str"><f>HYPERLINK("http://example.org","x")</f><v>Sam</v></c></row>`;
    expect(await csvOfWorkbook(made(cells))).toBe('name\nSam');
  });

  it('is refused when it would grow out of all measure, wherever it says how large it is', async () => {
    const far = (place: string) => `<row r="1">${text('A1', 'name')}</row><row r="2">${text(place, 'x')}</row>`;
    expect(await csvOfWorkbook(made(far('A2')))).toBe('name\nx');
    for (const place of ['XFD2', 'A1048576', 'A99999', '&#88;FD2', 'a2'])
      expect([place, await csvOfWorkbook(made(far(place)))]).toEqual([place, null]);
    expect(await csvOfWorkbook(made(`<row r="1"><c t=">" r="XFD1"><v>1</v></c></row>`))).toBeNull();
    const bomb = made('', { 'xl/sharedStrings.xml': new Uint8Array(60_000_000) });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await csvOfWorkbook(bomb)).toBeNull();
    // One that says that it is small.
    const lying = Buffer.from(bomb);
    for (let at = lying.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = lying.indexOf('PK\x01\x02', at + 4, 'latin1'))
      lying.writeUInt32LE(10, at + 24);
    expect(await csvOfWorkbook(lying)).toBeNull();
    const laughs = strToU8('<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><sst>&c;</sst>');
    expect(await csvOfWorkbook(made(text('A1', 'x'), { 'xl/sharedStrings.xml': laughs }))).toBeNull();
    expect(await csvOfWorkbook(new Uint8Array(5_000_001))).toBeNull();
  });

  it('that is none, or is broken, is no text', async () => {
    for (const file of [strToU8('PK\x03\x04 and no more'), zipSync({ 'a.txt': strToU8('hello') }), zipSync({})])
      expect(await csvOfWorkbook(file)).toBeNull();
    const good = made(`<row r="1">${text('A1', 'name')}</row>`);
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), async (at, byte, length) => {
        const broken = good.slice();
        broken[at] = byte;
        for (const file of [broken, good.slice(0, length)]) expect(typeof (await textOfFile(file))).toBe('string');
      }),
      { numRuns: 100 },
    );
  });
});
