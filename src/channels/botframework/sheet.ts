import { z } from 'zod';
import type { Chart, Sheet } from '../../desk/ports.ts';
import { cleanText } from '../clean-text.ts';
import { groupsOf } from '../groups.ts';
import type { Offered } from '../offered.ts';
import { linesOf } from '../sheet-lines.ts';
import { cut, split } from '../split.ts';
import { fitting } from './bisect.ts';
import {
  type Action,
  actionSet,
  aside,
  bytesOf,
  type Card,
  card,
  cardMessage,
  type Drawn,
  type Element,
  heading,
  inert,
  lines,
  table,
} from './card.ts';
import { limits, ours } from './limits.ts';
import { notice, notices } from './outbound.ts';
import type { Json } from './port.ts';
import { someLines } from './some-lines.ts';
import type { Surface } from './surface.ts';
import { lineOf } from './typed-order.ts';
import type { Words } from './words.ts';

/** What a command answered, as activities. Pure. */

/** The group or channel in which something was asked for whose answer stands elsewhere. It came back through somebody's client. */
export const At = z.object({ id: z.string().min(1).max(1024), type: z.enum(['groupChat', 'channel']) });
export type At = z.infer<typeof At>;

type Table = NonNullable<Sheet['tables']>[number];

/** A table of facts about one thing: its second column has no head. */
const areFacts = ({ head }: Table) => head.length === 2 && head[1] === '';

/** Whether it can be read as a table on a phone that is held sideways. */
function isNarrow({ head, rows }: Table): boolean {
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  return head.length > 1 && head.length <= ours.columns && widths.reduce((sum, width) => sum + width, 0) <= ours.tableLetters;
}

const cellsOf = ({ head, rows }: Table) => rows.map((row) => head.map((_, at) => cleanText(row[at] ?? '') || '–'));

/** As much of a table as that many rows. Wide ones are told row by row, each cell with its head. */
function drawn(whole: Table, count: number): Element[] {
  const part = { head: whole.head, rows: whole.rows.slice(0, count) };
  const [title = ''] = part.head;
  if (areFacts(whole)) return [...heading(title), table(null, cellsOf(part))];
  if (isNarrow(whole)) return [table(part.head, cellsOf(part))];
  return part.rows.flatMap((row, at) => {
    const told = row.flatMap((cell, column) => (cell ? [part.head[column] ? `${part.head[column]}: ${cell}` : cell] : []));
    const [first, ...rest] = lines(told.join('\n'));
    return first ? [{ ...first, ...(at > 0 && { separator: true as const }) }, ...rest] : [];
  });
}

/** Bars of what the table beside it says too, which is what clients show that draw none. */
function chart({ title, bars }: Chart): Drawn {
  const [fallback] = heading(title) as [Element];
  const data = bars.map(({ label, count }) => ({ x: inert(label), y: count }));
  return { type: 'Chart.HorizontalBar', title: inert(title), displayMode: 'AbsoluteWithAxis', data, fallback };
}

function buttonsOf(next: NonNullable<Offered['next']>, at: At | undefined): Element[] {
  // Action.Submit: the answer is a message of its own, and what was pressed stays to be read.
  const all = next.slice(0, ours.steps).map(
    ({ label, order, weight }): Action => ({
      type: 'Action.Submit',
      title: cut(cleanText(label).replaceAll('\n', ' ') || '…', ours.stepLetters),
      data: { onward: 'order', order, ...(at && { at }) },
      ...(weight && { style: weight === 'main' ? ('positive' as const) : ('destructive' as const) }),
    }),
  );
  const sets = (count: number) => groupsOf(all.slice(0, count), limits.setActions).map(actionSet);
  return sets(fitting(all.length, (count) => bytesOf(sets(count)) <= ours.stepBytes));
}

/** @param at where it was asked for, if that is not where it stands: what is pressed on it goes on there */
export function sheetCard({ text = '', tables = [], charts = [], next = [] }: Offered, words: Words, surface: Surface, at?: At): Card {
  const said = cleanText(text);
  const told = someLines(said, ours.saidBytes);
  const below: Element[] = [...told.body, ...buttonsOf(next, at)];
  const whole = (body: Element[]) => card([...body, ...below], [], { fallbackText: cut(said, ours.fallback) || words('staff_answer') });
  // Room is kept for the sentence that says what is left out.
  const fits = (body: Element[]) => bytesOf(whole(body)) <= limits.cardBytes - ours.envelope / 4;
  const body: Element[] = [];
  let { isCut } = told;
  for (const one of tables) {
    const beside = surface.charts ? charts.filter(({ title }) => title === one.head[0]).map(chart) : [];
    const with_ = (count: number) => [...body, ...beside, ...drawn(one, count)];
    const count = fitting(Math.min(one.rows.length, ours.rows), (count) => fits(with_(count)));
    if (one.rows.length > 0 && (count === 0 || !fits(with_(count)))) {
      isCut = true;
      break;
    }
    body.push(...beside, ...drawn(one, count));
    if (count < one.rows.length) body.push(...aside(words('more_rows', { more: one.rows.length - count })));
  }
  if (isCut) body.push(...aside(words('cut_off')));
  return whole(body.length + below.length > 0 ? body : lines(words('form_result')));
}

/** In words: what can be done next is typed. */
function inWords(sheet: Sheet, words: Words): Json[] {
  const tables = sheet.tables?.map(({ head, rows }) => ({ head, rows: rows.slice(0, ours.rows) })) ?? [];
  const more = (sheet.tables ?? []).reduce((sum, { rows }) => sum + Math.max(0, rows.length - ours.rows), 0);
  const steps = (sheet.next ?? []).flatMap(({ label, order }) => {
    const line = lineOf(order);
    return line === null ? [] : [words('type_line', { label, line })];
  });
  const text = [linesOf({ ...sheet, tables }), ...(more > 0 ? [words('more_rows', { more })] : []), steps.join('\n')];
  const pieces = split(cleanText(text.filter(Boolean).join('\n\n')), ours.piece);
  const shown = pieces.length > ours.pieces ? [...pieces.slice(0, ours.pieces), words('cut_off')] : pieces;
  return shown.length > 0 ? shown.map(notice) : notices(words('form_result'));
}

/** Pictures, where nothing draws the figures: the picture if it is small enough for a message, and else what it says. */
function picturesOf({ pictures = [], charts = [] }: Offered, words: Words, surface: Surface): Json[] {
  if (surface.charts && charts.length > 0) return [];
  return pictures.flatMap(({ alt, png }) => {
    const contentUrl = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
    const attachments = [{ contentType: 'image/png', contentUrl, name: cut(cleanText(alt), ours.fallback) }];
    const message = { type: 'message', summary: words('staff_answer'), attachments };
    return bytesOf(message) <= limits.messageBytes - ours.envelope ? [message] : notices(alt);
  });
}

/** @returns one at least; the first has the sheet, its files are not in it */
export function sheetActivities(sheet: Offered, words: Words, surface: Surface, at?: At): Json[] {
  if (surface.kind === 'text') return inWords(sheet as Sheet, words);
  return [cardMessage(sheetCard(sheet, words, surface, at), words('staff_answer')), ...picturesOf(sheet, words, surface)];
}
