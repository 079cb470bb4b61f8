import { Hours, LocalTime } from './calendar/index.ts';
import type { Config } from './config/index.ts';
import { copyDrawer, noticeDrawer, packDrawer, recordDrawer } from './copy/index.ts';
import { actions, createDesk, DeskPhrases, StaffWords } from './desk/index.ts';
import type { Board, Carrier, ChannelName, ChannelPhrases, Clock, Desk, Ids, Screen, Store, Wakes } from './desk/ports.ts';
import type { Lexicon } from './engine/index.ts';
import { type Catalogue, channelPhrases, type Fault, loadCatalogue, UnreadableFlows } from './flows/index.ts';
import { readers, readingAge } from './language/index.ts';
import { createPressure } from './nudges/index.ts';
import { openScrubbing, type Scrubbing } from './open-scrubbing.ts';
import type { Printed } from './pdf/index.ts';
import { createScreen, Duty, ScreenRules, withoutExamples } from './safeguarding/index.ts';
import { lockOf, sealOf } from './seal.ts';
import { PackFile } from './sessions/index.ts';
import { ResultsWords } from './surveys/index.ts';
import { tabletKeysOf } from './tablet-keys.ts';

/** A text as a QR code. What draws it is loaded when somebody asks for one. */
export const drawQr = async (text: string): Promise<Uint8Array> => {
  const [{ pngOfSquares }, { squaresOf }] = await Promise.all([import('./insight/index.ts'), import('./pdf/index.ts')]);
  return pngOfSquares(squaresOf(text));
};

/** Greets somebody new; and what somebody sees who comes back when nothing is open. */
export const home = {
  first: 'register-interest',
  menu: 'menu',
  delete: 'delete-me',
  choices: 'my-choices',
  again: 'asked-again',
  pathway: 'my-pathway',
  record: 'my-record',
  checkIn: 'check-in',
  offers: 'open-offers',
  mentors: 'mentors',
  news: 'you-said',
};

/** The words and the paths, inspected and ready, and what is built from them. The bot and the commands start from the same house. */
export interface House {
  catalogue: Catalogue;
  /** What inspection remarked on and let pass. */
  notes: Fault[];
  pagePhrases: ChannelPhrases;
  tabletPhrases: ChannelPhrases;
  /** What a tablet screens by itself. */
  tabletScreen: ScreenRules;
  terminalPhrases: ChannelPhrases;
  slackPhrases: ChannelPhrases;
  emailPhrases: ChannelPhrases;
  botframeworkPhrases: ChannelPhrases;
  /** Looks at one text that somebody wrote. */
  screen: Screen;
  /** When staff are told of the week. */
  staffDigest: LocalTime;
  /** Every free text goes through `scrub` before it leaves the team. Loaded when it is first asked for. */
  openScrubbing(): Promise<Scrubbing>;
  /** A desk that is ready to take turns. `first`: the flow that greets somebody new, where it is not registering interest. */
  openDesk(store: Store & Wakes, options?: { first?: string; carriers?: Carrier[]; boards?: Board[] }): Promise<Desk>;
}

/**
 * @param dir folder of the flows, as a URL ending in "/"; the one that ships if not given
 * @throws UnreadableFlows with file, line and a sentence for everything that may not be published
 */
export function loadHouse(config: Config, clock: Clock, ids: Ids, dir?: URL): House {
  const { charity, contact } = config;
  const catalogue = loadCatalogue({
    ...(dir && { dir }),
    ...(config.policyFile && { policyFile: config.policyFile }),
    ...(config.pathwayFile && { pathwayFile: config.pathwayFile }),
    distance: readers.distance,
  });
  const constants = { charity: charity ?? catalogue.constants.charity, contact: contact ?? catalogue.constants.contact };
  const pressure = createPressure(catalogue.pressure);
  const found = catalogue.problems({
    constants: Object.keys(constants),
    policy: Object.keys(catalogue.policy),
    actions: Object.keys(actions),
    purposes: catalogue.terms.map(({ purpose }) => purpose),
    commands: catalogue.commands,
    readingAge,
    pressure,
  });
  const refused = found.filter(({ weight }) => weight === 'refuse');
  const deskPhrases = DeskPhrases.safeParse(catalogue.deskPhrases);
  for (const { path, message } of deskPhrases.error?.issues ?? [])
    refused.push({ file: 'words.yaml', line: 1, message: `desk, ${path.join(', ')}: ${message}`, weight: 'refuse' });
  const staffWords = StaffWords.safeParse(catalogue.staffWords);
  for (const { path, message } of staffWords.error?.issues ?? [])
    refused.push({ file: 'staff-words.yaml', line: 1, message: `${path.join(', ')}: ${message}`, weight: 'refuse' });
  const duty = Duty.safeParse(catalogue.duty);
  for (const { path, message } of duty.error?.issues ?? [])
    refused.push({ file: 'safeguarding.yaml', line: 1, message: `${path.join(', ')}: ${message}`, weight: 'refuse' });
  const packFile = PackFile.safeParse(catalogue.sessionPack);
  for (const { path, message } of packFile.error?.issues ?? [])
    refused.push({ file: 'session-pack.yaml', line: 1, message: `${path.join(', ')}: ${message}`, weight: 'refuse' });
  const contactHours = Hours.safeParse(catalogue.contactHours);
  for (const { path, message } of contactHours.error?.issues ?? [])
    refused.push({ file: 'policy.yaml', line: 1, message: `contact_hours, ${path.join(', ')}: ${message}`, weight: 'refuse' });
  const staffDigest = LocalTime.required().safeParse(catalogue.staffDigest);
  for (const { path, message } of staffDigest.error?.issues ?? [])
    refused.push({ file: 'policy.yaml', line: 1, message: `staff_digest, ${path.join(', ')}: ${message}`, weight: 'refuse' });
  const resultsWords = ResultsWords.safeParse(catalogue.resultsWords);
  for (const { path, message } of resultsWords.error?.issues ?? [])
    refused.push({ file: 'results-words.yaml', line: 1, message: `${path.join(', ')}: ${message}`, weight: 'refuse' });
  if (
    refused.length > 0 ||
    !staffWords.success ||
    !duty.success ||
    !packFile.success ||
    !resultsWords.success ||
    !deskPhrases.success ||
    !contactHours.success ||
    !staffDigest.success
  )
    throw new UnreadableFlows(refused);

  const screenRules = ScreenRules.parse(catalogue.screen);
  const screen = createScreen(screenRules);
  const { phrases, commands, policy, flows, terms, purposes, ageRules, areas, attributions, codeWords } = catalogue;
  const copyPhrases = channelPhrases(catalogue.copyPhrases, constants);
  const drawCopy = copyDrawer(copyPhrases);
  const print = async (printed: Printed) => (await import('./pdf/index.ts')).pdfOf(printed);
  const drawRecord = recordDrawer(copyPhrases, constants.charity, print);
  const drawPack = packDrawer(packFile.data.words, constants.charity, print);
  const drawNotice = noticeDrawer(copyPhrases, constants.charity, print);
  const lexicon: Lexicon = { phrases, commands, readers, constants, policy };
  return {
    catalogue,
    notes: found,
    pagePhrases: channelPhrases(catalogue.pagePhrases, constants),
    tabletPhrases: channelPhrases(catalogue.tabletPhrases, constants),
    tabletScreen: withoutExamples(screenRules),
    terminalPhrases: channelPhrases(catalogue.terminalPhrases, constants),
    slackPhrases: channelPhrases(catalogue.slackPhrases, constants),
    emailPhrases: channelPhrases(catalogue.emailPhrases, constants),
    botframeworkPhrases: channelPhrases(catalogue.botframeworkPhrases, constants),
    screen,
    staffDigest: staffDigest.data,
    openScrubbing,
    openDesk: (store, { first = home.first, carriers = [], boards = [] } = {}) =>
      createDesk({
        store,
        wakes: store,
        clock,
        ids,
        carriers: new Map(carriers.map((carrier) => [carrier.channel, carrier])),
        connected: new Set<ChannelName>([
          ...carriers.map(({ channel }) => channel),
          ...(['slack', 'email', 'botframework'] as const).filter((channel) => config[channel]),
        ]),
        boards: new Map(boards.map((board) => [board.channel, board])),
        lexicon,
        phrases: deskPhrases.data,
        flows,
        terms,
        purposes,
        ageRules,
        areas,
        codebook: catalogue.codebook,
        attributions,
        pathway: catalogue.pathway,
        pairing: catalogue.pairing,
        home: { ...home, first },
        staffWords: staffWords.data,
        admins: config.admins,
        codeWords,
        screen,
        drawCopy,
        drawRecord,
        packFile: packFile.data,
        drawPack,
        drawNotice,
        drawQr,
        resultsWords: resultsWords.data,
        openInsight: () => import('./insight/index.ts'),
        openPacks: () => import('./packs/index.ts'),
        openScrubbing,
        duty: duty.data,
        contactHours: contactHours.data,
        budget: catalogue.budget,
        proof: { readingAge, pressure },
        staffDigest: staffDigest.data,
        staffRoom: config.staffRoom === null ? null : { channel: 'slack', place: config.staffRoom },
        publicUrl: config.publicUrl,
        seal: sealOf(config),
        stopLinks: lockOf(sealOf(config), 'stop links'),
        tabletKeys: tabletKeysOf(lockOf(sealOf(config), 'tablet keys')),
        tabletIdle: catalogue.tabletIdle,
        keptFor: catalogue.keptFor,
      }),
  };
}
