import { type Cell, inert, type Sheet } from '../insight/index.ts';
import type { ResultsWords } from '../surveys/index.ts';
import { inOneLine, type PackDocument, type PackSection, type PackTable } from './document.ts';

const percent = (share: number) => Math.round(share * 1000) / 10;

function figures({ sections }: PackDocument, words: ResultsWords): Sheet {
  const rows = sections.flatMap(({ heading, items }) =>
    items.flatMap((item) =>
      'chart' in item
        ? [...item.chart.bars, ...(item.chart.more ?? [])].map(({ figure, label, place, count, of, share }): Cell[] => [
            ...[figure, heading, label, place ?? words.pack_all, count, of],
            ...(share ? [share.of, share.from, share.to].map(percent) : [words.pack_no_share, null, null]),
          ])
        : [],
    ),
  );
  const head = [words.pack_head_figure, words.pack_head_area, words.pack_head_what, words.basis_place, words.head_people];
  return { name: words.sheet_figures, head: [...head, words.head_of, words.head_share, words.head_from, words.head_to], rows };
}

function quotes({ sections }: PackDocument, words: ResultsWords): Sheet {
  const said = ({ heading, items }: PackSection) =>
    items.flatMap((item) => ('quotes' in item ? item.quotes.map(({ words, by }): Cell[] => [heading, words, by ?? '']) : []));
  return { name: words.sheet_quotes, head: [words.pack_head_area, words.head_quote, words.pack_head_by], rows: sections.flatMap(said) };
}

const sheetOf = ({ title, head, rows, more = [] }: PackTable): Sheet => ({
  name: title,
  head,
  rows: [...rows, ...more].map((row) => row.map(inOneLine)),
});

/** What a report says, as tables: all of it was published. Texts are safe to open in a spreadsheet. */
export function packSheets(pack: PackDocument, words: ResultsWords): Sheet[] {
  const tables = pack.sections.flatMap(({ items }) => items.flatMap((item) => ('table' in item ? [sheetOf(item.table)] : [])));
  // The first is there also where it is empty: a workbook has a sheet.
  const all = [figures(pack, words), ...[...tables, quotes(pack, words)].filter(({ rows }) => rows.length > 0)];
  const times = new Map<string, number>();
  return all.map(({ name, head, rows }) => {
    const again = (times.get(name) ?? 0) + 1;
    times.set(name, again);
    return {
      // A workbook has each name once, in 31 letters.
      name: again === 1 ? name : `${name.slice(0, 27)} ${again}`,
      head,
      rows: rows.map((row) => row.map((cell) => (typeof cell === 'string' ? inert(cell) : cell))),
    };
  });
}
