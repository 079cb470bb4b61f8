import type { TurnRecord } from '../desk/ports.ts';
import type { Places } from './statement.ts';

/** Rows that a turn adds to one table. */
interface Rows<Row> {
  name: string;
  of(turn: TurnRecord): readonly Row[];
  columns: Record<string, readonly [type: string, value: (row: Row) => unknown]>;
}

const rows = <Row>(rows: Rows<Row>) => rows;

/** A jsonb column: its value is JSON text here, so that a text, too, arrives as JSON. Nothing stays nothing. */
const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value));

export const messageRows = rows<TurnRecord['messages'][number]>({
  name: 'message',
  of: (turn) => turn.messages,
  columns: {
    direction: ['text', (row) => row.direction],
    external: ['text', (row) => row.externalId],
    said: ['jsonb', (row) => json(row.said)],
    lease: ['timestamptz', (row) => row.lease],
    shown: ['boolean', (row) => row.shown ?? false],
  },
});

export const answerRows = rows<TurnRecord['answers'][number]>({
  name: 'answer',
  of: (turn) => turn.answers,
  columns: {
    step: ['text', (row) => row.step],
    value: ['jsonb', (row) => json(row.answer.value)],
    category: ['text', (row) => row.answer.category],
    raw: ['text', (row) => row.answer.raw],
  },
});

export const consentRows = rows<TurnRecord['consents'][number]>({
  name: 'consent',
  of: (turn) => turn.consents,
  columns: {
    purpose: ['text', (row) => row.purpose],
    terms: ['text', (row) => row.termsVersion],
    state: ['text', (row) => row.state],
    how: ['text', (row) => row.how],
    witness: ['text', (row) => row.witness],
  },
});

export const auditRows = rows<TurnRecord['audit'][number]>({
  name: 'audit',
  of: (turn) => turn.audit,
  columns: {
    who: ['text', (row) => row.who],
    action: ['text', (row) => row.action],
    about: ['text', (row) => row.about],
    why: ['text', (row) => row.why],
  },
});

export const erasedRows = rows<TurnRecord['erased'][number]>({
  name: 'erased',
  of: (turn) => turn.erased,
  columns: { flow: ['text', (row) => row.flow], step: ['text', (row) => row.step] },
});

/** Up to here each value of a row is a parameter of its own, which saves PostgreSQL a tenth of a turn. Above, rows go as one JSON, so that texts stay few. */
const FEW = 4;

/** How many rows, as far as the text depends on it. */
export function countOf<Row>({ of }: Rows<Row>, turn: TurnRecord): number {
  return Math.min(of(turn).length, FEW + 1);
}

/** Where a statement takes the rows from, in their order: columns of the names above, once if the turn is not lost. */
export function sourceOf<Row>(rows: Rows<Row>, turn: TurnRecord): string {
  const { name, columns } = rows;
  const count = countOf(rows, turn);
  const names = Object.keys(columns);
  if (count > FEW) {
    const types = names.map((column) => `${column} ${columns[column]?.[0]}`);
    return `turn, ROWS FROM (jsonb_to_recordset(@${name}_rows) AS (${types})) WITH ORDINALITY AS list (${names}, n) ORDER BY n`;
  }
  const lines = Array.from({ length: count }, (_, index) => `(${names.map((column) => `@${name}_${index}_${column}`)})`);
  return `turn, (VALUES ${lines}) AS list (${names})`;
}

/** The places that `sourceOf` names. */
export function placesOf<Row>({ name, of, columns }: Rows<Row>): Places<TurnRecord> {
  const whole = (row: Row) =>
    Object.fromEntries(
      Object.entries(columns).map(([column, [type, value]]) => [column, type === 'jsonb' ? parsed(value(row)) : value(row)]),
    );
  const places: Record<string, Places<TurnRecord>[string]> = { [`${name}_rows`]: ['jsonb', (turn) => of(turn).map(whole)] };
  for (let index = 0; index < FEW; index++)
    for (const [column, [type, value]] of Object.entries(columns))
      places[`${name}_${index}_${column}`] = [type, (turn) => value(of(turn)[index] as Row)];
  return places;
}

const parsed = (text: unknown) => (typeof text === 'string' ? JSON.parse(text) : null);
