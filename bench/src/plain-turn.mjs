/**
 * The least that a turn can be, as a transaction of plain statements: lock and read a conversation, add an answer, write the new state.
 * No key against taking an event twice, and no messages kept: two of the rows that ours writes are left out.
 */
const CONVERSATIONS = 2000;

export const statements = {
  read: 'SELECT id, version, session FROM conversation WHERE id = $1::uuid FOR UPDATE',
  answer: `INSERT INTO answer (conversation_id, step, value, category, raw, terms_version, at)
    VALUES ($1::uuid, $2::text, $3::jsonb, $4::text, $5::text, $6::text, $7::timestamptz)`,
  write: 'UPDATE conversation SET session = $2::jsonb, version = version + 1, updated_at = $3::timestamptz WHERE id = $1::uuid',
};

const uuid = "('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid";

/** Conversations that wait for such turns. @param session the state that each is in */
export function seedsOf(session) {
  return [
    [`INSERT INTO person (id, created_at) SELECT ${uuid}, now() FROM generate_series(1, ${CONVERSATIONS}) n`, []],
    [
      `INSERT INTO conversation (id, person_id, flow, flow_version, version, session, started_at, updated_at)
      SELECT ${uuid}, ${uuid}, 'register-interest', 1, 1, $1::jsonb, now(), now() FROM generate_series(1, ${CONVERSATIONS}) n`,
      [JSON.stringify(session)],
    ],
  ];
}

let turns = 0;

/** A conversation that no other lane has: they are taken one after the other, and there are more of them than lanes. */
export const nextConversation = () => `00000000-0000-7000-8000-${String(1 + (turns++ % CONVERSATIONS)).padStart(12, '0')}`;

/** Values of the two writes, after the read. */
export function writesOf({ id, session }) {
  const at = new Date().toISOString();
  const answer = { value: 'Leeds', category: null, raw: 'Leeds' };
  const changed = { ...session, answers: { ...session.answers, area: answer } };
  return { answer: [id, 'area', JSON.stringify(answer.value), null, answer.raw, '1', at], write: [id, JSON.stringify(changed), at] };
}
