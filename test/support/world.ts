import { Hours, LocalTime } from '../../src/calendar/index.ts';
import { copyDrawer, noticeDrawer, packDrawer, recordDrawer } from '../../src/copy/index.ts';
import { createDesk, DeskPhrases, StaffWords } from '../../src/desk/index.ts';
import type { DeskParts } from '../../src/desk/parts.ts';
import type { ChannelName, Desk, Inbound, Taken } from '../../src/desk/ports.ts';
import { channelPhrases } from '../../src/flows/index.ts';
import { drawQr, home } from '../../src/house.ts';
import { ids } from '../../src/ids.ts';
import { readers, readingAge } from '../../src/language/index.ts';
import { createPressure } from '../../src/nudges/index.ts';
import { openScrubbing } from '../../src/open-scrubbing.ts';
import type { Printed } from '../../src/pdf/index.ts';
import { Duty } from '../../src/safeguarding/index.ts';
import { lockOf, sealWith } from '../../src/seal.ts';
import { PackFile } from '../../src/sessions/index.ts';
import { ResultsWords } from '../../src/surveys/index.ts';
import { tabletKeysOf } from '../../src/tablet-keys.ts';
import type { Kind, TestDatabase, TestStore } from './database.ts';
import { catalogue, screen } from './shipped.ts';

/** The file as it ships. */
const copyPhrases = channelPhrases(catalogue.copyPhrases, catalogue.constants);
export const drawCopy = copyDrawer(copyPhrases);
const print = async (printed: Printed) => (await import('../../src/pdf/index.ts')).pdfOf(printed);
export const drawRecord = recordDrawer(copyPhrases, catalogue.constants.charity, print);
export const drawNotice = noticeDrawer(copyPhrases, catalogue.constants.charity, print);
export const packFile = PackFile.parse(catalogue.sessionPack);
export const drawPack = packDrawer(packFile.words, catalogue.constants.charity, print);

export const testSeal = sealWith('a secret of the tests, long enough to be one');

/** A clock that is moved by hand. It starts on a Tuesday morning in London. */
export function handClock(start = new Date('2026-03-10T10:00:00Z')) {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    /** Lets minutes go by. */
    pass: (minutes: number) => void (now += minutes * 60_000),
  };
}

export const day = 24 * 60;

/** The house as it ships, on a database of its own, with a clock that is moved by hand. */
export interface World {
  database: TestDatabase;
  desk: Desk;
  /** What the desk is made of. */
  parts: DeskParts;
  clock: ReturnType<typeof handClock>;
  /** Another replica: its own desk on its own store. */
  replica(changes?: Partial<DeskParts>): Promise<Desk>;
  visitor(address: string, channel?: ChannelName, desk?: Desk): Visitor;
  remove(): Promise<void>;
}

/** Somebody who writes. Each thing that they do is an event of its own. */
export interface Visitor {
  /** Types, with the question in front of them that their page shows. */
  types(text: string): Promise<Taken>;
  /** Presses or ticks: option values. */
  picks(...values: string[]): Promise<Taken>;
  /** Sends exactly this. */
  sends(inbound: Partial<Inbound>): Promise<Taken>;
  /** One reply after the other; what was said in answer to the last. */
  goesThrough(...texts: string[]): Promise<string>;
  /** All that was said since the last time that this was asked. */
  hears(): Promise<string>;
  /** The question that waits: its id. */
  question(): Promise<string | null>;
  view(): ReturnType<Desk['view']>;
}

let events = 0;

function visitorOf(desk: Desk, address: string, channel: ChannelName): Visitor {
  let last: string | undefined;
  const view = (after?: string) => desk.view(channel, address, after);
  async function send(inbound: Partial<Inbound>): Promise<Taken> {
    const { prompt } = await view();
    const given = { channel, address, externalId: `event-${++events}`, reply: { kind: 'text', text: '' } as const };
    return desk.receive({ ...given, ...(prompt && { prompt: prompt.id }), ...inbound });
  }
  const types = (text: string) => send({ reply: { kind: 'text', text } });
  async function hears(): Promise<string> {
    const { messages } = await view(last);
    last = messages.at(-1)?.id ?? last;
    return messages.flatMap(({ direction, text }) => (direction === 'out' ? [text] : [])).join('\n');
  }
  return {
    types,
    picks: (...values) => send({ reply: { kind: 'choice', values } }),
    sends: send,
    goesThrough: async (...texts) => {
      for (const text of texts.slice(0, -1)) await types(text);
      await hears();
      await types(texts.at(-1) as string);
      return hears();
    },
    hears,
    question: async () => (await view()).prompt?.id ?? null,
    view: () => view(),
  };
}

export async function createWorld(kind: Kind, changed: Partial<DeskParts> = {}): Promise<World> {
  const database = await kind.fresh();
  const clock = handClock();
  const { phrases, commands, policy, flows, terms, purposes, ageRules, areas, attributions, pathway, codeWords, constants } = catalogue;
  const partsOn = (store: TestStore, changes = changed): DeskParts => ({
    store,
    wakes: store,
    clock,
    ids,
    carriers: new Map(),
    boards: new Map(),
    lexicon: { phrases, commands, readers, constants, policy },
    phrases: DeskPhrases.parse(catalogue.deskPhrases),
    flows,
    terms,
    purposes,
    ageRules,
    areas,
    codebook: catalogue.codebook,
    attributions,
    pathway,
    pairing: catalogue.pairing,
    home,
    staffWords: StaffWords.parse(catalogue.staffWords),
    admins: [{ channel: 'terminal', value: 'ada@office' }],
    codeWords,
    screen,
    drawCopy,
    drawRecord,
    packFile,
    drawPack,
    drawNotice,
    drawQr,
    resultsWords: ResultsWords.parse(catalogue.resultsWords),
    openInsight: () => import('../../src/insight/index.ts'),
    openPacks: () => import('../../src/packs/index.ts'),
    openScrubbing,
    duty: Duty.parse(catalogue.duty),
    contactHours: Hours.parse(catalogue.contactHours),
    budget: catalogue.budget,
    proof: { readingAge, pressure: createPressure(catalogue.pressure) },
    staffDigest: LocalTime.parse(catalogue.staffDigest),
    staffRoom: null,
    publicUrl: 'https://chat.example.org',
    seal: testSeal,
    tabletKeys: tabletKeysOf(lockOf(testSeal, 'tablet keys')),
    tabletIdle: catalogue.tabletIdle,
    stopLinks: lockOf(testSeal, 'stop links'),
    keptFor: catalogue.keptFor,
    connected: new Set(changes.carriers?.keys()),
    ...changes,
  });
  const parts = partsOn(database.store);
  const desk = await createDesk(parts);
  const desks = [desk];
  return {
    database,
    desk,
    parts,
    clock,
    replica: async (changes = {}) => {
      // One process has the embedded database: its replicas can only be desks beside each other.
      const store = kind.name === 'PostgreSQL' ? await database.another() : database.store;
      const other = await createDesk(partsOn(store, { ...changed, ...changes }));
      desks.push(other);
      return other;
    },
    visitor: (address, channel = 'web', at = desk) => visitorOf(at, address, channel),
    remove: async () => {
      for (const one of desks) await one.close();
      await database.remove();
    },
  };
}

/** Replies that lead from the first question to the review, in the community, aged 18 to 24. */
export const toReview = ['English', 'Robin', '19', 'home', 'Leeds', '1 and 3', 'share my views', 'skip', 'here', 'yes', 'no', 'yes'];
/** On to the end. */
export const throughRegistering = [...toReview, "that's right"];
/** Registering with an email or a phone number: `way` is how they want to be contacted. */
export const registeringBy = (way: 'email' | 'text', contact: string) =>
  throughRegistering.flatMap((reply) => (reply === 'here' ? [way, contact] : [reply]));
