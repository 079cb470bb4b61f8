import type { Draft } from '../draft.ts';
import type { MentoringSaid } from '../ports.ts';

type Act = (draft: Draft) => void;

const says = (draft: Draft, said: MentoringSaid) => {
  draft.record.mentoring = { ...draft.record.mentoring, ...said };
};

/** About the pair of which they were asked when this conversation began, whatever has come since. */
const aboutPair =
  (which: 'question' | 'waits' | 'paired' | 'second', word: NonNullable<MentoringSaid['pair']>['says']): Act =>
  (draft) => {
    const id = draft.mentoring?.[which];
    if (id) says(draft, { pair: { id, says: word } });
  };

/** What the flow about mentors may ask for. Who may not be a mentor is not offered it, and cannot say it. */
export const mentoringActions: Record<string, Act> = {
  mentor_want: (draft) => {
    if (draft.mentoring?.mayAsk) says(draft, { wants: true });
  },
  mentor_not_want: (draft) => says(draft, { wants: false }),
  mentor_offer: (draft) => {
    if (draft.mentoring?.mayOffer) says(draft, { offers: true });
  },
  mentor_not_offer: (draft) => says(draft, { offers: false }),
  mentor_yes: aboutPair('question', 'yes'),
  mentor_no: aboutPair('question', 'no'),
  mentor_back: aboutPair('waits', 'no'),
  mentor_end: aboutPair('paired', 'end'),
  mentor_end_second: aboutPair('second', 'end'),
};
