import { createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartOf, pngOf, profiles, svgOf } from '../../src/insight/index.ts';
import type { QuestionResult } from '../../src/surveys/index.ts';
import { runs } from '../support/deep.ts';
import { results, words } from './results.ts';

const [felt, areas] = results.questions as [QuestionResult, QuestionResult];
const drawingOf = (question = felt, profile: (typeof profiles)['internal' | 'public'] = profiles.internal) =>
  chartOf(question, results, profile, words);

/** How many pixels of a rectangle are nearly black. Pixels of the picture: two for one of the drawing. */
async function dark(png: Buffer, x: number, y: number, width: number, height: number): Promise<number> {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(x * 2, y * 2, width * 2, height * 2);
  let found = 0;
  for (let at = 0; at < data.length; at += 4) if ((data[at] as number) + (data[at + 1] as number) + (data[at + 2] as number) < 200) found++;
  return found;
}

describe('A chart', () => {
  it('says in its alternative text all that it shows', () => {
    expect(drawingOf().alt).toBe(
      'Bar chart. I felt listened to. 40 people · Middle answer: between 4 and 5 · Average: between 4 and 4.6. Not at all: hidden; A little: hidden; Half and half: hidden; Mostly: 15 (37.5 %); Completely: 19 (47.5 %); Together: Not at all, A little, Half and half, no answer: 6 (15 %).',
    );
    for (const shape of drawingOf().shapes.filter((one) => one.kind === 'text' && one.bold && /\d/.test(one.text)))
      expect(drawingOf().alt).toContain(shape.kind === 'text' ? shape.text : '');
  });

  it('shows the public whole percents of about so many people, and no count', () => {
    const { alt, shapes } = drawingOf(felt, profiles.public);
    expect(alt).toContain('about 40 people');
    expect(alt).toContain('Mostly: 38 %');
    expect(alt).not.toMatch(/\b(15|19) \(/);
    expect(shapes.some((shape) => shape.kind === 'text' && /\d \(/.test(shape.text))).toBe(false);
  });

  it('draws a bar as long as its share, and none for what is hidden', () => {
    const bars = drawingOf().shapes.filter((shape) => shape.kind === 'bar');
    expect(bars.map(({ hatched }) => hatched)).toEqual([false, false, true]);
    const [mostly, completely] = bars as [(typeof bars)[0], (typeof bars)[0]];
    expect(mostly.width / completely.width).toBeCloseTo(15 / 19, 5);
  });

  it('draws its letters without a font of the machine', async () => {
    const drawing = drawingOf();
    const png = pngOf(drawing);
    const label = drawing.shapes.find((shape) => shape.kind === 'text' && shape.text === 'Not at all');
    if (label?.kind !== 'text') throw new Error('no label');
    expect(await dark(png, label.x - 80, label.y - 14, 80, 18)).toBeGreaterThan(300);
    expect(await dark(png, label.x - 280, label.y - 14, 150, 18)).toBe(0);
    expect(pngOf(drawing).equals(png)).toBe(true);
    // Somebody else's letters have other places: an empty box for each would make these two alike.
    const other = { ...drawing, shapes: drawing.shapes.map((shape) => (shape === label ? { ...label, text: 'Hot as oil' } : shape)) };
    expect(await dark(pngOf(other), label.x - 80, label.y - 14, 80, 18)).not.toBe(await dark(png, label.x - 80, label.y - 14, 80, 18));
  });

  it('keeps every letter inside, and lets nothing that somebody wrote become part of it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom(
        '</text><script>alert(1)</script>',
        '"&\'<>',
        '\u202eevil\u202c',
        'a'.repeat(300),
        'W'.repeat(300),
        '漢字'.repeat(90),
        '\ud800',
      ),
    );
    fc.assert(
      fc.property(text, text, (label, option) => {
        const question = { ...areas, label, figures: areas.figures.map((figure) => ({ ...figure, label: option })) };
        const drawing = drawingOf(question);
        const svg = svgOf(drawing);
        expect(svg).not.toMatch(/<script|\p{Cc}(?<!\n)|[\u202a-\u202e]/u);
        expect(svg.match(/<text /g)?.length).toBe(svg.match(/<\/text>/g)?.length);
        for (const shape of drawing.shapes) {
          if (shape.kind !== 'text') continue;
          const pen = createCanvas(1, 1).getContext('2d');
          pen.font = `${shape.bold ? 'bold ' : ''}${shape.size}px "Atkinson Hyperlegible"`;
          const wide = pen.measureText(shape.text).width;
          expect(shape.anchor === 'end' ? shape.x - wide : shape.x + wide).toBeGreaterThanOrEqual(0);
          expect(shape.anchor === 'end' ? shape.x : shape.x + wide).toBeLessThanOrEqual(drawing.width + 1);
          expect(shape.y).toBeLessThan(drawing.height);
        }
      }),
      { numRuns: runs(25, 200) },
    );
  });

  it('has ink and bars that can be told from the paper', () => {
    const light = (colour: string) => {
      const [r, g, b] = [1, 3, 5]
        .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
        .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const svg = svgOf(drawingOf());
    const contrast = (colour: string) => 1.05 / (light(colour) + 0.05);
    const inks = [...new Set([...svg.matchAll(/<text [^>]*fill="(#[0-9a-f]{6})"/g)].map(([, colour]) => colour as string))];
    const bars = [...new Set([...svg.matchAll(/<rect x[^>]*fill="(#[0-9a-f]{6})"/g)].map(([, colour]) => colour as string))];
    expect([inks.length, bars.length]).toEqual([1, 1]);
    expect(contrast(inks[0] as string)).toBeGreaterThan(7);
    expect(contrast(bars[0] as string)).toBeGreaterThan(4.5);
  });
});
