import { z } from 'zod';
import type { Inbound } from '../../desk/ports.ts';
import { cleanText } from '../clean-text.ts';
import { typedText } from './markup.ts';
import { quickBlock } from './outbound.ts';
import { acts, questionOf } from './question.ts';

/** Payloads of Slack → what a person did. Pure. Who it was is read by Bolt, which knows about shared channels and whole organisations. */

/** `TEAM/USER`, as ONWARD_ADMINS and grants name somebody; TEAM is the workspace, or the organisation, that installed us. */
export const addressOf = (install: string, user: string) => `${install}/${user}`;

export function partsOf(address: string): { install: string; user: string } | null {
  const [, install, user] = /^([A-Z0-9]+)\/([A-Z0-9]+)$/.exec(address) ?? [];
  return install && user ? { install, user } : null;
}

const Id = z.string().min(1).max(64);

/** Words that somebody wrote to us alone. A `subtype` is an edit, a join, a bot; all but a file with words. */
const DirectMessage = z.object({
  type: z.literal('message'),
  /** A conversation of two: the ids of those begin so. */
  channel: Id.regex(/^D/),
  user: Id,
  ts: Id,
  text: z.string().default(''),
  subtype: z.literal('file_share').optional(),
  bot_id: z.undefined().optional(),
  app_id: z.undefined().optional(),
  files: z.array(z.unknown()).optional(),
});

export type Written =
  | { kind: 'written'; channel: string; inbound: Inbound }
  /** A file, a picture, a voice: with no words that we could take. */
  | { kind: 'wordless'; channel: string };

/** A message event; null when it is nothing that somebody said to us. @param eventId Slack's id of this event, the same when it is sent again */
export function readMessage(event: unknown, eventId: unknown, address: string): Written | null {
  const read = DirectMessage.safeParse(event);
  const id = Id.safeParse(eventId);
  if (!read.success || !id.success) return null;
  const { channel, files = [] } = read.data;
  const text = typedText(read.data.text);
  if (text === '') return files.length > 0 ? { kind: 'wordless', channel } : null;
  return { kind: 'written', channel, inbound: { channel: 'slack', externalId: id.data, address, reply: { kind: 'text', text } } };
}

const Picked = z.object({ value: z.string(), text: z.object({ text: z.string() }).optional() });

const Press = z.object({
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        block_id: z.string(),
        value: z.string().optional(),
        text: z.object({ text: z.string() }).optional(),
        selected_option: Picked.nullish(),
      }),
    )
    .min(1),
  channel: z.object({ id: Id }).optional(),
  message: z.object({ ts: Id, text: z.string().default(''), blocks: z.array(z.looseObject({ type: z.string() })).default([]) }).optional(),
  state: z
    .object({ values: z.record(z.string(), z.record(z.string(), z.looseObject({ selected_options: z.array(Picked).optional() }))) })
    .optional(),
});
export type Press = z.infer<typeof Press>;

/** A press of something in a message or a view; null when it is not of a shape that we know. */
export function readPress(body: unknown): Press | null {
  return Press.safeParse(body).data ?? null;
}

const Stands = z.object({
  channel: z.object({ id: Id }).optional(),
  container: z.object({ message_ts: Id.optional() }).optional(),
  view: z.object({ id: Id, hash: z.string().optional() }).optional(),
});

/** What a button stands on, as it was then; undefined: Slack does not say. */
export function pressedOn(body: unknown): string | undefined {
  const { channel, container, view } = Stands.safeParse(body).data ?? {};
  if (view) return `${view.id} ${view.hash ?? ''}`;
  return container?.message_ts && `${channel?.id ?? ''} ${container.message_ts}`;
}

export type Answering =
  /** `picked`: what they read on it. */
  | { kind: 'answer'; inbound: Inbound; picked: string }
  /** Done was pressed, and nothing is ticked. */
  | { kind: 'nothing_ticked' }
  /** Ticked or unticked: nothing to do until Done. */
  | { kind: 'ticking' };

/**
 * A press on a question's choices, or on words that can be said whatever is asked; null when it is none. All presses of one message are one event, so that a double click, also on two
 * choices, counts once.
 */
export function readAnswer({ actions, channel, message, state }: Press, address: string): Answering | null {
  const [action] = actions;
  if (!action || !channel || !message) return null;
  const externalId = `press ${address} ${channel.id} ${message.ts}`;
  if (action.block_id === quickBlock && action.value !== undefined) {
    const reply = { kind: 'text', text: action.value } as const;
    return { kind: 'answer', inbound: { channel: 'slack', externalId, address, reply }, picked: action.text?.text ?? action.value };
  }
  const prompt = questionOf(action.block_id);
  if (!prompt) return null;
  const inbound = (reply: Inbound['reply']): Inbound => ({ channel: 'slack', externalId, address, reply, prompt });
  const choice = (picks: z.infer<typeof Picked>[]): Answering => ({
    kind: 'answer',
    inbound: inbound({ kind: 'choice', values: picks.map(({ value }) => value), prompt }),
    picked: cleanText(picks.map(({ value, text }) => text?.text ?? value).join(', ')),
  });
  const act = action.action_id.split(':')[0];
  if (act === acts.tick) return { kind: 'ticking' };
  if (act === acts.skip)
    return { kind: 'answer', inbound: inbound({ kind: 'text', text: 'SKIP', prompt }), picked: action.text?.text ?? 'SKIP' };
  if (act === acts.pick && action.value !== undefined) return choice([{ value: action.value, ...(action.text && { text: action.text }) }]);
  if (act === acts.menu) return action.selected_option ? choice([action.selected_option]) : { kind: 'ticking' };
  if (act !== acts.done) return null;
  const ticked = Object.entries(state?.values ?? {})
    .filter(([block]) => questionOf(block) === prompt)
    .flatMap(([, elements]) => Object.values(elements).flatMap(({ selected_options = [] }) => selected_options));
  return ticked.length > 0 ? choice(ticked) : { kind: 'nothing_ticked' };
}
