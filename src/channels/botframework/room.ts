import { setTimeout as sleep } from 'node:timers/promises';
import type { Carrier, Desk } from '../../desk/ports.ts';
import { type Afterwards, createAfterwards } from '../afterwards.ts';
import { Bounded } from '../bounded.ts';
import type { Scope } from './activity.ts';
import type { Came } from './came.ts';
import { createCarrier } from './carrier.ts';
import { ours } from './limits.ts';
import { createOpenQuestions, type OpenQuestions } from './open-questions.ts';
import { notice } from './outbound.ts';
import { inPace } from './pace.ts';
import type { BotFrameworkParts } from './parts.ts';
import type { Connector, Json, Reference, Sent } from './port.ts';
import type { Surface } from './surface.ts';
import { type PhraseId, type Words, wordsOf } from './words.ts';

/** Somebody who did something, and where. */
export interface Who {
  address: string;
  /** By which event: brought again, it is the same. */
  event: string;
  /** The conversation in which they did it. */
  reference: Reference;
  scope: Scope;
  surface: Surface;
}

/** The parts with what is made of them once, for every handler. */
export interface Room extends BotFrameworkParts, Afterwards {
  desk: Desk;
  connector: Connector;
  questions: OpenQuestions;
  carrier: Carrier;
  /** Conversations with people alone, by address, which were opened because they asked for something where others are. */
  ownChats: Bounded<string, Reference>;
  /** What came of forms that were sent, and comes of what was pressed in a dialog: of the same twice, the same answer, for it takes the place of the first. */
  answers: Bounded<string, Promise<Came>>;
  fetch: typeof globalThis.fetch;
  wait(milliseconds: number): Promise<unknown>;
  words(language: string): Words;
  /** Into the conversation where they are. In a group everybody sees it: no personal data. */
  reply(who: Who, activity: Json): Promise<Sent>;
  /** The same in a sentence of ours. */
  tell(who: Who, phrase: PhraseId): Promise<Sent>;
  failed(error: unknown): void;
}

/** The language of words to somebody of whom we do not know any: staff, or a press that came to nothing. */
export const plainLanguage = 'en';

/** The desk comes later: it is built with the carrier of this room. */
export function createRoom(parts: BotFrameworkParts, unpaced: Connector): Omit<Room, 'desk'> {
  const wait = parts.wait ?? sleep;
  const connector = inPace(unpaced, parts.clock, wait);
  const questions = createOpenQuestions(connector);
  const failed = (error: unknown) => parts.log.error({ err: error }, 'Bot Framework: something could not be done');
  const reply: Room['reply'] = ({ reference }, activity) => connector.send(reference, activity);
  return {
    ...parts,
    connector,
    ownChats: new Bounded(ours.remembered),
    answers: new Bounded(ours.forms),
    fetch: parts.fetch ?? globalThis.fetch,
    wait,
    questions,
    carrier: createCarrier({ ...parts, connector, questions }),
    words: (language) => wordsOf(parts.phrases, language),
    ...createAfterwards(failed),
    reply,
    tell: (who, phrase) => reply(who, notice(wordsOf(parts.phrases, plainLanguage)(phrase))),
    failed,
  };
}
