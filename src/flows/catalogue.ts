import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Commands, type EnginePhrases, type FlowBundle, inspect } from '../engine/index.ts';
import { CodebookFile, codebookFaults, codebookOf } from './codebook.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import type { Document } from './document.ts';
import { type Fault, UnreadableFlows } from './fault.ts';
import { Areas, Attributions, CodeWords, Phrases, shared, WordsFile } from './files.ts';
import { bundleOf, pushy, type Surroundings, unchecked } from './inspected.ts';
import type { Distance } from './issues.ts';
import { pairingOf } from './pairing.ts';
import { parseFlow, readBy } from './parse.ts';
import { offerTold, PathwayFile, pathwayFaults, pathwayOf, pathwayWordFaults } from './pathway.ts';
import { listsOf, PolicyFile, policyFaults, rulesOf } from './policy.ts';
import { KeptFor } from './retention.ts';
import { sourcesOf } from './sources.ts';
import { type Purpose, purposesOf, TermsFile, wordConsents } from './terms.ts';

/** All the words and paths, read and checked for shape. */
export interface Catalogue {
  /** By flow id; each with every flow that it calls. */
  flows: Map<string, FlowBundle>;
  /** What fills `{charity}` and `{contact}` where the deployment does not say. */
  constants: { charity: string; contact: string };
  phrases: EnginePhrases;
  /** Said about the chat itself: id to words. */
  deskPhrases: z.infer<typeof Phrases>;
  /** Names of buttons and notices on the page: id to words. Empty when there is no page-words.yaml. */
  pagePhrases: z.infer<typeof Phrases>;
  /** The same of a facilitator's tablet. */
  tabletPhrases: z.infer<typeof Phrases>;
  /** The same for the chat in a terminal. */
  terminalPhrases: z.infer<typeof Phrases>;
  /** The same for the chat in Slack. */
  slackPhrases: z.infer<typeof Phrases>;
  /** The same of emails. */
  emailPhrases: z.infer<typeof Phrases>;
  /** Phrases of Teams and other channels of Azure Bot Service. */
  botframeworkPhrases: z.infer<typeof Phrases>;
  /** Words of the file that somebody keeps of their data. */
  copyPhrases: z.infer<typeof Phrases>;
  commands: Commands;
  /** What staff are told: id to text. */
  staffWords: Record<string, string>;
  /** The same for charts and exports of results. */
  resultsWords: Record<string, string>;
  /** Easy words that a code to come back is made of. */
  codeWords: string[];
  /** What the safeguarding screen looks for, from the folder `screen`: its own room knows the shape. */
  screen: unknown;
  /** When safeguarding leads are at work: its own room knows the shape. */
  duty: unknown;
  /** What is printed for a session: its own room knows the shape. */
  sessionPack: unknown;
  /** What people agree to. The purpose `privacy` is the notice in force. */
  terms: Pick<TermsFile[number], 'purpose' | 'version' | 'wording'>[];
  /** What they can say yes or no to, as the chat speaks of it. */
  purposes: Purpose[];
  /** What is asked of people at which age, the youngest first. */
  ageRules: ReturnType<typeof rulesOf>;
  /** When we may write to people who are not asking for it at that moment: the calendar knows the shape. */
  contactHours: unknown;
  /** How much we may write to one person unasked: the nudges know the shape. */
  budget: PolicyFile['nudges'];
  /** Words that no nudge may use, because they push people. */
  pressure: string[];
  /** How long a tablet waits for somebody, in seconds. */
  tabletIdle: { ask: number; leave: number };
  /** When staff are told of the week: the calendar knows the shape. */
  staffDigest: unknown;
  /** Lists of age bands, seen by conditions as `policy.name`. */
  policy: Record<string, string[]>;
  /** What sessions, notes and surveys are about, in the order of lists. */
  areas: z.infer<typeof Areas>;
  /** What coders go by. */
  codebook: ReturnType<typeof codebookOf>;
  /** As whose words quotes may be shown; the first where nobody picks. */
  attributions: z.infer<typeof Attributions>;
  /** From the first session to paid work: what each stage asks. */
  pathway: ReturnType<typeof pathwayOf>;
  pairing: ReturnType<typeof pairingOf>;
  /** How long each class of data is kept. */
  keptFor: KeptFor;
  /** What inspection finds in every flow, with file and line. `refuse` among them: do not publish. */
  problems(surroundings: Surroundings): Fault[];
  /** How far each flow is written in each language. */
  coverage(): Coverage[];
}

/**
 * Reads every YAML file of a folder.
 * @param dir the folder, as a URL ending in "/"; this one if not given
 * @param policyFile the charity's own rules by age; those of the folder if not given
 * @param pathwayFile the charity's own pathway; that of the folder if not given
 * @param distance edits between two words, for "did you mean"
 * @throws UnreadableFlows when a file does not have the shape it should; its message has a line for each fault
 */
export function loadCatalogue({
  dir = new URL('.', import.meta.url),
  policyFile,
  pathwayFile,
  distance,
}: {
  dir?: URL;
  policyFile?: string;
  pathwayFile?: string;
  distance?: Distance;
} = {}): Catalogue {
  const files = readdirSync(dir).filter((name) => name.endsWith('.yaml'));
  const text = (name: string) => readFileSync(new URL(name, dir), 'utf8');
  const faults: Fault[] = [];

  function shape<T extends z.ZodType>(schema: T, name: string, from = text(name)): z.infer<T> {
    const read = readBy(schema, from, name, distance);
    if ('value' in read) return read.value;
    faults.push(...read.faults);
    return undefined as z.infer<T>;
  }

  const termsFile = shape(TermsFile, 'terms.yaml');
  // Without terms, no flow that asks consent can be read.
  if (faults.length) throw new UnreadableFlows(faults);
  const pathway = own(PathwayFile, 'pathway.yaml', pathwayFile, 'ONWARD_PATHWAY');
  const complete = (document: Document): Fault[] => {
    if (pathway) offerTold(pathway.value, document.value);
    return wordConsents(termsFile, document);
  };
  const sources = sourcesOf(
    files.filter((file) => !shared.includes(file)).sort(),
    (name) => parseFlow(text(name), name, distance, complete),
    faults,
  );

  const words = shape(WordsFile, 'words.yaml');
  const definitions = [...sources.values()].map(({ definition }) => definition);
  const policy = own(PolicyFile, 'policy.yaml', policyFile, 'ONWARD_POLICY');
  if (policy && !faults.length) faults.push(...policyFaults(policy.value, definitions, policy.name, policy.lineOf));
  const keptFor = shape(KeptFor, 'retention.yaml');
  const areas = shape(Areas, 'areas.yaml');
  const codebook = readBy(CodebookFile, text('codebook.yaml'), 'codebook.yaml', distance);
  if ('faults' in codebook) faults.push(...codebook.faults);
  else if (!faults.length) faults.push(...codebookFaults(codebook.value, areas, definitions, codebook.document));
  const attributions = shape(Attributions, 'attributions.yaml');
  const codeWords = shape(CodeWords, 'code-words.yaml');
  const pressure = shape(z.array(z.string().min(1)).min(1), 'pressure.yaml');
  const part = (name: string) => shape(z.unknown(), `screen/${name}.yaml`);
  const screen = {
    words: part('words'),
    spelling: part('spelling'),
    exceptions: part('exceptions'),
    families: readdirSync(new URL('screen/families/', dir)).map((name) => shape(z.unknown(), `screen/families/${name}`)),
  };
  const duty = shape(z.unknown(), 'safeguarding.yaml');
  const sessionPack = shape(z.unknown(), 'session-pack.yaml');
  const staffWords = shape(z.record(z.string(), z.string()), 'staff-words.yaml');
  const resultsWords = shape(z.record(z.string(), z.string()), 'results-words.yaml');
  const phrasesIn = (name: string) => (files.includes(name) ? shape(Phrases, name) : {});
  const pagePhrases = phrasesIn('page-words.yaml');
  const tabletPhrases = phrasesIn('tablet-words.yaml');
  const terminalPhrases = phrasesIn('terminal-words.yaml');
  const slackPhrases = phrasesIn('slack-words.yaml');
  const emailPhrases = phrasesIn('email-words.yaml');
  const botframeworkPhrases = phrasesIn('botframework-words.yaml');
  const copyPhrases = phrasesIn('copy-words.yaml');
  if (!policy || !pathway || 'faults' in codebook || faults.length) throw new UnreadableFlows(faults);

  /** A file that a charity may keep in a place of its own. null: it cannot be read. */
  function own<T extends z.ZodType>(schema: T, file: string, path = fileURLToPath(new URL(file, dir)), setting: string) {
    const name = basename(path);
    if (!existsSync(path)) {
      faults.push({ file: name, line: 1, message: `there is no file ${path}; ${setting} names it`, weight: 'refuse' });
      return null;
    }
    const read = readBy(schema, readFileSync(path, 'utf8'), name, distance);
    if ('value' in read) return { value: read.value, name, lineOf: read.document.lineOf };
    faults.push(...read.faults);
    return null;
  }

  const flows = new Map([...sources].map(([id, source]) => [id, bundleOf(source.definition, sources)]));
  return {
    flows,
    constants: words.constants,
    phrases: words.engine,
    deskPhrases: words.desk,
    pagePhrases,
    tabletPhrases,
    terminalPhrases,
    slackPhrases,
    emailPhrases,
    botframeworkPhrases,
    copyPhrases,
    commands: words.commands,
    codeWords,
    screen,
    duty,
    sessionPack,
    staffWords,
    resultsWords,
    terms: termsFile.map(({ purpose, version, wording }) => ({ purpose, version, wording })),
    purposes: purposesOf(termsFile),
    ageRules: rulesOf(policy.value),
    contactHours: policy.value.contact_hours,
    budget: policy.value.nudges,
    pressure,
    tabletIdle: { ask: policy.value.tablet.ask_after, leave: policy.value.tablet.leave_after },
    staffDigest: policy.value.staff_digest,
    policy: listsOf(policy.value),
    pathway: pathwayOf(pathway.value),
    pairing: pairingOf(policy.value.pairing),
    areas,
    codebook: codebookOf(codebook.value),
    attributions,
    keptFor,
    coverage: () => [...sources.values()].flatMap((source) => coverageOf(source.definition)),
    problems: (surroundings) => {
      const bands = policy.value.bands.map(({ band }) => band);
      const found = [
        ...[...sources.values()].flatMap(unchecked),
        ...pushy(words.desk, surroundings),
        ...pathwayFaults(pathway.value, bands, pathway.name, pathway.lineOf),
        ...pathwayWordFaults(pathway.value, surroundings.readingAge, pathway.name, pathway.lineOf),
      ];
      for (const bundle of flows.values())
        for (const problem of inspect(bundle, surroundings)) {
          const source = sources.get(problem.flow);
          found.push({
            file: source?.file ?? problem.flow,
            line: source?.lineOf(problem.path) ?? 1,
            message: problem.message,
            weight: problem.weight,
          });
        }
      // A flow that others call is inspected with each of them; say what is wrong with it once.
      return [...new Map(found.map((fault) => [JSON.stringify(fault), fault])).values()];
    },
  };
}
