import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { type PackFile, type PackItem, packFiles, packFormats } from '../../src/packs/index.ts';
import { readPdf } from '../support/read-pdf.ts';
import { report, words, written } from './document.ts';

const shares = report.sections.flatMap(({ items }) =>
  items.flatMap((item) => ('chart' in item ? item.chart.bars.flatMap(({ share }) => (share ? [Math.round(share.of * 100)] : [])) : [])),
);

describe('A report', () => {
  let files: Record<string, PackFile[]>;
  beforeAll(async () => {
    const made = await Promise.all(
      packFormats.map(async (format) => [format, await packFiles(report, [format], words, 'report')] as const),
    );
    files = Object.fromEntries(made);
  });
  const body = (format: string) => files[format]?.[0]?.body as Uint8Array;
  const page = () => String(files.html?.[0]?.body);

  it('is one page that runs nothing, names no other file, and takes nobody’s words for anything but words', () => {
    expect(page()).not.toMatch(/<script|<link|<img|@import|url\((?!#)|(?:src|href)="(?!#)/);
    expect(page()).toContain('&lt;script&gt;alert(1)&lt;/script&gt; it is loud at night');
    expect(page()).toMatch(/<html lang="en">[\s\S]*class="skip"[\s\S]*<main id="report"/);
    const ids = [...page().matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('prints its mark beside each number, in every format that lists them', async () => {
    const { text } = await readPdf(body('pdf'));
    for (const { id, hash } of written.figures) {
      expect(page()).toContain(`>${id}<`);
      expect(page()).toContain(hash);
      expect(text.replace(/\s/g, '')).toContain(hash);
    }
  });

  it('is a tagged PDF with its title, headings, tables and charts that say what they show', async () => {
    const { info, marked, tags } = await readPdf(body('pdf'));
    expect(info).toMatchObject({ Title: report.title, Language: 'en', Author: 'the Harbour Trust' });
    expect(marked).toBe(true);
    const roles = new Set(tags.map(({ role }) => role));
    for (const role of ['H1', 'H2', 'H3', 'Table', 'TH', 'TD', 'Figure', 'L']) expect(roles).toContain(role);
    const alts = tags.flatMap(({ role, alt = '' }) => (role === 'Figure' ? [alt] : []));
    expect(alts.every((alt) => alt.includes('agreed') && !/\.\./.test(alt))).toBe(true);
  });

  it('tears no word of a table on paper, where a screen reader would say two', async () => {
    const long = (item: PackItem): PackItem =>
      'chart' in item
        ? { chart: { ...item.chart, bars: item.chart.bars.map((bar) => ({ ...bar, place: 'Sample Wing, Specimen Unit' })) } }
        : item;
    const sections = report.sections.map((section) => ({ ...section, items: section.items.map(long) }));
    const [file] = await packFiles({ ...report, sections }, ['pdf'], words, 'report');
    const { drawn } = await readPdf(file?.body as Uint8Array);
    const heads = drawn.map((text) => text.trim());
    for (const word of ['Share', 'People', 'Figure']) expect(heads).toContain(word);
    expect(heads).not.toContain('Shar');
  });

  it('has no page with a heading alone above a row that fills one', async () => {
    const table = { title: 'Said', head: ['Area', 'Answer'], rows: [['Feeling safe', 'they told us that it is done. '.repeat(130)]] };
    const sections = [{ id: 'said', heading: 'You said', level: 2 as const, items: [{ table }] }];
    const [file] = await packFiles({ ...report, sections }, ['pdf'], words, 'report');
    const { drawn } = await readPdf(file?.body as Uint8Array);
    const [, second] = drawn.join('').split(/Page \d of \d/);
    expect(second).toMatch(/You said.*Said.*Area.*they told us/s);
  });

  describe('as slides', () => {
    const parts = () => unzipSync(body('pptx'));
    const named = (pattern: RegExp) => Object.entries(parts()).flatMap(([name, bytes]) => (pattern.test(name) ? [strFromU8(bytes)] : []));

    it('has a title on each, notes, and charts that can be edited and say what they show', () => {
      const slides = named(/^ppt\/slides\/slide\d+\.xml$/);
      expect(slides.length).toBeGreaterThan(10);
      for (const slide of slides) expect(slide).toMatch(/<p:ph\s[^>]*type="title"/);
      expect(named(/^ppt\/charts\/chart\d+\.xml$/).length).toBeGreaterThan(1);
      const drawn = slides.filter((slide) => slide.includes('<c:chart '));
      expect(drawn.length).toBeGreaterThan(1);
      for (const slide of drawn) expect(slide).toMatch(/<p:graphicFrame>[\s\S]*descr="[^"]*agreed/);
      expect(named(/^ppt\/notesSlides\//).length).toBeGreaterThanOrEqual(slides.length);
    });

    it('has nothing in the sheet behind a chart but the shares that it shows', () => {
      const sheets = Object.entries(parts()).filter(([name]) => /embeddings\/.*\.xlsx$/.test(name));
      expect(sheets.length).toBeGreaterThan(1);
      const numbers = sheets.flatMap(([, bytes]) => {
        const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] as Uint8Array);
        // Cells without a type are numbers; the others point to texts.
        return [...sheet.matchAll(/<c r="[A-Z]+\d+"><v>([^<]*)<\/v>/g)].map(([, value]) => Number(value));
      });
      expect(numbers.sort()).toEqual([...shares].sort());
    });

    it('says who made it, and nothing of a person or a machine', () => {
      const [core] = named(/^docProps\/core\.xml$/);
      expect(core).toContain('<dc:creator>the Harbour Trust</dc:creator>');
      expect(core).toContain('<cp:lastModifiedBy>the Harbour Trust</cp:lastModifiedBy>');
    });
  });

  it('is tables of what it says, in which no text is a formula', () => {
    const csv = (files.csv ?? []).map(({ body }) => String(body)).join('\n');
    expect(csv).toContain("'=SUM(A1:A9)");
    expect(csv).not.toMatch(/(?:^|,)"?[=+\-@]/m);
    for (const { id } of written.figures.filter(({ query }) => (query as { from: string }).from === 'release'))
      expect(csv).toContain(`${id},`);
    const book = unzipSync(body('xlsx'));
    const sheets = Object.keys(book).filter((name) => /worksheets\/sheet/.test(name));
    expect(sheets).toHaveLength(files.csv?.length ?? 0);
    for (const name of sheets) expect(strFromU8(book[name] as Uint8Array)).not.toContain('<f>');
  });
});
