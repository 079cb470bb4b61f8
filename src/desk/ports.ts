/**
 * What the desk needs from outside, and what it offers to channels. Types only: whoever implements a port imports this file, and the
 * desk imports no one who does.
 */

export type { Answered, NudgeEnd, PersonField, Prompt, Reply, Session } from '../engine/index.ts';
export type { Copy, Held } from './copy.ts';
export type * from './ports/audit.ts';
export type * from './ports/basics.ts';
export type * from './ports/chat.ts';
export type * from './ports/claims.ts';
export type * from './ports/coding.ts';
export type * from './ports/consents.ts';
export type * from './ports/contacts.ts';
export type * from './ports/desk.ts';
export type * from './ports/digest.ts';
export type * from './ports/findings.ts';
export type * from './ports/gauges.ts';
export type * from './ports/jobs.ts';
export type * from './ports/merges.ts';
export type * from './ports/notice.ts';
export type * from './ports/nudges.ts';
export type * from './ports/opportunities.ts';
export type * from './ports/outbox.ts';
export type * from './ports/packs.ts';
export type * from './ports/pairs.ts';
export type * from './ports/pathways.ts';
export type * from './ports/people.ts';
export type * from './ports/reach.ts';
export type * from './ports/record.ts';
export type * from './ports/results.ts';
export type * from './ports/retention.ts';
export type * from './ports/roles.ts';
export type * from './ports/safeguarding.ts';
export type * from './ports/session-pack.ts';
export type * from './ports/sessions.ts';
export type * from './ports/staff.ts';
export type * from './ports/store.ts';
export type * from './ports/surveys.ts';
export type * from './ports/tablets.ts';
export type * from './ports/tenures.ts';
export type * from './ports/turn.ts';
