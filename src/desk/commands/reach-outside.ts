import { type Outside, outsideOf } from '../../sessions/index.ts';
import { today } from '../pathways/place.ts';
import type { Sheet } from '../ports.ts';
import type { Context } from './command.ts';
import { OutsideReport } from './reach-report.ts';
import { reachText } from './session-sheet.ts';

const span = ({ words }: Context, { from, to }: { from: string; to: string }) => (from === to ? from : words('reach_span', { from, to }));

function lines(context: Context, { people, named, unnamed, attendances, sessions, settings, least, periods }: Outside): string[] {
  const { words } = context;
  const known = { named: String(named), unnamed: String(unnamed) };
  const [from, to] = [periods[0]?.from ?? '', periods.at(-1)?.to ?? ''];
  return [
    words('reach_outside_told', {
      ...{ people: reachText(context, people), settings: String(settings), sessions: String(sessions), attendances: String(attendances) },
      span: span(context, { from, to }),
    }),
    ...(named !== null ? [words('reach_outside_named', known)] : []),
    ...(unnamed !== null ? [words('reach_outside_unnamed', known)] : []),
    words('reach_people_rule'),
    words('reach_outside_rule', { least: String(least) }),
  ];
}

/** What may be told to others: the same for everybody who asks in a month. */
export async function outsideSheet(context: Context): Promise<Sheet> {
  const { parts, now, words } = context;
  const cells = await parts.store.sessions.reachCells(parts.contactHours.zone);
  const outside = outsideOf(cells, today(parts, now).slice(0, 7));
  const data = OutsideReport.parse(outside);
  if (outside === null) return { text: words('reach_outside_none'), data };
  const rows = outside.periods.flatMap((period) =>
    period.settings.map(({ of, attendances }) => [span(context, period), of.join(', '), String(attendances)]),
  );
  return { text: lines(context, outside).join('\n'), tables: [{ head: ['Counted in', 'Settings', 'Attendances'], rows }], data };
}
