import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { CommandField, CommandOutline } from '../../desk/ports.ts';
import { cleanText } from '../clean-text.ts';
import { groupsOf } from '../groups.ts';
import { option, plain, plainSection } from './blocks.ts';
import { limits } from './limits.ts';
import type { Words } from './words.ts';

/** A command as a form. Each field is one block, whose id is the field's name; a file is two, to upload it or to paste what is in it. */

export const formId = 'form';
/** The element in every block. */
export const field = 'field';
/** The one box of a flag. */
export const ticked = 'flag:yes';
/** The block in which the file of a field is uploaded. */
export const uploadOf = (name: string) => `${name}:upload`;
export const fieldOf = (block: string) => block.replace(/:upload$/, '');

type Element = InputBlock['element'];

const texts = (given: unknown): string[] =>
  (Array.isArray(given) ? given : given === undefined || given === null ? [] : [given]).map((one) => String(one));

function picked(options: PlainTextOption[], given: unknown): PlainTextOption[] {
  return options.filter(({ value }) => value !== undefined && texts(given).includes(value));
}

function typed(given: unknown, multiline: boolean): Element {
  const text = cleanText(texts(given)[0] ?? '');
  const initial = text !== '' && text.length <= limits.typedText ? { initial_value: text } : {};
  return { type: 'plain_text_input', action_id: field, multiline, max_length: limits.typedText, ...initial };
}

function elementOf({ kind, choices, given }: CommandField, words: Words): Element {
  const options = choices
    .filter(({ value }) => value !== '' && value.length <= limits.optionValue)
    .slice(0, limits.selectOptions)
    .map(({ value, label }) => option(label, value));
  const chosen = picked(options, given);
  const [first] = chosen;
  const placeholder = plain(words('pick_one'), limits.placeholder);
  switch (kind) {
    case 'number':
      return {
        type: 'number_input',
        action_id: field,
        is_decimal_allowed: false,
        ...(/^-?\d+$/.test(String(given ?? '')) && { initial_value: String(given) }),
      };
    case 'date':
      return {
        type: 'datepicker',
        action_id: field,
        ...(/^\d{4}-\d\d-\d\d$/.test(String(given ?? '')) && { initial_date: String(given) }),
      };
    case 'flag': {
      const yes = option(words('form_yes'), ticked);
      return { type: 'checkboxes', action_id: field, options: [yes], ...(given === true && { initial_options: [yes] }) };
    }
    case 'choice':
      if (options.length === 0) return typed(given, false);
      return { type: 'static_select', action_id: field, placeholder, options, ...(first && { initial_option: first }) };
    case 'choices':
      if (options.length === 0) return typed(given, false);
      if (options.length <= limits.boxes)
        return { type: 'checkboxes', action_id: field, options, ...(first && { initial_options: chosen }) };
      return { type: 'multi_static_select', action_id: field, placeholder, options, ...(first && { initial_options: chosen }) };
    case 'long text':
    case 'file':
      return typed(given, true);
    case 'text':
      return typed(given, false);
  }
}

const labelOf = (what: string) => `${what.charAt(0).toUpperCase()}${what.slice(1)}`;

function inputsOf(one: CommandField, words: Words, uploads: boolean): InputBlock[] {
  const label = plain(labelOf(one.what), limits.inputLabel);
  const typed: InputBlock = { type: 'input', block_id: one.name, optional: !one.required, label, element: elementOf(one, words) };
  if (one.kind !== 'file' || !uploads) return [typed];
  const element: Element = { type: 'file_input', action_id: field, filetypes: ['csv', 'xlsx'], max_files: 1 };
  return [
    { type: 'input', block_id: uploadOf(one.name), optional: true, label, element },
    { ...typed, optional: true, label: plain(words('form_paste'), limits.inputLabel) },
  ];
}

/**
 * @param note said above the fields, such as why the order as it was typed could not be done
 * @param channel where it was asked for, which a form that is sent does not say
 * @param uploads false: where no file can be uploaded, it is pasted
 */
export function formView(
  { name, summary, fields }: CommandOutline,
  words: Words,
  { note, channel, uploads = true }: { note?: string | undefined; channel?: string | undefined; uploads?: boolean } = {},
): ModalView {
  const inputs = fields.flatMap((one) => inputsOf(one, words, uploads)).slice(0, limits.viewBlocks - 2);
  return {
    type: 'modal',
    callback_id: formId,
    private_metadata: JSON.stringify({ name, channel }),
    title: plain(labelOf(name), limits.viewTitle),
    submit: plain(words('form_submit'), limits.viewTitle),
    close: plain(words('form_close'), limits.viewTitle),
    blocks: [plainSection(labelOf(summary)), ...(note ? [plainSection(note)] : []), ...inputs],
  };
}

/** What a command answered, where its form was. @param channel where it was asked for, and what is pressed on it goes on */
export function resultView(title: string, blocks: KnownBlock[], words: Words, channel?: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'result',
    private_metadata: JSON.stringify({ channel }),
    title: plain(labelOf(title), limits.viewTitle),
    close: plain(words('form_close'), limits.viewTitle),
    blocks: groupsOf(blocks, limits.viewBlocks)[0] ?? [plainSection(words('form_result'))],
  };
}
