import type { Command } from 'commander';
import type { ScreenRates } from '../safeguarding/index.ts';
import type { Share } from '../share.ts';
import type { CliParts } from './index.ts';
import { json } from './json.ts';
import { tableOf } from './table.ts';

const percent = (share: number) => `${Math.round(100 * share)} %`;

function shown({ count, of, from, to }: Share): string[] {
  return of === 0 ? ['', '', ''] : [`${count} of ${of}`, percent(count / of), `${percent(from)} to ${percent(to)}`];
}

function tableOfRates({ families, hits, rightFamily, falseAlarms }: ScreenRates): string {
  const missed: Share = { count: hits.of - hits.count, of: hits.of, from: 1 - hits.to, to: 1 - hits.from };
  return tableOf(
    ['', 'Messages', 'Rate', '95 % interval'],
    [
      ...families.map(({ family, hits }) => [`heard: ${family.replaceAll('_', ' ')}`, ...shown(hits)]),
      ['heard, in all', ...shown(hits)],
      ['missed, in all', ...shown(missed)],
      ['heard, and named rightly', ...shown(rightFamily)],
      ['false alarms', ...shown(falseAlarms)],
    ],
  );
}

/** How well the safeguarding screen hears, for leads and for those who change its rules. */
export function safeguardingCommands(program: Command, { screenRates, print }: CliParts): void {
  const safeguarding = program.command('safeguarding').description('the screen that every free text goes through');
  safeguarding
    .command('rates')
    .description('what it hears, misses and hears wrongly in messages of which we know')
    .argument('[file]', 'messages of your own, in YAML; those of our tests if not given')
    .option('--json', 'as JSON, with each miss')
    .option('--list', 'each miss and each false alarm as well')
    .action((file: string | undefined, options: { json?: boolean; list?: boolean }) => {
      const sets = screenRates(file);
      if (options.json) return print(json(sets));
      for (const { name, rates } of sets) {
        print(name);
        print(tableOfRates(rates));
        if (!options.list) continue;
        for (const { family, text } of rates.misses) print(`missed, ${family}: "${text}"`);
        for (const { rule, text } of rates.alarms) print(`false alarm, ${rule}: "${text}"`);
      }
    });
}
