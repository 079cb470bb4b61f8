import type { Event } from '../engine/index.ts';
import { actions } from './actions.ts';
import { agree, type Draft, erase, noticeFor, tell } from './draft.ts';

type Handler<T extends Event['type']> = (draft: Draft, event: Extract<Event, { type: T }>) => void;

/** What each thing that the engine says happened writes into the turn. */
const handlers = {
  said: (draft, { said }) => tell(draft, said),
  answered: ({ record }, { step, answer, replaces, consent }) => {
    if (replaces) record.retired.push(step);
    // A consent is kept once, as what it is.
    if (!consent) record.answers = [...record.answers.filter((kept) => kept.step !== step), { step, answer }];
  },
  retired: ({ record }, { step }) => {
    record.answers = record.answers.filter((kept) => kept.step !== step);
    record.retired.push(step);
  },
  erased: (draft, { flow, step }) => {
    erase(draft, [{ flow, step }]);
    draft.record.answers = draft.record.answers.filter((kept) => kept.step !== step);
    draft.record.retired = draft.record.retired.filter((one) => one !== step);
  },
  learned: ({ record, person, parts }, { field, value }) => {
    if (field === 'language') {
      person.language = value ?? 'en';
      record.person.set.language = person.language;
    } else record.person.set[field] = value;
    if (field === 'name') person.name = value;
    if (field === 'age_band') {
      person.ageBand = value;
      record.termsVersion = noticeFor(parts, value);
    }
  },
  consented: (draft, { purpose, terms, state, undone }) => {
    agree(draft, purpose, state, terms);
    // BACK leaves what was said for the question that is asked again.
    if (state !== 'given' && !undone) erase(draft, draft.keptUnder(purpose));
  },
  acted: (draft, { action, with: details }) => {
    const act = actions[action];
    if (!act) throw new Error(`a flow asks for the action ${action}, which the desk does not know`);
    act(draft, details);
  },
  // How often a question is misread is seen in the history; it writes nothing of its own.
  misfitted: () => undefined,
  person_wanted: ({ record, now }) => {
    record.person.set.personWantedAt = now;
  },
  // Kept with the conversation's state.
  ended: () => undefined,
} satisfies { [T in Event['type']]: Handler<T> };

export function write(draft: Draft, events: Event[]): void {
  for (const event of events) (handlers[event.type] as (draft: Draft, event: Event) => void)(draft, event);
}
