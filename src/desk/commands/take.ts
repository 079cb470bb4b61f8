import { type Permission, rolesThatMay } from '../../people/index.ts';
import { once } from '../once.ts';
import { unpark } from '../parked.ts';
import type { DeskParts } from '../parts.ts';
import type { Brought, Caller, CommandResult, Desk, Order, Sheet, TypedOrder, WholeOrder } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import type { Actor, Context, Refused as RefusedByCommand, StaffCommand } from './command.ts';
import { faultOf } from './fault.ts';
import { helpAsked, helpFor } from './help.ts';
import { commandOutlines, commands } from './index.ts';
import { reasonNames } from './leave-out-names.ts';
import { readLine } from './line.ts';
import { formOf, outlineOf } from './outline.ts';
import { unheard } from './unheard.ts';
import { wordsOf } from './words-of.ts';

/** Who gives the command, and what they are: what was granted to them, and what the configuration says. */
async function actorOf({ store, admins }: DeskParts, { channel, address }: Caller): Promise<Actor> {
  const holder = await store.roles.of(channel, address);
  const named = `${channel}:${address}`;
  const configured = admins.some((admin) => admin.channel === channel && admin.value === address);
  const roles = [...new Set([...(holder?.roles.map(({ role }) => role) ?? []), ...(configured ? ['admin'] : [])])];
  return { id: configured || !holder ? named : holder.person, name: holder?.name ?? named, person: holder?.person ?? null, roles };
}

type Refused = Extract<CommandResult, { kind: 'refused' }>;
const refused = (why: string, faults?: Record<string, string>): Refused => ({ kind: 'refused', why, ...(faults && { faults }) });

const toCaller = ({ refused: why, faults }: RefusedByCommand): Refused => refused(why, faults);

interface Admitted {
  kind: 'admitted';
  command: StaffCommand;
  given: Record<string, unknown>;
  context: Context;
  note(action: string, about: string | null, why: string | null): Promise<void>;
}

function withoutRole(parts: DeskParts, { channel, address }: Caller): Refused {
  const why = wordsOf(parts)(parts.admins.length === 0 ? 'no_admin' : 'no_role', { me: `${channel}:${address}` });
  return { ...refused(why), stranger: true };
}

/** Finds the command, and whether this caller may give it. That somebody may not is in the audit. */
async function admit(
  parts: DeskParts,
  shelf: Shelf,
  now: Date,
  caller: Caller,
  order: WholeOrder | TypedOrder,
): Promise<Admitted | Refused> {
  const words = wordsOf(parts);
  const asked = 'line' in order ? readLine(order.line, commandOutlines) : order;
  const command = commands.find(({ name }) => name === asked?.name);
  if (!asked || !command)
    return { ...refused(words('no_such_command', { command: 'line' in order ? order.line : order.name })), stranger: true };

  const actor = await actorOf(parts, caller);
  const may = (permission: Permission) => rolesThatMay(permission).some((one) => actor.roles.includes(one));
  const note = (action: string, about: string | null, why: string | null) =>
    parts.store.audit.add({ who: actor.id, action, about, why }, now);
  if (!may(command.may)) {
    const noRole = actor.roles.length === 0;
    const ownWords = noRole && 'line' in order && order.unsure === true;
    if (!ownWords) await note(`refused: ${command.name}`, null, null);
    if (noRole) return withoutRole(parts, caller);
    return refused(words('not_yours', { roles: rolesThatMay(command.may).join(', ') }));
  }
  return { kind: 'admitted', command, given: asked.input, context: { parts, shelf, now, caller, actor, may, words }, note };
}

/** A sheet offers what there is, and what this caller may do. */
function offering(sheet: Sheet, { may }: Context): Sheet {
  if (!sheet.next) return sheet;
  const allowed = (name: string) => commands.some((command) => command.name === name && may(command.may));
  return { ...sheet, next: sheet.next.filter(({ order }) => allowed(order.name)) };
}

/**
 * Does one command: may they, is it understood, is there such a thing; then the audit, and only then the work. What is in the audit was
 * at least tried; what was done is always in the audit, and so is that something was refused.
 */
async function obey(parts: DeskParts, shelf: Shelf, now: Date, caller: Caller, given: Order): Promise<CommandResult> {
  const order = 'ticket' in given ? await unpark(parts, now, caller, given) : given;
  if (typeof order === 'string') return refused(wordsOf(parts)(order));
  const group = 'line' in order && !order.unsure ? helpAsked(order.line, commandOutlines) : null;
  if (group !== null) {
    const actor = await actorOf(parts, caller);
    return actor.roles.length === 0 ? withoutRole(parts, caller) : { kind: 'done', sheet: helpFor(actor, commands, wordsOf(parts), group) };
  }
  const admitted = await admit(parts, shelf, now, caller, order);
  if (admitted.kind === 'refused') return admitted;
  const { command, given: asked, context, note } = admitted;
  const { words } = context;

  const read = command.input.safeParse(asked, { error: (issue) => faultOf(issue, words) });
  if (!read.success) {
    const fault = read.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');
    const faults = Object.fromEntries(read.error.issues.map(({ path, message }) => [String(path[0] ?? ''), message]));
    return toCaller(unheard(context, command, asked, { refused: words('not_understood', { command: command.name, fault }), faults }));
  }
  const input = read.data as Record<string, string>;
  const subject = command.find ? await command.find(context, input) : { id: '' };
  if (!subject) {
    const missing = typeof command.missing === 'function' ? command.missing(read.data) : command.missing;
    const why = missing ? words(missing, input) : words('no_such_command', { command: command.name });
    return toCaller(unheard(context, command, asked, { refused: why }));
  }
  if (await reasonNames(parts, input.why, subject)) return refused(words('name_in_why'), { why: words('name_in_why') });
  const detail = command.detail?.(input);
  const about = subject.id || null;
  await note(detail ? `${command.name}: ${detail}` : command.name, about, (command.keepsWhy ? null : input.why) ?? null);
  const done = await command.run(context, input, subject);
  if (!('refused' in done)) return { kind: 'done', sheet: offering(done, context) };
  await note(`not done: ${command.name}`, about, null);
  return toCaller(done);
}

/** Takes one command, once however often it is brought. */
export function takeCommand(
  parts: DeskParts,
  shelf: Shelf,
  now: Date,
  caller: Caller,
  given: Order,
  brought?: Brought,
): Promise<CommandResult> {
  const work = () => obey(parts, shelf, now, caller, given);
  return once(parts, caller, given, brought, work, (before) => ({ ...refused(wordsOf(parts)('done_before')), before }));
}

/** The sheet `home` of somebody who has a role. */
export async function showHome(parts: DeskParts, shelf: Shelf, now: Date, caller: Caller): Promise<Sheet | null> {
  if ((await actorOf(parts, caller)).roles.length === 0) return null;
  const result = await takeCommand(parts, shelf, now, caller, { name: 'home', input: {} });
  return result.kind === 'done' ? result.sheet : null;
}

/** The form of a command. What can be chosen may name people, so who looked is in the audit. */
export async function showForm(
  parts: DeskParts,
  shelf: Shelf,
  now: Date,
  caller: Caller,
  order: Order,
): Promise<Awaited<ReturnType<Desk['form']>>> {
  // What was parked is whole, and asks for no form.
  if ('ticket' in order) return refused(wordsOf(parts)('done_before'));
  const admitted = await admit(parts, shelf, now, caller, order);
  if (admitted.kind === 'refused') return admitted;
  const { command, given, context, note } = admitted;
  if (command.choices) await note(`form: ${command.name}`, null, null);
  const form = formOf(outlineOf(command), (await command.choices?.(context)) ?? {}, given);
  return { kind: 'form', form: { ...form, fields: (await command.fields?.(context, given, form.fields)) ?? form.fields } };
}
