import { describe, expect, it } from 'vitest';
import { barChart, pngOf } from '../../src/insight/index.ts';
import { type Block, type Printed, pdfOf } from '../../src/pdf/index.ts';
import { readPdf, type Tag } from '../support/read-pdf.ts';

const made = new Date('2026-03-10T00:00:00Z');
const printed = (blocks: Block[], change: Partial<Printed> = {}): Printed => ({
  ...{ title: 'A title', author: 'A charity', language: 'en', made, blocks, undrawn: 'The sign {mark} stands for a letter.' },
  ...change,
});
const read = async (...blocks: Block[]) => readPdf(await pdfOf(printed(blocks)));
const roles = (tags: Tag[]) => tags.map(({ role }) => role).join(' ');
const numbered = (count: number) => Array.from({ length: count }, (_, at) => at);

describe('A table', () => {
  const columns = [{ head: 'Setting' }, { head: 'People' }];

  it('has a head of names, and rows that begin with theirs', async () => {
    const { tags, text } = await read({
      table: {
        caption: 'Who came',
        columns,
        rows: [
          ['Leeds hub', 1200],
          ['Elm House', ''],
        ],
      },
    });
    expect(roles(tags)).toBe('Root P Table TR TH TH TR TH TD TR TH TD');
    expect(text).toBe('Who cameSetting PeopleLeeds hub 1,200Elm House');
  });

  it('says for each name whether it is of a column or of a row', async () => {
    const file = Buffer.from(await pdfOf(printed([{ table: { columns, rows: [['Leeds hub', 3]] } }]))).toString('latin1');
    expect(file.match(/\/Scope \/Column/g)).toHaveLength(2);
    expect(file.match(/\/Scope \/Row/g)).toHaveLength(1);
  });

  it('has room to write in that is the name of nothing', async () => {
    const { tags } = await read({ table: { columns, rows: [['', '']], rowHeight: 30 } });
    expect(roles(tags)).toBe('Root Table TR TH TH TR TD TD');
  });

  it('says its head once, shows it on every page, and tears no row apart', async () => {
    const rows = numbered(60).map((at) => [`From-${at}. ${'word '.repeat(30)}To-${at}.`, at]);
    const file = await pdfOf(printed([{ text: 'Before' }, { table: { columns, rows } }]));
    const pages = (await readPdf(file)).text.split('\n');
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.filter((page) => page.includes('Setting People'))).toHaveLength(pages.length);
    expect(
      Buffer.from(file)
        .toString('latin1')
        .match(/\/S \/TH/g),
    ).toHaveLength(2 + rows.length);
    for (const at of rows.keys())
      expect(
        pages.filter((page) => page.includes(`From-${at}.`) && page.includes(`To-${at}.`)),
        `row ${at}`,
      ).toHaveLength(1);
  });

  it('goes on in another row where no page can hold one, and loses no word', async () => {
    const words = numbered(60).map((at) => `w${at}. ${'and more '.repeat(20)}`);
    const narrow = [
      { head: 'Which', width: 1 },
      { head: 'Said', width: 2 },
    ];
    const { text } = await read({ table: { columns: narrow, rows: [['One', words.join('')]] } });
    for (const at of words.keys()) expect(text).toContain(`w${at}. and`);
    expect(text.split('\n').length).toBeGreaterThan(1);
    expect(text.split('\n').every((page) => page.includes('One'))).toBe(true);
  });

  it('breaks a word that no column can hold', async () => {
    const long = 'x'.repeat(200);
    const { text } = await read({ table: { columns, rows: [[long, 1]] } }, { text: long });
    expect(text.replaceAll(' ', '').split('x')).toHaveLength(401);
  });
});

const chart = barChart({
  ...{ title: 'What matters', about: 'Of 40', alt: 'Agree: 30%. The rest is hidden.', notes: ['A note'] },
  parts: [
    {
      heading: 'Leeds hub',
      bars: [
        { label: 'Agree', value: '30%', pieces: [{ from: 0, to: 0.3, hatched: false }], sure: { from: 0.2, to: 0.4 } },
        { label: 'The rest', value: 'hidden', pieces: [{ from: 0, to: 0.7, hatched: true }] },
      ],
    },
  ],
});

describe('A picture', () => {
  it('is drawn as lines and letters, and says in words what it shows', async () => {
    const { text, tags } = await read({ picture: { drawing: chart } });
    expect(text).toMatch(/What matters.*Of 40.*Leeds hub.*Agree.*30%.*The rest.*hidden.*A note/);
    expect(tags.map(({ role, alt }) => [role, alt])).toEqual([
      ['Root', undefined],
      ['Figure', chart.alt],
    ]);
  });

  it('can be a PNG, or a QR code', async () => {
    const { tags, pages } = await read(
      { picture: { png: pngOf(chart), width: 300, alt: 'A chart' } },
      { picture: { qr: 'https://example.org/tablet', width: 90, alt: 'A code' } },
    );
    expect([tags.map(({ alt }) => alt), pages]).toEqual([[undefined, 'A chart', 'A code'], 1]);
  });

  it('goes to the next page with its heading where this one has no room', async () => {
    const fill: Block[] = numbered(24).map(() => ({ text: 'x' }));
    const { text } = await read(...fill, { heading: 'Above', level: 2 }, { picture: { png: pngOf(chart), width: 400, alt: 'A chart' } });
    expect(text.split('\n')[1]).toBe('Above');
  });
});

describe('Paper that is written on', () => {
  it('says of each line that there is a box to tick, and draws empty lines for the eye alone', async () => {
    const { tags, text } = await read({ boxes: ['Agree', 'Not sure'] }, { lines: 3 });
    expect(roles(tags)).toBe('Root L LI Lbl LBody LI Lbl LBody');
    expect(text).toBe('\u2610 Agree\u2610 Not sure');
  });

  it('begins a page where it is told to, and never an empty one', async () => {
    expect((await read({ pageBreak: true }, { text: 'One' }, { pageBreak: true }, { pageBreak: true }, { text: 'Two' })).text).toBe(
      'One\nTwo',
    );
  });

  it('keeps together what is a whole, with the heading that leads to it', async () => {
    const whole = (at: number): Block => ({
      blocks: [{ heading: `Above-${at}.`, level: 3 }, { boxes: numbered(5).map((box) => `Box-${at}-${box}.`) }],
      whole: true,
      larger: 1.3,
    });
    const pages = (await read(...numbered(17).map(whole))).text.split('\n');
    expect(pages.length).toBeGreaterThan(2);
    for (const at of numbered(17))
      expect(
        pages.filter((page) => page.includes(`Above-${at}.`) || page.includes(`Box-${at}-`)),
        `${at}`,
      ).toHaveLength(1);
  });
});

describe('A link', () => {
  it('can be pressed, and is one for a screen reader', async () => {
    const file = await pdfOf(printed([{ text: 'example.org/tablet', link: 'https://example.org/tablet' }]));
    const { tags, text } = await readPdf(file);
    expect([roles(tags), text]).toEqual(['Root P Link', 'example.org/tablet']);
    expect(Buffer.from(file).toString('latin1')).toMatch(/\/URI \(https:\/\/example\.org\/tablet\)/);
  });
});

describe('What stands on every page', () => {
  it('is the same bytes for the same document', async () => {
    const one = printed([{ table: { columns: [{ head: 'A' }], rows: [['b']] } }, { picture: { drawing: chart } }], { foot: '{page}' });
    expect(Buffer.compare(await pdfOf(one), await pdfOf(one))).toBe(0);
  });

  it('has its number, and is not read out', async () => {
    const { text, tags } = await readPdf(
      await pdfOf(printed([{ text: 'One' }, { pageBreak: true }, { text: 'Two' }], { head: 'A pack', foot: 'Page {page} of {pages}' })),
    );
    expect(text).toBe('OneA packPage 1 of 2\nTwoA packPage 2 of 2');
    expect(roles(tags)).toBe('Root P Root P');
  });
});
