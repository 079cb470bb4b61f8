import type { z } from 'zod';
import type { Permission } from '../../people/index.ts';
import type { DeskParts } from '../parts.ts';
import type { Caller, CommandChoice, CommandField, Sheet, Suggested } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import type { StaffWords } from './words.ts';

/** Who gives a command, and with what. */
export interface Context {
  parts: DeskParts;
  shelf: Shelf;
  now: Date;
  caller: Caller;
  actor: Actor;
  /** Whether one of the actor's roles may do that too. */
  may(permission: Permission): boolean;
  /** Fills one of the staff's phrases. */
  words(id: keyof StaffWords, fills?: Record<string, string>): string;
}

export interface Actor {
  /** As the audit names them: a person's id, or the channel and address of an admin that the configuration names. */
  id: string;
  /** How lists call them. */
  name: string;
  /** The person, if they are one that is kept. */
  person: string | null;
  roles: readonly string[];
}

/** A command of staff: one row of the table that the terminal, Slack and Teams make their commands from. */
export interface StaffCommand<Input extends z.ZodObject = z.ZodObject, Subject extends { id: string } = { id: string }> {
  /** One or two words, like `roles grant`. A group's `list` is also what its first word alone does. */
  name: string;
  /** What it does, in a line. */
  summary: string;
  may: Permission;
  /** Each field is described; what is not `positional` is given by its name. */
  input: Input;
  /** Where a menu that holds some commands only has this one; see `Suggested`. */
  suggest?: readonly Suggested[];
  /** It shows or changes concerns: see `CommandOutline`. */
  private?: true;
  /** Fields that are given by their place. */
  positional: (keyof z.infer<Input> & string)[];
  /** What can be chosen now in fields whose choices the database has. A field of one text becomes a choice, a list of texts becomes several. */
  choices?(context: Context): Promise<Partial<Record<keyof z.infer<Input> & string, CommandChoice[]>>>;
  /** The fields of its form, where they hang on what the order says already. @param fields with what can be chosen now */
  fields?(context: Context, given: Record<string, unknown>, fields: CommandField[]): Promise<CommandField[]>;
  /** Finds what the command is about, before it is written in the audit. null: there is no such thing, and `missing` is said. */
  find?(context: Context, input: z.infer<Input>): Promise<Subject | null>;
  /** Its words are filled with the input. */
  missing?: keyof StaffWords | ((input: z.infer<Input>) => keyof StaffWords);
  /** What of the input belongs in the audit beside the command's name. Ids and fixed words only. */
  detail?(input: z.infer<Input>): string;
  /** The reason is kept with the thing itself, for eyes that may see that, and not in the audit, which others read. */
  keepsWhy?: true;
  run(context: Context, input: z.infer<Input>, subject: Subject): Promise<Sheet | Refused>;
  /** Draws a `lasting` sheet again, for everybody where it stands: counts, never names. null: there is no such thing any more. */
  redraw?(context: Pick<Context, 'parts' | 'shelf' | 'now' | 'words'>, input: z.infer<Input>): Promise<Sheet | null>;
}

/** What could not be done, in a sentence. */
export interface Refused {
  refused: string;
  /** By field, for a form. */
  faults?: Record<string, string>;
}

/** Keeps the types of one row. */
export function staffCommand<Input extends z.ZodObject, Subject extends { id: string } = { id: string }>(
  command: StaffCommand<Input, Subject>,
): StaffCommand {
  return command as unknown as StaffCommand;
}
