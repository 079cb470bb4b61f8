/** Every phrase of a printed session pack; the words are data (flows/session-pack.yaml). */
const phraseIds = [
  ...(['title', 'head', 'foot', 'day', 'where', 'about', 'survey', 'running_order', 'before', 'minutes', 'bring'] as const),
  ...([
    'read_aloud',
    'read_aloud_how',
    'easy',
    'witnessed',
    'who',
    'read_by',
    'witness',
    'name_and_role',
    'said_yes_no',
    'signed',
  ] as const),
  ...(['heads', 'heads_how', 'age', 'age_unknown', 'everybody', 'marks', 'count'] as const),
  ...(['questions', 'questions_how', 'easy_text', 'pick_one', 'pick_many', 'own_words', 'depends'] as const),
  ...(['tally', 'tally_how', 'asked', 'answer', 'notes', 'notes_how', 'other_area'] as const),
  ...(['quotes', 'quotes_how', 'quote', 'area', 'said_yes', 'called', 'called_how'] as const),
  ...(['signposts', 'signposts_how', 'here', 'danger', 'danger_staff', 'start', 'start_how', 'start_alt', 'code'] as const),
  ...(['form_copy', 'form_easy', 'form_number', 'form_no_number', 'form_how', 'form_thanks', 'form_staff', 'undrawn'] as const),
] as const;
type PhraseId = (typeof phraseIds)[number];

export type PackWords = (id: PhraseId, gaps?: Record<string, string>) => string;

/** @throws when a phrase is missing, or is there and used nowhere */
export function packWordsOf(words: Record<string, string>): PackWords {
  const missing = phraseIds.filter((id) => !words[id]);
  const unknown = Object.keys(words).filter((id) => !phraseIds.some((known) => known === id));
  if (missing.length > 0) throw new Error(`A session pack needs these words in flows/session-pack.yaml: ${missing.join(', ')}`);
  if (unknown.length > 0) throw new Error(`These words in flows/session-pack.yaml are used nowhere: ${unknown.join(', ')}`);
  return (id, gaps = {}) => (words[id] as string).replace(/\{([a-z]+)\}/g, (whole, gap: string) => gaps[gap] ?? whole);
}
