/** People whom a list brought by one of these contacts, and who never wrote. @param contacts a place or parameter of JSON */
export const fromLists = (
  contacts: string,
) => `SELECT a.person_id FROM address a JOIN jsonb_to_recordset(${contacts}) AS k (channel text, value text)
  ON a.channel = k.channel AND a.value = k.value WHERE NOT EXISTS (SELECT 1 FROM conversation c WHERE c.person_id = a.person_id)`;
