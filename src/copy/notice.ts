import type { ChannelPhrases, DrawNotice, Notice } from '../desk/ports.ts';
import type { Block, Printed } from '../pdf/index.ts';
import { dayInFull } from './table.ts';
import { checkPhrases, type Words, wordsOf } from './words.ts';

/** Times as large as other pages: it is read from two steps away. */
const larger = 1.5;

/** A page for the wall: what was said, and what came of it so far. Silence is said too. */
function printed(words: Words, notice: Notice, author: string): Printed {
  const { date, language, said, told, answer, will, did, ask } = notice;
  const title = words('notice_title');
  const part = (heading: string, ...blocks: Block[]): Block => ({ blocks: [{ heading, level: 2 }, ...blocks], whole: true });
  const parts: Block[] = [
    part(words('notice_said'), { list: said }),
    part(
      words('notice_told'),
      { text: told ? words('notice_told_on', { to: told.to, day: dayInFull(told.on) }) : words('notice_not_told') },
      ...(answer === null ? (told ? [{ text: words('notice_waiting') }] : []) : [{ text: words('notice_answer', { answer }) }]),
    ),
    ...(will.length > 0
      ? [part(words('notice_will'), { list: will.map(({ words: what, by }) => words('notice_by', { what, day: dayInFull(by) })) })]
      : []),
    ...(did.length > 0
      ? [part(words('notice_did'), { list: did.map(({ words: what, on }) => words('notice_on', { what, day: dayInFull(on) })) })]
      : []),
    part(words('notice_ask'), { text: ask ?? words('notice_ask_team') }, { text: words('notice_no_names') }),
  ];
  return {
    ...{ title, author, made: new Date(`${date}T00:00:00Z`), undrawn: words('record_undrawn') },
    language: language === 'easy' ? 'en' : language,
    blocks: [{ blocks: [{ heading: title, level: 1 }, ...parts], larger }],
    foot: words('notice_foot', { day: dayInFull(date) }),
  };
}

/**
 * @param phrases the words of the page, from flows/copy-words.yaml
 * @param author the charity
 * @param print makes the PDF
 * @throws when a phrase is missing
 */
export function noticeDrawer(phrases: ChannelPhrases, author: string, print: (printed: Printed) => Promise<Uint8Array>): DrawNotice {
  checkPhrases(phrases);
  return async (notice) => {
    const body = await print(printed(wordsOf(phrases, notice.language), notice, author));
    return { name: `onward-notice-${notice.date}.pdf`, type: 'application/pdf', body };
  };
}
