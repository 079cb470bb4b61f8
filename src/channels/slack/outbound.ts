import type { KnownBlock } from '@slack/types';
import type { Said } from '../../desk/ports.ts';
import { cleanText } from '../clean-text.ts';
import { fileFor, formatsFor } from '../copies.ts';
import { hasSteps, piecesOf } from '../drawn.ts';
import { actions, button, plainSection, section, way } from './blocks.ts';
import { limits, ours } from './limits.ts';
import { escaped } from './markup.ts';
import { asked, lettersOf } from './question.ts';
import { cut, split } from './split.ts';
import type { Words } from './words.ts';

/** One message as chat.postMessage takes it. `text` is what a notification shows and a screen reader reads. */
export interface SlackMessage {
  text: string;
  blocks: KnownBlock[];
}

export const copyBlock = 'copy';
export const copyActs = { copy_html: 'html', copy_json: 'json', copy_pdf: 'pdf' } as const;

/** Words that somebody can say by a press, whatever is asked: what begins a survey. */
export const quickBlock = 'quick';

function quickWords(quick: NonNullable<Said['quick']>): KnownBlock[] {
  const buttons = quick.filter(({ text }) => text !== '' && text.length <= limits.buttonValue).slice(0, limits.actionsElements);
  return buttons.length > 0
    ? [
        actions(
          quickBlock,
          buttons.map(({ label, text }, at) => button(`${quickBlock}:${at}`, label, text)),
        ),
      ]
    : [];
}

/** A file of theirs is offered by a button for each format. They carry its ticket: it is good for nobody else. */
function copyOffer(ticket: string, words: Words): KnownBlock[] {
  if (ticket.length > limits.buttonValue) return [];
  const buttons = formatsFor(ticket).map((format) => button(`copy_${format}`, words(`copy_${format}`), ticket));
  return [section(words(fileFor(ticket) === 'record' ? 'record_intro' : 'copy_intro')), actions(copyBlock, buttons)];
}

/** Steps on a way, drawn; null where it would not fit one message, or something is asked with it: then it is said in words. */
function drawnMessage(said: Said): SlackMessage | null {
  const text = cleanText(said.text);
  if (said.prompt || said.copy || said.quick || text.split('\n').some((line) => line.length > limits.sectionText)) return null;
  const blocks = piecesOf(said).flatMap((piece): KnownBlock[] => {
    if ('steps' in piece) return [way(piece.steps.map(({ as, text: step }) => ({ as, text: cleanText(step) || '…' })))];
    return cleanText(piece.words) === '' ? [] : split(cleanText(piece.words), ours.piece).map(section);
  });
  const message = { text: escaped(text) || '…', blocks };
  const fits = blocks.length > 0 && blocks.length <= limits.messageBlocks && lettersOf(blocks) <= limits.messageLetters;
  return fits && message.text.length <= limits.messageText ? message : null;
}

/**
 * What the desk says, as messages within every limit: a long text becomes several, and the last has the question's buttons.
 * @returns one at least
 */
export function messagesOf(said: Said, words: Words): SlackMessage[] {
  const drawn = hasSteps(said) ? drawnMessage(said) : null;
  if (drawn) return [drawn];
  const question = said.prompt ? asked(said.prompt, words) : { blocks: [], lines: [] };
  const end = [...quickWords(said.quick ?? []), ...question.blocks, ...(said.copy ? copyOffer(said.copy, words) : [])];
  const text = [cleanText(said.text), ...(question.lines.length > 0 ? ['', ...question.lines.map(cleanText)] : [])].join('\n');
  const pieces = split(text, ours.piece);
  const messages: SlackMessage[] = [];
  let open: string[] = [];
  // The end may come below any piece, so room is kept for it in each message.
  const fits = (some: string[]) =>
    lettersOf([...some.map(section), ...end]) <= limits.messageLetters && escaped(some.join('\n')).length <= limits.messageText;
  const close = (last: KnownBlock[]) => {
    const blocks = [...open.map(section), ...last];
    messages.push({ text: escaped(open.join('\n')) || '…', blocks: blocks.length > 0 ? blocks : [section('…')] });
    open = [];
  };
  for (const piece of pieces) {
    if (open.length > 0 && !fits([...open, piece])) close([]);
    open.push(piece);
  }
  close(end);
  return messages;
}

/** A message of the bot's own, to one person. */
export function notice(text: string): SlackMessage {
  const said = cut(cleanText(text) || '…', limits.sectionText);
  return { text: escaped(said), blocks: [plainSection(said)] };
}
