import type { Candidate, ConsentRow } from '../../src/desk/ports.ts';

/** A yes in the chat to the wording that ships. */
export const yesTo = (purpose: string, at: Date, state: ConsentRow['state'] = 'given'): ConsentRow => {
  return { purpose, termsVersion: '1', state, how: 'self', witness: null, channel: 'web', at };
};

/** Somebody of whom nothing stands in the way of being asked, but that they have no consents. */
export function candidateWith(over: Partial<Candidate>): Candidate {
  return {
    person: 'p',
    name: null,
    language: 'en',
    ageBand: '18-24',
    stopped: false,
    pausedUntil: null,
    zone: null,
    works: false,
    addresses: [{ channel: 'web', value: 'a' }],
    deadEmails: [],
    consents: [],
    asked: false,
    ...over,
  };
}
