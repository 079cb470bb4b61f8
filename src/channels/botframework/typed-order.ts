import type { CommandField, WholeOrder } from '../../desk/ports.ts';

/** Orders as somebody types them, where nothing can be pressed. Pure. */

/** What a line can hold: words with one space between, and nothing that a line is read by. */
const canBeTyped = (text: string) =>
  text !== '' && text === text.trim().split(/\s+/).join(' ') && !/["“”]/.test(text) && !/(?:^|\s)(?:--|—)/.test(text);

/** null: it can't be typed in one line. */
export function lineOf({ name, input }: WholeOrder): string | null {
  const fields = Object.entries(input).filter(([, value]) => value !== undefined && value !== false);
  const typed = fields.map(([field, value]): string | null => {
    if (value === true) return `--${field}`;
    const text = [value].flat().map(String).join(', ');
    return canBeTyped(text) ? `--${field} ${text}` : null;
  });
  return typed.includes(null) ? null : [name, ...typed].join(' ');
}

/** What a command asks, as a line to fill in: what need not be there is in brackets. */
export function patternOf({ name, fields }: { name: string; fields: readonly CommandField[] }): string {
  const asked = fields.map(({ name: field, kind, required }) => {
    const typed = kind === 'flag' ? `--${field}` : `--${field} …`;
    return required ? typed : `(${typed})`;
  });
  return [name, ...asked].join(' ');
}
