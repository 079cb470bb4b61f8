import { z } from 'zod';
import type { CommandChoice, CommandField, CommandOutline } from '../ports.ts';
import type { StaffCommand } from './command.ts';

interface Property {
  type?: string;
  enum?: string[];
  format?: string;
  description?: string;
  items?: Property;
}

function kindOf({ type, enum: choices, format }: Property): CommandField['kind'] {
  if (format === 'file' || format === 'date') return format;
  if (format === 'long') return 'long text';
  if (type === 'array') return 'choices';
  if (choices) return 'choice';
  if (type === 'boolean') return 'flag';
  return type === 'integer' || type === 'number' ? 'number' : 'text';
}

/** A row of the table as doors show it. */
export function outlineOf({ name, summary, input, positional, suggest, private: hidden }: StaffCommand): CommandOutline {
  const {
    properties = {},
    required = [],
    additionalProperties: others,
  } = z.toJSONSchema(input, { io: 'output' }) as {
    properties?: Record<string, Property>;
    required?: string[];
    additionalProperties?: Property | false;
  };
  const fields = Object.entries(properties).map(([field, property]): CommandField => {
    const choices = property.enum ?? property.items?.enum ?? [];
    return {
      name: field,
      what: property.description ?? field,
      kind: kindOf(property),
      choices: choices.map((value) => ({ value, label: value })),
      required: required.includes(field) && !('default' in property),
      positional: positional.includes(field),
    };
  });
  return {
    name,
    summary,
    fields,
    ...(/ (list|next)$/.test(name) && { alone: true as const }),
    ...(typeof others === 'object' && others.description && { others: others.description }),
    ...(hidden && { private: hidden }),
    ...(suggest && { suggest }),
  };
}

/** An outline with what can be chosen now, and with what is known already. */
export function formOf(
  outline: CommandOutline,
  choices: Partial<Record<string, CommandChoice[]>>,
  given: Record<string, unknown>,
): CommandOutline {
  const fields = outline.fields.map((field): CommandField => {
    const found = choices[field.name];
    const kind = found && field.kind === 'text' ? 'choice' : field.kind;
    const filled = given[field.name];
    return { ...field, kind, choices: found ?? field.choices, ...(filled === undefined ? {} : { given: filled }) };
  });
  return { ...outline, fields };
}

/** A list in a field: as a form gives it, or typed with commas between. */
export function listOf<Item extends z.ZodType>(item: Item) {
  const split = (typed: string) =>
    typed
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean);
  return z.preprocess((given) => (typeof given === 'string' ? split(given) : given), z.array(item));
}
