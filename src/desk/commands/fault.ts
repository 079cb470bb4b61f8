import type { z } from 'zod';
import type { Context } from './command.ts';

/** What is wrong with a field of an order, where the field itself has no words for it. undefined: the library's own will do. */
export function faultOf(issue: z.core.$ZodRawIssue, words: Context['words']): string | undefined {
  if (issue.code === 'unrecognized_keys') return words('is_not_taken', { fields: issue.keys.map((key) => `--${key}`).join(', ') });
  if (issue.input === undefined) return words('is_missing');
  if (issue.code === 'invalid_format' && issue.format === 'uuid') return words('is_no_whole_id');
  if (issue.code === 'too_small')
    return issue.origin === 'number' ? words('is_too_few', { least: String(issue.minimum) }) : words('is_empty');
  if (issue.code === 'too_big') return words(issue.origin === 'string' ? 'is_too_long' : 'is_too_many', { most: String(issue.maximum) });
  if (issue.code === 'invalid_type' && ['number', 'int'].includes(issue.expected)) return words('is_no_number');
  return issue.code === 'invalid_value' ? words('is_none_of', { values: issue.values.join(', ') }) : undefined;
}
