import type { RoleHolder, Roles } from '../desk/ports.ts';
import { wholeId } from './by-id.ts';
import type { Database } from './database.ts';

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

/** One statement, for a command that reaches the embedded database through its socket has no transaction of several. */
const grantingNew = `WITH person AS (INSERT INTO person (id, name, created_at) VALUES ($1::uuid, $6::text, $5::timestamptz)),
  address AS (INSERT INTO address (channel, value, person_id, created_at) VALUES ($7::text, $8::text, $1::uuid, $5::timestamptz))
${granting}`;

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
      const params = [person, role, place, rung, at];
      if (isNew) await sql.query(grantingNew, [...params, isNew.name, isNew.channel, isNew.address]);
      else await sql.query(granting, params);
    },
    remove: async (personId, role, place) => (await prisma.roleGrant.deleteMany({ where: { personId, role, place } })).count > 0,
  };
}
