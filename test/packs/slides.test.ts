import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type PackDocument, type PackItem, packFiles } from '../../src/packs/index.ts';
import { report, words } from './document.ts';

const emu = 914_400;

/** Slides of a report with this alone, each as its XML. */
async function slidesOf(items: PackItem[], more: Partial<PackDocument> = {}, id = 'said'): Promise<string[]> {
  const sections = [{ id, heading: 'You said, they did', level: 2 as const, items }];
  const [file] = await packFiles({ ...report, sections, ...more }, ['pptx'], words, 'report');
  const parts = Object.entries(unzipSync(file?.body as Uint8Array));
  return parts.flatMap(([name, bytes]) => (/^ppt\/slides\/slide\d+\.xml$/.test(name) ? [strFromU8(bytes)] : []));
}

const textsOf = (xml: string) => [...xml.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text]) => text ?? '');
/** Letters that a slide has below its title: at 18 points as many as this fill it. */
const FULL = 1700;
const long = 'they told us that it will be done as soon as it can be. '.repeat(40).trim();

describe('Slides of a report', () => {
  it('go on with a quote of 2,000 letters on the next, and lose none of it', async () => {
    const slides = await slidesOf([{ quotes: [{ words: long, by: null }] }]);
    const texts = slides.slice(1).map((xml) => textsOf(xml).slice(1).join(' '));
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(text.length).toBeLessThan(FULL);
    expect(texts.join(' ').replace(/[\s…“”\d]/g, '')).toContain(long.replaceAll(' ', ''));
  });

  it('go on with a row that no slide holds, and name it again', async () => {
    const table = { title: 'Said', head: ['Area', 'Answer', 'Promised'], rows: [['Feeling safe', 'Yes', `${long}\n${long}\n${long}`]] };
    const slides = (await slidesOf([{ table }])).slice(1);
    expect(slides.length).toBeGreaterThan(2);
    for (const xml of slides) expect(textsOf(xml)).toContain('Feeling safe');
    const promised = slides.flatMap((xml) => textsOf(xml).slice(5)).join('');
    expect(promised.match(/as soon as/g)).toHaveLength(120);
  });

  it('tear no word of a narrow column', async () => {
    const table = { title: 'Said', head: ['Area', 'Said', 'Answer', 'Promised', 'Figure'], rows: [['', long, long, long, 'F1000']] };
    const [, xml = ''] = await slidesOf([{ table }]);
    const widths = [...xml.matchAll(/<a:gridCol w="(\d+)"/g)].map(([, width]) => Number(width) / emu);
    // "Figure" in bold letters of 12 points, with a margin at both sides.
    expect(widths.at(-1)).toBeGreaterThan(0.7);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(12.13, 1);
  });

  it('have a long title in smaller letters', async () => {
    const [cover = ''] = await slidesOf([{ text: 'One.' }], { title: 'Voices of the north '.repeat(6) });
    expect(cover).toMatch(/sz="1800"[^>]*>(?:(?!<\/a:r>).)*Voices of the north/s);
  });

  it('say where the list of figures is, which is not on them', async () => {
    const slides = await slidesOf([{ text: words.pack_list_note }], {}, 'figures');
    expect(textsOf(slides.at(-1) ?? '').join(' ')).toContain(words.pack_slide_list);
  });
});
