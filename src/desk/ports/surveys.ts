import type { Answered, Session } from '../../engine/index.ts';
import type { ChannelName } from './basics.ts';
import type { ConsentRow } from './consents.ts';
import type { AnswerAt } from './contacts.ts';
import type { NewNudge } from './nudges.ts';
import type { CountedResponse, HandsRow, Needed, Passed, ReleasedResponse, ResultsCut, ResultsUnit } from './results.ts';
import type { NewConcern } from './safeguarding.ts';
import type { PersonRow, ResponseRecord } from './turn.ts';

/** Who was asked, and what they answered. */

/**
 * `attended`: who was there by name. `facilitators`: of the session, or all of them. `registered`: everybody who has finished registering. `room`: nobody is
 * asked; what was said in a session without phones is captured.
 */
export type Audience = 'attended' | 'facilitators' | 'registered' | 'room';

/** How an answer came: from themselves, with somebody who wrote for them, by a count of hands, on paper, or on a tablet that was passed on. */
export type Mode = 'self' | 'assisted' | 'scribe' | 'paper' | 'tablet';

/** A form of paper as somebody typed it. */
export interface PaperEntry {
  run: string;
  /** As it stands on the form. */
  number: string;
  entry: 1 | 2;
  answers: Record<string, Answered['value']>;
  /** As the audit names them. */
  by: string;
  at: Date;
}

/** One young person's answers that were captured in a room, as they are kept. */
export interface TakenIn {
  /** The id that the device or the form gave it: it counts once. */
  key: string;
  answers: Record<string, Answered>;
  /** The question that waits; null: it is finished. */
  step: string | null;
  finished: boolean;
  mode: Mode;
  /** As the audit names them. */
  capturedBy: string;
  /** What was written in it that somebody may be in danger by. Opened with it, and so once. */
  concerns?: (NewConcern & { person: string; at: Date })[];
}

/** A survey that was sent, or is about to be. */
export interface SurveyRun {
  id: string;
  flow: string;
  flowVersion: number;
  session: string | null;
  audience: Audience;
  anonymous: boolean;
  areas: string[];
  /** The smallest number of people that a figure may be about. */
  threshold: number;
  opensAt: Date;
  /** Nobody begins from then on. */
  closesAt: Date;
  /** Who has begun may finish until then. */
  finishBy: Date;
  /** At most, to each. */
  reminders: number;
  /** Who sent it, if they are a person that is kept. */
  owner: string | null;
  createdAt: Date;
}

/** A session, as far as a survey has to know it. */
export interface SurveyedSession {
  id: string;
  /** YYYY-MM-DD */
  date: string;
  setting: string;
  /** Of the setting: secure, community, education, health or online. */
  kind: string;
  areas: string[];
  /** The last day on which its project's approval holds, YYYY-MM-DD; null: none is needed. */
  approvalEnds: string | null;
  /** Heads that were counted and have no name. */
  unnamed: number;
  /** Nobody has said yet that it took place. */
  planned: boolean;
}

/** What has to be known of somebody before they are asked. */
export interface Candidate {
  person: string;
  name: string | null;
  language: string;
  ageBand: string | null;
  stopped: boolean;
  pausedUntil: Date | null;
  /** Their time zone; null: not known, and the charity's is taken. */
  zone: string | null;
  /** They ran the session: they are asked as colleagues. */
  works: boolean;
  /** The one that they used last comes first. At most one email is their own: it stands for those of lists. `unreachable`: messages do not arrive there. */
  addresses: { channel: ChannelName; value: string; unreachable?: boolean }[];
  /** Emails at which messages do not arrive, as they are kept with a message: a seal of each. */
  deadEmails: string[];
  /** Oldest first. */
  consents: ConsentRow[];
  /** An invitation to the same survey about the same session is there already. */
  asked: boolean;
}

export interface NewInvitation {
  id: string;
  person: string;
  channel: ChannelName;
  /** SHA-256 of the token of its link. */
  link: string;
}

export type InvitationState = 'waiting' | 'invited' | 'started' | 'finished' | 'withheld';

/** A run with its counts, exact: what may be shown of an anonymous one is up to whoever shows it. */
export interface RunCounts {
  run: SurveyRun;
  session: SurveyedSession | null;
  /** Of invitations. `waiting`: they can still be taken back. */
  waiting: number;
  /** That were sent, and of those that arrived. */
  invited: number;
  reached: number;
  withheld: { why: string; count: number }[];
  reminders: number;
  /** Of responses: all of them, finished ones, and of those that came late. */
  started: number;
  finished: number;
  late: number;
}

/** A survey that somebody may answer now. */
export interface OpenSurvey {
  invitation: string;
  run: SurveyRun;
}

/** What is behind a link. */
export interface OpenedPaper {
  invitation: string;
  run: SurveyRun;
  /** Kind of the setting; null without a session. */
  kind: string | null;
  person: Pick<PersonRow, 'id' | 'language' | 'place'>;
  /** What this key has begun; null: nothing yet. */
  response: { version: number; event: string; session: Session; answers: Record<string, Answered> } | null;
}

/** A page of a survey that is answered by a link. */
export interface PaperRecord extends ResponseRecord {
  /** SHA-256 of the token. */
  link: string;
  key: string;
  event: string;
  /** What was read; 0: nothing was there. */
  version: number;
  session: Session;
  /** They want somebody to get in touch. Never of an anonymous run. */
  wanted: boolean;
  at: Date;
}

export interface Surveys {
  /** Those that took place, the newest first. */
  sessions(limit: number): Promise<SurveyedSession[]>;
  /** By id or the start of one that fits only one session. */
  session(id: string): Promise<SurveyedSession | null>;
  /** @param emails answers that are somebody's own email */
  candidates(of: Pick<SurveyRun, 'flow' | 'session' | 'audience'>, now: Date, emails: AnswerAt[]): Promise<Candidate[]>;
  /** Keeps the run, its invitations and what is planned of them, all or none. false: this run was sent before, and nothing was done. */
  send(run: SurveyRun, invitations: NewInvitation[], nudges: NewNudge[]): Promise<boolean>;
  /** Takes back what has not gone; a run of which nothing has gone is as if it had never been. */
  undo(run: string): Promise<{ stopped: number; gone: number }>;
  /** Newest first. */
  list(limit: number): Promise<RunCounts[]>;
  /** By id or the start of one that fits only one run. */
  show(id: string): Promise<RunCounts | null>;
  /** Ends it earlier. What waits is withheld. */
  close(run: string, closesAt: Date, finishBy: Date): Promise<void>;
  run(id: string): Promise<SurveyRun | null>;
  /** The newest survey that this person was asked, has not finished, and may answer now. */
  openFor(person: string, now: Date): Promise<OpenSurvey | null>;
  /** @param link SHA-256 of the token. null: there is no such invitation, or it is finished */
  paper(link: string, key: string | null): Promise<OpenedPaper | null>;
  /** `lost`: another reply came between reading and writing, or it is finished elsewhere. */
  keep(paper: PaperRecord, anonymous: boolean): Promise<'committed' | 'lost'>;
  /** Says STOP for whom the link belongs to. */
  stop(link: string, at: Date): Promise<void>;
  /**
   * A concern about something that was written by a link, or that came with what could not be taken.
   * `words`: what is kept nowhere else: until the concern is closed. `envelope`: by its id, what a tablet handed in, of which there is one concern.
   */
  concern(concern: NewConcern & { person: string; run: string; at: Date; words?: string; envelope?: string }): Promise<void>;
  /** Every text in the responses of a run: of one person, and of those that are nobody's. */
  texts(run: string, person: string): Promise<{ step: string; text: string }[]>;
  /** The surveys whose results are read together with those of this run: of one template and kind, in one project. */
  unit(run: string): Promise<ResultsUnit | null>;
  /** Says by what results are shown in parts. false: some were published, and nothing was changed. */
  cut(unit: ResultsUnit, by: ResultsCut): Promise<boolean>;
  /**
   * Shows one after the other what is in no release and may be: of surveys that are over all, of others, with `early`, who has finished.
   * @param needed what of their answers, by question; texts and what was typed are not read
   */
  waiting(
    unit: ResultsUnit,
    needed: Record<string, Needed>,
    now: Date,
    early: boolean,
    take: (response: CountedResponse) => void,
  ): Promise<Passed>;
  /** Shows one after the other who is in a release, with their answers to these questions. */
  released(unit: ResultsUnit, steps: string[], take: (response: ReleasedResponse) => void): Promise<void>;
  /** What was published of a unit, oldest first. */
  releases(unit: ResultsUnit): Promise<unknown[]>;
  /** Keeps figures and marks whose they are, both or neither. false: what waits is not what passed any more, or the results are cut another way now. */
  publish(release: { unit: ResultsUnit; number: number; figures: unknown; passed: Passed; at: Date; early: boolean }): Promise<boolean>;
  /** The same with figures of shows of hands. @param hands their ids: of each run all, or none */
  publishHands(release: { unit: ResultsUnit; number: number; figures: unknown; hands: string[]; at: Date }): Promise<boolean>;
  /** Makes a room run. Answers its id, or that of the run which is there of the same session and template. */
  room(run: SurveyRun): Promise<string>;
  /** The room run of a session and a template; null: none was made. */
  roomFor(session: string, flow: string): Promise<SurveyRun | null>;
  /** Takes in what was captured in a room, each key once, mixed with all that is in no release. `again`: how many had been taken before. @throws RangeError when it is no room run */
  takeIn(run: string, taken: TakenIn[]): Promise<{ kept: number; again: number }>;
  /** Every show of hands of these runs. */
  hands(runs: string[]): Promise<HandsRow[]>;
  /**
   * Keeps a show of hands in place of one of the question that was counted before it; one that was counted after it stays, and the audit says so. false:
   * some hands of the run are published, or it is no room run.
   */
  countHands(hands: Omit<HandsRow, 'release'>, now: Date): Promise<boolean>;
  /** Forms of paper that are not responses yet, by number and entry. */
  forms(run: string): Promise<PaperEntry[]>;
  /** Whether a form is a response already. @param key as it is taken in under */
  formTaken(run: string, key: string): Promise<boolean>;
  /** Keeps an entry and opens its concerns. false: it is there, or the form is a response already. */
  enterForm(entry: PaperEntry, key: string, concerns: (NewConcern & { person: string })[]): Promise<boolean>;
  /** Makes a form a response in place of its entries. false: it was one. */
  takeForm(run: string, number: string, taken: TakenIn): Promise<boolean>;
  /** Of anonymous runs that are over: what was not finished is mixed too, and nobody can come back to it. Answers how many runs. */
  seal(now: Date): Promise<number>;
}
