import type { PackStep } from '../desk/ports.ts';
import { linesFor, type PackFile } from './pack-file.ts';

/** The parts of a session of this kind, one after the other. What is done before ends when the session begins, at minute 0. */
export function runningOrder(parts: PackFile['running_order'], kind: string): PackStep[] {
  const early = parts.reduce((sum, { before, minutes }) => sum + (before ? minutes : 0), 0);
  let from = -early;
  return [...parts.filter(({ before }) => before), ...parts.filter(({ before }) => !before)].map(({ title, minutes, lines }) => {
    const step = { title, from, minutes, lines: linesFor(lines, kind) };
    from += minutes;
    return step;
  });
}
