import type { KnownBlock } from '@slack/types';

/** What Slack's client draws of our blocks, as plain text: markup is drawn, and so not there to be read. */

/** docs.slack.dev/messaging/formatting-message-text: a mark counts at the edge of a word, and on one line. */
const marks = ['\\*', '_', '~', '`'].map((own) => {
  return new RegExp(`(^|[\\s\\p{P}\\p{S}])${own}([^\\s${own}](?:[^\\n${own}]*[^\\s${own}])?)${own}(?=$|[\\s\\p{P}\\p{S}])`, 'gmu');
});

function drawn(markup: string): string {
  // Addresses are not read for marks.
  const parts = markup.split(/(<[^>]+>)/);
  return parts
    .map((part) => {
      const [, address] = /^<([^>|]+)(?:\|[^>]*)?>$/.exec(part) ?? [];
      return (
        address ??
        marks
          .reduce((text, mark) => text.replace(mark, '$1$2'), part)
          .replace(/^&gt; ?/gm, '')
          .replace(/:[a-z0-9_+-]+:/g, '☺')
      );
    })
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

const textOf = (text: { type: string; text: string } | undefined) => (text ? [text.type === 'mrkdwn' ? drawn(text.text) : text.text] : []);

/** The texts of a block. What can be pressed is not among them. */
export function asShown(block: KnownBlock): string[] {
  if (block.type === 'section') return textOf(block.text);
  if (block.type === 'context') return block.elements.flatMap((element) => ('text' in element ? textOf(element as never) : []));
  if (block.type === 'actions') return [];
  if (block.type === 'rich_text')
    return block.elements.map(({ elements }) => elements.map((one) => ('text' in one ? String(one.text) : '')).join(''));
  throw new Error(`Nobody has said how Slack draws a ${block.type}.`);
}
