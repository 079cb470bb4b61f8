import type { Command } from 'commander';
import type { CliParts } from './index.ts';

/** What came of a report: a sentence for each. */
const sentences = {
  kept: 'That email came back: it is marked as not delivered.',
  known: 'It names no email of ours that was sent, or one that is known to have come back. Nothing was done.',
  delayed: 'The mail server is still trying. Nothing was done.',
  none: 'This is no report that an email could not be delivered. Nothing was done.',
} as const;

export type BounceKept = keyof typeof sentences;

export function emailCommands(program: Command, { read, bounced, print, refuse }: CliParts): void {
  program
    .command('email')
    .description('what mail servers say of the emails that went out')
    .command('bounced')
    .description('take a report that an email could not be delivered; docs/email.md says how a mail server hands it over by itself')
    .argument('[file]', 'the report, as it came; - is what comes through a pipe', '-')
    .action(async (file: string) => {
      const report = await read(file);
      if (report === null) return refuse(`${file} can't be read.`);
      print(sentences[await bounced(report)]);
    });
}
