import type { Installs } from '../desk/ports.ts';
import type { PrismaClient } from './client/client.ts';

export function installsOf({ prisma }: { prisma: PrismaClient }): Installs {
  return {
    find: async (key) => (await prisma.install.findUnique({ where: { key } }))?.closed ?? null,
    keep: async (key, closed, at) => {
      await prisma.install.upsert({ where: { key }, create: { key, closed, at }, update: { closed, at } });
    },
    remove: async (key) => void (await prisma.install.deleteMany({ where: { key } })),
  };
}
