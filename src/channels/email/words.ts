import type { ChannelPhrases } from '../../desk/ports.ts';

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

export function wordsOf(phrases: ChannelPhrases, language: string): Words {
  return phrases(language) as Words;
}

/** @throws when the words lack a phrase: no email goes half-mute */
export function checkPhrases(phrases: ChannelPhrases): void {
  const missing = phraseIds.filter((id) => !phrases('en')[id]);
  if (missing.length > 0) throw new Error(`email-words.yaml has no words for: ${missing.join(', ')}.`);
}
