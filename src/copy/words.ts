import type { ChannelPhrases } from '../desk/ports.ts';

/** Every phrase of the file, by id; the words are data (flows/copy-words.yaml). */
const phraseIds = [
  'title',
  'made',
  'keep_safe',
  'nothing',
  'when',
  'about',
  'id',
  'name',
  'age',
  'place',
  'language',
  'zone',
  'started',
  'registered',
  'stopped',
  'paused',
  'person_wanted',
  'answers',
  'changed',
  'question',
  'answer',
  'typed',
  'typed_by',
  'changed_at',
  'consents',
  'asked',
  'how',
  'witness',
  'wording',
  'conversations',
  'conversation',
  'began',
  'ended',
  'sessions',
  'day',
  'where',
  'part',
  'noted',
  'invitations',
  'survey',
  'progress',
  'with_name',
  'without_name',
  'without_name_about',
  'nudges',
  'about_what',
  'responses',
  'pathway',
  'goal',
  'break_since',
  'left_since',
  'stages',
  'stage',
  'since_when',
  'why',
  'not_in_force',
  'taken_back',
  'proofs',
  'counts_until',
  'not_signed',
  'waivers',
  'interests',
  'they_said',
  'came_of_it',
  'mentors',
  'mentor_wanted',
  'mentor_offered',
  'mentor_apart',
  'pairs',
  'pair_not_answered',
  'pair_agreed',
  'pair_ended',
  'tenures',
  'from_day',
  'to_day',
  'never_there',
  'channels',
  'channel',
  'since',
  'codes',
  'until',
  'used',
  'concerns',
  'concerns_about',
  'record',
  'action',
  'by',
  'merges',
  'roles',
  'role',
  'everywhere',
  'chat',
  'who',
  'you',
  'onward',
  'words',
  'rights',
  'rights_text',
  'data_too',
  'record_title',
  'record_whose',
  'record_whose_unnamed',
  'record_made',
  'record_nothing',
  'record_sessions',
  'record_attended',
  'record_attended_one',
  'record_led',
  'record_led_one',
  'record_in',
  'record_over',
  'record_project',
  'record_stages',
  'record_stage',
  'record_trainings',
  'record_training',
  'record_training_until',
  'record_pieces',
  'record_piece',
  'record_about',
  'record_about_text',
  'record_ask',
  'record_undrawn',
  'notice_title',
  'notice_said',
  'notice_told',
  'notice_told_on',
  'notice_not_told',
  'notice_waiting',
  'notice_answer',
  'notice_will',
  'notice_by',
  'notice_did',
  'notice_on',
  'notice_ask',
  'notice_ask_team',
  'notice_no_names',
  'notice_foot',
] as const;

export type PhraseId = (typeof phraseIds)[number];

/** The file's words in one language. */
export interface Words {
  /** `gaps` fills what only the file knows. */
  (id: PhraseId, gaps?: Record<string, string>): string;
  /** What a value is called, such as `place_secure`; the value itself where nobody gave it a name. */
  named(
    kind:
      | 'language'
      | 'place'
      | 'channel'
      | 'state'
      | 'how'
      | 'outcome'
      | 'action'
      | 'by'
      | 'role'
      | 'part'
      | 'progress'
      | 'nudge'
      | 'interest'
      | 'pair'
      | 'pair_said',
    value: string,
  ): string;
}

/** @throws when a phrase is missing: no file is half-mute */
export function checkPhrases(phrases: ChannelPhrases): void {
  const known = phrases('en');
  const missing = phraseIds.filter((id) => !known[id]);
  if (missing.length > 0)
    throw new Error(`The copy of somebody's data needs these phrases in flows/copy-words.yaml: ${missing.join(', ')}`);
}

export function wordsOf(phrases: ChannelPhrases, language: string): Words {
  const known = phrases(language);
  const words = (id: PhraseId, gaps: Record<string, string> = {}) =>
    (known[id] ?? '').replace(/\{([a-z]+)\}/g, (whole, gap: string) => gaps[gap] ?? whole);
  return Object.assign(words, { named: (kind: string, value: string) => known[`${kind}_${value}`] ?? value });
}
