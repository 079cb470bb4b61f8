import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { csvOf, type ProfileName, profiles, type Sheet, sheetsOf, xlsxOf } from '../../src/insight/index.ts';
import { inert } from '../../src/insight/table.ts';
import { quoteDraw } from '../../src/surveys/index.ts';
import { afterSession, answered, results, threshold, words } from './results.ts';

const draw = quoteDraw(afterSession, threshold, (step, id) => `${step} ${id}`);
for (const [at, { answers }] of answered.entries()) draw.take(String(at), answers);
const quotes = Object.fromEntries(Object.entries(draw.quotes((text) => text)).map(([step, said]) => [step, said.map(({ text }) => text)]));
const labels = Object.fromEntries(afterSession.questions.map(({ step, label }) => [step, label]));
const sheets = (profile: ProfileName, said = quotes) =>
  sheetsOf({ results, quotes: said, parts: afterSession.split?.parts ?? [], labels }, profiles[profile], words);
const rows = (all: Sheet[]) => all.flatMap((sheet) => sheet.rows);

describe('An export', () => {
  it('has what its profile may see: the public no count, no words, no parts; a funder no drop-off', () => {
    expect(sheets('internal').map(({ name }) => name)).toEqual(['Figures', 'By part', 'In their words', 'Where people stopped']);
    expect(sheets('funder').map(({ name }) => name)).toEqual(['Figures', 'By part', 'In their words']);
    expect(sheets('public').map(({ name }) => name)).toEqual(['Figures']);
    expect(sheets('public')[0]?.head).not.toContain('People');
    expect(JSON.stringify(sheets('public'))).not.toContain('Change number');
  });

  it('hides the same in every profile, and invents nothing', () => {
    const hidden = (name: ProfileName) =>
      (sheets(name)[0] as Sheet).rows.filter((row) => row.includes('hidden')).map((row) => [row[0], row[2]]);
    expect(hidden('funder')).toEqual(hidden('internal'));
    expect(hidden('public')).toEqual(hidden('internal'));
    expect(hidden('public').length).toBeGreaterThan(3);
    const inside = new Set(rows(sheets('internal')).map((row) => JSON.stringify(row)));
    for (const row of rows(sheets('funder'))) expect(inside.has(JSON.stringify(row))).toBe(true);
    const percents = (name: ProfileName, from: number) =>
      (sheets(name)[0] as Sheet).rows.map((row) =>
        row.slice(from, from + 3).map((cell) => (typeof cell === 'number' ? Math.round(cell + 1e-9) : cell)),
      );
    expect(percents('public', 3)).toHaveLength(percents('internal', 4).length);
    for (const row of (sheets('public')[0] as Sheet).rows) expect((row.at(-1) as number) % 10).toBe(0);
  });

  it('shows no number of people from 1 to 4 in any profile', () => {
    for (const name of ['internal', 'funder', 'public'] as const)
      for (const sheet of sheets(name))
        for (const row of sheet.rows)
          for (const [at, cell] of row.entries())
            if (typeof cell === 'number' && !/95 %|Share/.test(sheet.head[at] as string)) expect(cell).toBeGreaterThanOrEqual(5);
  });

  it('comes back from CSV as it was', () => {
    for (const sheet of sheets('internal')) {
      const [head, ...back] = parse(csvOf(sheet), { bom: true }) as string[][];
      expect(head).toEqual(sheet.head);
      expect(back).toEqual(sheet.rows.map((row) => row.map((cell) => String(cell ?? ''))));
    }
  });

  it('comes back from Excel as it was, numbers as numbers', async () => {
    const back = await readXlsxFile(await xlsxOf(sheets('internal')));
    expect(back.map(({ sheet }) => sheet)).toEqual(sheets('internal').map(({ name }) => name));
    for (const [at, { data }] of back.entries()) {
      const { head, rows: sent } = sheets('internal')[at] as Sheet;
      expect(data).toEqual([head, ...sent]);
    }
  });

  it('has no formula in it, whatever somebody wrote', async () => {
    const evil = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '=HYPERLINK("http://x")', '\u0000=1', '\u200e=1'];
    for (const text of evil) expect(inert(text)).toMatch(/^'/);
    expect(inert('I felt 100 % safe - at last')).toBe('I felt 100 % safe - at last');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...evil)), (text) => {
        const [sheet] = sheets('internal', { change: [text] }).slice(2);
        for (const cell of (parse(csvOf(sheet as Sheet), { bom: true }) as string[][]).flat())
          expect(cell).not.toMatch(/^\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/);
      }),
    );
    const back = await readXlsxFile(await xlsxOf(sheets('internal', { change: evil })));
    expect(back[2]?.data.slice(1).map(([, text]) => text)).toEqual(evil.map(inert));
  });

  it('can be written whatever is in it: long, broken or strange text', async () => {
    const strange = ['a'.repeat(40_000), '\ud800', '\u0001\ufffe', '<a>&"', '🙂'.repeat(20_000), '\uffff'];
    const back = await readXlsxFile(await xlsxOf(sheets('internal', { change: strange })));
    expect(back[2]?.data.slice(1)).toHaveLength(strange.length);
    expect(String(back[2]?.data[1]?.[1]).length).toBeLessThanOrEqual(32_767);
  });
});
