import { offeredBy } from '../listed.ts';
import type { DeskParts } from '../parts.ts';
import type { Acknowledged, Envelope, EnvelopeKind, SurveyRun, TabletRow } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import { takeCaptured } from '../surveys/captured.ts';
import { takeNotes } from './notes.ts';
import { type Content, contentOf } from './read.ts';
import { tabletBy } from './tokens.ts';

/** What envelopes of one kind are taken with. */
export interface Taking {
  parts: DeskParts;
  shelf: Shelf;
  now: Date;
  tablet: TabletRow;
  run: SurveyRun;
}

export type Opened<Kind extends EnvelopeKind> = { id: string; content: Content<Kind> }[];

/** Ids of what could not be taken, for good. Resolves after the commit of all others. */
export type Refused = string[];

/** One way to take each kind. Each id counts once, however often it comes. */
const takers: { [Kind in EnvelopeKind]: (taking: Taking, opened: Opened<Kind>) => Promise<Refused> } = {
  response: async ({ parts, shelf, now, tablet, run }, opened) => {
    const captures = opened.map(({ id, content }) => ({
      key: id,
      answers: content.answers,
      finished: content.finished,
      mode: content.mode,
      capturedBy: tablet.by,
    }));
    const { refused } = await takeCaptured(parts, shelf, now, run, captures);
    return refused.map(({ key }) => key);
  },
  heads: async ({ parts, shelf, run }, opened) => {
    const known = offeredBy(parts, shelf, 'age_band').map(({ value }) => value);
    const refused: Refused = [];
    for (const { id, content } of opened) {
      const { all, bands } = content;
      const sum = Object.values(bands).reduce((whole, count) => whole + count, 0);
      if (sum > all || Object.keys(bands).some((band) => !known.includes(band))) refused.push(id);
      else await parts.store.tablets.countHeads(run.id, id, { all, bands });
    }
    return refused;
  },
  note: takeNotes,
  hands: async (_, opened) => opened.map(({ id }) => id),
  consent: async (_, opened) => opened.map(({ id }) => id),
};

async function takeKind<Kind extends EnvelopeKind>(taking: Taking, kind: Kind, envelopes: Envelope[]): Promise<Refused> {
  const unread: Refused = [];
  const opened: Opened<Kind> = [];
  for (const envelope of envelopes.filter((one) => one.kind === kind)) {
    const text = taking.parts.tabletKeys.open(taking.tablet, envelope);
    const content = text === null ? null : contentOf(kind, text);
    if (content === null) unread.push(envelope.id);
    else opened.push({ id: envelope.id, content });
  }
  return opened.length === 0 ? unread : [...unread, ...(await takers[kind](taking, opened))];
}

/** Takes what a tablet hands in. What is answered as kept is committed. */
export async function takeFrom(parts: DeskParts, shelf: Shelf, token: string, envelopes: Envelope[]): Promise<Acknowledged | null> {
  const { store, seal, clock } = parts;
  const now = clock.now();
  const id = tabletBy(seal, token);
  const tablet = id === null ? null : await store.tablets.find(id);
  if (!tablet || tablet.takesUntil <= now) return null;
  const run = await store.surveys.run(tablet.run);
  if (!run) return null;
  const refused: Refused = [];
  for (const kind of Object.keys(takers) as EnvelopeKind[])
    refused.push(...(await takeKind({ parts, shelf, now, tablet, run }, kind, envelopes)));
  return { kept: envelopes.flatMap(({ id }) => (refused.includes(id) ? [] : [id])), refused };
}
