import type { RoleHolder, Roles } from '../desk/ports.ts';
import { wholeId } from './by-id.ts';
import type { Database } from './database.ts';
import { keep } from './people.ts';

const include = { roles: { orderBy: { role: 'asc' } } } as const;

interface Held {
  id: string;
  name: string | null;
  language: string;
  stoppedAt: Date | null;
  roles: RoleHolder['roles'];
}

function holderOf({ id, name, language, stoppedAt, roles }: Held): RoleHolder {
  return {
    person: id,
    name,
    language,
    stopped: stoppedAt !== null,
    roles: roles.map(({ role, place, rung, at }) => ({ role, place, rung, at })),
  };
}

const granting = `INSERT INTO role_grant (person_id, role, place, rung, at) VALUES ($1::uuid, $2::text, $3::text, $4::int, $5::timestamptz)
  ON CONFLICT (person_id, role, place) DO UPDATE SET rung = excluded.rung, at = excluded.at`;

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
      // Somebody else may have let them in meanwhile: then the role is that person's.
      const personId = isNew ? await keep(sql, person, isNew.name, isNew.channel, isNew.address, at) : person;
      await sql.query(granting, [personId, role, place, rung, at]);
    },
    remove: async (personId, role, place) => (await prisma.roleGrant.deleteMany({ where: { personId, role, place } })).count > 0,
  };
}
