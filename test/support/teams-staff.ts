import type { Activity } from '../../src/channels/botframework/activity.ts';
import { referenceOf } from '../../src/channels/botframework/activity.ts';
import { takeInvoke } from '../../src/channels/botframework/dialogs.ts';
import { ours } from '../../src/channels/botframework/limits.ts';
import type { Connector, Json, Reference, Sent } from '../../src/channels/botframework/port.ts';
import { createRoom, type Room, type Who } from '../../src/channels/botframework/room.ts';
import { surfaceOf } from '../../src/channels/botframework/surface.ts';
import { commandOutlines } from '../../src/desk/index.ts';
import type { Desk } from '../../src/desk/ports.ts';
import { faultsOfActivity, faultsOfCard } from './adaptive-cards.ts';
import { botframeworkPhrases } from './botframework-words.ts';
import { handClock } from './world.ts';

/** A connector that keeps what it was handed, and ends calls as it is told; and somebody of the team who types and presses at it. */

export const tenant = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

export interface Posted {
  conversation: string;
  id: string;
  activity: Json;
}

export function recordingConnector() {
  const posted: Posted[] = [];
  const opened: Reference[] = [];
  const typing: string[] = [];
  /** How the next calls end; as they should when there is none. */
  const ends: { send: Sent[]; update: Sent[]; open: Sent[] } = { send: [], update: [], open: [] };
  let ids = 0;
  const connector: Connector = {
    admits: async () => 'yes',
    send: async (to, activity) => {
      const end = ends.send.shift();
      if (end) return end;
      if (activity.type === 'typing') return { kind: 'sent', id: String(typing.push(to.conversation.id)) };
      const id = `m${++ids}`;
      posted.push({ conversation: to.conversation.id, id, activity });
      return { kind: 'sent', id };
    },
    update: async (_to, id, activity) => {
      const end = ends.update.shift();
      if (end) return end;
      const one = posted.find((message) => message.id === id);
      if (!one) return { kind: 'refused', status: 404, patience: null };
      one.activity = activity;
      return { kind: 'sent', id };
    },
    open: async (to) => {
      opened.push(to);
      return ends.open.shift() ?? { kind: 'sent', id: `own-${to.user.id}` };
    },
    close: () => undefined,
  };
  return { connector, posted, opened, typing, ends };
}

export function teamsRoom(desk: Desk, changes: Partial<Room> = {}) {
  const peer = recordingConnector();
  const logged: string[] = [];
  let ids = 0;
  const clock = handClock();
  let late: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => (late = resolve));
  const parts = {
    settings: { app: null, channels: ['msteams'], tenants: [tenant], hosts: [], cloud: null },
    phrases: botframeworkPhrases,
    commands: commandOutlines,
    ids: { next: () => `id-${++ids}` },
    clock,
    publicUrl: 'https://chat.example.org',
    log: {
      info: (message: string) => void logged.push(message),
      warn: (message: string) => void logged.push(message),
      error: (_: { err: unknown }, message: string) => void logged.push(message),
    },
    // The desk is never late, unless a test says so; every other wait is over at once.
    wait: async (milliseconds: number) => (milliseconds === ours.patience ? slow : clock.pass(milliseconds / 60_000)),
  };
  const room: Room = { ...createRoom(parts, peer.connector), desk, ...changes };
  return { room, logged, late: () => late(), ...peer };
}

const kinds = { personal: 'personal', groupChat: 'groupChat', channel: 'channel' } as const;

/** What a client sends. */
export function activityOf(user: string, more: Partial<Activity> & { scope?: keyof typeof kinds } = {}): Activity {
  const { scope = 'personal', ...rest } = more;
  return {
    type: 'message',
    id: 'a1',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/uk/',
    from: { id: `29:${user}`, aadObjectId: user },
    recipient: { id: '28:bot' },
    conversation: { id: scope === 'personal' ? `chat-${user}` : `19:${scope}`, conversationType: kinds[scope], tenantId: tenant },
    value: undefined,
    ...rest,
  };
}

let events = 0;

/** Each time, somebody who has done something new. */
export function whoIs(user: string, scope: keyof typeof kinds = 'personal', channelId = 'msteams'): Who {
  const activity = activityOf(user, { scope, channelId });
  const address = channelId === 'msteams' ? `msteams:${tenant}/${user}` : `${channelId}/${user}`;
  return { address, event: `brought-${++events}`, reference: referenceOf(activity), scope, surface: surfaceOf(channelId) };
}

type Part = Json & { type: string; id?: string; value?: unknown; title?: string; data?: Json; actions?: Part[] };
export interface ShownCard {
  body: Part[];
  actions?: Part[];
}

export const cardIn = (activity: Json | undefined): ShownCard | undefined =>
  (activity?.attachments as { content: ShownCard }[] | undefined)?.[0]?.content;

export function actionsOf({ body, actions = [] }: ShownCard): Part[] {
  return [...body.flatMap((part) => part.actions ?? []), ...actions];
}

/** What a client sends with a button of a card: its data, and the inputs as they stand, or as they were filled in. */
export function dataOfPress(card: ShownCard, title: string, filled: Record<string, string> = {}): Json {
  const action = actionsOf(card).find((one) => one.title === title);
  if (!action) throw new Error(`There is no "${title}" on ${JSON.stringify(card)}`);
  const inputs = card.body.flatMap(({ type, id, value }) =>
    type.startsWith('Input.') && id ? [{ id, name: id.replace(/^\w+:/, ''), value }] : [],
  );
  for (const name of Object.keys(filled)) if (!inputs.some((input) => input.name === name)) throw new Error(`There is no field "${name}"`);
  const sent = inputs.map(({ id, name, value }) => [id, filled[name] ?? value ?? '']);
  return { ...Object.fromEntries(sent), ...action.data };
}

/** The card of a dialog, as text too. */
export function dialogIn(answer: Json | null): { title: string; card: ShownCard; text: string } {
  const { task } = (answer ?? {}) as { task?: { value: { title: string; card: { content: ShownCard } } } };
  if (!task) throw new Error(`That is no dialog: ${JSON.stringify(answer)}`);
  const { title, card } = task.value;
  const faults = faultsOfCard(card.content);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return { title, card: card.content, text: textOf({ attachments: [{ content: card.content }] }) };
}

/** Everything that can be read of an activity: words, tables, labels. */
export function textOf(activity: Json): string {
  const found: string[] = [];
  const walk = (value: unknown, key = ''): void => {
    if (typeof value === 'string' && ['text', 'title', 'label', 'x', 'name', 'description'].includes(key)) found.push(value);
    else if (Array.isArray(value)) for (const one of value) walk(one, key);
    else if (typeof value === 'object' && value !== null)
      for (const [inside, one] of Object.entries(value)) if (inside !== 'data' && inside !== 'fallback') walk(one, inside);
  };
  walk(activity);
  return found.join('\n');
}

/** Faults of messages that are words or a card; files and pictures are others. */
export const faultsIn = (posted: readonly Posted[]): string[] =>
  posted.flatMap(({ activity }) => {
    const type = (activity.attachments as { contentType: string }[] | undefined)?.[0]?.contentType;
    return type === undefined || type.endsWith('card.adaptive') ? faultsOfActivity(activity) : [];
  });

export { botframeworkPhrases, takeInvoke };
