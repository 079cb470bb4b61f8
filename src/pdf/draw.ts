import PDFDocument from 'pdfkit';
import type { Block, Printed } from './document.ts';
import { bytesOf, type FontName } from './fonts.ts';
import { mark, type Run, runsOf } from './runs.ts';

/** Points. A page of A4 with a margin that a hole punch leaves alone. */
const page = { size: 'A4', margin: 64 } as const;

interface Look {
  tag: 'H1' | 'H2' | 'P' | 'LBody';
  size: number;
  font: FontName;
  /** Points above it. */
  above: number;
}

const looks = {
  1: { tag: 'H1', size: 22, font: 'bold', above: 0 },
  2: { tag: 'H2', size: 14, font: 'bold', above: 18 },
  text: { tag: 'P', size: 11, font: 'plain', above: 8 },
  item: { tag: 'LBody', size: 11, font: 'plain', above: 5 },
} as const satisfies Record<string, Look>;

const indent = 14;
const bullet = '\u2022';

type Pdf = InstanceType<typeof PDFDocument>;
type Part = (() => void) | ReturnType<Pdf['struct']>;

/** One line after the other, each run in its font. What is read from the right, and a mark, say to a screen reader what they are. */
function written(pdf: Pdf, text: string, look: Look, left = 0): Part[] {
  const runs = runsOf(text, look.font);
  const draw = ({ text: part, font, rtl }: Run, at: number) => {
    if (at === 0) pdf.x = page.margin + left;
    const width = pdf.page.width - 2 * page.margin - left;
    // Features make pdfkit lay a line out as one, and not word by word: words that are read from the right then stand in their order.
    const options = {
      continued: at < runs.length - 1,
      lineGap: 3,
      ...(at === 0 && { width }),
      ...(rtl && { features: ['rtla' as const] }),
    };
    pdf.font(font).fontSize(look.size).text(part, options);
  };
  return runs.map((run, at) => {
    const actual = run.instead ?? (run.rtl ? run.text : null);
    const drawing = () => draw(run, at);
    return actual === null ? drawing : pdf.struct('Span', { actual }, drawing);
  });
}

/** Keeps a heading with what comes below it. */
function moveOn(pdf: Pdf, look: Look, first: boolean): void {
  const room = pdf.page.height - page.margin - pdf.y;
  if (room < look.size * (look.font === 'bold' ? 5 : 2)) pdf.addPage();
  else if (!first) pdf.y += look.above;
}

function add(pdf: Pdf, block: Block, first: boolean): void {
  const one = (text: string, look: Look) => {
    const opening = () => moveOn(pdf, look, first);
    pdf.addStructure(pdf.struct(look.tag, {}, [opening, ...written(pdf, text, look)]));
  };
  if ('heading' in block) return one(block.heading, looks[block.level]);
  if ('text' in block) return one(block.text, looks.text);
  const look = looks.item;
  const items = block.list.map((text) => {
    const label = pdf.struct('Lbl', {}, () => {
      moveOn(pdf, look, false);
      pdf.font('plain').fontSize(look.size).text(bullet, page.margin, pdf.y, { lineBreak: false });
    });
    return pdf.struct('LI', {}, [label, pdf.struct('LBody', {}, written(pdf, text, look, indent))]);
  });
  pdf.addStructure(pdf.struct('L', {}, items));
}

/**
 * A document as a PDF for people and for screen readers: tagged as PDF/UA-1 asks, with its language and title. A letter that no font of ours has
 * is a mark on the page, the letter itself for whoever copies it or has it read out, and a note says so.
 * @returns the file. The same document is the same bytes
 */
export async function pdfOf(printed: Printed): Promise<Uint8Array> {
  const { title, author, language, made, undrawn } = printed;
  const all = printed.blocks.flatMap((block) => ('heading' in block ? [block.heading] : 'text' in block ? [block.text] : block.list));
  const missing = all.some((text) => runsOf(text, 'plain').some(({ instead }) => instead !== undefined));
  const blocks: Block[] = [...printed.blocks, ...(missing ? [{ text: undrawn.replaceAll('{mark}', mark) }] : [])];
  const pdf = new PDFDocument({
    ...{ size: page.size, margin: page.margin, lang: language, displayTitle: true },
    ...{ pdfVersion: '1.7', subset: 'PDF/UA' as never, tagged: true },
    font: bytesOf('plain') as never,
    info: { Title: title, Author: author, CreationDate: made, ModDate: made },
  });
  const bytes: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => bytes.push(chunk));
  const done = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  for (const name of ['plain', 'bold', 'wide'] as const) pdf.registerFont(name, bytesOf(name) as never);
  for (const [at, block] of blocks.entries()) add(pdf, block, at === 0);
  pdf.end();
  await done;
  return Buffer.concat(bytes);
}
