import type { Config } from './config.ts';
import { actions, createDesk, DeskPhrases } from './desk/index.ts';
import type { ChannelPhrases, Clock, Desk, Ids, Store, Wakes } from './desk/ports.ts';
import { compile, type Lexicon, say } from './engine/index.ts';
import { type Catalogue, channelPhrases, type Fault, loadCatalogue, UnreadableFlows } from './flows/index.ts';
import { readers, readingAge } from './language/index.ts';
import { openScrubbing, type Scrubbing } from './open-scrubbing.ts';
import { createScreen, ScreenRules } from './safeguarding/index.ts';

/** Greets somebody new; and what somebody sees who comes back when nothing is open. */
const home = { first: 'register-interest', menu: 'menu', delete: 'delete-me' };

/** The words and the paths, inspected and ready, and what is built from them. The bot and the commands start from the same house. */
export interface House {
  catalogue: Catalogue;
  /** What inspection remarked on and let pass. */
  notes: Fault[];
  pagePhrases: ChannelPhrases;
  terminalPhrases: ChannelPhrases;
  /** How a question is called in lists: the label in the flow as it is now, or the step's id. */
  labelOf(flow: string, step: string): string;
  /** Every free text goes through `scrub` before it leaves the team. Loaded when it is first asked for. */
  openScrubbing(): Promise<Scrubbing>;
  /** A desk that is ready to take turns. @param first the flow that greets somebody new, where it is not registering interest */
  openDesk(store: Store & Wakes, first?: string): Promise<Desk>;
}

/**
 * @param dir folder of the flows, as a URL ending in "/"; the one that ships if not given
 * @throws UnreadableFlows with file, line and a sentence for everything that may not be published
 */
export function loadHouse({ charity, contact }: Pick<Config, 'charity' | 'contact'>, clock: Clock, ids: Ids, dir?: URL): House {
  const catalogue = loadCatalogue({ ...(dir && { dir }), distance: readers.distance });
  const constants = { charity: charity ?? catalogue.constants.charity, contact: contact ?? catalogue.constants.contact };
  const found = catalogue.problems({
    constants: Object.keys(constants),
    policy: Object.keys(catalogue.policy),
    actions: Object.keys(actions),
    purposes: catalogue.terms.map(({ purpose }) => purpose),
    commands: catalogue.commands,
    readingAge,
  });
  const refused = found.filter(({ weight }) => weight === 'refuse');
  const deskPhrases = DeskPhrases.safeParse(catalogue.deskPhrases);
  for (const { path, message } of deskPhrases.error?.issues ?? [])
    refused.push({ file: 'words.yaml', line: 1, message: `desk, ${path.join(', ')}: ${message}`, weight: 'refuse' });
  if (refused.length > 0 || !deskPhrases.success) throw new UnreadableFlows(refused);

  const screen = createScreen(ScreenRules.parse(catalogue.screen));
  const { phrases, commands, policy, flows, terms, codeWords } = catalogue;
  const lexicon: Lexicon = { phrases, commands, readers, constants, policy };
  return {
    catalogue,
    notes: found,
    pagePhrases: channelPhrases(catalogue.pagePhrases, constants),
    terminalPhrases: channelPhrases(catalogue.terminalPhrases, constants),
    labelOf: (flow, step) => {
      const bundle = flows.get(flow);
      const node = bundle && compile(bundle, lexicon).nodes.get(step);
      return node?.kind === 'ask' ? say(node.ask.label, 'en', (gap) => constants[gap as keyof typeof constants] ?? '') : step;
    },
    openScrubbing,
    openDesk: (store, first = home.first) =>
      createDesk({
        store,
        wakes: store,
        clock,
        ids,
        lexicon,
        phrases: deskPhrases.data,
        flows,
        terms,
        home: { ...home, first },
        codeWords,
        screen,
      }),
  };
}
