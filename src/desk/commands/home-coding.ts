import { codedSteps } from '../surveys/coded.ts';
import { coderOf } from './code-text.ts';
import type { Context } from './command.ts';
import { nothing, type Part, tableOf } from './home-part.ts';

/** Texts that wait until whoever asks says what they are about. */
export async function toCode(context: Context): Promise<Part> {
  const { parts, shelf, may, now, words } = context;
  if (!may('code answers')) return { ...nothing, data: 0 };
  const { yours } = await parts.store.codings.counts(coderOf(context), codedSteps(parts, shelf), now);
  if (yours === 0) return { ...nothing, data: 0 };
  return {
    table: tableOf([words('home_coding')], [[String(yours)]]),
    next: [{ label: words('step_code'), order: { name: 'code next', input: {} } }],
    data: yours,
  };
}
