import { z } from 'zod';

/** A uniqueness that a statement would have broken: which columns. */
export interface Violation {
  fields: string[];
}

const Shape = z.object({
  code: z.literal(['P2010', 'P2002']),
  meta: z.object({
    driverAdapterError: z.object({
      cause: z.object({ kind: z.literal('UniqueConstraintViolation'), constraint: z.object({ fields: z.array(z.string()) }) }),
    }),
  }),
});

/** Reads Prisma's error by its codes; null when it is about anything else. */
export function violation(error: unknown): Violation | null {
  const read = Shape.safeParse(error);
  return read.success ? { fields: read.data.meta.driverAdapterError.cause.constraint.fields } : null;
}
