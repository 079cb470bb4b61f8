import { cleanText } from '../clean-text.ts';
import { limits, ours } from './limits.ts';
import type { Json } from './port.ts';
import type { Surface } from './surface.ts';

/**
 * Adaptive Cards 1.5, as far as we use them (adaptivecards.io/explorer). Whatever is shown came from people, so nothing in it is ever markup: text
 * stands in runs, of which the format says "Markdown is not supported", and never in a TextBlock. What the format has no runs for goes through `inert`.
 */

export interface TextRun {
  type: 'TextRun';
  text: string;
  weight?: 'Bolder';
  isSubtle?: true;
}

/** One line. */
export interface Line {
  type: 'RichTextBlock';
  inlines: TextRun[];
  spacing?: 'None';
  separator?: true;
}

export interface Choice {
  title: string;
  value: string;
}

/** Every input says what it is for, and what is wrong with it when it is left out. */
interface Labelled {
  id: string;
  label: string;
  isRequired?: boolean;
  errorMessage: string;
}

export type Input = Labelled &
  (
    | {
        type: 'Input.ChoiceSet';
        choices: Choice[];
        style?: 'compact' | 'expanded' | 'filtered';
        isMultiSelect?: boolean;
        wrap?: true;
        value?: string;
      }
    | { type: 'Input.Text'; isMultiline?: boolean; maxLength?: number; value?: string }
    | { type: 'Input.Number'; value?: number }
    | { type: 'Input.Date'; value?: string }
    | { type: 'Input.Toggle'; title: string; value?: string; valueOn?: string; valueOff?: string }
  );

/** What a press sends. `onward` says what it is for; the card's inputs come with it, under their ids. */
export type Data = { onward: string } & Json;

interface Pressed {
  title: string;
  data: Data;
  style?: 'positive' | 'destructive';
  /** The inputs are neither checked nor sent: somebody who skips has ticked nothing. */
  associatedInputs?: 'none';
}

export type Submit = Pressed & { type: 'Action.Submit' };
export type Action = Submit | (Pressed & { type: 'Action.Execute'; verb: string; fallback: Submit });

export interface ActionSet {
  type: 'ActionSet';
  actions: Action[];
  spacing?: 'Small';
}

export interface Table {
  type: 'Table';
  columns: { width: number }[];
  firstRowAsHeaders: boolean;
  showGridLines: boolean;
  rows: { type: 'TableRow'; cells: { type: 'TableCell'; items: Line[] }[] }[];
}

/** What only some clients draw, such as a chart: the others draw its fallback. */
export type Drawn = { type: `Chart.${string}`; fallback: Element } & Json;

/** Things that belong together, on a ground of their own. */
export interface Container {
  type: 'Container';
  style: 'emphasis';
  items: Line[];
}

export type Element = Line | Input | ActionSet | Table | Container | Drawn;

export interface Card {
  type: 'AdaptiveCard';
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  version: '1.5';
  /** Where a client can't draw the card. */
  fallbackText: string;
  body: Element[];
  actions?: Action[];
}

type Look = Pick<TextRun, 'weight' | 'isSubtle'>;

/** Cut where a renderer would make a date or a time of `{{DATE(…)}}`. Never empty. */
const runs = (text: string, look: Look): TextRun[] =>
  (text.trim() || '…').split(/(?<=\{)(?=\{(?:DATE|TIME)\()/).map((part): TextRun => ({ type: 'TextRun', text: part, ...look }));

/** Text as it is, a line for each of its lines; an empty one is space before the next. */
export function lines(text: string, look: Look = {}): Line[] {
  const given = (cleanText(text) || '…').split('\n');
  return given.flatMap((line, at): Line[] =>
    line.trim() === ''
      ? []
      : [{ type: 'RichTextBlock', inlines: runs(line, look), ...(at > 0 && given[at - 1]?.trim() !== '' && { spacing: 'None' as const }) }],
  );
}

export const aside = (text: string): Line[] => lines(text, { isSubtle: true });

export const heading = (text: string): Line[] => lines(text, { weight: 'Bolder' });

const lookalikes: Record<string, string> = {
  '*': '∗',
  _: 'ˍ',
  '~': '∼',
  '`': 'ˋ',
  '[': '［',
  ']': '］',
  '<': '‹',
  '>': '›',
  '\\': '⧵',
  '{': '｛',
};

/**
 * A line for labels, choices and fallbacks, of which nobody says whether a client reads Markdown in them: a backslash would be seen where it
 * does not. So what Markdown is made of is written with letters that look alike, and what would begin a list or a heading has a letter of no width before it.
 */
export function inert(text: string): string {
  const line = (one: string) =>
    one.replace(/[*_~`[\]<>\\{]/g, (letter) => lookalikes[letter] as string).replace(/^(?=\s*(?:\d+[.)]|[-+#=|]))/, '\u2060');
  return (cleanText(text) || '…').split('\n').map(line).join('\n');
}

/** A button. Where the surface knows it, its answer takes the place of the card; older clients take the fallback. */
export function button(title: string, data: Data, { execute }: Surface, more: Pick<Pressed, 'style' | 'associatedInputs'> = {}): Action {
  const pressed = { title: cleanText(title).replaceAll('\n', ' ') || '…', data, ...more };
  const submit: Submit = { type: 'Action.Submit', ...pressed };
  return execute ? { type: 'Action.Execute', verb: data.onward, ...pressed, fallback: submit } : submit;
}

/** Steps on a way; where they are, and what could be done next, are bold. */
export const way = (steps: readonly { as: string; text: string }[]): Container => ({
  type: 'Container',
  style: 'emphasis',
  items: steps.flatMap(({ as, text }) => lines(text, as === 'here' || as === 'do' ? { weight: 'Bolder' } : {})),
});

export const choice = (title: string, value: string): Choice => ({ title: inert(title).replaceAll('\n', ' '), value });

export const actionSet = (actions: Action[]): ActionSet => ({ type: 'ActionSet', actions });

/** @param head null: the first row is like the others */
export function table(head: readonly string[] | null, rows: readonly (readonly string[])[]): Table {
  const row = (cells: readonly string[], look: Look): Table['rows'][number] => ({
    type: 'TableRow',
    cells: cells.map((cell) => ({ type: 'TableCell', items: lines(cell, look) })),
  });
  return {
    type: 'Table',
    columns: (head ?? rows[0] ?? []).map(() => ({ width: 1 })),
    firstRowAsHeaders: head !== null,
    showGridLines: true,
    rows: [...(head ? [row(head, { weight: 'Bolder' })] : []), ...rows.map((cells) => row(cells, {}))],
  };
}

export function card(body: Element[], actions: Action[], { fallbackText }: { fallbackText: string }): Card {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: inert(fallbackText),
    body,
    ...(actions.length > 0 && { actions }),
  };
}

export const cardType = 'application/vnd.microsoft.card.adaptive';

export const attachmentOf = (content: Card) => ({ contentType: cardType, content });

/** A message with a card. @param summary what a notification shows: a lock screen is read by others, so it says nothing of what is asked */
export const cardMessage = (content: Card, summary: string): Json => ({
  type: 'message',
  summary: cleanText(summary),
  attachments: [attachmentOf(content)],
});

/** What an activity or a card weighs. Bytes of UTF-8, which are never fewer than units of UTF-16. */
export const bytesOf = (json: unknown): number => Buffer.byteLength(JSON.stringify(json));

/** Whether a message can be sent, with what the SDK adds to it. */
export function fits(message: Json): boolean {
  const cards = (message.attachments ?? []) as { content: unknown }[];
  return bytesOf(message) <= limits.messageBytes - ours.envelope && cards.every(({ content }) => bytesOf(content) <= limits.cardBytes);
}
