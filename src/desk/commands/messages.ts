import { z } from 'zod';
import type { FailedMessage } from '../ports.ts';
import { type Context, staffCommand } from './command.ts';
import { short, when } from './when.ts';

const callPerson = ({ may }: Context, { person, name }: Pick<FailedMessage, 'person' | 'name'>) =>
  (may('see people') && name) || short(person);

export const messagesFailed = staffCommand({
  name: 'messages failed',
  summary: 'messages that did not arrive and are not tried again, and why; never what they say',
  may: 'see messages',
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(1_000).default(50).describe('how many at most') }),
  positional: [],
  run: async (context, { limit }) => {
    const { parts, words } = context;
    const messages = await parts.store.outbox.failed(limit);
    if (messages.length === 0) return { text: words('no_failed'), data: [] };
    const rows = messages.map((message) => [
      message.id,
      when(message.at),
      callPerson(context, message),
      message.channel,
      message.kind ?? 'answer',
      words(`failed_${message.reason}`),
      String(message.attempts),
    ]);
    return {
      tables: [{ head: ['Id', 'When', 'Who', 'Where', 'What', 'Why', 'Tries'], rows }],
      next: [{ label: words('step_retry_all'), order: { name: 'messages retry', input: { all: true } } }],
      data: messages.map(({ id, person, channel, kind, at, attempts, reason }) => ({ id, person, channel, kind, at, attempts, reason })),
    };
  },
});

export const messagesRetry = staffCommand({
  name: 'messages retry',
  summary: 'try a message that failed again, or all of them',
  may: 'retry messages',
  input: z.strictObject({
    id: z
      .string()
      .regex(/^\d{1,18}$/, 'the id from messages failed, a number')
      .optional()
      .describe('the id from messages failed'),
    all: z.boolean().default(false).describe('all of them'),
  }),
  positional: ['id'],
  detail: ({ id, all }) => (all ? 'all' : (id ?? '')),
  run: async ({ parts, now, words }, { id, all }) => {
    if (!all && id === undefined) return { refused: words('retry_which'), faults: { id: words('retry_which') } };
    const retried = await parts.store.outbox.retry(all ? null : (id ?? null), now);
    if (retried === 0 && !all) return { refused: words('retry_none') };
    return { text: words('retried', { count: String(retried) }), data: { retried } };
  },
});

export const peopleUnreachable = staffCommand({
  name: 'people unreachable',
  summary: 'whom no message reaches any more, where, and since when: three in a row were refused',
  may: 'see people',
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(1_000).default(50).describe('how many at most') }),
  positional: [],
  run: async (context, { limit }) => {
    const { parts, words } = context;
    const people = await parts.store.outbox.unreachable(limit);
    if (people.length === 0) return { text: words('nobody_unreachable'), data: people };
    const rows = people.map((one) => [short(one.person), callPerson(context, one), one.channel, when(one.since)]);
    return { tables: [{ head: ['Id', 'Name', 'Where', 'Since'], rows }], text: words('unreachable_how'), data: people };
  },
});
