/** THE NOTEBOOK: each thing that was said at a door, as it was said, a line each. Whoever counts for themselves reads this and nothing else. */
import { appendFileSync, writeFileSync } from 'node:fs';

/** @param {URL} file */
export function createNotebook(file, time) {
  writeFileSync(file, '');
  let lines = [];
  return {
    /** @param {string} door slack, web, link, tablet, … @param {string} who an invented name, or a number @param {object} what */
    note: (door, who, what) => void lines.push(`${JSON.stringify({ at: time.now().toISOString(), door, who, ...what })}\n`),
    write: () => {
      appendFileSync(file, lines.join(''));
      lines = [];
    },
  };
}
