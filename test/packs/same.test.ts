import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { type PackDocument, type PackFile, packFiles } from '../../src/packs/index.ts';
import { readPdf } from '../support/read-pdf.ts';
import { report, words } from './document.ts';

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&apos;': "'" };
const unescaped = (text: string) => text.replace(/&(?:amp|lt|gt|quot|apos|#39);/g, (entity) => entities[entity] as string);
const squeezed = (text: string) => text.replace(/[\s“”]/g, '');

/** Cells of a CSV file, as another program reads them (RFC 4180). */
function csvCells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.replace(/^\ufeff/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** Cells of each sheet of a workbook, as texts. */
function bookCells(bytes: Uint8Array): string[][][] {
  const parts = unzipSync(bytes);
  const xml = (name: string) => strFromU8(parts[name] as Uint8Array);
  const shared = [...xml('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, one = '']) =>
    unescaped([...one.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text]) => text).join('')),
  );
  const names = Object.keys(parts).filter((name) => /worksheets\/sheet\d+\.xml$/.test(name));
  return names
    .sort((one, other) => Number(/\d+/.exec(one)) - Number(/\d+/.exec(other)))
    .map((name) =>
      [...xml(name).matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) => {
        const cells: string[] = [];
        for (const [, about = '', value = ''] of row.matchAll(/<c ([^>]*?)(?:\/>|>(?:<v>([^<]*)<\/v>)?<\/c>)/g)) {
          const column = /r="([A-Z])\d/.exec(about)?.[1] ?? '';
          cells[column.charCodeAt(0) - 65] = about.includes('t="s"') ? (shared[Number(value)] as string) : value;
        }
        return Array.from(cells, (cell) => cell ?? '');
      }),
    );
}

/** Every number with a mark: what it counts, of how many, and its share and interval, as the page has them. */
const bars = (pack: PackDocument) =>
  pack.sections.flatMap(({ items }) => items.flatMap((item) => ('chart' in item ? item.chart.bars : [])));

describe('The five files of one report', () => {
  const of: Record<string, PackFile[]> = {};
  beforeAll(async () => {
    for (const format of ['html', 'pdf', 'pptx', 'csv', 'xlsx'] as const) of[format] = await packFiles(report, [format], words, 'report');
  });
  const body = (format: string) => of[format]?.[0]?.body as Uint8Array;
  /** Cells of all rows of tables of the page. */
  const pageRows = () =>
    [...String(body('html')).matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => unescaped(cell.replaceAll('<br>', '\n'))),
    );

  it('have the same cells in CSV and in Excel', () => {
    const csv = (of.csv ?? []).map(({ body }) => csvCells(String(body)));
    const book = bookCells(body('xlsx'));
    expect(csv.length).toBeGreaterThan(3);
    expect(csv.flat().length).toBeGreaterThan(20);
    const filled = (sheets: string[][][]) => sheets.map((rows) => rows.map((row) => row.join('|').replace(/\|+$/, '')));
    expect(filled(book)).toEqual(filled(csv));
  });

  it('have the same numbers of each figure', async () => {
    const rows = pageRows();
    const csv = csvCells(String(body('csv')));
    const { text } = await readPdf(body('pdf'));
    const slides = Object.entries(unzipSync(body('pptx'))).flatMap(([name, bytes]) =>
      /^ppt\/slides\/slide\d+\.xml$/.test(name) ? [strFromU8(bytes)] : [],
    );
    const slideRows = slides.flatMap((xml) =>
      [...xml.matchAll(/<a:tr [^>]*>(.*?)<\/a:tr>/gs)].map(([, row = '']) =>
        [...row.matchAll(/<a:tc>(.*?)<\/a:tc>/gs)].map(([, cell = '']) =>
          unescaped([...cell.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text]) => text).join('')),
        ),
      ),
    );
    const tenth = (share: number) => String(Math.round(share * 1000) / 10);
    expect(bars(report).length).toBeGreaterThan(5);
    for (const { figure, label, place, count, of, share } of bars(report)) {
      const said = share ? [share.of, share.from, share.to].map(tenth) : [words.pack_no_share];
      const there = place ?? words.pack_all;
      const row = [label, there, String(count), String(of), ...said];
      const isRow = (cells: string[]) => cells.at(-1) === figure && row.every((cell, at) => cells[at] === cell);
      expect(rows.some(isRow), `${figure} on the page`).toBe(true);
      expect(slideRows.some(isRow), `${figure} on slides`).toBe(true);
      expect(csv.find(([mark]) => mark === figure)?.slice(2, 6), `${figure} in CSV`).toEqual([label, there, String(count), String(of)]);
      expect(squeezed(text), `${figure} in the PDF`).toContain(squeezed(`${row.join('')}${share ? '' : '––'}${figure}`));
    }
  });

  it('have every figure of the list with its value, in those that have a list', async () => {
    const { text } = await readPdf(body('pdf'));
    const listed = report.sections.flatMap(({ id, items }) =>
      id === 'figures' ? items.flatMap((item) => ('table' in item ? item.table.rows : [])) : [],
    );
    expect(listed.length).toBeGreaterThan(5);
    const csv = (of.csv ?? []).flatMap(({ body }) => csvCells(String(body)));
    for (const row of listed) {
      const [id = '', label = '', value = ''] = row;
      expect(pageRows()).toContainEqual(row);
      expect(csv.map((cells) => cells.slice(0, 3).join('|'))).toContain([id, label, value].join('|'));
      expect(squeezed(text)).toContain(squeezed(`${id}. ${words.pack_head_label}: ${label}. ${words.pack_head_value}: ${value}.`));
    }
  });
});
