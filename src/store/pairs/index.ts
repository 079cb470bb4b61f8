/** Who would like a mentor, who would be one, and who was put to whom. */
import type { MentoringRow, NamedPair, PairApart, Pairs } from '../../desk/ports.ts';
import { wholeId } from '../by-id.ts';
import { concerned } from '../concern-kept.ts';
import type { Sql } from '../sql.ts';
import { apartOf } from './apart.ts';
import { decisionsOf } from './decisions.ts';
import { eventsText } from './events.ts';
import { pairColumns, pairSource, peopleText } from './rows.ts';

const pairsText = (which: string) => `SELECT ${pairColumns} FROM ${pairSource} ${which} ORDER BY g.at, g.id`;

export function pairsOf(sql: Sql): Pairs {
  return {
    ...decisionsOf(sql),
    ...apartOf(sql),
    people: (whom, { flow, matters, area }) => {
      const at = [flow, matters, area];
      return whom === 'all'
        ? sql.query<MentoringRow>(peopleText.all, at)
        : sql.query<MentoringRow>(peopleText.these, [...at, JSON.stringify(whom)]);
    },
    known: async () => ({
      pairs: await sql.query<NamedPair>(pairsText(''), []),
      apart: await sql.query<PairApart>(
        'SELECT first, second, by, at, confirmed_by AS "confirmedBy", lift_by AS "liftBy" FROM pair_apart ORDER BY at, first, second',
        [],
      ),
      alike: (await sql.query<{ first: string; second: string }>('SELECT first, second FROM not_same', [])).map(({ first, second }) => [
        first,
        second,
      ]),
    }),
    of: async (person) => {
      const [said] = await sql.query<{ wantedAt: Date | null; offeredAt: Date | null }>(
        'SELECT wanted_at AS "wantedAt", offered_at AS "offeredAt" FROM mentoring WHERE person_id = $1::uuid',
        [person],
      );
      const pairs = await sql.query<NamedPair>(pairsText('WHERE $1::uuid IN (g.mentee_id, g.mentor_id)'), [person]);
      return { wantedAt: null, offeredAt: null, ...said, pairs };
    },
    find: async (start) => {
      const id = await wholeId(sql, 'pairing', start);
      return id === null ? null : ((await sql.query<NamedPair>(pairsText('WHERE g.id = $1::uuid'), [id]))[0] ?? null);
    },
    concerned: async (people) =>
      (
        await sql.query<{ id: string }>(
          `SELECT p.id FROM person p WHERE p.id::text IN (SELECT jsonb_array_elements_text($1::jsonb)) AND ${concerned}`,
          [JSON.stringify(people)],
        )
      ).map(({ id }) => id),
    bothSaidYes: (now) =>
      sql.query<NamedPair>(
        pairsText(
          "WHERE g.mentee_said = 'yes' AND g.mentor_said = 'yes' AND g.agreed_at IS NULL AND g.ended_at IS NULL AND g.answer_by > $1::timestamptz",
        ),
        [now],
      ),
    events: (event, { flow, nudge }, after, before, limit) => sql.query(eventsText(event), [flow, nudge, after, before, limit]),
  };
}
