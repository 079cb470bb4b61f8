import type { Words } from '../../engine/index.ts';

/** What people said yes or no to. */

/** One word on one purpose. Rows are only added. */
export interface ConsentRow {
  purpose: string;
  /** Of the wording that was in front of them. */
  termsVersion: string;
  state: 'given' | 'refused' | 'withdrawn';
  /** `self`: in the chat. `witnessed`: they said it to a facilitator. `guardian`: a parent or carer said it. */
  how: 'self' | 'guardian' | 'witnessed';
  /** The facilitator, or the parent or carer, by name. */
  witness: string | null;
  /** Where it came from: of staff's own, where they wrote it down. */
  channel: string;
  at: Date;
}

/** What the charity asks of people in one age band. */
export interface AgeRule {
  /** As the question about the age has it. */
  band: string;
  mayTakePart: boolean;
  whoConsents: 'self' | 'self-guardian-told' | 'guardian';
  /** Who says yes to keeping what is sensitive, and to photos or film. */
  sensitive: 'self' | 'guardian' | 'nobody';
  photos: 'self' | 'guardian' | 'nobody';
  /** Whether we may write when nobody asked us to. */
  nudges: boolean;
  youngNotice: boolean;
}

/** Something that people can say yes or no to, as the chat speaks of it. */
export interface Purpose {
  purpose: string;
  label: Words;
  /** What a yes changes. */
  given: Words;
  /** What a no changes. */
  withdrawn: Words;
  /** Offered also to people who were never asked. */
  anyTime: boolean;
  /** Whole messages that are a no to it. */
  saysNo: string[];
}
