import { type Command, Option } from 'commander';
import type { ConcernState, ConcernSummary } from '../desk/ports.ts';
import type { CliParts } from './index.ts';
import { json } from './json.ts';
import { SHORT_ID } from './people.ts';
import { tableOf } from './table.ts';
import { when } from './when.ts';

const states = ['acknowledged', 'in hand', 'referred', 'closed'] as const satisfies ConcernState[];

/** Never the words that were written: they are read with the person's record. */
function listOf(concerns: ConcernSummary[]): string {
  if (concerns.length === 0) return 'There is no open concern.';
  return tableOf(
    ['Id', 'When', 'Urgency', 'About', 'Where', 'Person', 'State', 'By'],
    concerns.map(({ id, at, urgency, family, place, person, state, events }) => [
      id.slice(0, SHORT_ID),
      when(at),
      urgency,
      family.replaceAll('_', ' '),
      place ?? '',
      person.slice(0, SHORT_ID),
      state,
      events.at(-1)?.who ?? '',
    ]),
  );
}

/** The log of concerns, for the safeguarding lead. */
export function concernCommands(program: Command, { withKept, clock, print, refuse }: CliParts): void {
  const concerns = program.command('concerns').description('what the safeguarding screen found, for the safeguarding lead');
  concerns
    .command('list', { isDefault: true })
    .description('what is not closed: the most urgent first, then the oldest')
    .option('--all', 'the closed ones too')
    .option('--json', 'as JSON')
    .action(async (options: { all?: boolean; json?: boolean }) => {
      const list = await withKept((kept) => kept.concerns.list(options.all ?? false));
      print(options.json ? json(list) : listOf(list));
    });
  concerns
    .command('mark')
    .description('say what was done; what was said before stays in the log')
    .argument('<id>', 'the id from the list, or its beginning')
    .addOption(new Option('--state <state>', 'what it is now').choices(states).makeOptionMandatory())
    .requiredOption('--who <name>', 'who did it')
    .requiredOption('--why <text>', 'what was done, and why')
    .action(async (id: string, event: { state: ConcernState; who: string; why: string }) => {
      const concern = await withKept((kept) => kept.concerns.add(id, { ...event, at: clock.now() }));
      if (!concern) return refuse(`No concern has the id ${id}, or several ids begin like that. See: onward concerns`);
      print(listOf([concern]));
    });
}
