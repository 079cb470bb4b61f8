/** THE COMMANDS of staff and maintainers. The only room that names commander and cli-table3; everything that it shows is handed in. */
import { Command, InvalidArgumentError } from 'commander';
import type { Clock, Concerns, People } from '../desk/ports.ts';
import type { ScrubRates } from '../scrubbing/index.ts';
import { concernCommands } from './concerns.ts';
import { json } from './json.ts';
import { detailOf, listOf } from './people.ts';
import { scrubCommands } from './scrub.ts';
import { tableOf } from './table.ts';

/** What commands read and add to. */
export interface Kept {
  people: People;
  concerns: Concerns;
}

export interface CliParts {
  /** Opens what is kept, for as long as `work` takes. */
  withKept<T>(work: (kept: Kept) => Promise<T>): Promise<T>;
  clock: Clock;
  /** A chat in this terminal: as the person who sits here, or a try of one flow that keeps nothing. */
  chat(flow: string | undefined): Promise<void>;
  flows: {
    /** JSON Schema of a flow file, for editors. */
    schema(): unknown;
    coverage(): { flow: string; language: string; state: string; written: number; texts: number }[];
    /** Remarks on the flows, a line each. */
    notes(): string[];
    /** How a question is called in lists; the step's id if nobody knows. */
    labelOf(flow: string, step: string): string;
  };
  /** What scrubbing finds in the messages of our tests, or of a file. */
  scrubRates(file: string | undefined): Promise<{ tuned: ScrubRates; held: ScrubRates }>;
  print(text: string): void;
  /** Says what could not be done; the command ends with exit code 1. */
  refuse(sentence: string): void;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}

export function createProgram(parts: CliParts): Command {
  const { withKept, chat, flows, print, refuse } = parts;
  const program = new Command('onward')
    .description('Onward: registers interest, runs conversations, and keeps the thread.')
    .showHelpAfterError();

  program
    .command('chat')
    .description('talk to the bot in this terminal')
    .argument('[flow]', 'try this flow as somebody new; nothing is kept')
    .action((flow?: string) => chat(flow));

  const people = program.command('people').description('who has registered interest');
  people
    .command('list', { isDefault: true })
    .description('the newest first')
    .option('--limit <number>', 'how many at most', wholeNumber, 50)
    .option('--json', 'as JSON')
    .action(async (options: { limit: number; json?: boolean }) => {
      const list = await withKept((kept) => kept.people.list(options.limit));
      print(options.json ? json(list) : listOf(list));
    });
  people
    .command('show')
    .description('one person, with what they answered and agreed to')
    .argument('<id>', 'the id from the list, or its beginning')
    .option('--json', 'as JSON')
    .action(async (id: string, options: { json?: boolean }) => {
      const person = await withKept((kept) => kept.people.show(id));
      if (!person) return refuse(`Nobody has the id ${id}, or several ids begin like that. See: onward people list`);
      print(options.json ? json(person) : detailOf(person, flows.labelOf));
    });

  program
    .command('flows')
    .description('how far each flow is written in each language, and what could be better')
    .option('--json', 'as JSON')
    .option('--schema', 'the JSON Schema of a flow file instead, for an editor that checks while you write')
    .action((options: { json?: boolean; schema?: boolean }) => {
      if (options.schema) return print(json(flows.schema()));
      const coverage = flows.coverage();
      const notes = flows.notes();
      if (options.json) return print(json({ coverage, notes }));
      print(
        tableOf(
          ['Flow', 'Language', 'Checked', 'Texts'],
          coverage.map(({ flow, language, state, written, texts }) => [flow, language, state, `${written} of ${texts}`]),
        ),
      );
      for (const note of notes) print(note);
    });

  concernCommands(program, parts);
  scrubCommands(program, parts);
  return program;
}
