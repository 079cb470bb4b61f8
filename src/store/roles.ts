import type { ChannelName, RoleHolder, Roles } from '../desk/ports.ts';
import { wholeId } from './by-id.ts';
import type { Database } from './database.ts';

const include = { roles: { orderBy: { role: 'asc' } }, addresses: { select: { channel: true } } } as const;

interface Held {
  id: string;
  name: string | null;
  language: string;
  stoppedAt: Date | null;
  addresses: { channel: string }[];
  roles: RoleHolder['roles'];
}

function holderOf({ id, name, language, stoppedAt, addresses, roles }: Held): RoleHolder {
  return {
    person: id,
    name,
    language,
    stopped: stoppedAt !== null,
    channels: [...new Set(addresses.map(({ channel }) => channel as ChannelName))],
    roles: roles.map(({ role, place, rung, at }) => ({ role, place, rung, at })),
  };
}

export function rolesOf({ prisma, sql }: Database): Roles {
  return {
    of: async (channel, address) => {
      const person = await prisma.person.findFirst({ where: { addresses: { some: { channel, value: address } } }, include });
      return person && holderOf(person);
    },
    ofPerson: async (start) => {
      const id = await wholeId(sql, 'person', start);
      const person = id === null ? null : await prisma.person.findUnique({ where: { id }, include });
      return person && holderOf(person);
    },
    list: async () => {
      const people = await prisma.person.findMany({ where: { roles: { some: {} } }, include, orderBy: { createdAt: 'asc' } });
      return people.map(holderOf);
    },
    grant: async ({ person, role, place, rung, at, isNew }) => {
      const grant = prisma.roleGrant.upsert({
        where: { personId_role_place: { personId: person, role, place } },
        create: { personId: person, role, place, rung, at },
        update: { rung, at },
      });
      if (!isNew) return void (await grant);
      const { name, channel, address } = isNew;
      const addresses = { create: { channel, value: address, createdAt: at } };
      await prisma.$transaction([prisma.person.create({ data: { id: person, name, createdAt: at, addresses } }), grant]);
    },
    remove: async (personId, role, place) => (await prisma.roleGrant.deleteMany({ where: { personId, role, place } })).count > 0,
  };
}
