import { type Permission, rolesThatMay } from '../../people/index.ts';
import type { Sheet } from '../ports.ts';
import type { Actor, Context, StaffCommand } from './command.ts';

/** `help`, typed where a command stands: all that this one may give. It reads nobody's data. */
export const asksForHelp = (line: string): boolean => /^help$/i.test(line.trim());

export function helpFor({ roles }: Actor, commands: readonly StaffCommand[], words: Context['words']): Sheet {
  const may = (permission: Permission) => rolesThatMay(permission).some((role) => roles.includes(role));
  const rows = commands.filter((command) => may(command.may)).map(({ name, summary }) => [name, summary]);
  return { tables: [{ head: [words('help_command'), words('help_what')], rows }], data: rows };
}
