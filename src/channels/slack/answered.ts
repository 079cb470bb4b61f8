import type { KnownBlock } from '@slack/types';
import { aside } from './blocks.ts';
import { limits } from './limits.ts';
import { quickBlock, type SlackMessage } from './outbound.ts';
import { questionOf } from './question.ts';
import type { Words } from './words.ts';

/** A message as Slack shows it back with a press: its blocks are ours, and are not read but kept. */
export interface ShownMessage {
  text: string;
  blocks: { type: string; block_id?: string | undefined }[];
}

/** The message without a question's buttons, so that it is not answered twice by accident, and with what was picked. */
export function answeredMessage({ text, blocks }: ShownMessage, picked: string | null, words: Words): SlackMessage {
  return without(
    { text, blocks },
    (id) => questionOf(id) !== null || id === quickBlock,
    picked === null ? [] : [aside(words('picked', { label: picked }))],
  );
}

/** The message without the buttons of a block. */
export function without({ text, blocks }: ShownMessage, gone: (blockId: string) => boolean, end: KnownBlock[] = []): SlackMessage {
  const rest = blocks.filter(({ type, block_id = '' }) => type !== 'actions' || !gone(block_id));
  return { text, blocks: [...(rest.slice(0, limits.messageBlocks - end.length) as KnownBlock[]), ...end] };
}
