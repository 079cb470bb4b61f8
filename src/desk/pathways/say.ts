import { type Draft, erase, phrase } from '../draft.ts';
import { today } from './place.ts';
import { offerRecord } from './record.ts';
import { ELSE } from './told.ts';

/** How `with` says that a question was left out. */
const SKIPPED = 'skipped';

type Act = (draft: Draft, details: Record<string, string>) => void;

const enrols = (draft: Draft, said: NonNullable<Draft['record']['enrols']>) => {
  draft.record.enrols = { ...draft.record.enrols, ...said };
};

/** What the flow about somebody's own pathway may ask for. Whatever they tell counts for nothing until somebody signs it off. */
export const pathwayActions: Record<string, Act> = {
  pathway_goal: (draft, { words = '' }) => {
    if (words && words !== SKIPPED) enrols(draft, { goal: words });
  },
  /** Also the words that it was told in. */
  pathway_goal_out: (draft) => {
    enrols(draft, { goal: null });
    erase(draft, [{ flow: draft.parts.home.pathway, step: 'goal' }]);
  },
  pathway_pause: (draft) => enrols(draft, { pausedAt: draft.now }),
  pathway_leave: (draft) => enrols(draft, { pausedAt: null, leftAt: draft.now }),
  pathway_back: (draft) => enrols(draft, { pausedAt: null, leftAt: null }),
  /** The record of what they did, as a file. */
  pathway_record: offerRecord,
  pathway_tell: ({ record, parts, now }, { words = '', day = '', which = '' }) => {
    // Of a check nobody tells: only what the flow offers, which are trainings and pieces of work.
    const asked = parts.pathway.requirements.find((one) => one.which === which && (one.kind === 'training' || one.kind === 'portfolio'));
    record.proof = {
      id: parts.ids.next(),
      kind: asked?.kind === 'training' ? 'training' : 'portfolio',
      which: asked?.which ?? ELSE,
      date: /^\d{4}-\d\d-\d\d$/.test(day) ? day : today(parts, now),
      words,
    };
  },
  pathway_reference: (draft, { who = '' }) => {
    const { record, parts, now } = draft;
    const asked = parts.pathway.requirements.find(({ kind }) => kind === 'reference');
    if (!asked) return;
    const { pathway_asks_reference, pathway_asks_reference_from } = parts.phrases;
    const words = who && who !== SKIPPED ? phrase(draft, pathway_asks_reference_from, { who }) : phrase(draft, pathway_asks_reference);
    record.proof = { id: parts.ids.next(), kind: 'reference', which: asked.which, date: today(parts, now), words };
  },
};
