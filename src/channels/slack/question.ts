import type { ActionsBlock, ActionsBlockElement, KnownBlock } from '@slack/types';
import type { Prompt } from '../../desk/ports.ts';
import { choiceLines } from '../choice-lines.ts';
import { groupsOf } from '../groups.ts';
import { actions, aside, button, option, plain } from './blocks.ts';
import { limits, ours } from './limits.ts';
import type { Words } from './words.ts';

/**
 * A question's ways to answer without typing. Every block of them names the question in its id, so that an old button is never taken for an
 * answer to the next question: `ask:QUESTION:0`, `ask:QUESTION:1` and so on.
 */

const idOf = (prompt: Prompt, at: number) => `ask:${prompt.id}:${at}`;

/** The question that a block belongs to; null: none. */
export function questionOf(blockId: string): string | null {
  return /^ask:(.+):\d+$/s.exec(blockId)?.[1] ?? null;
}

/** What a press does, by its id: picks that choice at once, picks one of a menu, only ticks, sends what is ticked, skips. */
export const acts = { pick: 'pick', menu: 'menu', tick: 'tick', done: 'done', skip: 'skip' } as const;

function picks({ options, many }: Prompt, words: Words): ActionsBlockElement[][] {
  const choices = options.map(({ value, label }) => option(label, value));
  if (many) {
    const groups = groupsOf(choices, limits.boxes).map((group, at): ActionsBlockElement[] => [
      { type: 'checkboxes', action_id: `${acts.tick}:${at}`, options: group },
    ]);
    return choices.length > 0 ? [...groups, [{ ...button(acts.done, words('done'), acts.done), style: 'primary' }]] : [];
  }
  if (options.length <= ours.buttons)
    return options.length > 0 ? [options.map(({ value, label }, at) => button(`${acts.pick}:${at}`, label, value))] : [];
  return groupsOf(choices, limits.selectOptions).map((group, at) => [
    { type: 'static_select', action_id: `${acts.menu}:${at}`, placeholder: plain(words('pick_one'), limits.placeholder), options: group },
  ]);
}

/** Whether every choice can be drawn so that it can be told from the others. What can't be drawn can be typed, by its number too. */
function drawable({ id, options, many }: Prompt): boolean {
  const most = many ? limits.boxes : limits.selectOptions;
  const values = new Set(options.map(({ value }) => value));
  return (
    idOf({ id } as Prompt, 99).length <= limits.blockId &&
    options.length <= most * 10 &&
    values.size === options.length &&
    options.every(({ value, label }) => value !== '' && value.length <= limits.optionValue && label.trim() !== '')
  );
}

/** The question's own blocks, to stand below its text, and the choices as lines where they can't be drawn whole. */
export function asked(prompt: Prompt, words: Words): { blocks: KnownBlock[]; lines: string[] } {
  const place = prompt.progress ? [aside(words('progress', prompt.progress))] : [];
  const fits = drawable(prompt);
  const drawn = fits ? picks(prompt, words) : [];
  const rows = prompt.skip && idOf(prompt, 99).length <= limits.blockId ? [...drawn, [button(acts.skip, words('skip'), 'SKIP')]] : drawn;
  const blocks = [...place, ...rows.map((elements, at): ActionsBlock => actions(idOf(prompt, at), elements))];
  const short = lettersOf(blocks) < limits.messageLetters / 2;
  const whole = fits && short && prompt.options.every(({ label }) => label.length <= limits.optionText);
  const lines = whole ? [] : choiceLines(prompt);
  return { blocks: short ? blocks : place, lines };
}

/** As we count what a message weighs: all of its JSON, because nobody says what Slack counts. */
export const lettersOf = (blocks: readonly unknown[]) => JSON.stringify(blocks).length;
