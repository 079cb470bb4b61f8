import { type Permission, rolesThatMay } from '../../people/index.ts';
import type { CommandOutline, Sheet } from '../ports.ts';
import type { Actor, Context, StaffCommand } from './command.ts';
import { readLine } from './line.ts';

const groupOf = (name: string) => name.split(' ')[0] ?? name;

/**
 * `help`, `help survey`, or `help survey send`, which is told with its group, typed where a command stands; or a group alone that is no command: all that
 * this one may give, or what each of a group does. It reads nobody's data.
 * @returns the group that is asked about; empty: none. null: the line is something else
 */
export function helpAsked(line: string, outlines: readonly CommandOutline[]): string | null {
  const typed = line.trim().toLowerCase();
  const asked = /^help(?:\s+(\S+)(?:\s+\S+)?)?$/.exec(typed);
  if (asked) return asked[1] ?? '';
  return readLine(typed, outlines) === null && outlines.some(({ name }) => groupOf(name) === typed) ? typed : null;
}

/** More than a chat shows at once would be cut, so that the commands of one group are a row, and each is told by `help` and the group. */
export function helpFor({ roles }: Actor, commands: readonly StaffCommand[], words: Context['words'], group: string): Sheet {
  const may = (permission: Permission) => rolesThatMay(permission).some((role) => roles.includes(role));
  const own = commands.filter((command) => may(command.may));
  const told = (some: readonly StaffCommand[]) => some.map(({ name, summary }) => [name, summary]);
  const asked = told(own.filter(({ name }) => groupOf(name) === group));
  if (asked.length > 0) return { tables: [{ head: [words('help_command'), words('help_what')], rows: asked }], data: asked };
  const groups = [...new Set(own.map(({ name }) => groupOf(name)))].map((name) => ({
    name,
    some: own.filter((one) => groupOf(one.name) === name),
  }));
  const rows = groups.map(({ name, some }) =>
    some.length === 1 ? (told(some)[0] as string[]) : [name, some.map((one) => one.name.slice(name.length + 1)).join(', ')],
  );
  return { tables: [{ head: [words('help_command'), words('help_what')], rows }], text: words('help_more'), data: told(own) };
}
