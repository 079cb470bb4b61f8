import { z } from 'zod';
import { accountOf } from '../../account.ts';
import { grantedRoles } from '../../people/index.ts';
import type { ChannelName, RoleHolder, Sheet } from '../ports.ts';
import { type Context, staffCommand } from './command.ts';
import { short, when } from './when.ts';

const who = z
  .string()
  .overwrite((typed) => typed.replace(/^(\w+):(.+)$/s, (_, channel, address) => `${channel}:${accountOf(channel, address)}`))
  .describe('a channel and an address on it, like slack:T0123/U0456, or the id of a person');
const role = z.enum(grantedRoles).describe('the role');
const place = z
  .enum(['community', 'secure', 'just-left'])
  .optional()
  .describe('for safeguarding leads: told first of people who live there; without it, of everybody');
const why = z.string().trim().min(1).describe('why: it stays in the audit');

/** Somebody whom a command names: kept already, or an address that nobody has written from yet. */
interface Grantee {
  id: string;
  name: string | null;
  isNew: { channel: ChannelName; address: string } | null;
}

async function grantee({ parts }: Context, input: { who: string }): Promise<Grantee | null> {
  const [, channel, address] = /^(web|terminal|slack|botframework):(\S+)$/.exec(input.who) ?? [];
  const holder =
    channel && address ? await parts.store.roles.of(channel as ChannelName, address) : await parts.store.roles.ofPerson(input.who);
  if (holder) return { id: holder.person, name: holder.name, isNew: null };
  return channel && address ? { id: parts.ids.next(), name: null, isNew: { channel: channel as ChannelName, address } } : null;
}

function sheetOf(holders: RoleHolder[]): Sheet {
  const rows = holders.flatMap(({ person, name, roles }) =>
    roles.map(({ role, place, rung, at }) => [
      short(person),
      name ?? '',
      role,
      place || 'everywhere',
      role === 'safeguarding lead' ? String(rung) : '',
      when(at),
    ]),
  );
  return { tables: [{ head: ['Person', 'Name', 'Role', 'Where', 'Told in turn', 'Since'], rows }], data: holders };
}

export const rolesList = staffCommand({
  name: 'roles list',
  summary: 'who has been granted which role',
  may: 'see roles',
  input: z.strictObject({}),
  positional: [],
  run: async ({ parts, words }) => {
    const holders = await parts.store.roles.list();
    return holders.length > 0 ? sheetOf(holders) : { text: words('no_roles'), data: holders };
  },
});

export const rolesGrant = staffCommand({
  name: 'roles grant',
  summary: 'give somebody a role',
  may: 'change roles',
  input: z.strictObject({
    who,
    role,
    name: z.string().trim().min(1).optional().describe('how lists call somebody who has not written to us yet'),
    place,
    rung: z.coerce.number().int().min(1).max(9).default(1).describe('for safeguarding leads: told first (1), second (2) and so on'),
    why,
  }),
  positional: ['who', 'role'],
  find: grantee,
  missing: 'no_grantee',
  detail: ({ role, place }) => (place ? `${role}, ${place}` : role),
  run: async ({ parts, actor, now, words }, { who, role, name, place = '', rung }, { id, isNew }) => {
    if (id === actor.person || who === actor.id) return { refused: words('not_oneself') };
    if (place && role !== 'safeguarding lead') return { refused: words('place_of_leads'), faults: { place: words('place_of_leads') } };
    await parts.store.roles.grant({ person: id, role, place, rung, at: now, isNew: isNew && { ...isNew, name: name ?? who } });
    const holder = await parts.store.roles.ofPerson(id);
    return sheetOf(holder ? [holder] : []);
  },
});

export const rolesRemove = staffCommand({
  name: 'roles remove',
  summary: 'take a role away from somebody',
  may: 'change roles',
  input: z.strictObject({ who, role, place, why }),
  positional: ['who', 'role'],
  find: grantee,
  missing: 'no_grantee',
  detail: ({ role, place }) => (place ? `${role}, ${place}` : role),
  run: async ({ parts, words }, { who, role, place = '' }, { id }) => {
    if (!(await parts.store.roles.remove(id, role, place))) return { refused: words('not_held', { who, role }) };
    const holder = await parts.store.roles.ofPerson(id);
    return holder && holder.roles.length > 0 ? sheetOf([holder]) : { text: words('no_roles_left'), data: holder };
  },
});
