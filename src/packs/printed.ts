import type { Block, Printed } from '../pdf/index.ts';
import type { ResultsWords } from '../surveys/index.ts';
import { chartDrawings, chartTable } from './chart.ts';
import { inOneLine, type PackDocument, type PackItem, type PackTable } from './document.ts';

const tableOf = ({ title, head, rows }: PackTable): Block => ({
  table: { caption: title, columns: head.map((name) => ({ head: name })), rows: rows.map((row) => row.map(inOneLine)) },
});

/** A line for each row: what is too wide for a page of paper. */
const linesOf = ({ head, rows }: PackTable): Block => ({
  list: rows.map(([first = '', ...rest]) => [first, ...rest.map((cell, at) => `${head[at + 1]}: ${inOneLine(cell)}`)].join('. ')),
});

function blocksOf(item: PackItem, words: ResultsWords): Block[] {
  if ('text' in item) return [{ text: item.text }];
  if ('list' in item) return [{ list: item.list }];
  if ('table' in item) return [item.table.title === words.pack_list ? linesOf(item.table) : tableOf(item.table)];
  if ('quotesAbout' in item) return [{ text: item.none }];
  if ('quotes' in item)
    return [
      { text: words.pack_quotes, bold: true },
      { list: item.quotes.map(({ words, by }) => `“${words}”${by === null ? '' : ` (${by})`}`) },
    ];
  return [...chartDrawings(item.chart, words).map((drawing) => ({ picture: { drawing } })), tableOf(chartTable(item.chart, words))];
}

/** The report as a document to print. */
export function packPrinted({ title, lead, author, made, sections }: PackDocument, words: ResultsWords): Printed {
  const blocks: Block[] = [
    { heading: title, level: 1 },
    ...lead.map((text) => ({ text })),
    ...sections.flatMap(({ heading, level, items }): Block[] => [{ heading, level }, ...items.flatMap((item) => blocksOf(item, words))]),
  ];
  return { title, author, language: 'en', made: new Date(`${made}T00:00:00Z`), blocks, undrawn: words.pack_undrawn, foot: words.pack_page };
}
