import { createRequire } from 'node:module';
import type { Activity } from '../../src/channels/botframework/activity.ts';
import { limits, ours } from '../../src/channels/botframework/limits.ts';
import { wellFormed } from '../../src/channels/clean-text.ts';

/**
 * What a client would not draw of a card, or a channel refuse of an activity, as sentences with the place: what Microsoft's own library says of it,
 * and our rules, written apart from the code that builds cards.
 */

type Json = Record<string, unknown>;

interface Library {
  AdaptiveCard: new () => {
    hostConfig: { actions: { maxActions: number } };
    parse(json: unknown, context: unknown): void;
    validateProperties(): { validationEvents: { message: string }[] };
  };
  SerializationContext: new (version: unknown) => { eventCount: number; getEventAt(at: number): { message: string } };
  Version: new (major: number, minor: number) => unknown;
  HostConfig: new (config: object) => { actions: { maxActions: number } };
}

/** Its `main` is ESM without extensions, which Node does not read. */
const library = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.min.js') as Library;

/** Bold, italics, links, code, mentions; a list or a heading at the beginning of a line. */
const markup = /[*_~`[\]<>\\]|\{\{|^\s*(?:\d+[.)]|[-+#=|])/m;

/** Where the format has text that some client may read as Markdown. */
const maybeMarkdown: Record<string, string[]> = {
  TextBlock: ['text'],
  AdaptiveCard: ['fallbackText'],
  'Input.ChoiceSet': ['label', 'errorMessage', 'placeholder'],
  'Input.Text': ['label', 'errorMessage', 'placeholder'],
  'Input.Number': ['label', 'errorMessage', 'placeholder'],
  'Input.Date': ['label', 'errorMessage', 'placeholder'],
  'Input.Toggle': ['label', 'errorMessage', 'title'],
};

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every object in it that is something of a card, with its place; not what buttons send. */
function* parts(value: unknown, at: string): Generator<[Json, string]> {
  if (Array.isArray(value)) for (const [index, one] of value.entries()) yield* parts(one, `${at}[${index}]`);
  if (!isJson(value)) return;
  if (typeof value.type === 'string') yield [value, at];
  for (const [key, inside] of Object.entries(value)) if (key !== 'data' && key !== 'fallback') yield* parts(inside, `${at}.${key}`);
}

function faultsOfPart(part: Json, at: string): string[] {
  const found: string[] = [];
  const say = (what: string) => void found.push(`${at}: ${what}`);
  const type = String(part.type);
  const filled = (key: string) => typeof part[key] === 'string' && part[key].trim() !== '';
  for (const key of maybeMarkdown[type] ?? []) if (markup.test(String(part[key] ?? ''))) say(`${key} has markup: ${part[key]}`);
  if (type.startsWith('Input.')) for (const key of ['id', 'label', 'errorMessage']) if (!filled(key)) say(`has no ${key}`);
  if (type === 'Input.ChoiceSet') {
    const choices = part.choices as { title: string; value: string }[];
    for (const { title, value } of choices) {
      if (title.trim() === '' || value === '') say('has a choice without a name');
      if (markup.test(title)) say(`has a choice with markup: ${title}`);
      if (part.isMultiSelect && value.includes(',')) say(`has a choice that can't be told from two: ${value}`);
    }
    if (new Set(choices.map(({ value }) => value)).size !== choices.length) say('has a choice twice');
  }
  if (type.startsWith('Action.') && !filled('title')) say('has no title');
  if (type === 'Action.Execute') {
    const { type: _, fallback, verb, ...rest } = part;
    if (!filled('verb')) say('has no verb');
    if (JSON.stringify({ ...(fallback as object), type: '' }) !== JSON.stringify({ type: '', ...rest }))
      say('has no Action.Submit that does the same');
    if ((fallback as Json | undefined)?.type !== 'Action.Submit') say('has no fallback');
  }
  if (type.startsWith('Chart.') && !isJson(part.fallback)) say('has no fallback');
  if (type === 'RichTextBlock' && /\{\{(DATE|TIME)\(/.test(JSON.stringify(part))) say('has what may be read as a date');
  for (const key of ['actions'])
    if (Array.isArray(part[key]) && part[key].length > limits.setActions) say(`has ${part[key].length} buttons in a row`);
  return found;
}

/** What only some clients draw goes: the others draw its fallback. */
function asOld(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asOld);
  if (!isJson(value)) return value;
  if (String(value.type).startsWith('Chart.')) return asOld(value.fallback);
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, asOld(inside)]));
}

function faultsOfLibrary(card: unknown): string[] {
  const context = new library.SerializationContext(new library.Version(1, 5));
  const parsed = new library.AdaptiveCard();
  parsed.hostConfig = new library.HostConfig({ actions: { maxActions: limits.setActions } });
  parsed.parse(asOld(card), context);
  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  return [...events, ...parsed.validateProperties().validationEvents.map(({ message }) => message)];
}

export function faultsOfCard(card: unknown): string[] {
  const { type, version, fallbackText } = card as Json;
  const found = [...parts(card, 'card')].flatMap(([part, at]) => faultsOfPart(part, at));
  if (type !== 'AdaptiveCard') found.push(`card: is ${String(type)}`);
  if (!['1.0', '1.1', '1.2', '1.3', '1.4', '1.5'].includes(String(version))) found.push(`card: has the version ${String(version)}`);
  if (!String(fallbackText ?? '').trim()) found.push('card: has no words for clients that can’t draw it');
  const ids = [...parts(card, '')].flatMap(([{ id }]) => (id === undefined ? [] : [id]));
  if (new Set(ids).size !== ids.length) found.push('card: has an id twice');
  const bytes = Buffer.byteLength(JSON.stringify(card));
  if (bytes > limits.cardBytes) found.push(`card: has ${bytes} bytes`);
  if (hasHalfLetter(card)) found.push('card: has half a letter');
  return [...found, ...faultsOfLibrary(card)];
}

/** Of a message as it is sent: words, or one card. */
export function faultsOfActivity(activity: Json): string[] {
  const { type, text, textFormat, attachments, summary } = activity;
  const found: string[] = [];
  if (type !== 'message') found.push(`activity: is ${String(type)}`);
  if (Buffer.byteLength(JSON.stringify(activity)) > limits.messageBytes) found.push('activity: is too large');
  if (hasHalfLetter(activity)) found.push('activity: has half a letter');
  if (attachments === undefined) {
    if (typeof text !== 'string' || text.trim() === '') found.push('activity: says nothing');
    if (String(text).length > ours.piece) found.push('activity: is too long for some channels');
    if (textFormat !== 'plain') found.push(`activity: is ${String(textFormat)}`);
    return found;
  }
  const [card, ...more] = attachments as { contentType: string; content: unknown }[];
  if (text !== undefined) found.push('activity: has words beside its card, which are shown twice');
  if (typeof summary !== 'string' || summary === '') found.push('activity: has nothing for a notification');
  if (more.length > 0 || card?.contentType !== 'application/vnd.microsoft.card.adaptive') found.push('activity: is not one card');
  return [...found, ...faultsOfCard(card?.content ?? {})];
}

function hasHalfLetter(value: unknown): boolean {
  if (typeof value === 'string') return wellFormed(value) !== value;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasHalfLetter);
}

/** What somebody reads of an activity, a line for each: words, runs, choices and buttons. */
export function readable(activity: Json): string[] {
  if (typeof activity.text === 'string') return activity.text.split('\n');
  const [card] = (activity.attachments ?? []) as { content: { body: Json[] } }[];
  return (card?.content.body ?? []).flatMap(readElement);
}

function readElement(element: Json): string[] {
  const titles = (list: unknown) => (list as { title: string }[]).map(({ title }) => title);
  if (element.type === 'RichTextBlock') return [(element.inlines as { text: string }[]).map(({ text }) => text).join('')];
  if (element.type === 'ActionSet')
    return [
      titles(element.actions)
        .map((title) => `[${title}]`)
        .join(' '),
    ];
  if (element.type === 'Input.ChoiceSet')
    return [`${String(element.label)}:`, ...titles(element.choices).map((title) => `${element.isMultiSelect ? '☐' : '○'} ${title}`)];
  return [];
}

/** What a client sends when a button of a message is pressed, with what is ticked and typed. */
export function pressOf(message: Json, title: string, inputs: Json = {}, more: Json = {}): Activity {
  const [card] = (message.attachments ?? []) as { content: { body: Json[]; actions?: Json[] } }[];
  const all = [
    ...(card?.content.body ?? []).flatMap(({ type, actions }) => (type === 'ActionSet' ? (actions as Json[]) : [])),
    ...(card?.content.actions ?? []),
  ];
  const pressed = all.find((action) => action.title === title);
  if (!pressed) throw new Error(`There is no button ${title} among ${all.map((one) => one.title).join(', ')}.`);
  const data = { ...(pressed.data as Json), ...(pressed.associatedInputs === 'none' ? {} : inputs) };
  const invoked = {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: pressed.type, verb: pressed.verb, data }, trigger: 'manual' },
  };
  return {
    id: 'f:1',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/uk/',
    from: { id: '29:1' },
    recipient: { id: '28:bot' },
    conversation: { id: 'a:1', conversationType: 'personal', tenantId: 't' },
    replyToId: '1700000000000',
    ...(pressed.type === 'Action.Execute' ? invoked : { type: 'message', value: data }),
    ...more,
  };
}
