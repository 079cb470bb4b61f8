import { approvalFault, isEarly } from '../../sessions/index.ts';
import type { DeskParts } from '../parts.ts';
import type { Acknowledged, Envelope, EnvelopeKind, SessionDetail, SurveyRun, TabletRow } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import { takeCaptured } from '../surveys/captured.ts';
import { takeConsents, takeHands, takeHeads } from './group.ts';
import { hearWaiting } from './hear.ts';
import { takeNotes } from './notes.ts';
import { type Content, contentOf } from './read.ts';
import { tabletBy } from './tokens.ts';

/** What envelopes are taken with. */
export interface Taking {
  parts: DeskParts;
  shelf: Shelf;
  now: Date;
  tablet: TabletRow;
  run: SurveyRun;
  session: SessionDetail;
}

export type Opened<Kind extends EnvelopeKind> = { id: string; content: Content<Kind> }[];

/** Ids of what was not taken; all others are committed. */
export type NotTaken = Pick<Acknowledged, 'refused' | 'waiting'>;

/** Whether there is a yes of the group: without it nothing is counted of it, and nobody is quoted. */
export const agreedTo = async ({ parts, session }: Taking): Promise<boolean> =>
  ((await parts.store.sessions.agreed(session.id))?.agreed ?? 0) > 0;

/** One way to take each kind, in this order: what the group agreed to comes first. Each id counts once, however often it comes. */
const takers: { [Kind in EnvelopeKind]: (taking: Taking, opened: Opened<Kind>) => Promise<NotTaken> } = {
  consent: takeConsents,
  heads: takeHeads,
  hands: takeHands,
  note: takeNotes,
  response: async ({ parts, shelf, now, tablet, run, session }, opened) => {
    if (session.planned) await parts.store.sessions.tookPlace(session.id, now);
    const captures = opened.map(({ id, content }) => {
      const { answers, finished, mode } = content;
      return { key: id, answers, finished, mode, capturedBy: tablet.by };
    });
    const { refused } = await takeCaptured(parts, shelf, now, run, captures);
    return { refused: refused.map(({ key }) => key), waiting: [] };
  },
};

/** What is in the envelopes of a kind. `unread`: the ids of those in which there is nothing of that shape. */
function openKind<Kind extends EnvelopeKind>({ parts, tablet }: Taking, kind: Kind, envelopes: Envelope[]) {
  const unread: string[] = [];
  const opened: Opened<Kind> = [];
  for (const envelope of envelopes.filter((one) => one.kind === kind)) {
    const text = parts.tabletKeys.open(tablet, envelope);
    const content = text === null ? null : contentOf(kind, text);
    if (content === null) unread.push(envelope.id);
    else opened.push({ id: envelope.id, content });
  }
  return { opened, unread };
}

async function takeKind<Kind extends EnvelopeKind>(taking: Taking, kind: Kind, envelopes: Envelope[]): Promise<NotTaken> {
  const { opened, unread } = openKind(taking, kind, envelopes);
  if (opened.length === 0) return { refused: unread, waiting: [] };
  const { refused, waiting } = await takers[kind](taking, opened);
  return { refused: [...unread, ...refused], waiting };
}

/** Takes what a tablet hands in. What is answered as kept is committed. */
export async function takeFrom(parts: DeskParts, shelf: Shelf, token: string, envelopes: Envelope[]): Promise<Acknowledged | null> {
  const { store, seal, clock } = parts;
  const now = clock.now();
  const id = tabletBy(seal, token);
  const tablet = id === null ? null : await store.tablets.find(id);
  if (!tablet || tablet.takesUntil <= now) return null;
  const run = await store.surveys.run(tablet.run);
  const session = run?.session ? await store.sessions.show(run.session) : null;
  if (!run || !session) return null;
  const taking: Taking = { parts, shelf, now, tablet, run, session };
  // It stays on the tablet: the session may have been moved to an earlier day, or the project's approval extended, and nobody has said so yet.
  if (isEarly(session.date, now) || approvalFault(session.project, session.setting, session.date, now)) {
    await hearWaiting(taking, openKind(taking, 'note', envelopes).opened, openKind(taking, 'response', envelopes).opened);
    return { kept: [], refused: [], waiting: envelopes.map(({ id }) => id) };
  }
  const not: NotTaken = { refused: [], waiting: [] };
  for (const kind of Object.keys(takers) as EnvelopeKind[]) {
    const { refused, waiting } = await takeKind(taking, kind, envelopes);
    not.refused.push(...refused);
    not.waiting.push(...waiting);
  }
  const left = new Set([...not.refused, ...not.waiting]);
  return { kept: envelopes.flatMap(({ id }) => (left.has(id) ? [] : [id])), ...not };
}
