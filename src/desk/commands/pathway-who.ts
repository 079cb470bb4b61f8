import { z } from 'zod';
import { say, type Words } from '../../engine/index.ts';
import { stageOf } from '../../pathways/index.ts';
import type { ChannelName, CommandChoice, PersonOnPathway, Requirement, Stage } from '../ports.ts';
import { MOST_CHOICES, meant, readDay } from './choose.ts';
import type { Context, Refused } from './command.ts';
import { day, short } from './when.ts';

/** What commands about pathways have in common: whom they are about, and how things are called. */

export const person = z
  .string()
  .trim()
  .min(1)
  .describe('who: a name that one person has, an id or its beginning, or like slack:T0123/U0456');
const slug = z.string().trim().toLowerCase().max(60);
export const stage = slug.describe('the stage');
export const why = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .meta({ description: 'why: it is kept with them, and they can read it', format: 'long' });

export const called = (words: Words) => say(words, 'en', () => '');

/** Finds whom a command is about. */
export async function findPerson({ parts }: Context, input: { person: string }): Promise<PersonOnPathway | null> {
  const { pathways, roles, sessions } = parts.store;
  const [, channel, address] = /^(web|terminal|slack|botframework):(\S+)$/.exec(input.person) ?? [];
  if (channel && address) {
    const holder = await roles.of(channel as ChannelName, address);
    return holder && pathways.of(holder.person);
  }
  const found = await pathways.of(input.person);
  if (found) return found;
  const named = (await sessions.people()).flatMap(({ id, name }) => (name === null ? [] : [{ value: id, label: name }]));
  const [one, ...others] = meant(input.person, named);
  return one === undefined || others.length > 0 ? null : pathways.of(one);
}

/** People to pick from, the newest first. Others are typed. */
export async function personChoices({ parts }: Context): Promise<CommandChoice[]> {
  const all = (await parts.store.sessions.people()).filter(({ name }) => name !== null).slice(0, MOST_CHOICES);
  const twice = (name: string | null) => all.filter((one) => one.name === name).length > 1;
  return all.map(({ id, name, ageBand }) => ({
    value: id,
    label: [name, ...(twice(name) ? [ageBand, short(id)] : [])].filter(Boolean).join(', '),
  }));
}

/** Stages to which somebody can be moved. */
export const stageChoices = ({ parts }: Context): CommandChoice[] =>
  parts.pathway.stages.filter(({ signsOff }) => signsOff.length > 0).map(({ stage, label }) => ({ value: stage, label: called(label) }));

export const requirementChoices = ({ parts }: Context, fits: (one: Requirement) => boolean): CommandChoice[] =>
  parts.pathway.requirements.filter(fits).map(({ requirement, staff }) => ({ value: requirement, label: staff }));

/** Trainings or checks that stages ask for: each once, whatever months hold for it. */
export function whichOf({ parts }: Context, kind: 'training' | 'check'): CommandChoice[] {
  const asked = parts.pathway.requirements.filter((one) => one.kind === kind);
  return [...new Map(asked.map(({ which, staff }) => [which, { value: which, label: staff }])).values()];
}

export const knownOf = (choices: CommandChoice[]) => choices.map(({ value }) => value).join(', ');

/** A stage by its id or how it is called; or why not. */
export function readStage(context: Context, text: string): Stage | Refused {
  const choices = context.parts.pathway.stages.map(({ stage, label }) => ({ value: stage, label: called(label) }));
  const found = stageOf(context.parts.pathway, meant(text, choices)[0] ?? null);
  if (found) return found;
  const refused = context.words('no_stage', { stage: text, known: knownOf(choices) });
  return { refused, faults: { stage: refused } };
}

/** How a stage of any version is called; its id where the pathway does not know it any more. */
export function stageCalled({ parts }: Pick<Context, 'parts'>, id: string | null): string {
  const found = stageOf(parts.pathway, id);
  return found ? called(found.label) : (id ?? '');
}

/** Nobody decides about themselves. */
export const isSelf = ({ actor }: Context, id: string) => actor.person === id;

/** Whether one of the caller's roles may sign off a stage; else why not. */
export function maySignOff({ actor, words }: Context, { signsOff, label }: Stage): Refused | null {
  if (signsOff.some((role) => actor.roles.includes(role))) return null;
  return { refused: words('move_not_yours', { stage: called(label), roles: signsOff.join(', ') }) };
}

/** Days as staff type them. `until` is no earlier than `from`. */
export function readDays(
  context: Context,
  given: { date?: string | undefined; until?: string | undefined },
  today: string,
): { date: string; until: string | null } | Refused {
  const { words } = context;
  const fault = (field: string, id: 'date_unread' | 'date_ahead' | 'until_past'): Refused => ({
    refused: words(id),
    faults: { [field]: words(id) },
  });
  const date = given.date ? readDay(context, given.date) : today;
  if (date === null) return fault('date', 'date_unread');
  if (date > today) return fault('date', 'date_ahead');
  const until = given.until ? readDay(context, given.until) : null;
  if (given.until && until === null) return fault('until', 'date_unread');
  return until !== null && until < date ? fault('until', 'until_past') : { date, until };
}

export const dayOrNothing = (date: string | null) => (date === null ? '' : day(date));
