import type { Answered, Commands, EnginePhrases, FlowBundleType } from './engine/index.ts';

/**
 * What passes between a facilitator's tablet and us. The tablet's program (`tablet/`) and the desk (`desk/tablets/`) share nothing
 * else. What is said on a tablet is in envelopes that only we can open (`tablet/seal.ts` closes them, `tablet-keys.ts` opens them).
 */

/** `response`: one young person's answers. The others are what a facilitator notes of the whole session. In the order in which they go. */
export const envelopeKinds = ['consent', 'heads', 'hands', 'note', 'response'] as const;
export type EnvelopeKind = (typeof envelopeKinds)[number];

export interface Envelope {
  /** Drawn by the tablet, at least 128 bits of chance: what comes twice under one id counts once. */
  id: string;
  kind: EnvelopeKind;
  /** base64url: the public key of this envelope alone (65 bytes), a nonce (12), and the text under AES-256-GCM. */
  sealed: string;
}

/** What one young person said. Opened, this is JSON, as are the others. */
export interface Spoken {
  v: 1;
  /** `assisted`: somebody helped them. */
  mode: 'tablet' | 'assisted';
  /** By step: the value of an option, several of them, a number, yes or no, a text; null where they skipped. */
  answers: Record<string, Answered['value']>;
  /** They came to the end. */
  finished: boolean;
}

/** Of what a facilitator counts: a tablet may hand in days after. */
export interface Counted {
  /** When, by the tablet's own clock: ISO 8601, UTC. What is counted later replaces what was counted earlier. */
  at: string;
}

/** How many were asked a question by a show of hands, and how many put theirs up for each option. */
export interface HandsUp extends Counted {
  v: 1;
  step: string;
  present: number;
  hands: Record<string, number>;
}

/** Something that was said in the session. `saidBy`: their own words, which may be shown as those of an attribution; null: a note. */
export interface Noted {
  v: 1;
  area: string | null;
  text: string;
  saidBy: string | null;
  /** For change in that area, or against it. */
  speaks: 'for' | 'against' | null;
}

export interface HeadsSeen extends Counted {
  v: 1;
  all: number;
  bands: Record<string, number>;
}

/** The consent script was read aloud: who stood by, how many agreed and how many did not want to take part. `version`: of the script. */
export interface ReadAloud extends Counted {
  v: 1;
  version: string;
  reader: string;
  witness: string;
  agreed: number;
  refused: number;
}

/** What a facilitator reads beside it: of the session pack what is of use on a screen. */
export interface PackToRead {
  /** How the session goes. Minutes from its begin. */
  order: { title: string; from: number; minutes: number; lines: string[] }[];
  bring: string[];
  /** What to do when somebody says that they or others are in danger. */
  danger: string[];
  questions: { number: number; plain: string; easy: string; options: string[] }[];
}

/** All that a tablet has to know to work without a network. Nothing of it is about a person. */
export interface TabletSetup {
  v: 1;
  /** Names the tablet in every envelope. */
  id: string;
  /** Lets it hand in envelopes, and nothing else. */
  token: string;
  /** base64url, 65 bytes: a point on P-256. */
  publicKey: string;
  session: { date: string; setting: string; areas: { value: string; label: string }[] };
  run: { id: string; areas: string[] };
  flow: FlowBundleType;
  lexicon: { phrases: EnginePhrases; commands: Commands; constants: Record<string, string>; policy: Record<string, string[]> };
  /** Codes, the first is the one that most will want. */
  languages: string[];
  /** Who can help where they are, a line each. */
  signposts: string[];
  /** Questions that can be put to everybody, who raise a hand. */
  hands: { step: string; label: string; many: boolean; options: { value: string; label: string }[] }[];
  /** As whose words a quote may be shown. */
  attributions: { value: string; label: string }[];
  /** Age bands for the headcount. */
  bands: { value: string; label: string }[];
  /** The script to be read aloud. */
  consent: { version: string; plain: string; easy: string };
  pack: PackToRead;
  /** Seconds without a touch after which we ask whether somebody is there, and seconds after that until the next person's turn. */
  idle: { ask: number; leave: number };
}

/** What a tablet gets for its code: also every word that it says, by language. */
export interface Opened extends TabletSetup {
  words: Record<string, Record<string, string>>;
}

/** What came of envelopes, by their ids. */
export interface Acknowledged {
  /** Kept for good: these may leave the tablet, and no others. */
  kept: string[];
  /** They say nothing that can be taken, and will not by being sent again: a person has to look. */
  refused: string[];
  /** Nobody has said yet that the group agreed: they stay until somebody has. */
  waiting: string[];
}
