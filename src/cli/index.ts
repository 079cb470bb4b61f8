/** THE COMMANDS of staff and maintainers. The only room that names commander and cli-table3; everything that it shows is handed in. */
import { Command } from 'commander';
import type { CommandOutline, CommandResult, Order } from '../desk/ports.ts';
import type { ScreenRates } from '../safeguarding/index.ts';
import type { ScrubRates } from '../scrubbing/index.ts';
import { type BounceKept, emailCommands } from './email.ts';
import { json } from './json.ts';
import { safeguardingCommands } from './safeguarding.ts';
import { scrubCommands } from './scrub.ts';
import { slackCommands } from './slack.ts';
import { staffCommands } from './staff.ts';
import { tableOf } from './table.ts';
import { teamsCommands } from './teams.ts';

export interface CliParts {
  /** The desk's table of commands. */
  outlines: readonly CommandOutline[];
  /** Gives the desk a command, as whoever sits at this computer. */
  command(order: Order): Promise<CommandResult>;
  /** A chat in this terminal: as the person who sits here, or a try of one flow that keeps nothing. */
  chat(flow: string | undefined): Promise<void>;
  flows: {
    /** JSON Schema of a flow file, for editors. */
    schema(): unknown;
    coverage(): { flow: string; language: string; state: string; written: number; texts: number }[];
    /** Remarks on the flows, a line each. */
    notes(): string[];
  };
  /** What the safeguarding screen finds in each set of messages of our tests, or in a file. */
  screenRates(file: string | undefined): { name: string; rates: ScreenRates }[];
  /** What scrubbing finds in the messages of our tests, or of a file. */
  scrubRates(file: string | undefined): Promise<{ tuned: ScrubRates; held: ScrubRates }>;
  /** The manifest of a Slack app that is reached at this address; null: over a socket. */
  slackManifest(where: string | null): unknown;
  teams: {
    /** As the configuration has them: the app id, and where people reach us. */
    appId: string | null;
    url: string;
    /** The app to upload, as a zip file. */
    pack(appId: string, url: string): Uint8Array;
  };
  /** Takes what a mail server reports of an email that went out. */
  bounced(report: string): Promise<BounceKept>;
  /** The text of a file, or of what comes through a pipe, which is `-`; of a workbook its first sheet as CSV. null when it cannot be read. */
  read(file: string): Promise<string | null>;
  /** Writes a file that a command made; answers where it is. */
  keep(file: { name: string; body: string | Uint8Array }): Promise<string>;
  /** Writes a file where it was asked for, over one that is there. @returns what was wrong, in words; null: nothing */
  write(file: string, body: Uint8Array): string | null;
  print(text: string): void;
  /** Says what could not be done; the command ends with exit code 1. */
  refuse(sentence: string): void;
}

export function createProgram(parts: CliParts): Command {
  const { chat, flows, print } = parts;
  const program = new Command('onward')
    .description('Onward: registers interest, runs conversations, and keeps the thread.')
    .showHelpAfterError();

  program
    .command('chat')
    .description('talk to the bot in this terminal')
    .argument('[flow]', 'try this flow as somebody new; nothing is kept')
    .action((flow?: string) => chat(flow));

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

  staffCommands(program, parts);
  safeguardingCommands(program, parts);
  scrubCommands(program, parts);
  slackCommands(program, parts);
  teamsCommands(program, parts);
  emailCommands(program, parts);
  return program;
}
