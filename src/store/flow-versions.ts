import type { FlowVersionRow, Store } from '../desk/ports.ts';
import type { Prisma, PrismaClient } from './client/client.ts';

/** Stores new versions of the flows whose newest has another digest. Of two that publish at once, the second looks again at what the first took from it. */
export async function publishFlows(
  prisma: PrismaClient,
  flows: Parameters<Store['publishFlows']>[0],
  at: Date,
): Promise<Map<string, number>> {
  const versions = new Map<string, number>();
  for (let left = flows; left.length > 0; left = flows.filter(({ flow }) => !versions.has(flow))) {
    const all = await prisma.flowVersion.findMany({
      where: { flow: { in: left.map(({ flow }) => flow) } },
      orderBy: { version: 'asc' },
      select: { flow: true, version: true, digest: true },
    });
    const newest = new Map(all.map((row) => [row.flow, row]));
    const fresh = left.filter(({ flow, digest }) => newest.get(flow)?.digest !== digest);
    for (const { flow } of left) if (!fresh.some((one) => one.flow === flow)) versions.set(flow, newest.get(flow)?.version as number);
    if (fresh.length === 0) continue;
    const stored = await prisma.flowVersion.createManyAndReturn({
      data: fresh.map(({ flow, digest, definition }) => ({
        ...{ flow, digest, version: (newest.get(flow)?.version ?? 0) + 1 },
        ...{ definition: definition as Prisma.InputJsonValue, publishedAt: at },
      })),
      skipDuplicates: true,
      select: { flow: true, version: true },
    });
    for (const { flow, version } of stored) versions.set(flow, version);
  }
  return versions;
}

export async function flowVersion(prisma: PrismaClient, flow: string, version: number): Promise<FlowVersionRow | null> {
  return prisma.flowVersion.findUnique({
    where: { flow_version: { flow, version } },
    select: { flow: true, version: true, digest: true, definition: true },
  });
}
