import type { Hours, LocalTime } from '../calendar/index.ts';
import type { FlowBundleType, Lexicon } from '../engine/index.ts';
import type { Insight } from '../insight/index.ts';
import type { Budget } from '../nudges/index.ts';
import type { Packs } from '../packs/index.ts';
import type { PairingPolicy } from '../pathways/index.ts';
import type { Duty } from '../safeguarding/index.ts';
import type { PackFile } from '../sessions/index.ts';
import type { ResultsWords } from '../surveys/index.ts';
import type { StaffWords } from './commands/words.ts';
import type { DeskPhrases } from './phrases.ts';
import type {
  AgeRule,
  Area,
  Attribution,
  Board,
  Carrier,
  ChannelName,
  Clock,
  Codebook,
  DrawCopy,
  DrawNotice,
  DrawPack,
  DrawRecord,
  Ids,
  KeptFor,
  Lock,
  Pathway,
  Purpose,
  Screen,
  Seal,
  Store,
  TabletKeys,
  TermsRow,
  Wakes,
} from './ports.ts';

/** All that a desk is built from. */
export interface DeskParts {
  store: Store;
  wakes: Wakes;
  clock: Clock;
  ids: Ids;
  /** Who sends, on channels that have to be pushed and are connected. */
  carriers: ReadonlyMap<ChannelName, Carrier>;
  /** Channels that have to be pushed and are connected, also where another process of ours is the one that sends. */
  connected: ReadonlySet<ChannelName>;
  /** Who shows sheets to staff, and changes them. */
  boards: ReadonlyMap<ChannelName, Board>;
  lexicon: Lexicon;
  phrases: DeskPhrases;
  flows: ReadonlyMap<string, FlowBundleType>;
  /** The purpose `privacy` is the notice in force: its version is stamped on every answer. */
  terms: TermsRow[];
  /** What people can say yes or no to, in the order of lists. */
  purposes: Purpose[];
  /** What is asked of people at which age, the youngest first. */
  ageRules: AgeRule[];
  /** What sessions and surveys are about. */
  areas: Area[];
  /** What coders go by: each area, when it is in a text, and which words suggest it. */
  codebook: Codebook;
  /** As whose words quotes may be shown; the first where nobody picks. */
  attributions: [Attribution, ...Attribution[]];
  /** From the first session to paid work: what each stage asks. */
  pathway: Pathway;
  /** How many a mentor may have, how long people have to answer, and who may have one. */
  pairing: PairingPolicy;
  /** When leads are at work, and how soon they have to acknowledge. */
  duty: Duty;
  /** When people may be written to who are not asking for it at that moment. */
  contactHours: Hours;
  /** How much may be written to one person unasked. */
  budget: Budget;
  /** Checks words that staff write for somebody: years that a reader needs, and what in them pushes people. */
  proof: { readingAge(text: string): number; pressure(text: string): string[] };
  /** When the staff's digest is made. */
  staffDigest: LocalTime;
  /** Where it is posted: a place of a board; null: nowhere. */
  staffRoom: { channel: ChannelName; place: string } | null;
  /** Where people reach the web chat: links begin with it. */
  publicUrl: string;
  seal: Seal;
  /** Hides whose the link is that stops, in every email. */
  stopLinks: Lock;
  /** Pairs of keys for what is captured on tablets. */
  tabletKeys: TabletKeys;
  /** Seconds without a touch after which a tablet that is passed round asks whether somebody is there, and then until the next person's turn. */
  tabletIdle: { ask: number; leave: number };
  /** A text as a QR code that a camera reads: PNG. */
  drawQr(text: string): Promise<Uint8Array>;
  /** Words of charts and exports. */
  resultsWords: ResultsWords;
  /** Charts and spreadsheets, loaded when somebody looks at results. */
  openInsight(): Promise<Insight>;
  /** Reports in every format, loaded when somebody makes one. */
  openPacks(): Promise<Packs>;
  /** Takes out of a text what says who somebody is. Loaded when somebody exports. */
  openScrubbing(): Promise<{ scrub(text: string, known: { names: string[]; places: string[] }): { text: string } }>;
  /** Draws the file that somebody keeps of their data. */
  drawCopy: DrawCopy;
  /** Words and file of what somebody shows of what they did. */
  drawRecord: DrawRecord;
  /** What the charity says of session packs. */
  packFile: PackFile;
  /** Prints what somebody needs who runs a session. */
  drawPack: DrawPack;
  /** Prints a page for the wall: what was said, and what came of it. */
  drawNotice: DrawNotice;
  /** How long each class of data is kept. */
  keptFor: KeptFor;
  /** Runs over every free text that comes in. */
  screen: Screen;
  /**
   * `first` greets somebody new; `menu` somebody who comes back when nothing is open; `delete` asks whether everything shall go; `choices`
   * lets people change what they agreed to; `again` asks for it again when its words have changed; `pathway` lets them say what they want of it;
   * `record` gives them what they can show to others; `mentors` tells of mentors, and lets them answer; `checkIn` asks how they are doing since; `offers`
   * whether they are interested in an opportunity; `news` tells what came of what they said.
   */
  home: {
    first: string;
    menu: string;
    delete: string;
    choices: string;
    again: string;
    pathway: string;
    record: string;
    mentors: string;
    checkIn: string;
    offers: string;
    news: string;
  };
  /** What staff are told in answer to a command. */
  staffWords: StaffWords;
  /** Admins from the start, before anybody could grant it. */
  admins: { channel: string; value: string }[];
  /** Easy words that codes to come back are made of. */
  codeWords: string[];
}
