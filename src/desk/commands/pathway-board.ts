import { z } from 'zod';
import { daysAfter, monthsAfter } from '../../calendar/index.ts';
import { today } from '../pathways/place.ts';
import { MOST_LETTERS } from '../pathways/told.ts';
import type { BoardRows, Listed, NextStep, Sheet } from '../ports.ts';
import { shortened } from '../shortened.ts';
import { type Context, staffCommand } from './command.ts';
import { callThem } from './pathway-lists.ts';
import { proofCalled } from './pathway-sheet.ts';
import { stageCalled } from './pathway-who.ts';
import { day, short, when } from './when.ts';

/** Rows of one part, where nobody asks for another number. */
const MOST_ROWS = 20;
const MOST_ASKED = 500;
const MOST_BUTTONS = 3;
/** Days ahead in which what runs out is on the board. */
const SOON = 60;
/** Months in which nothing is new with somebody who is stuck. */
const QUIET = 6;

type Table = NonNullable<Sheet['tables']>[number];

export interface PathwayBoard {
  /** Of each part that is longer: how many more there are, and which command shows them. */
  more: string[];
  tables: Table[];
  next: NextStep[];
  data: BoardRows;
}

/** The board with so many rows of each part. */
export async function boardOf(context: Context, most: number): Promise<PathwayBoard> {
  const { parts, now, words, actor } = context;
  const on = today(parts, now);
  const days = { today: on, soon: daysAfter(on, SOON), quiet: monthsAfter(on, -QUIET), zone: parts.contactHours.zone };
  const board = await parts.store.pathways.board(parts.pathway, days, now, most);
  const { expiring, stuck, proofs, changes } = board;
  const count = new Map(board.stages.map(({ stage, people }) => [stage, people]));
  const labels = new Map(parts.pathway.requirements.map(({ requirement, staff }) => [requirement, staff]));
  const more: string[] = [];
  const part = <Row>(head: [string, ...string[]], { of, rows }: Listed<Row>, drawn: (row: Row) => string[]): Table => {
    const fills = { part: head[0], more: String(of - rows.length), limit: String(Math.min(of, MOST_ASKED)) };
    if (of > rows.length) more.push(words('pathway_and_more', fills));
    return { head, rows: rows.map(drawn) };
  };
  const known = [...parts.pathway.stages.map(({ stage }) => stage), ...count.keys()];
  const tables: Table[] = [
    {
      head: ['Stage', 'People'],
      rows: board.stages.length === 0 ? [] : [...new Set(known)].map((one) => [stageCalled(context, one), String(count.get(one) ?? 0)]),
    },
    part(['Waits for a second person', 'Stage', 'Asked for'], changes, (one) => [
      callThem(one),
      stageCalled(context, one.stage),
      when(one.askedAt),
    ]),
    part(['Waits for a sign-off', 'What', 'In their words', 'Day', 'Id'], proofs, (one) => [
      callThem(one),
      proofCalled(context, one),
      shortened(one.words ?? '', MOST_LETTERS),
      day(one.date),
      short(one.id),
    ]),
    part(['Runs out', 'What', 'Last day', 'Id'], expiring, (one) => [
      callThem(one),
      labels.get(one.requirement) ?? one.requirement,
      day(one.until),
      short(one.person),
    ]),
    part(['Nothing new for 6 months', 'Stage', 'Since', 'Id'], stuck, (one) => [
      callThem(one),
      stageCalled(context, one.stage),
      day(one.since),
      short(one.person),
    ]),
  ].filter(({ rows }) => rows.length > 0);
  const confirming = changes.rows
    .filter(({ by }) => by !== actor.id)
    .slice(0, MOST_BUTTONS)
    .map(
      (one): NextStep => ({
        label: words('step_confirm', { stage: `${callThem(one)}, ${stageCalled(context, one.stage)}` }),
        order: { name: 'pathway confirm', input: { change: one.id } },
      }),
    );
  const signing = proofs.rows.slice(0, MOST_BUTTONS).map(
    (one): NextStep => ({
      label: words('step_sign', { what: `${callThem(one)}, ${proofCalled(context, one)}` }),
      order: { name: 'proof sign', input: { proof: one.id } },
    }),
  );
  return { more, tables, next: [...confirming, ...signing], data: board };
}

export const pathwayBoard = staffCommand({
  name: 'pathway board',
  summary: 'people by stage, what runs out in 60 days, who is stuck for 6 months, and what waits for a sign-off',
  may: 'see pathways',
  input: z.strictObject({
    limit: z.coerce.number().int().min(1).max(MOST_ASKED).default(MOST_ROWS).describe('how many rows of each part at most'),
  }),
  positional: [],
  run: async (context, { limit }) => {
    const { more, ...board } = await boardOf(context, limit);
    const text = board.tables.length === 0 ? [context.words('pathway_board_quiet')] : more;
    return { ...(text.length > 0 && { text: text.join('\n') }), ...board };
  },
});
