import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A node of what a PDF says of its own structure. */
export interface Tag {
  role?: string;
  alt?: string;
  children?: Tag[];
}

/** A PDF, as a reader that is not ours understands it. */
export async function readPdf(bytes: Uint8Array) {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0, isEvalSupported: false }).promise;
  const { info } = await pdf.getMetadata();
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, at) => pdf.getPage(at + 1)));
  /** Of each page, what is drawn in one go: a line of a cell, or a part of it. */
  const drawn = await Promise.all(
    pages.map(async (page) => (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : ''))),
  );
  const texts = drawn.map((strings) => strings.join(''));
  // What is marked for screen readers begins and ends on the same page.
  const marks = await Promise.all(
    pages.map(async (page) => {
      const { fnArray } = await page.getOperatorList();
      const begun = fnArray.filter((sign) => sign === OPS.beginMarkedContent || sign === OPS.beginMarkedContentProps).length;
      return begun - fnArray.filter((sign) => sign === OPS.endMarkedContent).length;
    }),
  );
  const trees = (await Promise.all(pages.map((page) => page.getStructTree()))) as Tag[];
  const all = (tag: Tag): Tag[] => [tag, ...(tag.children ?? []).flatMap(all)];
  return {
    info: info as { Title?: string; Language?: string; Author?: string },
    marked: (await pdf.getMarkInfo())?.Marked === true,
    pages: texts.length,
    whole: marks.every((open) => open === 0),
    text: texts.join('\n'),
    drawn: drawn.flat(),
    tags: trees.flatMap(all).filter(({ role }) => role !== undefined),
  };
}
