import type { ChannelPhrases } from '../../desk/ports.ts';
import * as phrases from '../phrases.ts';

/** Every phrase that this room shows of its own, by id; the words are data (flows/botframework-words.yaml). */
export const phraseIds = [
  // A question.
  'skip',
  'done',
  'pick_one',
  'pick_first',
  'pick_several',
  'pick_some',
  'progress',
  'picked',
  'answered',
  'old_button',
  'news',
  'type_several',
  'type_skip',
  // Copies of somebody's data.
  'copy_intro',
  'copy_html',
  'copy_json',
  'copy_pdf',
  'copy_here',
  'copy_asked',
  'copy_gone',
  'copy_elsewhere',
  'record_intro',
  'record_elsewhere',
  // Turns.
  'busy',
  'trouble',
  'words_only',
  'answered_before',
  'edited',
  'deleted',
  'hello_group',
  'stopped',
  'code_taken',
  'code_refused',
  'code_wait',
  // Commands of staff.
  'staff_help',
  'staff_help_too',
  'staff_trouble',
  'staff_answer',
  'staff_working',
  'staff_welcome',
  'answered_alone',
  'add_me_first',
  'own_chat_only',
  'type_line',
  'stands',
  'form_submit',
  'form_result',
  'form_yes',
  'form_open',
  'form_needed',
  'form_too_long',
  'form_typed',
  'file_offer',
  'file_elsewhere',
  'file_trouble',
  'more_rows',
  'cut_off',
] as const;

export type PhraseId = (typeof phraseIds)[number];

/** One phrase in one language, with its gaps filled. */
export type Words = phrases.Words<PhraseId>;

export const wordsOf = phrases.wordsOf<PhraseId>;

/** @throws when the words lack a phrase */
export const checkPhrases = (known: ChannelPhrases): void => phrases.checkPhrases(known, phraseIds, 'botframework-words.yaml');
