import type { CommandOutline } from '../ports.ts';

/** Words of a line; what stands between quotes is one word. Phones write curly quotes and long dashes. */
function wordsOf(line: string): string[] {
  const plain = line.replace(/[“”]/g, '"').replace(/(^|\s)—(?=\w)/g, '$1--');
  return [...plain.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
}

/**
 * Reads a typed line such as `roles grant slack:T0/U1 safeguarding lead --why covers Mondays`. A named field takes every word up to the next
 * one; the last place takes what is left. null: no command begins so.
 */
export function readLine(line: string, outlines: readonly CommandOutline[]): { name: string; input: Record<string, unknown> } | null {
  const words = wordsOf(line.trim());
  const begins = (name: string) => name.split(' ').every((word, at) => words[at]?.toLowerCase() === word);
  const list = outlines.find(({ name, alone }) => alone && name.split(' ')[0] === words[0]?.toLowerCase());
  const [, next] = words;
  // The first word alone lists; a second that is no field of the list is a command that there is not.
  const lists = next === undefined || next.startsWith('--') || list?.fields.some(({ name }) => name === next);
  const outline = outlines.find(({ name }) => begins(name)) ?? (lists ? list : undefined);
  if (!outline) return null;
  const rest = words.slice(begins(outline.name) ? outline.name.split(' ').length : 1);
  const firstNamed = rest.findIndex((word) => word.startsWith('--'));
  const placed = firstNamed < 0 ? rest : rest.slice(0, firstNamed);
  const input: Record<string, unknown> = {};
  const places = outline.fields.filter(({ positional }) => positional);
  places.forEach(({ name }, at) => {
    const given = at === places.length - 1 ? placed.slice(at).join(' ') : placed[at];
    if (given) input[name] = given;
  });
  if (places.length === 0 && placed.length > 0) input[placed[0] as string] = true;
  let field: string | null = null;
  for (const word of firstNamed < 0 ? [] : rest.slice(firstNamed)) {
    if (word.startsWith('--')) {
      field = word.slice(2);
      input[field] = outline.fields.find(({ name }) => name === field)?.kind === 'flag' ? true : '';
    } else if (field !== null) input[field] = input[field] ? `${input[field]} ${word}` : word;
  }
  return { name: outline.name, input };
}
