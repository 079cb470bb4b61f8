import type { ChannelPhrases } from '../../desk/ports.ts';
import * as phrases from '../phrases.ts';

/** Every phrase of an email, by id; the words are data (flows/email-words.yaml). */
export const phraseIds = [
  'from_name',
  'subject_invitation',
  'subject_reminder',
  'subject_message',
  'hello',
  'invitation',
  'reminder',
  'message',
  'open_survey',
  'open_chat',
  'chat_note',
  'why',
  'stop',
  'reach',
] as const;

export type Words = Record<(typeof phraseIds)[number], string>;

export function wordsOf(known: ChannelPhrases, language: string): Words {
  return known(language) as Words;
}

/** @throws when the words lack a phrase */
export const checkPhrases = (known: ChannelPhrases): void => phrases.checkPhrases(known, phraseIds, 'email-words.yaml');
