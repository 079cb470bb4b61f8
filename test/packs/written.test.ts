import { describe, expect, it } from 'vitest';
import { writePack } from '../../src/desk/packs/write.ts';
import { matrixOf, type Source } from '../../src/insight/index.ts';
import { type PackSection, packFiles } from '../../src/packs/index.ts';
import { type Release, release, thresholdFor } from '../../src/surveys/index.ts';
import { response } from '../surveys/make.ts';
import { areas, asked, ingredientsOf, source, words } from './document.ts';

/** The same survey with names: twelve people in one place, of whom nearly all agree. */
const few = Array.from({ length: 12 }, (_, at) => response({ safety: at < 6 ? '4' : '1', staffing: '5' }, { setting: 'ash' }));
const named: Source = {
  ...source,
  anonymous: false,
  releases: [release(asked, few, thresholdFor({ anonymous: false, secure: false })) as Release],
};

const sectionOf = (given: Parameters<typeof writePack>[0], id: string): PackSection => {
  const found = writePack(given).document.sections.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
const listOf = (section: PackSection) => section.items.flatMap((item) => ('list' in item ? item.list : []));
const saidIn = (section: PackSection) => section.items.flatMap((item) => ('text' in item ? [item.text] : []));
const rowsOf = (section: PackSection) => section.items.flatMap((item) => ('table' in item ? item.table.rows : []));

describe('What a report says', () => {
  it('has in short a line for each area: the share of most people and whether it is with names, or that there is none', () => {
    const lines = listOf(sectionOf(ingredientsOf([named, source]), 'short'));
    expect(lines).toHaveLength(areas.length);
    expect(lines[0]).toMatch(/^Feeling safe: \d+ of 76 agreed, without names\./);
    // Nobody answered anything of buildings.
    expect(lines[2]).toBe('Buildings and rooms: no share of those who agreed can be shown. What is known of it stands further down.');
  });

  it('says what it is to agree and to not agree before the first number of an area', () => {
    expect(saidIn(sectionOf(ingredientsOf([source]), 'findings'))).toContain(words.pack_method_agree);
  });

  it('has words that fit one session as they fit many', () => {
    const facts = { sessions: 1, settings: 1, from: '2026-01-09', to: '2026-01-09' };
    const [lead] = writePack({ ...ingredientsOf([source]), facts }).document.lead;
    expect(lead).toMatch(/^Our sessions: 1 \[F1\]\. In so many places: 1 \[F2\]\./);
  });

  it('says up to when people were counted', () => {
    const outside = { people: { from: 10, to: 20 }, named: 10, unnamed: 10, attendances: 20, sessions: 2, settings: 1 };
    const reach = { outside: outside as never, month: '2026-06', rows: [] };
    expect(saidIn(sectionOf({ ...ingredientsOf([source]), reach }, 'reach'))[0]).toContain('months that were over by 2026-06-01');
  });

  it('says that nobody was asked where nobody was, and of nothing that it is hidden for that', () => {
    const runs = source.runs.map((run) => (run.setting === 'ash' ? { ...run, areas: ['staffing'] } : run));
    const questions = source.questions.map((one) => ({ ...one, only: one.areas }));
    const rows = rowsOf(sectionOf(ingredientsOf([{ ...source, runs, questions }]), 'matrix'));
    const head = ['Feeling safe', 'Staff'];
    expect(rows.map(([area]) => area).slice(0, 2)).toEqual(head);
    expect(rows[0]?.slice(2)).toContain(words.pack_not_asked);
    expect(rows[1]?.slice(2)).not.toContain(words.pack_not_asked);
  });

  it('has no table without rows where nobody was asked anything, and a workbook nonetheless', async () => {
    const nothing = { ...ingredientsOf([], []), asked: { rows: [], told: [], ways: [] } };
    const { document } = writePack({ ...nothing, facts: { sessions: 0, settings: 0, from: null, to: null } });
    expect(document.sections.flatMap(({ items }) => items).some((item) => 'table' in item)).toBe(false);
    const files = await packFiles(document, ['csv', 'xlsx'], words, 'report');
    expect(files.map(({ name }) => name)).toEqual(['report-1.csv', 'report.xlsx']);
    expect(String(files[0]?.body)).toMatch(/^\ufeffFigure,/);
  });

  it('knows in which settings nobody was asked about an area, and takes no answer to know it', () => {
    const runs = source.runs.map((run) => (run.setting === 'cedar' ? { ...run, areas: ['estates'] } : run));
    const said = (releases: Release[]) => matrixOf([{ ...source, runs, releases }], areas).map(({ notAsked }) => notAsked);
    expect(said(source.releases)).toEqual([['cedar'], ['cedar'], []]);
    expect(said([])).toEqual(said(source.releases));
  });
});
