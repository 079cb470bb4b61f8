import { z } from 'zod';
import type { AreaRow, Reading } from '../../insight/index.ts';
import { basisTable } from '../packs/basis.ts';
import { areaLabels } from '../packs/make.ts';
import { placesNote, placesOf } from '../packs/places.ts';
import { cellOf, in100 } from '../packs/said.ts';
import { type Evidence, evidenceOf, publishAll } from '../packs/sources.ts';
import { matrixTables } from '../packs/table.ts';
import type { Chart, NextStep, Sheet } from '../ports.ts';
import { meant } from './choose.ts';
import { type Context, type Refused, staffCommand } from './command.ts';
import { findProject, project, projectChoices } from './projects.ts';

/** Buttons below the matrix: one for each area. */
const MOST_AREAS = 7;

/** Who agreed, in all places: what is drawn is in the table too. */
function agreed(context: Context, rows: AreaRow[]): { area: string; reading: Reading }[] {
  return rows.flatMap(({ area, whole }) => {
    const reading = whole.find(({ kind, share }) => kind === 'agree' && share);
    return reading ? [{ area: areaLabels(context.parts)(area), reading }] : [];
  });
}

async function picture(context: Context, rows: AreaRow[]): Promise<Pick<Sheet, 'pictures' | 'charts'>> {
  const { parts, words } = context;
  const found = agreed(context, rows);
  if (found.length === 0) return {};
  const { barChart, pngOf } = await parts.openInsight();
  const title = words('matrix_draws');
  const drawing = barChart({
    title,
    about: parts.resultsWords.pack_findings_note,
    parts: [
      {
        heading: null,
        bars: found.flatMap(({ area, reading: { share } }) =>
          share
            ? [
                {
                  label: area,
                  value: `${share.count} (${in100(share.count / share.of)} %)`,
                  pieces: [{ from: 0, to: share.count / share.of, hatched: false }],
                  sure: { from: share.from, to: share.to },
                },
              ]
            : [],
        ),
      },
    ],
    notes: [parts.resultsWords.interval],
    alt: [`${title}.`, ...found.map(({ area, reading }) => `${area}: ${cellOf(reading, parts.resultsWords)}`)].join(' '),
  });
  const bars: Chart['bars'] = found.map(({ area, reading }) => ({ label: area, count: reading.counted?.count ?? 0 }));
  return { pictures: [{ alt: drawing.alt, png: pngOf(drawing) }], charts: [{ title, bars }] };
}

async function wholeSheet(context: Context, project: { id: string; name: string }, evidence: Evidence, rows: AreaRow[]): Promise<Sheet> {
  const { parts, words } = context;
  const areaLabel = areaLabels(parts);
  const data = { project: project.id, rows };
  if (evidence.releases.length === 0) return { text: words('matrix_none'), data };
  const steps: NextStep[] = [
    { label: words('pack_step'), order: { name: 'pack make', input: { project: project.id } }, weight: 'main' },
    ...evidence.areas.slice(0, MOST_AREAS).map((area) => ({
      label: words('basis_step', { area: areaLabel(area) }),
      order: { name: 'matrix', input: { project: project.id, area } },
    })),
  ];
  const { resultsWords } = parts;
  const places = placesOf(rows, evidence.settings, resultsWords);
  const note = placesNote(places, resultsWords);
  return {
    text: [words('matrix_title', { project: project.name }), resultsWords.pack_apart, ...(note ? [note] : [])].join(' '),
    tables: matrixTables({ rows, areaLabel, places, words: resultsWords, after: () => '' }),
    ...(await picture(context, rows)),
    next: steps,
    data,
  };
}

/** One cell, or one row, and what it rests on. */
function basisSheet(context: Context, evidence: Evidence, rows: AreaRow[], row: AreaRow, setting: string | null): Sheet {
  const { parts, words } = context;
  const places = placesOf(rows, evidence.settings, parts.resultsWords);
  const wanted = row.parts.filter(({ of }) => (setting === null ? places.shows(of) : of.includes(setting)));
  const readings = [...(setting === null ? row.whole : []), ...wanted.flatMap((part) => part.readings)];
  // Of a place of which nothing is shown, what would be there and why it is not.
  const why = setting !== null && row.notAsked.includes(setting) ? 'not_asked' : 'few';
  const shown = readings.length > 0 ? readings : row.whole.map((reading): Reading => ({ ...reading, counted: null, share: null, why }));
  const note = setting === null ? placesNote(places, parts.resultsWords) : null;
  return {
    text: [words('matrix_basis'), ...(note ? [note] : [])].join(' '),
    tables: shown.map((reading) => {
      const of = reading.place.parts ?? (setting !== null && readings.length === 0 ? [setting] : null);
      return basisTable(context, evidence, reading, of ? places.called(of) : parts.resultsWords.pack_all);
    }),
    data: { area: row.area, setting, readings: shown },
  };
}

export const matrix = staffCommand({
  name: 'matrix',
  summary: 'what is known of each area, in all places and in each that can be told; with an area, what its numbers rest on',
  may: 'see results',
  suggest: ['group'],
  input: z.strictObject({
    project,
    area: z.string().optional().describe('the basis of what is said of this area'),
    setting: z.string().optional().describe('and in this place only'),
  }),
  positional: ['project'],
  choices: async (context) => ({
    ...(await projectChoices(context)),
    area: context.parts.areas.map(({ value }) => ({ value, label: areaLabels(context.parts)(value) })),
    setting: (await context.parts.store.sessions.settings()).map(({ id, name }) => ({ value: id, label: name })),
  }),
  find: findProject,
  missing: 'no_project',
  run: async (context, input, project): Promise<Sheet | Refused> => {
    const { parts, shelf, now, words } = context;
    await publishAll(parts, shelf, now, project.id);
    const evidence = await evidenceOf(parts, shelf, project.id, now);
    const { matrixOf } = await parts.openInsight();
    const rows = matrixOf(evidence.sources, evidence.areas);
    if (input.area === undefined && input.setting === undefined) return wholeSheet(context, project, evidence, rows);
    const areaLabel = areaLabels(parts);
    const [area] = meant(
      input.area ?? '',
      evidence.areas.map((value) => ({ value, label: areaLabel(value) })),
    );
    const row = rows.find((one) => one.area === area);
    if (!row) return { refused: words('matrix_no_area'), faults: { area: words('matrix_no_area') } };
    if (input.setting === undefined) return basisSheet(context, evidence, rows, row, null);
    const [setting] = meant(
      input.setting,
      [...evidence.settings].map(([value, label]) => ({ value, label })),
    );
    if (setting === undefined) return { refused: words('matrix_no_setting'), faults: { setting: words('matrix_no_setting') } };
    return basisSheet(context, evidence, rows, row, setting);
  },
});
