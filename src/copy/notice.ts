import type { ChannelPhrases, DrawNotice, Notice } from '../desk/ports.ts';
import type { Block, Printed } from '../pdf/index.ts';
import { checkPhrases, type Words, wordsOf } from './words.ts';

const dayInWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const day = (one: string) => dayInWords.format(new Date(`${one}T00:00:00Z`));

function printed(words: Words, { said, to, sentOn, answer, promises, made }: Notice, author: string): Printed {
  const title = words('notice_title');
  const open = promises.filter(({ done }) => done === null);
  const done = promises.flatMap((one) => one.done ?? []);
  const blocks: Block[] = [
    { heading: title, level: 1 },
    { heading: words('notice_said'), level: 2 },
    { text: said },
    { heading: words('notice_did'), level: 2 },
    { text: words('notice_sent', { to, day: day(sentOn) }) },
    { text: answer ? words(`notice_${answer.kind}`, { words: answer.words }) : words('notice_no_answer') },
    ...(open.length > 0
      ? [{ text: words('notice_promised') }, { list: open.map((one) => words('notice_by', { what: one.words, day: day(one.by) })) }]
      : []),
    ...(done.length > 0
      ? [{ text: words('notice_done') }, { list: done.map(({ did, on }) => words('notice_on', { did, day: day(on) })) }]
      : []),
    { text: words('notice_thanks') },
    { text: words('notice_made', { day: day(made) }) },
  ];
  return { title, author, language: 'en', made: new Date(`${made}T00:00:00Z`), blocks, undrawn: words('record_undrawn') };
}

/**
 * A notice for a wall. It names nobody who was there, and is the same for every setting.
 * @param phrases the words of the file, from flows/copy-words.yaml
 * @param author the charity
 * @param print makes the PDF; loaded when somebody wants one
 * @throws when a phrase is missing
 */
export function noticeDrawer(phrases: ChannelPhrases, author: string, print: (printed: Printed) => Promise<Uint8Array>): DrawNotice {
  checkPhrases(phrases);
  return async (notice) => {
    const body = await print(printed(wordsOf(phrases, 'en'), notice, author));
    return { name: 'onward-notice.pdf', type: 'application/pdf', body };
  };
}
