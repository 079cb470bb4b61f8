import { z } from 'zod';
import { basisTable, groundsOf } from '../packs/basis.ts';
import { type CutOff, canonical, type Query, type Value, valueText } from '../packs/figures.ts';
import { placesOf } from '../packs/places.ts';
import { evidenceOf } from '../packs/sources.ts';
import { checkedOf } from '../packs/verify.ts';
import type { KeptPack, PackFigure, Sheet } from '../ports.ts';
import { type Context, staffCommand } from './command.ts';
import { findPack, pack } from './packs.ts';
import { when } from './when.ts';

const nowText = (value: Value | null) => (value === null ? '–' : valueText(value));

const fieldsOf = (data: object): [string, string][] =>
  Object.entries(data).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);

/** Where one figure is from. Of a published one, also what was asked, of whom, and what allowed it. */
async function basisOf(context: Context, { project, at }: KeptPack, figure: PackFigure): Promise<NonNullable<Sheet['tables']>> {
  const { parts, shelf, words } = context;
  const query = figure.query as Query;
  const plain = {
    head: [figure.id, figure.label],
    rows: [
      [parts.resultsWords.pack_head_value, valueText(figure.value as Value)],
      ...(query.from === 'reach' ? [[parts.resultsWords.pack_head_rule, words(`reach_${query.number}_rule`)]] : []),
      ...(query.from === 'release' ? [] : [[parts.resultsWords.pack_head_query, parts.resultsWords[`pack_from_${query.from}`]]]),
      ...fieldsOf(query),
      ...fieldsOf(figure.cutOff as CutOff),
      [parts.resultsWords.pack_head_hash, figure.hash],
    ],
  };
  if (query.from !== 'release') return [plain];
  const evidence = await evidenceOf(parts, shelf, project.id, at);
  const { matrixOf } = await parts.openInsight();
  const { from: _, ...place } = query;
  const rows = matrixOf(evidence.sources, evidence.areas);
  const readings = rows.flatMap(({ whole, parts: cut }) => [...whole, ...cut.flatMap(({ readings }) => readings)]);
  const reading = readings.find((one) => canonical(one.place) === canonical(place));
  if (reading) {
    const { resultsWords } = parts;
    const called = query.parts ? placesOf(rows, evidence.settings, resultsWords).called(query.parts) : resultsWords.pack_all;
    return [plain, basisTable(context, evidence, reading, called)];
  }
  // How answers were captured is of no one question.
  const source = evidence.sources.find(
    ({ of, flow, anonymous }) => of === query.of && flow === query.flow && anonymous === query.anonymous,
  );
  return source
    ? [plain, { head: [parts.resultsWords.basis_title, ''], rows: groundsOf(context, evidence, source, query.parts) }]
    : [plain];
}

export const packBasis = staffCommand({
  name: 'pack basis',
  summary: 'what a figure of a report rests on: where it is from, up to when, what was asked, and what allowed it',
  may: 'make packs',
  input: z.strictObject({ pack, figure: z.string().describe('its mark, such as F3') }),
  positional: ['pack', 'figure'],
  find: findPack,
  missing: 'no_pack',
  run: async (context, { figure: mark }, kept) => {
    const figure = kept.all.find(({ id }) => id.toLowerCase() === mark.trim().toLowerCase());
    if (!figure) {
      const why = context.words('no_figure', { figure: mark });
      return { refused: why, faults: { figure: why } };
    }
    return { tables: await basisOf(context, kept, figure), data: figure };
  },
});

export const packVerify = staffCommand({
  name: 'pack verify',
  summary: 'work out each figure of a report again from where it is from, and say which differ and why',
  may: 'make packs',
  input: z.strictObject({ pack }),
  positional: ['pack'],
  find: findPack,
  missing: 'no_pack',
  run: async ({ parts, now, words }, _input, kept) => {
    const checked = await checkedOf(parts, now, kept);
    const differ = checked.flatMap(({ why, ...one }) => (why === null ? [] : [{ ...one, why }]));
    const told = {
      project: kept.project.name,
      at: when(kept.at),
      count: String(differ.length || checked.length),
      all: String(checked.length),
    };
    return {
      text: words(differ.length > 0 ? 'pack_differ' : 'pack_same', told),
      ...(differ.length > 0 && {
        tables: [
          {
            head: ['Figure', 'What it says', 'When it was made', 'Now', 'Why'],
            rows: differ.map(({ figure, now, why }) => [
              figure.id,
              figure.label,
              valueText(figure.value as Value),
              nowText(now),
              words(`verify_${why}`),
            ]),
          },
        ],
      }),
      data: {
        pack: kept.id,
        all: checked.length,
        differ: differ.map(({ figure, now, why }) => ({ id: figure.id, was: figure.value, now, why })),
      },
    };
  },
});
