import { wellFormed } from '../../src/channels/clean-text.ts';
import { limits } from '../../src/channels/slack/limits.ts';

/**
 * What Slack would refuse of a message or a view, as sentences with the place: written from Slack's documentation by its limits, apart from the
 * code that builds blocks. No package does this (slack-facts, chapter 5). A kind of block or element that it does not know is a fault.
 */

type Json = Record<string, unknown>;
type Check = (value: Json, at: string, found: Faults) => void;

class Faults {
  readonly all: string[] = [];
  say(at: string, what: string): void {
    this.all.push(`${at}: ${what}`);
  }
  longest(at: string, value: unknown, most: number, least = 1): void {
    if (typeof value !== 'string') this.say(at, 'is no text');
    else if (value.length < least) this.say(at, 'is empty');
    else if (value.length > most) this.say(at, `has ${value.length} letters of at most ${most}`);
  }
  count(at: string, value: unknown, most: number, least = 1): Json[] {
    if (!Array.isArray(value)) this.say(at, 'is no list');
    else if (value.length < least || value.length > most) this.say(at, `has ${value.length} items of ${least} to ${most}`);
    else if (value.some((one) => typeof one !== 'object' || one === null)) this.say(at, 'has an item that is no object');
    else return value as Json[];
    return [];
  }
  unique(at: string, values: unknown[]): void {
    const given = values.filter((value) => value !== undefined);
    if (new Set(given).size !== given.length) this.say(at, 'has one twice');
  }
}

/** `<` only where a link of ours begins: anything else would be a mention or a command. */
function markup(at: string, text: string, found: Faults): void {
  for (const [tag] of text.matchAll(/<[^>]*>?/g)) if (!/^<https?:\/\/[^<>|]+>$/.test(tag)) found.say(at, `has the markup ${tag}`);
  if (/&(?!amp;|lt;|gt;)/.test(text)) found.say(at, 'has an ampersand that is not escaped');
}

function text(value: unknown, at: string, most: number, found: Faults, kinds = ['plain_text', 'mrkdwn']): void {
  const given = (value ?? {}) as Json;
  if (!kinds.includes(String(given.type))) return found.say(at, `is ${String(given.type)}, not ${kinds.join(' or ')}`);
  found.longest(at, given.text, most);
  if (given.type === 'mrkdwn') markup(at, String(given.text), found);
  if (given.type === 'mrkdwn' && 'emoji' in given) found.say(at, 'has emoji, which only plain_text has');
}

const plain = ['plain_text'];

function options(value: Json, at: string, most: number, found: Faults): void {
  const all = found.count(`${at}.options`, value.options, most);
  for (const [index, one] of all.entries()) {
    text(one.text, `${at}.options[${index}].text`, limits.optionText, found);
    found.longest(`${at}.options[${index}].value`, one.value, limits.optionValue);
    if (one.description) text(one.description, `${at}.options[${index}].description`, limits.optionDescription, found);
  }
  found.unique(
    `${at}.options`,
    all.map((one) => one.value),
  );
  const initial = [value.initial_option, ...((value.initial_options as unknown[]) ?? [])].filter(Boolean);
  for (const one of initial)
    if (!all.some((option) => JSON.stringify(option) === JSON.stringify(one))) found.say(at, 'begins with an option that is not there');
}

const elements: Record<string, Check> = {
  button: (value, at, found) => {
    text(value.text, `${at}.text`, limits.buttonText, found, plain);
    if ('value' in value) found.longest(`${at}.value`, value.value, limits.buttonValue);
    if ('style' in value && !['primary', 'danger'].includes(String(value.style))) found.say(at, 'has a style that there is not');
  },
  checkboxes: (value, at, found) => options(value, at, limits.boxes, found),
  radio_buttons: (value, at, found) => options(value, at, limits.boxes, found),
  static_select: (value, at, found) => {
    options(value, at, limits.selectOptions, found);
    if (value.placeholder) text(value.placeholder, `${at}.placeholder`, limits.placeholder, found, plain);
  },
  multi_static_select: (value, at, found) => elements.static_select?.(value, at, found),
  plain_text_input: (value, at, found) => {
    if (Number(value.max_length ?? 0) > limits.typedText) found.say(at, 'takes too much');
    if ('initial_value' in value) found.longest(`${at}.initial_value`, value.initial_value, limits.typedText, 0);
  },
  number_input: (value, at, found) => {
    if (typeof value.is_decimal_allowed !== 'boolean') found.say(at, 'does not say whether decimals are allowed');
  },
  file_input: (value, at, found) => {
    const most = Number(value.max_files ?? 1);
    if (most < 1 || most > limits.filesInInput) found.say(at, 'takes no file, or too many');
  },
  datepicker: (value, at, found) => {
    if ('initial_date' in value && !/^\d{4}-\d\d-\d\d$/.test(String(value.initial_date))) found.say(at, 'begins with no date');
  },
};

const inInputs = [
  'checkboxes',
  'radio_buttons',
  'static_select',
  'multi_static_select',
  'plain_text_input',
  'number_input',
  'datepicker',
  'file_input',
];
const inActions = ['button', 'checkboxes', 'radio_buttons', 'static_select', 'datepicker'];

function element(value: Json, at: string, allowed: string[], found: Faults): void {
  const check = elements[String(value.type)];
  if (!check || !allowed.includes(String(value.type))) return found.say(at, `is ${String(value.type)}, which has no place there`);
  if ('action_id' in value) found.longest(`${at}.action_id`, value.action_id, limits.actionId);
  check(value, at, found);
}

const blocks: Record<string, Check> = {
  divider: () => undefined,
  header: (value, at, found) => text(value.text, `${at}.text`, limits.headerText, found, plain),
  section: (value, at, found) => {
    if (!value.text && !value.fields) found.say(at, 'has neither text nor fields');
    if (value.text) text(value.text, `${at}.text`, limits.sectionText, found);
    if (value.fields)
      for (const [index, one] of found.count(`${at}.fields`, value.fields, limits.sectionFields).entries())
        text(one, `${at}.fields[${index}]`, limits.fieldText, found);
    if (value.accessory) element(value.accessory as Json, `${at}.accessory`, [...inActions, 'multi_static_select'], found);
  },
  context: (value, at, found) => {
    for (const [index, one] of found.count(`${at}.elements`, value.elements, limits.contextElements).entries())
      text(one, `${at}.elements[${index}]`, limits.contextText, found);
  },
  actions: (value, at, found) => {
    const all = found.count(`${at}.elements`, value.elements, limits.actionsElements);
    for (const [index, one] of all.entries()) element(one, `${at}.elements[${index}]`, inActions, found);
    found.unique(
      `${at}.elements`,
      all.map((one) => one.action_id),
    );
  },
  input: (value, at, found) => {
    text(value.label, `${at}.label`, limits.inputLabel, found, plain);
    if (value.hint) text(value.hint, `${at}.hint`, limits.inputHint, found, plain);
    element((value.element ?? {}) as Json, `${at}.element`, inInputs, found);
  },
  rich_text: (value, at, found) => {
    for (const [index, one] of found.count(`${at}.elements`, value.elements, 100).entries()) {
      if (one.type !== 'rich_text_quote') found.say(`${at}.elements[${index}]`, `is ${String(one.type)}, which we do not know`);
      for (const [place, run] of found.count(`${at}.elements[${index}].elements`, one.elements, 1000).entries())
        if (run.type !== 'text') found.say(`${at}.elements[${index}].elements[${place}]`, 'is no text');
        else found.longest(`${at}.elements[${index}].elements[${place}].text`, run.text, limits.sectionText);
    }
  },
  image: (value, at, found) => {
    found.longest(`${at}.alt_text`, value.alt_text, limits.imageAlt);
    if (!value.slack_file === !value.image_url) found.say(at, 'needs an address or a file of Slack, and not both');
    if (value.image_url) found.longest(`${at}.image_url`, value.image_url, limits.imageUrl);
  },
};

function allBlocks(value: unknown, most: number, least: number, found: Faults): Json[] {
  const all = found.count('blocks', value, most, least);
  for (const [index, one] of all.entries()) {
    const check = blocks[String(one.type)];
    const at = `blocks[${index}]`;
    if (!check) found.say(at, `is a ${String(one.type)}, which we do not know`);
    if ('block_id' in one) found.longest(`${at}.block_id`, one.block_id, limits.blockId);
    check?.(one, at, found);
  }
  found.unique(
    'blocks',
    all.map((one) => one.block_id),
  );
  return all;
}

/** Faults of what chat.postMessage would be given. */
export function faultsOfMessage(message: { text: string; blocks: readonly unknown[] }): string[] {
  const found = new Faults();
  found.longest('text', message.text, limits.messageText);
  markup('text', message.text, found);
  const all = allBlocks(message.blocks, limits.messageBlocks, 1, found);
  if (all.some(({ type }) => type === 'input')) found.say('blocks', 'have an input, which is for views');
  const letters = JSON.stringify(message.blocks).length;
  if (letters > 13_200) found.say('blocks', `have ${letters} letters`);
  if (hasHalfLetter(message)) found.say('message', 'has half a letter');
  return found.all;
}

/** Faults of what views.open, views.update or views.publish would be given. */
export function faultsOfView(view: unknown): string[] {
  const found = new Faults();
  const { type, title, submit, close, blocks: inside, private_metadata, callback_id } = view as Json;
  const all = allBlocks(inside, limits.viewBlocks, 1, found);
  if (type === 'modal') {
    text(title, 'title', limits.viewTitle, found, plain);
    if (submit) text(submit, 'submit', limits.viewTitle, found, plain);
    if (close) text(close, 'close', limits.viewTitle, found, plain);
    if (!submit && all.some((one) => one.type === 'input')) found.say('submit', 'is missing, and there is an input');
  } else if (type !== 'home') found.say('type', `is ${String(type)}`);
  if (private_metadata !== undefined) found.longest('private_metadata', private_metadata, limits.privateMetadata, 0);
  if (callback_id !== undefined) found.longest('callback_id', callback_id, limits.callbackId);
  if (hasHalfLetter(view)) found.say('view', 'has half a letter');
  if (JSON.stringify(view).length > limits.viewBytes) found.say('view', 'is too large');
  return found.all;
}

/** Slack's client can't send half a letter. */
function hasHalfLetter(value: unknown): boolean {
  if (typeof value === 'string') return wellFormed(value) !== value;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasHalfLetter);
}
