import type { Bulletin, Bulletins, ChannelName } from '../desk/ports.ts';
import type { Database } from './database.ts';

export function bulletinsOf({ prisma }: Database): Bulletins {
  return {
    add: async ({ input, ...bulletin }) => {
      await prisma.bulletin.create({ data: { ...bulletin, input: input as object } });
    },
    live: async (now) => {
      const rows = await prisma.bulletin.findMany({ where: { until: { gt: now } }, orderBy: { id: 'asc' } });
      return rows.map((row): Bulletin => ({ ...row, channel: row.channel as ChannelName, input: row.input as Bulletin['input'] }));
    },
    shows: async (id, digest) => void (await prisma.bulletin.updateMany({ where: { id }, data: { digest } })),
    remove: async (id) => void (await prisma.bulletin.deleteMany({ where: { id } })),
  };
}
