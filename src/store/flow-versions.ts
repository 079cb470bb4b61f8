import type { FlowVersionRow } from '../desk/ports.ts';
import { Prisma, type PrismaClient } from './client/client.ts';

/** Prisma's code of a broken uniqueness. */
const TAKEN = 'P2002';

/** Stores a new version unless the newest has the same digest. Two that publish at once agree: the second finds the first's. */
export async function publishFlow(prisma: PrismaClient, flow: string, digest: string, definition: unknown, at: Date): Promise<number> {
  for (;;) {
    const newest = await prisma.flowVersion.findFirst({
      where: { flow },
      orderBy: { version: 'desc' },
      select: { version: true, digest: true },
    });
    if (newest?.digest === digest) return newest.version;
    const version = (newest?.version ?? 0) + 1;
    try {
      await prisma.flowVersion.create({
        data: { flow, version, digest, definition: definition as Prisma.InputJsonValue, publishedAt: at },
      });
      return version;
    } catch (error) {
      if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === TAKEN)) throw error;
    }
  }
}

export async function flowVersion(prisma: PrismaClient, flow: string, version: number): Promise<FlowVersionRow | null> {
  return prisma.flowVersion.findUnique({
    where: { flow_version: { flow, version } },
    select: { flow: true, version: true, digest: true, definition: true },
  });
}
