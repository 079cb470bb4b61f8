import { z } from 'zod';
import type { NextStep, ParkedOrder, Sheet, WholeOrder } from '../desk/ports.ts';

/** Orders below a sheet, as they stand on buttons: everything that one needs is on it, or the desk has it. */

const Order = z.union([
  z.object({ name: z.string(), input: z.record(z.string(), z.unknown()) }),
  z.object({ name: z.string(), ticket: z.string() }),
]);
export type ButtonOrder = WholeOrder | ParkedOrder;

/** What came back with a button; null: no order. */
export const readOrder = (given: unknown): ButtonOrder | null => Order.safeParse(given).data ?? null;

/** A sheet whose orders all fit a button. */
export interface Offered extends Omit<Sheet, 'next'> {
  next?: (Omit<NextStep, 'order'> & { order: ButtonOrder })[];
}

/**
 * @param most letters of an order on a button, as JSON
 * @param park keeps an order that is too long, and answers what stands for it
 */
export async function offered(
  { next, ...sheet }: Sheet,
  most: number,
  park: (order: WholeOrder) => Promise<ParkedOrder>,
): Promise<Offered> {
  if (!next) return sheet;
  const fits = (order: WholeOrder) => JSON.stringify(order).length <= most;
  return {
    ...sheet,
    next: await Promise.all(next.map(async (step) => (fits(step.order) ? step : { ...step, order: await park(step.order) }))),
  };
}
