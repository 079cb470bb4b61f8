import type { Command } from 'commander';
import type { ScrubRates } from '../scrubbing/index.ts';
import type { CliParts } from './index.ts';
import { json } from './json.ts';
import { tableOf } from './table.ts';

type Halves = Awaited<ReturnType<CliParts['scrubRates']>>;

function tableOfRates({ tuned, held }: Halves): string {
  const halves = [
    { head: 'Tuned on', rates: tuned },
    { head: 'Held back', rates: held },
  ].filter(({ rates }) => rates.messages > 0);
  const wrong = ({ stay: { removed, words } }: ScrubRates) =>
    `${((100 * removed) / Math.max(1, words)).toFixed(1)} in 100 (${removed} of ${words})`;
  const caught = ({ kinds }: ScrubRates, kind: string) => {
    const of = kinds.find((one) => one.kind === kind);
    return of && of.caught + of.missed > 0 ? `${of.caught} of ${of.caught + of.missed}` : '';
  };
  return tableOf(
    ['Removed', ...halves.map(({ head }) => head)],
    [
      ...tuned.kinds.map(({ kind }) => [kind, ...halves.map(({ rates }) => caught(rates, kind))]),
      ['words that should have stayed', ...halves.map(({ rates }) => wrong(rates))],
    ],
  );
}

/** What the scrubbing of free text catches, for those who change its lists. */
export function scrubCommands(program: Command, { scrubRates, print }: CliParts): void {
  const scrub = program.command('scrub').description('taking names, places and offences out of what people wrote');
  scrub
    .command('rates')
    .description('what is caught, missed and removed wrongly in messages of which we know')
    .argument('[file]', 'messages of your own, in YAML; those of our tests if not given')
    .option('--json', 'as JSON, with each miss')
    .option('--list', 'each miss as well, but of those held back: they measure only as long as nobody tunes on them')
    .action(async (file: string | undefined, options: { json?: boolean; list?: boolean }) => {
      const { tuned, held } = await scrubRates(file);
      const { misses: _misses, wrong: _wrong, ...heldCounts } = held;
      if (options.json) return print(json({ tuned, held: heldCounts }));
      print(tableOfRates({ tuned, held }));
      if (!options.list) return;
      for (const { kind, missed, text } of tuned.misses) print(`${kind} missed: "${missed}" in "${text}"`);
      for (const { removed, text } of tuned.wrong) print(`removed wrongly: "${removed}" in "${text}"`);
    });
}
