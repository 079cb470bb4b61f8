import { tellWhatChanges, withdraw } from './choices.ts';
import { CODE_LIFE, hashOfCode, newCode } from './codes.ts';
import { type Draft, tellPhrase } from './draft.ts';
import { opportunityActions } from './opportunities/say.ts';
import { mentoringActions } from './pathways/mentoring-said.ts';
import { pathwayActions } from './pathways/say.ts';
import { noticeAlarm, tellWithDanger } from './safeguard.ts';

/** What a flow's `do` step may ask for. `inspect` refuses a flow that names anything else. */
export const actions: Record<string, (draft: Draft, details: Record<string, string>) => void> = {
  /** Erases everything about the person and keeps only a count; with `asked: 'yes'`, also tombstones of their contacts. */
  forget: (draft, details) => {
    draft.forget = { tally: details.tally ?? 'forgotten', asked: details.asked === 'yes' };
  },
  /** Registration is finished. */
  register: ({ record, now }) => {
    record.person.set.registeredAt = now;
  },
  code: giveCode,
  /** Takes a yes back. */
  take_back: (draft, details) => {
    withdraw(draft, details.purpose ?? '');
  },
  /** Says what the yes or no of this turn changes. */
  say_what_changes: (draft) => {
    const said = draft.record.consents.at(-1);
    if (said) tellWhatChanges(draft, said.purpose, said.state === 'given');
  },
  /** Opens another flow after this one: at its review if it was finished before. */
  open: (draft, details) => {
    if (draft.record.apart) return tellPhrase(draft, draft.parts.phrases.link_only);
    draft.open = details.flow ?? null;
  },
  /** Goes on with what had been interrupted, if anything was. */
  resume: (draft) => {
    draft.resume = true;
  },
  person: (draft) => {
    draft.record.person.set.personWantedAt = draft.now;
    tellPhrase(draft, draft.parts.lexicon.phrases.person_wanted);
  },
  /** Somebody who works with young people is worried about one: a lead is told, and reads it. What the screen found in the same words goes first. */
  concern: (draft) => {
    if (!draft.record.concern) noticeAlarm(draft, { family: 'worry', urgency: 'soon', rule: 'somebody who was there is worried' });
  },
  ...pathwayActions,
  ...opportunityActions,
  ...mentoringActions,
  stop,
};

/** Tells a new code to come back on another device. The old ones stay good until they run out. */
export function giveCode(draft: Draft): void {
  if (draft.record.apart) return tellPhrase(draft, draft.parts.phrases.link_only);
  const code = newCode(draft.parts.codeWords, draft.parts.ids);
  draft.record.code = { hash: hashOfCode(code), expiresAt: new Date(draft.now.getTime() + CODE_LIFE) };
  tellPhrase(draft, draft.parts.phrases.code_is, { code });
}

/** Confirms once; from then on nothing is sent until START. */
export function stop(draft: Draft): void {
  tellWithDanger(draft, draft.parts.phrases.stopped);
  draft.person.stopped = true;
  draft.record.person.set.stoppedAt = draft.now;
}
