import type { ChannelPhrases } from '../../desk/ports.ts';

/** Every phrase that Slack shows of its own, by id; the words are data (flows/slack-words.yaml). */
export const phraseIds = [
  'skip',
  'done',
  'pick_one',
  'pick_some',
  'progress',
  'picked',
  'old_button',
  'copy_intro',
  'copy_html',
  'copy_json',
  'copy_here',
  'copy_gone',
  'busy',
  'trouble',
  'words_only',
  'home_title',
  'home_about',
  'home_talk',
  'home_stopped',
  'home_code',
  'code_taken',
  'code_refused',
  'code_wait',
  'home_data',
  'start_again',
  'staff_help',
  'staff_working',
  'staff_trouble',
  'form_submit',
  'form_close',
  'form_result',
  'form_yes',
  'form_paste',
  'form_no_list',
  'form_late',
  'form_open',
  'upload_or_paste',
  'upload_large',
  'upload_not_ours',
  'upload_trouble',
  'stands',
  'not_yet',
  'more_rows',
  'cut_off',
] as const;

export type PhraseId = (typeof phraseIds)[number];

/** One phrase in one language, with its gaps filled. */
export type Words = (id: PhraseId, fills?: Record<string, string | number>) => string;

export function wordsOf(phrases: ChannelPhrases, language: string): Words {
  const known = phrases(language);
  return (id, fills = {}) => (known[id] ?? '').replace(/\{(\w+)\}/g, (gap, name: string) => String(fills[name] ?? gap));
}

/** @throws when the words lack a phrase: the bot does not start with a button that has no name */
export function checkPhrases(phrases: ChannelPhrases): void {
  const missing = phraseIds.filter((id) => !phrases('en')[id]);
  if (missing.length > 0) throw new Error(`slack-words.yaml has no words for: ${missing.join(', ')}.`);
}
