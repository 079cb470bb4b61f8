import PDFDocument from 'pdfkit';
import { add, textsOf } from './blocks.ts';
import type { Block, Printed } from './document.ts';
import { openFont } from './fonts.ts';
import { drawLine, linesOf } from './lines.ts';
import { type Look, type Pdf, page } from './pen.ts';
import { mark, runsOf } from './runs.ts';

const small: Look = { size: 8.5, font: 'plain' };

/** What stands above and below each page. A screen reader passes over it. */
function edges(pdf: Pdf, { head, foot }: Printed): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let at = start; at < start + count; at++) {
    pdf.switchToPage(at);
    for (const [text, y, where] of [
      [head, 36, 'Top'],
      [foot, pdf.page.height - 46, 'Bottom'],
    ] as const) {
      if (text === undefined) continue;
      const filled = text.replaceAll('{page}', String(at + 1)).replaceAll('{pages}', String(count));
      pdf.markContent('Artifact', { type: 'Pagination', attached: [where] });
      const [line] = linesOf(pdf, filled, small, pdf.page.width - 2 * page.margin);
      if (line) drawLine(pdf, line, small, page.margin, y);
      pdf.endMarkedContent();
    }
  }
}

/**
 * A document as a PDF for people and for screen readers: tagged as PDF/UA-1 asks, with its language and title. A letter that no font of ours has
 * is a mark on the page, the letter itself for whoever copies it or has it read out, and a note says so.
 * @returns the file. The same document is the same bytes
 */
export async function pdfOf(printed: Printed): Promise<Uint8Array> {
  const { title, author, language, made, undrawn } = printed;
  const missing = textsOf(printed.blocks).some((text) => runsOf(text, 'plain').some(({ instead }) => instead !== undefined));
  const blocks: Block[] = [...printed.blocks, ...(missing ? [{ text: undrawn.replaceAll('{mark}', mark) }] : [])];
  const pdf = new PDFDocument({
    ...{ size: page.size, margin: page.margin, lang: language, displayTitle: true, bufferPages: true },
    ...{ pdfVersion: '1.7', subset: 'PDF/UA' as never, tagged: true },
    // With none at first, each is opened once, by its name. With one, pdfkit opens it anew each time that it is named.
    font: null as never,
    info: { Title: title, Author: author, CreationDate: made, ModDate: made },
  });
  const bytes: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => bytes.push(chunk));
  const done = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  for (const name of ['plain', 'bold', 'wide'] as const) pdf.registerFont(name, openFont(name) as never);
  add({ pdf, left: page.margin, width: pdf.page.width - 2 * page.margin, larger: 1 }, blocks);
  edges(pdf, printed);
  pdf.end();
  await done;
  return Buffer.concat(bytes);
}
