import type { ClaimedAtOnce, Committed, Opened, Session, TurnRecord } from '../desk/ports.ts';
import { statementFor } from './record.ts';
import { DEADLOCK, Refusal, type Sql, UNIQUE_VIOLATION } from './sql.ts';

/** Columns of statement one, and of every query that answers with an `Opened`. `p`: person, `c`: conversation. */
export const openColumns = `p.id AS person, p.language, p.stopped_at IS NOT NULL AS stopped, p.name, p.age_band, p.place, p.concern_at, p.paused_until,
  c.id AS conversation, c.flow, c.flow_version, c.version, c.session`;

/** The person behind an address, and their open conversation. One row, also when nobody is there. */
export const openSource = `(SELECT 1) one
LEFT JOIN address a ON a.channel = $1::text AND a.value = $2::text
LEFT JOIN person p ON p.id = a.person_id
LEFT JOIN conversation c ON c.person_id = p.id AND c.ended_at IS NULL`;

const openText = `SELECT ${openColumns}, a.from_message IS NOT NULL AS narrow, EXISTS (SELECT 1 FROM inbound_key k WHERE k.channel = $1::text AND k.external_id = $3::text) AS seen`;

const openAnywhere = `${openText} FROM ${openSource}`;

/** For a channel that says where somebody is written to. */
const openAtPlace = `${openText}, box.place IS DISTINCT FROM $4::text AS moved FROM ${openSource}
LEFT JOIN letterbox box ON box.person_id = a.person_id AND box.channel = a.channel AND box.address = a.value`;

/** A row with `openColumns`. */
export interface OpenRow {
  person: string | null;
  language: string;
  stopped: boolean;
  name: string | null;
  age_band: string | null;
  place: string | null;
  concern_at: Date | null;
  paused_until: Date | null;
  conversation: string | null;
  flow: string;
  flow_version: number;
  version: number;
  session: Session;
  /** Where an address was asked for. */
  narrow?: boolean;
}

export function openedOf(row: OpenRow, seen = false): Opened {
  const {
    person,
    language,
    stopped,
    name,
    age_band: ageBand,
    place,
    concern_at: concernAt,
    paused_until: pausedUntil,
    conversation,
    flow,
    flow_version: flowVersion,
    version,
    session,
  } = row;
  return {
    seen,
    narrow: row.narrow ?? false,
    person: person === null ? null : { id: person, language, stopped, name, ageBand, place, concernAt, pausedUntil },
    conversation: conversation === null ? null : { id: conversation, flow, flowVersion, version, session },
  };
}

/** Statement one of the turn. */
export async function open(sql: Sql, channel: string, address: string, externalId: string | null, place?: string): Promise<Opened> {
  const asked = [channel, address, externalId];
  const [row] = await sql.query<OpenRow & { seen: boolean; moved?: boolean }>(
    place === undefined ? openAnywhere : openAtPlace,
    place === undefined ? asked : [...asked, place],
  );
  if (!row) throw new Error('Statement one answers one row, always.');
  return { ...openedOf(row, row.seen), ...(row.moved && { moved: true }) };
}

/** The same for a person, wherever they write from; for whom they have become, if they were merged. */
export async function openOf(sql: Sql, person: string): Promise<Opened | null> {
  const [row] = await sql.query<OpenRow>(
    `SELECT ${openColumns} FROM person who JOIN person p ON p.id = coalesce(who.merged_into, who.id)
    LEFT JOIN conversation c ON c.person_id = p.id AND c.ended_at IS NULL WHERE who.id = $1::uuid`,
    [person],
  );
  return row ? openedOf(row) : null;
}

/** SQLSTATEs that say: another turn of this person was first. A new person, a second open conversation or a used code; the person was erased; two waited for each other. */
const lostCodes = new Set([UNIQUE_VIOLATION, '23503', DEADLOCK]);

/** What a refusal means for a turn; the refusal itself is thrown when it is about anything else. Nothing was written either way. */
export function outcomeOf(error: unknown): Committed {
  if (!(error instanceof Refusal) || !lostCodes.has(error.code)) throw error;
  return error.code === UNIQUE_VIOLATION && error.constraint === 'inbound_key_pkey' ? 'duplicate' : 'lost';
}

/**
 * Statement two of the turn. A conversation that is closed and opened again in one turn is one row, and written once.
 */
export async function commit(sql: Sql, turn: TurnRecord): Promise<Committed> {
  const record = turn.closes && turn.closes.id === turn.conversation?.id ? { ...turn, closes: null } : turn;
  const { text, params } = statementFor(record);
  try {
    const [row] = await sql.query<{ turns: number; claimed: ClaimedAtOnce | null }>(text, params(record));
    if (row?.turns !== 1) return 'lost';
    return row.claimed === null ? 'committed' : { claimed: row.claimed };
  } catch (error) {
    return outcomeOf(error);
  }
}
