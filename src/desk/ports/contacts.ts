import type { Candidate } from './surveys.ts';
import type { Tenure } from './tenures.ts';

/** How people are reached outside the chat, and how they come in by lists. */

/** How to reach somebody outside the chat: an email in lower case, a phone number in E.164. */
export interface Contact {
  channel: 'email' | 'sms';
  value: string;
}

/** An answer that is a text. Whether it is an email or a phone number, its flow's version says. */
export interface TextAnswer {
  flow: string;
  flowVersion: number;
  step: string;
  value: string;
}

/** Somebody from a list, with the marks that stand for their contacts among the tombstones. */
export interface NewListed {
  id: string;
  name: string | null;
  ageBand: string | null;
  place: string | null;
  contacts: Contact[];
  marks: string[];
  /** Of a list that is taken back as a whole: its number, who imports it, and what it says of them. */
  brought?: { batch: string; by: string; tenures: (Tenure & { id: string })[] };
}

/** Where an answer is: a step of a flow. */
export interface AnswerAt {
  flow: string;
  step: string;
}

/** Whose something is, and whether they said STOP. */
export interface Whose {
  person: string;
  stopped: boolean;
}

export interface Contacts {
  /** Where somebody could be written to now, and what they say to that. null: there is no such person. @param emails answers that are one's own email */
  candidate(person: string, emails: AnswerAt[]): Promise<Candidate | null>;
  /** Of these people: the addresses that lists brought, and every text that they answered, also those that they changed since. */
  of(people: string[]): Promise<{ addresses: Contact[]; answers: TextAnswer[] }>;
  /** Every contact of the people whom a list brought by one of these, and who never wrote. */
  listedWith(contacts: Contact[]): Promise<Contact[]>;
  /** Who has one of these, by address or by an answer that says the same, and whether they said STOP. Case does not matter. */
  whose(values: string[]): Promise<{ addresses: (Contact & Whose)[]; answers: (TextAnswer & Whose)[] }>;
  /** Those of these marks that are kept, and every mark of a key. */
  marked(marks: string[]): Promise<string[]>;
  /** Keeps all these people or none; leaves out whoever has an address or a tombstone by now. Answers the ids of those it kept. */
  add(people: NewListed[], at: Date): Promise<string[]>;
}
