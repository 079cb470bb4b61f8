import type {
  ActionsBlock,
  ActionsBlockElement,
  Button,
  ContextBlock,
  PlainTextElement,
  PlainTextOption,
  RichTextBlock,
  SectionBlock,
} from '@slack/types';
import { cleanText } from '../clean-text.ts';
import { limits } from './limits.ts';
import { linked, mayBeMarkup } from './markup.ts';
import { cut } from './split.ts';

/** Blocks of Slack's Block Kit, each within its limits. */

/** Never empty, which Slack would refuse. */
export const plain = (text: string, most: number): PlainTextElement => ({
  type: 'plain_text',
  text: cut(cleanText(text) || '…', most),
  emoji: false,
});

/** To the person whose words may be in it: as it is, or else with addresses that can be pressed. `verbatim`: Slack finds no others. */
export const section = (text: string): SectionBlock =>
  mayBeMarkup(text) ? { type: 'section', text: { type: 'mrkdwn', text: linked(text), verbatim: true } } : plainSection(text);

/** Text that others wrote, for staff to read: no address in it can be pressed. */
export const plainSection = (text: string): SectionBlock => ({ type: 'section', text: plain(text, limits.sectionText) });

/**
 * Steps on a way, with a bar beside them; where they are, and what could be done next, are bold. Runs of text: nothing in them is markup.
 * @param steps each of at most `limits.sectionText` letters
 */
export const way = (steps: readonly { as: string; text: string }[]): RichTextBlock => ({
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_quote',
      elements: steps.map(({ as, text }, at) => ({
        type: 'text',
        text: at < steps.length - 1 ? `${text}\n` : text,
        ...((as === 'here' || as === 'do') && { style: { bold: true } }),
      })),
    },
  ],
});

export const aside = (text: string): ContextBlock => ({ type: 'context', elements: [plain(text, limits.contextText)] });

export const option = (label: string, value: string): PlainTextOption => ({ text: plain(label, limits.optionText), value });

export const button = (id: string, label: string, value: string): Button => ({
  type: 'button',
  action_id: id,
  text: plain(label, limits.buttonText),
  value,
});

export const actions = (id: string, elements: ActionsBlockElement[]): ActionsBlock => ({ type: 'actions', block_id: id, elements });
