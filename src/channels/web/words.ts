import type { ChannelPhrases } from '../../desk/ports.ts';

/** Every phrase that the page shows, by id; the words are data (flows/page-words.yaml). */
export const phraseIds = [
  'title',
  'about',
  'skip_to_answer',
  'leave',
  'leave_hint',
  'danger',
  'reach_us',
  'cookie_note',
  'chat_label',
  'you_said',
  'bot_said',
  'progress',
  'answer_label',
  'pick_label',
  'several_label',
  'type_label',
  'or_type_label',
  'message_label',
  'send',
  'back',
  'skip',
  'more',
  'why',
  'change',
  'help',
  'person',
  'other_phone',
  'menu',
  'choices',
  'data',
  'delete',
  'close',
  'close_title',
  'close_intro',
  'close_now',
  'stop',
  'stopped',
  'start_again',
  'sending',
  'no_signal',
  'retrying',
  'empty',
  'pick_some',
  'too_long',
  'too_big',
  'busy',
  'too_many',
  'keep_copy',
  'copy_title',
  'copy_intro',
  'copy_shared',
  'copy_label',
  'copy_html',
  'copy_json',
  'copy_once',
  'copy_again_chat',
  'copy_again_here',
  'copy_refused_title',
  'copy_refused',
  'copy_new',
  'paper_label',
  'paper_anonymous',
  'paper_named',
  'paper_close',
  'paper_closed_title',
  'paper_closed',
  'paper_done_title',
  'paper_refused_title',
  'paper_refused',
  'have_code',
  'code_title',
  'code_intro',
  'code_label',
  'code_send',
  'code_refused',
  'm_title',
  'm_intro',
  'm_open',
  'm_old_title',
  'm_old',
  'stop_title',
  'stop_intro',
  'stop_now',
  'stop_done_title',
  'stop_done',
  'stop_bad_title',
  'stop_bad',
  'to_chat',
  'try_again',
  'no_cookie_title',
  'no_cookie',
  'not_found_title',
  'not_found',
  'too_many_title',
  'too_big_title',
  'refused_title',
  'refused',
  'trouble_title',
  'trouble',
  'erased',
  'first_page',
] as const;

export type PhraseId = (typeof phraseIds)[number];

/** The page's words in one language. A gap that only the page can fill is filled by `gaps`. */
export type Words = (id: PhraseId, gaps?: Record<string, string | number>) => string;

/** English, for pages that belong to nobody yet. */
export const plainLanguage = 'en';

/** @throws when a phrase is missing: the page is not built half-mute */
export function checkPhrases(phrases: ChannelPhrases): void {
  const known = phrases(plainLanguage);
  const missing = phraseIds.filter((id) => !known[id]);
  if (missing.length) throw new Error(`The web page needs these phrases in flows/page-words.yaml: ${missing.join(', ')}`);
}

export function wordsOf(phrases: ChannelPhrases, language: string): Words {
  const known = phrases(language);
  return (id, gaps) => {
    const text = known[id] ?? '';
    return gaps ? text.replace(/\{+([a-z]+)\}+/g, (whole, gap: string) => String(gaps[gap] ?? whole)) : text;
  };
}

/** The page's `lang`: easy read is English. */
export function htmlLanguage(language: string): string {
  return language === 'easy' ? 'en' : language;
}
