import type { z } from 'zod';
import { type Document, type Path, valueAt } from './document.ts';
import type { Fault } from './fault.ts';

type Issue = z.core.$ZodIssue;
/** Edits between two words, where there is somebody to count them; without, nothing is suggested. */
export type Distance = (a: string, b: string) => number;

/** Keys that say which kind a step is. A step has exactly one. */
const kinds = ['say', 'ask', 'branch', 'call', 'do', 'review', 'end'];
/** Further away than this, a suggestion is a guess. */
const farthest = 2;

function suggestion(word: string, known: Iterable<string>, distance?: Distance): string {
  if (!distance) return '';
  const near = [...known]
    .map((name) => ({ name, edits: distance(word.toLowerCase(), name) }))
    .filter(({ edits }) => edits <= farthest)
    .sort((a, b) => a.edits - b.edits)[0];
  return near ? `; did you mean "${near.name}"?` : '';
}

/** "step "age", options, 2": where in the file, in words. */
function placeOf(value: unknown, path: Path): string {
  const [first, index, ...rest] = path;
  if ((first !== 'steps' && first !== 'examples') || typeof index !== 'number') return path.map(String).join(', ');
  const part = valueAt(value, [first, index]) as Record<string, unknown> | null | undefined;
  const kind = kinds.find((key) => typeof part?.[key] === 'string');
  const name = first === 'steps' ? `step ${kind ? `"${part?.[kind]}"` : index + 1}` : `example ${index + 1}`;
  return [name, ...rest.map((key) => (typeof key === 'number' ? key + 1 : String(key)))].join(', ');
}

/** Of the kinds a step may be, the one that it was meant to be; null when it names none or several. */
function meant(errors: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const other = (issue: Issue) =>
    (issue.code === 'unrecognized_keys' && issue.keys.some((key) => kinds.includes(key))) ||
    (issue.code === 'invalid_type' && issue.path.length === 1 && kinds.includes(String(issue.path[0])) && /undefined/.test(issue.message));
  return errors.find((issues) => !issues.some((issue) => issue.path.length < 2 && other(issue))) ?? null;
}

/**
 * What zod found, as sentences with lines.
 * @param known every key of the format, for suggestions
 */
export function faultsOf(issues: readonly Issue[], document: Document, known: Iterable<string>, distance?: Distance): Fault[] {
  const faults: Fault[] = [];
  const add = (path: Path, what: string) => {
    const place = placeOf(document.value, path);
    faults.push({ file: document.file, line: document.lineOf(path), message: place ? `${place}: ${what}` : what, weight: 'refuse' });
  };

  function walk(issue: Issue, around: Path): void {
    const path = [...around, ...issue.path];
    const found = valueAt(document.value, path);
    switch (issue.code) {
      case 'unrecognized_keys':
        for (const key of issue.keys) {
          const line = document.lineOf([...path, key]);
          add(path, `"${key}" is not part of the format${suggestion(key, known, distance)}`);
          (faults.at(-1) as Fault).line = line;
        }
        return;
      case 'invalid_union': {
        const inner = meant(issue.errors);
        if (inner) for (const one of inner) walk(one, path);
        else add(path, `${issue.message}${unknownKind(found)}`);
        return;
      }
      case 'invalid_key':
        add(path, issue.issues.map((one) => one.message).join('; '));
        return;
      case 'invalid_value': {
        const allowed = issue.values.map(String);
        const near = typeof found === 'string' ? suggestion(found, allowed, distance) : '';
        if (found === undefined) return add(path.slice(0, -1), `"${String(path.at(-1))}" is missing: one of ${allowed.join(', ')}`);
        return add(path, `${JSON.stringify(found)} is not one of ${allowed.join(', ')}${near}`);
      }
      case 'invalid_type':
        if (found === undefined) return add(path.slice(0, -1), `"${String(path.at(-1))}" is missing`);
        return add(
          path,
          `${JSON.stringify(found).slice(0, 40)} should be ${issue.expected === 'string' ? 'text; put it in quotes' : issue.expected}`,
        );
      default:
        add(path, issue.message);
    }
  }

  function unknownKind(found: unknown): string {
    const keys = found && typeof found === 'object' ? Object.keys(found) : [];
    if (keys.filter((key) => kinds.includes(key)).length > 1) return '; this one is several';
    const first = keys.find((key) => !kinds.includes(key));
    return first ? suggestion(first, kinds, distance) || `; this one starts with "${first}"` : '';
  }

  for (const issue of issues) walk(issue, []);
  return faults;
}
