import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { CommandField, CommandOutline } from '../../desk/ports.ts';
import { cleanText } from '../clean-text.ts';
import { groupsOf, option, plain, plainSection } from './blocks.ts';
import { limits } from './limits.ts';
import { typedText } from './markup.ts';
import type { NamedOrder } from './sheet.ts';
import type { Words } from './words.ts';

/** A command as a form, and what was filled in as an order. Each field is one block, whose id is the field's name. */

export const formId = 'form';
const field = 'field';
/** The one box of a flag. */
const ticked = 'flag:yes';

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
    // Slack hands over a file only to who may read all files; a list is pasted.
    case 'file':
      return typed(given, true);
    case 'text':
      return typed(given, false);
  }
}

const labelOf = (what: string) => `${what.charAt(0).toUpperCase()}${what.slice(1)}`;

/**
 * @param note said above the fields, such as why the order as it was typed could not be done
 * @param channel where it was asked for, which a form that is sent does not say
 */
export function formView({ name, summary, fields }: CommandOutline, words: Words, note?: string, channel?: string): ModalView {
  const inputs = fields.slice(0, limits.viewBlocks - 2).map(
    (one): InputBlock => ({
      type: 'input',
      block_id: one.name,
      optional: !one.required,
      label: plain(labelOf(one.what), limits.inputLabel),
      element: elementOf(one, words),
    }),
  );
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

/** What a command answered, where its form was. */
export function resultView(title: string, blocks: KnownBlock[], words: Words): ModalView {
  return {
    type: 'modal',
    callback_id: 'result',
    title: plain(labelOf(title), limits.viewTitle),
    close: plain(words('form_close'), limits.viewTitle),
    blocks: groupsOf(blocks, limits.viewBlocks)[0] ?? [plainSection(words('form_result'))],
  };
}

const Option = z.object({ value: z.string() });
const Submitted = z.object({
  callback_id: z.literal(formId),
  private_metadata: z.string(),
  state: z.object({
    values: z.record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          type: z.string(),
          value: z.string().nullish(),
          selected_option: Option.nullish(),
          selected_options: z.array(Option).nullish(),
          selected_date: z.string().nullish(),
        }),
      ),
    ),
  }),
});

type Filled = z.infer<typeof Submitted>['state']['values'][string][string];

/** What was filled in; undefined: nothing. */
function filledIn({ type, value, selected_option, selected_options, selected_date }: Filled): unknown {
  if (type === 'checkboxes' || type === 'multi_static_select') {
    const values = (selected_options ?? []).map((one) => one.value);
    return values.length > 0 ? values : undefined;
  }
  const one = selected_option?.value ?? selected_date ?? (value ? typedText(value) : undefined);
  return one === '' ? undefined : one;
}

/** A form that was sent, as an order; null: it is none of ours. */
export function readForm(view: unknown): (NamedOrder & { channel?: string | undefined }) | null {
  const read = Submitted.safeParse(view).data;
  const about = read && aboutIn(read.private_metadata);
  if (!read || !about) return null;
  const input: Record<string, unknown> = {};
  for (const [id, elements] of Object.entries(read.state.values)) {
    const filled = elements[field];
    const value = filled && filledIn(filled);
    if (value !== undefined) input[id] = Array.isArray(value) && value[0] === ticked ? true : value;
  }
  return { ...about, input };
}

const About = z.object({ name: z.string(), channel: z.string().optional() });

function aboutIn(metadata: string): z.infer<typeof About> | null {
  try {
    return About.safeParse(JSON.parse(metadata)).data ?? null;
  } catch {
    return null;
  }
}
