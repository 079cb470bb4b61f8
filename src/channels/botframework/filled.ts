import { z } from 'zod';
import type { WholeOrder } from '../../desk/ports.ts';
import { cleanText } from '../clean-text.ts';
import { type ButtonOrder, readOrder } from '../offered.ts';
import { kinds, ticked, unpacked } from './form.ts';
import { At } from './sheet.ts';

/** What was filled in, or pressed, as an order. Pure. It came from us and back through somebody's client: whatever is in it is checked like words. */

export interface Form {
  order: WholeOrder;
  /** Of this showing of the form. */
  id: string;
  at: At | undefined;
}

/** A form that was filled in, an order on a button, or the button that opens a form for an order. */
export type Asked =
  | ({ kind: 'form' } & Form)
  | { kind: 'order'; order: ButtonOrder; at: At | undefined }
  | { kind: 'open'; order: WholeOrder; at: At | undefined };

const Sent = z.looseObject({
  onward: z.enum(['form', 'order', 'open']),
  name: z.string().max(200).optional(),
  id: z.string().max(200).optional(),
  order: z.unknown().optional(),
  at: At.optional(),
});

const input = new RegExp(`^(${kinds.join('|')}):(.+)$`, 's');

/** undefined: nothing. */
function filledIn(kind: string, given: unknown): unknown {
  const text = typeof given === 'number' ? String(given) : given === true ? ticked : given;
  if (typeof text !== 'string' || text === '') return undefined;
  if (kind === 'flag') return text === ticked ? true : undefined;
  return kind === 'several' ? text.split(',').map(unpacked) : cleanText(text) || undefined;
}

/** null: nothing of staff's. */
export function readAsked(data: unknown): Asked | null {
  const read = Sent.safeParse(data).data;
  if (!read) return null;
  const { onward, name, id, at } = read;
  if (onward === 'form') {
    if (name === undefined || id === undefined) return null;
    const fields = Object.entries(read).flatMap(([key, given]): [string, unknown][] => {
      const [, kind = '', field = ''] = input.exec(key) ?? [];
      const value = filledIn(kind, given);
      return field === '' || value === undefined ? [] : [[field, value]];
    });
    return { kind: 'form', order: { name, input: Object.fromEntries(fields) }, id, at };
  }
  const order = readOrder(read.order);
  if (!order) return null;
  if (onward === 'order') return { kind: 'order', order, at };
  return 'ticket' in order ? null : { kind: 'open', order, at };
}
