import type { ChannelPhrases } from '../../desk/ports.ts';
import * as phrases from '../phrases.ts';

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
  'copy_pdf',
  'record_intro',
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
export type Words = phrases.Words<PhraseId>;

export const wordsOf = phrases.wordsOf<PhraseId>;

/** @throws when the words lack a phrase */
export const checkPhrases = (known: ChannelPhrases): void => phrases.checkPhrases(known, phraseIds, 'slack-words.yaml');
