import type { TurnRecord } from '../../desk/ports.ts';
import type { Places } from '../statement.ts';

/** Parts of the statement that commits a turn: what somebody said about mentors. Each hangs on `turn`, as every other part does. */

export const mentoringPlaces = {
  wanted_at: ['timestamptz', ({ at, mentoring }) => (mentoring?.wants ? at : null)],
  offered_at: ['timestamptz', ({ at, mentoring }) => (mentoring?.offers ? at : null)],
  pair: ['uuid', ({ mentoring }) => mentoring?.pair?.id],
  pair_said: ['text', ({ mentoring }) => mentoring?.pair?.says],
} satisfies Places<TurnRecord>;

const columns = (turn: TurnRecord): string[] => [
  ...(turn.mentoring?.wants === undefined ? [] : ['wanted_at']),
  ...(turn.mentoring?.offers === undefined ? [] : ['offered_at']),
];

/** An answer counts while it is asked for; until both have said yes it can be changed. */
const said = `pair_said AS (UPDATE pairing SET mentee_said = CASE WHEN mentee_id = @person THEN @pair_said ELSE mentee_said END,
    mentor_said = CASE WHEN mentor_id = @person THEN @pair_said ELSE mentor_said END
  FROM turn WHERE pairing.id = @pair AND @person IN (mentee_id, mentor_id) AND asked_at IS NOT NULL AND answer_by > @at AND agreed_at IS NULL AND ended_at IS NULL)`;

const ended = `pair_ended AS (UPDATE pairing SET ended_at = @at, ended_by = CASE WHEN mentee_id = @person THEN 'mentee' ELSE 'mentor' END
  FROM turn WHERE pairing.id = @pair AND @person IN (mentee_id, mentor_id) AND agreed_at IS NOT NULL AND ended_at IS NULL)`;

/** Who wants no mentor any more has said no to whoever was thought of, and who would be none any more. */
const takenBack = (half: 'mentee' | 'mentor') => `${half}_back AS (UPDATE pairing SET ${half}_said = 'no' FROM turn
  WHERE ${half}_id = @person AND agreed_at IS NULL AND ended_at IS NULL)`;

export function mentoringParts(turn: TurnRecord): string[] {
  const { mentoring } = turn;
  const set = columns(turn);
  return [
    ...(set.length === 0
      ? []
      : [
          `mentored AS (INSERT INTO mentoring (person_id, ${set}) SELECT @person, ${set.map((column) => `@${column}`)} FROM turn
            ON CONFLICT (person_id) DO UPDATE SET ${set.map((column) => `${column} = excluded.${column}`)})`,
        ]),
    ...(mentoring?.wants === false ? [takenBack('mentee')] : []),
    ...(mentoring?.offers === false ? [takenBack('mentor')] : []),
    ...(mentoring?.pair ? [mentoring.pair.says === 'end' ? ended : said] : []),
  ];
}

/** What of it decides the statement's text. */
export const mentoringShape = ({ mentoring }: TurnRecord): string =>
  mentoring ? `${mentoring.wants} ${mentoring.offers} ${mentoring.pair && mentoring.pair.says === 'end'}` : '';
