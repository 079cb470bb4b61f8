import type { Heads, SessionSummary, Sessions, Speaks } from '../../desk/ports.ts';
import { wholeId } from '../by-id.ts';
import { notClosed } from '../concern-kept.ts';
import type { Database } from '../database.ts';
import { participants } from '../people.ts';
import { attendanceOf, rowsOf } from './attendance.ts';
import { consentsOf } from './consents.ts';
import { dayOf } from './day.ts';
import { plannedOf, tookPlace } from './planned.ts';
import { reachOf } from './reach.ts';
import { projectOf, settingOf, settingsOf } from './settings.ts';

const summary = {
  setting: true,
  project: true,
  facilitators: { select: { personId: true, person: { select: { name: true } } }, orderBy: { personId: 'asc' } },
  headcounts: true,
  runs: { select: { audience: true } },
  _count: { select: { attendance: true, evidence: true } },
} as const;

function headsOf(rows: { ageBand: string; count: number }[]): Heads | null {
  const all = rows.find(({ ageBand }) => ageBand === '');
  const bands = rows.filter(({ ageBand }) => ageBand !== '').map(({ ageBand, count }) => [ageBand, count]);
  return all ? { all: all.count, bands: Object.fromEntries(bands) } : null;
}

type Row = Awaited<ReturnType<typeof read>>[number];
const read = ({ prisma }: Database, where: object, take: number) =>
  prisma.session.findMany({ where, take, include: summary, orderBy: [{ date: 'desc' }, { createdAt: 'desc' }, { id: 'desc' }] });

function summaryOf({ id, date, setting, project, areas, ownerId, facilitators, headcounts, runs, planned, _count }: Row): SessionSummary {
  return {
    id,
    date: dayOf(date),
    setting: settingOf(setting),
    project: project && projectOf(project),
    areas,
    owner: ownerId,
    facilitators: facilitators.map(({ personId, person }) => ({ person: personId, name: person.name })),
    heads: headsOf(headcounts),
    named: _count.attendance,
    notes: _count.evidence,
    surveys: runs.length,
    rooms: runs.filter(({ audience }) => audience === 'room').length,
    planned,
  };
}

/** Sessions that somebody recorded or facilitates. */
const ownedBy = (person: string) => ({ OR: [{ ownerId: person }, { facilitators: { some: { personId: person } } }] });

/** Writes are one statement each: through the socket of the embedded database no transaction can be longer. */
const adding = `WITH session AS (INSERT INTO session (id, date, setting_id, project_id, areas, owner_id, created_at, planned)
  VALUES ($1::uuid, $2::date, $3::uuid, $4::uuid, ARRAY(SELECT jsonb_array_elements_text($5::jsonb)), $6::uuid, $9::timestamptz, $10::boolean) RETURNING id),
facilitators AS (INSERT INTO session_facilitator (session_id, person_id) SELECT session.id, p.id FROM session, person p
  WHERE p.id IN (SELECT f.id::uuid FROM jsonb_array_elements_text($7::jsonb) AS f (id)))
INSERT INTO headcount (session_id, age_band, count, at) SELECT session.id, band, count, $9::timestamptz
  FROM session, jsonb_to_recordset($8::jsonb) AS h (band text, count int)`;

/** A concern is there with its note, or neither; or it was there before, of a note that had to wait. It is about what the writer wrote, and its event is the note. */
const noting = `WITH noted AS (INSERT INTO evidence (id, session_id, area, text, by, at, said_by, speaks)
  VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::timestamptz, $10::text, $11::text)
  ON CONFLICT (id) DO NOTHING RETURNING id, at, session_id),
${tookPlace('FROM noted WHERE session.id = noted.session_id', '$6')},
found AS (SELECT * FROM noted, jsonb_to_record($7::jsonb) AS c (concern uuid, family text, urgency text, rule text, place text) WHERE $7::jsonb IS NOT NULL),
concern AS (INSERT INTO concern (id, person_id, family, urgency, rule, place, channel, external_id, at)
  SELECT concern, $8::uuid, family, urgency, rule, place, $9::text, id::text, at FROM found
    WHERE NOT EXISTS (SELECT 1 FROM concern WHERE external_id = found.id::text) RETURNING id),
marked AS (UPDATE person SET concern_at = found.at FROM found WHERE person.id = $8::uuid)
INSERT INTO audit_event (at, who, action, about) SELECT found.at, 'onward', 'concern opened', concern.id::text FROM concern JOIN found ON found.concern = concern.id`;

/** Its words are what the lead has of a concern that is not closed. */
const takingOut = `DELETE FROM evidence WHERE id = $1::uuid
  AND NOT EXISTS (SELECT 1 FROM concern n WHERE n.external_id = $1::text AND ${notClosed}) RETURNING id`;

export function sessionsOf(database: Database): Sessions {
  const { prisma, sql } = database;
  return {
    ...settingsOf(database),
    ...attendanceOf(database),
    ...reachOf(database),
    ...consentsOf(database),
    ...plannedOf(sql),
    add: async ({ id, date, setting, project, areas, owner, facilitators, heads, planned, at }) => {
      const counts = heads ? rowsOf(heads) : [];
      await sql.query(adding, [id, date, setting, project, areas, owner, facilitators, counts, at, planned]);
    },
    list: async (limit, of) => {
      const sessions = (await read(database, of === undefined ? {} : ownedBy(of), limit)).map(summaryOf);
      const [row] = await sql.query<{ people: number }>(
        `SELECT count(DISTINCT person_id)::int AS people FROM attendance
          WHERE session_id IN (SELECT id::uuid FROM jsonb_array_elements_text($1::jsonb) AS l (id))`,
        [sessions.map(({ id }) => id)],
      );
      return { sessions, people: row?.people ?? 0 };
    },
    show: async (start) => {
      const id = await wholeId(sql, 'session', start);
      const [row] = id === null ? [] : await read(database, { id }, 1);
      if (!row) return null;
      const attended = await prisma.attendance.findMany({
        where: { sessionId: row.id },
        include: { person: { select: { name: true, ageBand: true } } },
        orderBy: [{ at: 'asc' }, { personId: 'asc' }],
      });
      const evidence = await prisma.evidence.findMany({ where: { sessionId: row.id }, orderBy: [{ at: 'asc' }, { id: 'asc' }] });
      return {
        ...summaryOf(row),
        attended: attended.map(({ personId, person }) => ({ person: personId, name: person.name, ageBand: person.ageBand })),
        evidence: evidence.map(({ id, area, text, by, at, saidBy, speaks }) => ({
          id,
          area,
          text,
          by,
          at,
          saidBy,
          speaks: speaks as Speaks | null,
        })),
      };
    },
    people: () =>
      prisma.person.findMany({
        where: participants,
        select: { id: true, name: true, ageBand: true },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    metBy: async (person) => {
      const met = await prisma.attendance.findMany({
        where: { session: ownedBy(person) },
        select: { personId: true },
        distinct: ['personId'],
      });
      return met.map(({ personId }) => personId);
    },
    note: async ({ id, session, area, text, by, at, saidBy, speaks, concern, writer, channel }) => {
      const found = concern && { ...concern, concern: concern.id };
      await sql.query(noting, [id, session, area, text, by, at, found, writer, channel, saidBy, speaks]);
    },
    takeOutNote: async (id) => (await sql.query(takingOut, [id])).length > 0,
  };
}
