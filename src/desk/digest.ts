import { dayAndTime, dayOf, slotAt } from '../calendar/index.ts';
import { surveyDue } from '../sessions/index.ts';
import { fewest, guarded } from '../surveys/index.ts';
import { wordsOf } from './commands/words-of.ts';
import type { DeskParts } from './parts.ts';
import type { Counts, Digest, DigestFigures, Guarded, Sheet } from './ports.ts';

const DAY = 24 * 3_600_000;

/** Sessions that are looked through for surveys that are due, and for how long they are spoken of. */
const LOOKED_AT = 500;
const SPOKEN_OF = 28 * DAY;

/** A digest that could not be posted for so long is old news: it stays where it can be asked for. */
const NEWS_FOR = 2 * DAY;

export async function lateJobs({ store }: Pick<DeskParts, 'store'>, now: Date): Promise<{ name: string; since: Date }[]> {
  return (await store.jobs.list()).filter(({ lateAt }) => lateAt < now).map(({ name, lateAt }) => ({ name, since: lateAt }));
}

async function figuresOf(parts: DeskParts, week: Date, now: Date): Promise<DigestFigures> {
  const { store, staffDigest } = parts;
  // From one slot to the next, so that no two weeks have anybody in common, and none is left out.
  const from = slotAt(staffDigest, new Date(week.getTime() - 1));
  const day = (at: Date) => dayOf(staffDigest.zone, at);
  const { registered, asked, unreached, interested, ...plain } = await store.digests.count(
    { from, until: week },
    { from: day(from), until: day(week) },
  );
  const oldest = day(new Date(week.getTime() - SPOKEN_OF));
  const { sessions } = await store.sessions.list(LOOKED_AT);
  return {
    ...plain,
    registered: guarded(registered),
    asked: guarded(asked),
    unreached: guarded(unreached),
    interested: guarded(interested),
    surveysDue: sessions.filter((session) => session.date >= oldest && surveyDue(session, week)).length,
    late: (await lateJobs(parts, now)).map(({ name }) => name),
  };
}

/** The digest as staff see it, in their channel and when they ask. */
export function digestSheet(parts: Pick<DeskParts, 'staffWords' | 'staffDigest'>, { week, figures }: Digest): Sheet {
  const words = wordsOf(parts);
  const { late, ...counts } = figures;
  const shown = (count: Guarded) => (count === null ? words('fewer_than', { least: String(fewest) }) : String(count));
  const rows = Object.entries(counts).map(([name, count]) => [words(`digest_${name as keyof typeof counts}`), shown(count)]);
  if (late.length > 0) rows.push([words('digest_late'), late.join(', ')]);
  return {
    text: words('digest', { until: dayAndTime(parts.staffDigest.zone, week) }),
    tables: [{ head: [words('digest_what'), words('digest_count')], rows }],
    data: { week, figures },
  };
}

/**
 * Makes the figures of a week once, and posts them once where staff are. They are never worked out again: two views of one week, minutes apart, would
 * differ by one person. Whether a post whose answer was lost has arrived nobody knows, and it is not sent again, as no message is; `digest` shows the
 * same. null: the channel asks for patience.
 */
export async function tellStaff(parts: DeskParts, week: Date, now: Date): Promise<Counts | null> {
  const { digests } = parts.store;
  const made = (await digests.of(week)) === null && (await digests.keep({ week, figures: await figuresOf(parts, week, now) }));
  const counts = { made: Number(made), posted: 0, unknown: 0, failed: 0 };
  const { staffRoom } = parts;
  const board = staffRoom && parts.boards.get(staffRoom.channel);
  const digest = await digests.of(week);
  if (!board || !digest || now.getTime() - week.getTime() > NEWS_FOR || !(await digests.take(week))) return counts;
  const outcome = await board.post(staffRoom.place, digestSheet(parts, digest));
  if (outcome.kind === 'later') {
    await digests.posted(week, null);
    return null;
  }
  const refused = outcome.kind === 'unreachable' || outcome.kind === 'refused';
  await digests.posted(week, refused ? 'failed' : outcome.kind);
  return {
    ...counts,
    posted: Number(outcome.kind === 'sent'),
    unknown: Number(outcome.kind === 'unknown'),
    failed: Number(refused),
  };
}
