import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import { cleanText } from '../clean-text.ts';
import { groupsOf } from '../groups.ts';
import { type ButtonOrder, type Offered, readOrder } from '../offered.ts';
import { actions, button, plainSection } from './blocks.ts';
import { limits, ours } from './limits.ts';
import { escaped } from './markup.ts';
import { lettersOf } from './question.ts';
import { split } from './split.ts';
import type { Words } from './words.ts';

/**
 * What a command answered, as blocks for a message or a view. Tables are drawn in letters of one width where they are narrow, and else row by
 * row with their heads: Slack's own table block stands in no view, and once in a message.
 */

/** Letters of a line of a table: what a phone held sideways shows. */
const WIDTH = 72;
/** Rows of a page that somebody can take in. */
const ROWS = 60;

const cellText = (cell: string) => cleanText(cell).replace(/\s+/g, ' ').replaceAll('`', "'");

function drawn(head: string[], rows: string[][]): string[] {
  const all = [head, ...rows].map((row) => row.map(cellText));
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const lines = all.map((row) =>
    widths
      .map((width, at) => (row[at] ?? '').padEnd(width))
      .join('  ')
      .trimEnd(),
  );
  if (lines.every((line) => line.length <= WIDTH))
    return split(lines.join('\n'), ours.piece).map((piece) => `\`\`\`\n${escaped(piece)}\n\`\`\``);
  const records = rows.map((row) => row.flatMap((cell, at) => (cell ? [head[at] ? `${head[at]}: ${cell}` : cell] : [])).join('\n'));
  return split(cleanText(records.join('\n\n')), ours.piece).map(escaped);
}

const nextBlock = 'next';

export function orderOf(blockId: string, value: string | undefined): ButtonOrder | null {
  if (!blockId.startsWith(`${nextBlock}:`) || value === undefined) return null;
  try {
    return readOrder(JSON.parse(value));
  } catch {
    return null;
  }
}

function buttonsOf(next: NonNullable<Offered['next']>): ActionsBlock[] {
  const buttons = next.flatMap(({ label, order, weight }, at): Button[] => {
    const value = JSON.stringify(order);
    if (value.length > limits.buttonValue) return [];
    const style = weight === 'main' ? 'primary' : weight;
    return [{ ...button(`${nextBlock}:${at}`, label, value), ...(style && { style }) }];
  });
  return groupsOf(buttons, limits.actionsElements).map((group, at) => actions(`${nextBlock}:${at}`, group));
}

export function sheetBlocks({ text, tables = [], next = [] }: Offered, words: Words): KnownBlock[] {
  const told = tables.flatMap(({ head, rows }): KnownBlock[] => {
    const more = rows.length - ROWS;
    const pieces = rows.length > 0 ? drawn(head, rows.slice(0, ROWS)) : [];
    const blocks = pieces.map((piece): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text: piece, verbatim: true } }));
    return more > 0 ? [...blocks, plainSection(words('more_rows', { more }))] : blocks;
  });
  const said = split(cleanText(text ?? ''), ours.piece).map(plainSection);
  const buttons = buttonsOf(next);
  const blocks: KnownBlock[] = [];
  for (const block of [...told, ...said])
    if (lettersOf([...blocks, block, ...buttons]) <= limits.messageLetters && blocks.length + buttons.length < limits.messageBlocks - 1)
      blocks.push(block);
    else return [...blocks, plainSection(words('cut_off')), ...buttons];
  return blocks.length + buttons.length > 0 ? [...blocks, ...buttons] : [plainSection(words('form_result'))];
}
