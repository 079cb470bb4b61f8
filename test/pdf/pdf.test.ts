import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, type Printed, pdfOf } from '../../src/pdf/index.ts';
import { mark, runsOf } from '../../src/pdf/runs.ts';
import { readPdf } from '../support/read-pdf.ts';

const made = new Date('2026-03-10T00:00:00Z');
const printed = (blocks: Block[], change: Partial<Printed> = {}): Printed => ({
  ...{ title: 'A title', author: 'A charity', language: 'en', made, blocks, undrawn: 'The sign {mark} stands for a letter.' },
  ...change,
});
const read = async (...blocks: Block[]) => readPdf(await pdfOf(printed(blocks)));

describe('A document as a PDF', () => {
  it('is tagged, has its language and title, and says heading, text and list by their names', async () => {
    const pdf = await readPdf(
      await pdfOf(
        printed([{ heading: 'One', level: 1 }, { text: 'Two' }, { heading: 'Three', level: 2 }, { list: ['four', 'five'] }], {
          language: 'cy',
        }),
      ),
    );
    expect(pdf).toMatchObject({ marked: true, info: { Title: 'A title', Language: 'cy', Author: 'A charity' }, pages: 1 });
    expect(pdf.tags.map(({ role }) => role).join(' ')).toBe('Root H1 P H2 L LI Lbl LBody LI Lbl LBody');
    expect(pdf.text).toBe('OneTwoThree\u2022 four\u2022 five');
  });

  it('is the same bytes for the same document', async () => {
    const one = printed([{ text: 'Zoë' }]);
    expect(Buffer.compare(await pdfOf(one), await pdfOf(one))).toBe(0);
  });

  it.each([
    'Zoë Nowak',
    'Łucja',
    'Ọlá',
    'Володимир',
    'Ελένη',
    '李小龙',
    '민준',
    'さくら',
    'রহিমা',
    'ਗੁਰਪ੍ਰੀਤ',
    'தமிழ்',
    'ጸሃይ',
    'สมชาย',
    'ಕನ್ನಡ',
  ])('can be read back where somebody is called %s', async (name) => {
    const { text } = await read({ text: name });
    expect(text.normalize('NFC')).toBe(name.normalize('NFC'));
  });

  it.each(['أحمد علي حسن', 'שרה כהן', 'ޢަލީ'])('says %s as one, since it is read from the right', async (name) => {
    const { tags } = await read({ text: `${name} came.` });
    expect(tags.filter(({ alt }) => alt !== undefined).map(({ alt }) => alt)).toEqual([name]);
  });

  it('puts a mark where no font has a letter, says so, and has the letter itself for a screen reader', async () => {
    const { text, tags } = await read({ text: 'Sam \u{12000} here' });
    expect(text).toBe(`Sam ${mark} hereThe sign ${mark} stands for a letter.`);
    expect(tags.flatMap(({ alt }) => alt ?? [])).toEqual(['\u{12000}']);
    expect((await read({ text: 'Sam' })).text).toBe('Sam');
  });

  it('goes on over pages, and leaves no heading alone at the foot of one', async () => {
    const parts = Array.from({ length: 40 }, (_, at): Block[] => [{ heading: `Above-${at}.`, level: 2 }, { text: `Below-${at}.` }]);
    for (let before = 0; before < 4; before++) {
      const fill = Array.from({ length: before }, (): Block => ({ text: 'x' }));
      const pages = (await read(...fill, ...parts.flat())).text.split('\n');
      expect(pages.length).toBeGreaterThan(2);
      for (const at of parts.keys())
        expect(pages.filter((page) => page.includes(`Above-${at}.`) || page.includes(`Below-${at}.`)).length, `part ${at}`).toBe(1);
    }
  });
});

describe('A text that goes on on another page', () => {
  it('is closed at the end of the one, and opened again on the other', async () => {
    const long = 'word '.repeat(1500);
    const { pages, whole } = await read({ text: long }, { list: [long, long] });
    expect(pages).toBeGreaterThan(3);
    expect(whole).toBe(true);
  });
});

describe('A text in runs', () => {
  it('has every letter, in its order, and tears none apart', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
        expect(
          runsOf(text, 'plain')
            .map((run) => run.instead ?? run.text)
            .join(''),
        ).toBe(plain);
      }),
    );
  });

  it('runs digits from the left, and gives the space at the end of a name to what follows', () => {
    expect(runsOf('“علي!” (x)', 'plain')).toMatchObject([
      { text: '“' },
      { text: 'علي!', rtl: true },
      { text: '” (', rtl: false },
      { text: 'x)' },
    ]);
    expect(runsOf('علي 12 x', 'plain')).toMatchObject([{ text: 'علي', rtl: true }, { text: ' ' }, { text: '12 x', rtl: false }]);
  });
});
