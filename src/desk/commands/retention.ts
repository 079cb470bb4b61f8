import { z } from 'zod';
import { beforeOf, dataClasses } from '../../people/index.ts';
import { retain } from '../retain.ts';
import { type Context, staffCommand } from './command.ts';
import { when } from './when.ts';

function keptFor({ parts, words }: Context, name: (typeof dataClasses)[number]): string {
  const days = parts.keptFor[name];
  return days === null ? words('kept_for_ever') : words('kept_days', { days: String(days) });
}

export const retention = staffCommand({
  name: 'retention',
  summary: 'how much has been kept long enough, and would go tonight; with --apply, it goes now',
  may: 'run retention',
  input: z.strictObject({ apply: z.boolean().default(false).describe('take it away') }),
  positional: [],
  detail: ({ apply }) => (apply ? 'apply' : 'preview'),
  run: async (context, { apply }) => {
    const { parts, shelf, now, words } = context;
    const { classes, held } = await parts.store.retention.look(beforeOf(parts.keptFor, now));
    const heldText = words('retention_held', { concern: String(held.concern), role: String(held.role) });
    if (!apply) {
      const rows = dataClasses.map((name) => {
        const { past, of, oldest } = classes[name];
        return [words(`class_${name}`), keptFor(context, name), String(past), String(of), when(oldest)];
      });
      const data = { applied: false, classes, held };
      return {
        tables: [{ head: ['What', 'Kept', 'Would go', 'Of', 'Oldest'], rows }],
        text: `${heldText}\n${words('retention_preview')}`,
        data,
      };
    }
    const removed = await retain(parts, shelf, now);
    const rows = dataClasses.map((name) => [
      words(`class_${name}`),
      keptFor(context, name),
      String(removed[name]),
      String(classes[name].of),
    ]);
    const emptied = words('retention_emptied', { emptied: String(removed.emptied) });
    return {
      tables: [{ head: ['What', 'Kept', 'Went', 'Of'], rows }],
      text: `${heldText}\n${emptied}\n${words('retention_applied')}`,
      data: { applied: true, removed, held },
    };
  },
});
