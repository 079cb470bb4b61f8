import { z } from 'zod';
import type { CommandField, CommandOutline } from '../ports.ts';
import type { StaffCommand } from './command.ts';

interface Property {
  type?: string;
  enum?: string[];
  format?: string;
  description?: string;
}

function kindOf({ type, enum: choices, format }: Property): CommandField['kind'] {
  if (format === 'file') return 'file';
  if (choices) return 'choice';
  if (type === 'boolean') return 'flag';
  return type === 'integer' || type === 'number' ? 'number' : 'text';
}

/** A row of the table as doors show it. */
export function outlineOf({ name, summary, input, positional }: StaffCommand): CommandOutline {
  const { properties = {}, required = [] } = z.toJSONSchema(input, { io: 'output' }) as {
    properties?: Record<string, Property>;
    required?: string[];
  };
  const fields = Object.entries(properties).map(([field, property]): CommandField => {
    return {
      name: field,
      what: property.description ?? field,
      kind: kindOf(property),
      choices: property.enum ?? [],
      required: required.includes(field) && !('default' in property),
      positional: positional.includes(field),
    };
  });
  return { name, summary, fields };
}
