/** FILES THAT SOMEBODY KEEPS: all that is held about them, and their record of what they did, whatever door they came through. Pure, and names no library. */
import type { ChannelPhrases, DrawCopy } from '../desk/ports.ts';
import { copyPage } from './page.ts';
import { checkPhrases, wordsOf } from './words.ts';

export { noticeDrawer } from './notice.ts';
export { recordDrawer } from './record.ts';
export { packDrawer } from './session-pack.ts';

/**
 * @param phrases the words of the file, from flows/copy-words.yaml
 * @throws when one of them is missing
 */
export function copyDrawer(phrases: ChannelPhrases): DrawCopy {
  checkPhrases(phrases);
  return (copy, format) => {
    if (format === 'json')
      return { name: 'onward-my-data.json', type: 'application/json; charset=utf-8', body: `${JSON.stringify(copy, null, 2)}\n` };
    const { language } = copy.person;
    const body = copyPage(copy, wordsOf(phrases, language), language === 'easy' ? 'en' : language);
    return { name: 'onward-my-data.html', type: 'text/html; charset=utf-8', body };
  };
}
