import { Command, InvalidArgumentError, Option } from 'commander';
import type { CommandField, CommandOutline, Sheet } from '../desk/ports.ts';
import type { CliParts } from './index.ts';
import { json } from './json.ts';
import { tableOf } from './table.ts';

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

/** @param several a text may be several words, as in `--counts 3 5 0 2 1` */
function optionOf({ name, what, kind, choices, required }: CommandField, several: boolean): Option {
  const option = new Option(
    kind === 'flag' ? `--${name}` : `--${name} <${kind === 'number' ? 'number' : 'text'}${several && kind === 'text' ? '...' : ''}>`,
    what,
  );
  if (kind === 'choice' && choices.length > 0) option.choices(choices.map(({ value }) => value));
  if (kind === 'number') option.argParser(wholeNumber);
  return required ? option.makeOptionMandatory() : option;
}

function printed({ text, tables = [], pictures = [] }: Sheet): string {
  return [...tables.map(({ head, rows }) => tableOf(head, rows)), ...pictures.map(({ alt }) => alt), text].filter(Boolean).join('\n');
}

/** Fields that no option is for, each with all words up to the next one; and a word that is of none. */
function othersIn(words: readonly string[]): { fields: Record<string, string>; stray: string | undefined } {
  const named = new Map<string, string[]>();
  for (const word of words) {
    const last = [...named.values()].at(-1);
    if (word.startsWith('--')) named.set(word.slice(2), []);
    else last?.push(word);
  }
  const [first] = words;
  return {
    fields: Object.fromEntries([...named].map(([name, said]) => [name, said.join(' ')])),
    stray: first?.startsWith('--') ? undefined : first,
  };
}

/** One command of the desk's table as a command of this terminal. */
function commandOf(outline: CommandOutline, { outlines, command: give, read, keep, print, refuse }: CliParts): Command {
  const command = new Command(outline.name.split(' ').at(-1)).description(outline.summary).option('--json', 'as JSON');
  const places = outline.fields.filter(({ positional }) => positional);
  for (const { name, what, required } of places) command.argument(required ? `<${name}>` : `[${name}]`, what);
  for (const field of outline.fields) if (!field.positional) command.addOption(optionOf(field, outline.others !== undefined));
  if (outline.others)
    command
      .allowUnknownOption()
      .allowExcessArguments()
      .usage('[options] … --NAME <text>')
      .description(`${outline.summary}\n${outline.others}`);
  // What a group does by its first word alone gets each second word that is none of its commands.
  if (outline.alone) command.allowExcessArguments();
  return command.action(async (...args: unknown[]) => {
    const extra = command.args[places.length];
    if (outline.alone && !outline.others && extra !== undefined) {
      const [first = ''] = outline.name.split(' ');
      return refuse(`There is no "${first} ${extra}". What there is: ${followsOf(first, outlines)}.`);
    }
    const { json: asJson, ...named } = command.opts<Record<string, unknown>>();
    const placed = Object.fromEntries(places.flatMap(({ name }, at) => (args[at] === undefined ? [] : [[name, args[at]]])));
    const { fields, stray } = othersIn(outline.others ? command.args.slice(places.length) : []);
    if (stray !== undefined) return refuse(`It is not clear what "${stray}" belongs to. Put its --NAME before it.`);
    const whole = Object.entries(named).map(([name, said]) => [name, Array.isArray(said) ? said.join(' ') : said]);
    const input: Record<string, unknown> = { ...fields, ...Object.fromEntries(whole), ...placed };
    for (const { name } of outline.fields.filter(({ name, kind }) => kind === 'file' && input[name] !== undefined)) {
      const text = await read(String(input[name]));
      if (text === null) return refuse(`The file ${input[name]} cannot be read. Is it there, and is it spelled like that?`);
      input[name] = text;
    }
    const result = await give({ name: outline.name, input });
    if (result.kind === 'refused') return refuse(result.why);
    print(asJson ? json(result.sheet.data) : printed(result.sheet));
    for (const file of result.sheet.files ?? []) print(await keep(file));
  });
}

/** What a group is called too: figures are of many. */
const plurals: Record<string, string[]> = { pathway: ['pathways'] };

/** What may follow the first word of a group. */
const followsOf = (first: string, outlines: readonly CommandOutline[]) =>
  outlines.flatMap(({ name }) => (name.startsWith(`${first} `) ? [name.slice(first.length + 1)] : [])).join(', ');

/** Every command of staff, by the first word of its name. A group's `list` is what the first word alone does. */
export function staffCommands(program: Command, parts: CliParts): void {
  const groups = new Map<string, Command>();
  for (const outline of parts.outlines) {
    const [first = '', second] = outline.name.split(' ');
    if (second === undefined) {
      program.addCommand(commandOf(outline, parts));
      continue;
    }
    const group =
      groups.get(first) ??
      program
        .command(first)
        .aliases(plurals[first] ?? [])
        .description(followsOf(first, parts.outlines));
    groups.set(first, group);
    group.addCommand(commandOf(outline, parts), { isDefault: outline.alone ?? false });
  }
}
