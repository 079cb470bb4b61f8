import { z } from 'zod';
import type { BarChart } from '../../insight/index.ts';
import { type FunnelStage, firstOf, type ShareRow, type ShareTable } from '../../pathways/index.ts';
import { today } from '../pathways/place.ts';
import { barOf, type PathwayReport, reportOn } from '../pathways/report.ts';
import type { Sheet } from '../ports.ts';
import { readDay } from './choose.ts';
import { type Context, staffCommand } from './command.ts';
import { stageCalled } from './pathway-who.ts';
import { day } from './when.ts';

type Table = NonNullable<Sheet['tables']>[number];

/** One share, or the lowest and the highest that it can be: rounded outwards, so that what is true lies between them. */
function shareIn({ words }: Context, { lowest, highest }: ShareRow): string {
  if (lowest === highest) return `${Math.round(lowest * 1000) / 10} %`;
  return words('share_range', { lowest: `${Math.floor(lowest * 100)} %`, highest: `${Math.ceil(highest * 100)} %` });
}

function tableOf(context: Context, heading: string, { day: of, rows }: ShareTable, called: (row: ShareRow) => string): Table {
  return {
    head: [`${heading}, ${day(of)}`, 'Staff', 'Came through', 'Did not', 'No recorded start', 'Share'],
    rows: rows.map((row) => [called(row), ...[row.staff, row.yes, row.no, row.unknown].map(String), shareIn(context, row)]),
  };
}

function rule(context: Context): string {
  const { parts, words } = context;
  const called = (stages: { stage: string }[]) => stages.map(({ stage }) => stageCalled(context, stage)).join(', ');
  return words('report_rule', {
    works: called(parts.pathway.stages.filter(({ works }) => works)),
    first: called([firstOf(parts.pathway)]),
  });
}

function monthsOf({ words }: Context, { months, movedOn }: FunnelStage): string {
  if (months !== null) return words(months === 1 ? 'months_one' : 'months_many', { months: String(months) });
  return words(movedOn === null ? 'months_few' : 'months_none');
}

function funnelOf(context: Context, { funnel, least }: PathwayReport): Table {
  const { words } = context;
  const steps = (count: number | null) =>
    count === null ? words('fewer', { least: String(least) }) : words('at_least_so_many', { count: String(count) });
  return {
    head: [`${words('report_stages')}, ${day(funnel.day)}`, 'Are there', 'Went on', 'Did not yet', 'Half went on within'],
    rows: funnel.stages.map((one) => [
      stageCalled(context, one.stage),
      ...[one.people, one.movedOn, one.stayed].map(steps),
      monthsOf(context, one),
    ]),
  };
}

const roleIn =
  (context: Context) =>
  ({ of }: ShareRow) =>
    of.map((stage) => stageCalled(context, stage)).join(', ');
/** Years, those that follow each other as one. */
function cohortIn({ words }: Context) {
  return ({ of }: ShareRow) => {
    const runs = of.map(Number).reduce<[number, number][]>((runs, year) => {
      const last = runs.at(-1);
      if (last && last[1] === year - 1) last[1] = year;
      else runs.push([year, year]);
      return runs;
    }, []);
    return runs
      .map(([from, to]) => (from === to ? String(from) : words('report_years', { from: String(from), to: String(to) })))
      .join(', ');
  };
}

/** The parts that may be shown, each with its heading and what its rows are called. */
function partsOf(context: Context, { share }: PathwayReport) {
  const { words } = context;
  const parts = [
    { heading: words('report_title'), table: share.whole, called: () => words('report_everybody') },
    { heading: words('report_by_role'), table: share.role, called: roleIn(context) },
    { heading: words('report_by_cohort'), table: share.cohort, called: cohortIn(context) },
  ];
  return parts.flatMap(({ table, ...part }) => (table ? [{ ...part, table }] : []));
}

function lines(context: Context, report: PathwayReport): string[] {
  const { words } = context;
  const { share, gaps, least } = report;
  const whole = share.whole?.rows[0];
  const fills = { day: day(gaps.day), staff: String(gaps.staff), least: String(least) };
  return [
    ...(gaps.staff === 0 && !whole ? [words('report_no_staff', fills)] : []),
    ...(share.whole && whole
      ? [
          words('report_share', {
            yes: String(whole.yes),
            staff: String(whole.staff),
            share: shareIn(context, whole),
            day: day(share.whole.day),
          }),
        ]
      : []),
    ...(gaps.staff > 0 && !whole ? [words('report_hidden', fills)] : []),
    ...(whole && whole.unknown > 0 ? [words('report_bounds', { count: String(whole.unknown) })] : []),
    ...(share.whole && share.whole.day < gaps.day ? [words('report_older', { day: day(share.whole.day) })] : []),
    ...(whole && !(share.role && share.cohort) ? [words('report_by_hidden', fills)] : []),
    ...(gaps.noStart > 0 ? [words('report_no_start', { ...fills, count: String(gaps.noStart) })] : []),
    ...(gaps.noWork > 0 ? [words('report_no_work', { ...fills, count: String(gaps.noWork) })] : []),
    words('report_median'),
    report.rule,
  ];
}

/** What is drawn: every share that may be shown. null: none. */
function drawn(context: Context, report: PathwayReport): BarChart | null {
  const { words } = context;
  const parts = partsOf(context, report);
  if (parts.length === 0) return null;
  const rows = parts.map(({ heading, table, called }) => ({
    heading: `${heading}, ${day(table.day)}`,
    bars: table.rows.map((row) => barOf(row, called(row), shareIn(context, row))),
  }));
  const read = parts.flatMap(({ table, called }) =>
    table.rows.map((row) => `${called(row)}: ${shareIn(context, row)}, ${row.yes} of ${row.staff} (${day(table.day)})`),
  );
  const said = lines(context, report);
  return {
    title: words('report_title'),
    about: said[0] as string,
    parts: rows,
    notes: [words('report_alt'), report.rule],
    alt: `${words('report_title')}. ${read.join('; ')}. ${words('report_alt')}`,
  };
}

export const pathwayReport = staffCommand({
  name: 'pathway report',
  summary: 'the share of staff who came through projects, by role and by the year they began, and how far people have come, on any day',
  may: 'see pathway figures',
  suggest: ['group'],
  input: z.strictObject({
    on: z.string().optional().meta({ description: 'the day; without it, today', format: 'date' }),
    picture: z.string().trim().max(60).optional().describe('also as a picture to print: what the file is called, like report.svg'),
  }),
  positional: [],
  run: async (context, { on, picture }) => {
    const { parts, now, words } = context;
    const asked = on === undefined ? today(parts, now) : readDay(context, on);
    if (asked === null) return { refused: words('report_date_unread'), faults: { on: words('report_date_unread') } };
    if (picture !== undefined && !/^[\w-]+(\.svg)?$/.test(picture))
      return { refused: words('report_picture_name'), faults: { picture: words('report_picture_name') } };
    const report = await reportOn(parts, asked, rule(context));
    const chart = drawn(context, report);
    const { barChart, pngOf, svgOf } = await parts.openInsight();
    const drawing = chart && barChart(chart);
    const shares = partsOf(context, report);
    const bars = shares.slice(0, 2).flatMap(({ table, called }) => table.rows.map((row) => ({ label: called(row), count: row.yes })));
    return {
      text: lines(context, report).join('\n'),
      tables: [...shares.map(({ heading, table, called }) => tableOf(context, heading, table, called)), funnelOf(context, report)],
      ...(drawing && { pictures: [{ alt: drawing.alt, png: pngOf(drawing) }] }),
      ...(bars.length > 0 && { charts: [{ title: words('report_title'), bars }] }),
      ...(drawing &&
        picture !== undefined && {
          files: [{ name: picture.endsWith('.svg') ? picture : `${picture}.svg`, type: 'image/svg+xml', body: svgOf(drawing) }],
          again: { name: 'pathway report', input: { on: asked, picture } },
        }),
      data: report,
    };
  },
});
