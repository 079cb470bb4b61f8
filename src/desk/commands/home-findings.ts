import { saidAndDone } from '../../insight/promises/index.ts';
import { today } from '../pathways/place.ts';
import type { Context } from './command.ts';
import { openStep, stateCalled } from './finding-sheet.ts';
import { MOST_ROWS, nothing, type Part, stepsOf, tableOf } from './home-part.ts';
import { short } from './when.ts';

/** Findings that are looked through, the newest first. */
const LOOKED_AT = 200;

/** Findings to which no answer came in time, or of which something that was promised is late. */
export async function late(context: Context): Promise<Part> {
  const { parts, may, now, words } = context;
  if (!may('manage findings')) return nothing;
  const found = await parts.store.findings.list(null, LOOKED_AT);
  const waiting = found.flatMap((finding) => {
    const standing = saidAndDone(finding, now, today(parts, now));
    return standing?.state === 'silent' || standing?.state === 'overdue' ? [{ finding, standing }] : [];
  });
  // Whoever has waited longest comes first.
  const shown = waiting.sort((one, other) => other.standing.days - one.standing.days).slice(0, MOST_ROWS);
  return {
    table: tableOf(
      [words('home_findings'), 'Sent to', 'How it stands', 'Id'],
      shown.map(({ finding }) => [finding.said, finding.sent?.to ?? '', stateCalled(context, finding), short(finding.id)]),
    ),
    next: stepsOf(shown, ({ finding }) => openStep(context, finding)),
    data: shown.map(({ finding: { id }, standing: { state, days } }) => ({ id, state, days })),
  };
}
