import type { Contact } from '../desk/ports.ts';
import type { Sql } from './sql.ts';

/** People whom a list brought by one of these contacts, and who never wrote. @param contacts a place or parameter of JSON */
export const fromLists = (
  contacts: string,
) => `SELECT a.person_id FROM address a JOIN jsonb_to_recordset(${contacts}) AS k (channel text, value text)
  ON a.channel = k.channel AND a.value = k.value WHERE NOT EXISTS (SELECT 1 FROM conversation c WHERE c.person_id = a.person_id)`;

/** Part of a statement that keeps tombstones, where there is a `turn`. @param marks a place of JSON */
export const marking = (
  marks: string,
) => `marked AS (INSERT INTO tombstone (hash, at) SELECT hash, @at FROM turn, jsonb_array_elements_text(${marks}) AS m (hash)
  ON CONFLICT DO NOTHING)`;

/** Every contact of those people. */
export function listedWith(sql: Sql, contacts: Contact[]): Promise<Contact[]> {
  const theirs = "SELECT channel, value FROM address WHERE channel IN ('email', 'sms') AND person_id IN";
  return sql.query(`${theirs} (${fromLists('$1::jsonb')})`, [JSON.stringify(contacts)]);
}

/**
 * What was done to them is in the audit, one by one: somebody may have typed a contact that is not their own.
 * @param who a place or parameter: the person whose STOP or DELETE ME it was
 * @param from the part of the statement that did it, which returns their ids
 */
export const auditListed = (action: string, who: string, from: string) => `INSERT INTO audit_event (at, who, action, about)
  SELECT @at, ${who}::text, '${action}, for the same contact', ${from}.id::text FROM ${from}`;
