import { z } from 'zod';
import { say } from '../../engine/index.ts';
import { type Entry, entriesOf, type Hearers, hearersOf, planTelling, policyOf, reasons } from '../findings/tell.ts';
import { fillsOf } from '../findings/words.ts';
import type { Finding, Rests, Sheet } from '../ports.ts';
import { type Context, type Refused, staffCommand } from './command.ts';
import { findFinding, id, LEAST_PEOPLE } from './finding-fields.ts';
import { shown, untoldOf } from './finding-sheet.ts';
import { short, when } from './when.ts';

/** The message as somebody reads it. */
function looksOf({ parts }: Context, finding: Finding, entry: Entry): string {
  const policy = parts.flows.get(parts.home.news)?.main.nudges.find(({ nudge }) => nudge === policyOf[entry.kind]);
  const fills = fillsOf(parts, finding, entry, 'en');
  return say(policy?.text ?? { en: '' }, 'en', (gap) => fills[gap] ?? parts.lexicon.constants[gap] ?? '');
}

const tally = <Of>(all: readonly Of[]): [Of, number][] =>
  [...new Set(all)].map((one) => [one, all.filter((other) => other === one).length]);

/** Who would be told, who not and why, how it looks, and where a notice is needed. */
function previewSheet(context: Context, finding: Finding, entry: Entry, { tell, leftOut }: Hearers, { settings }: Rests): Sheet {
  const { words } = context;
  const order = { name: 'finding confirm', input: { id: finding.id, entry: entry.of.id } };
  const walls = settings.filter(({ unnamed }) => unnamed).map(({ name }) => name);
  const whys = tally(leftOut).sort(([one], [other]) => reasons.indexOf(one) - reasons.indexOf(other));
  const called = (why: (typeof reasons)[number]) => words(why === 'known' || why === 'no_news' ? `hears_${why}` : `left_${why}`);
  return {
    text: [
      words(tell.length > 0 ? 'finding_preview' : 'finding_preview_none', { count: String(tell.length) }),
      ...(walls.length > 0 ? [words('finding_notices', { count: String(walls.length), settings: walls.join(', ') })] : []),
      ...(finding.secure ? [words('finding_secure')] : []),
      words('finding_how', { line: `finding confirm ${finding.id} ${entry.of.id}` }),
    ].join('\n'),
    tables: [
      { head: ['Who is not, and why', 'People'], rows: whys.map(([why, count]) => [called(why), String(count)]) },
      { head: ['How it looks'], rows: [[looksOf(context, finding, entry)]] },
    ].filter(({ rows }) => rows.length > 0),
    next: [
      { label: words('step_finding_confirm'), order, weight: 'main' },
      ...settings
        .filter(({ unnamed }) => unnamed)
        .slice(0, 3)
        .map(({ id: setting, name }) => ({
          label: words('step_finding_notice', { setting: name }),
          order: { name: 'finding notice', input: { id: finding.id, setting } },
        })),
    ],
    data: {
      finding: finding.id,
      entry: entry.of.id,
      kind: entry.kind,
      tell: tell.length,
      leftOut: Object.fromEntries(whys),
      notices: walls,
    },
  };
}

/** What there is to tell: that one, or the first that was not told. */
function entryOf({ words }: Context, finding: Finding, given: string | undefined): Entry | Refused {
  const found = given === undefined ? untoldOf(finding)[0] : entriesOf(finding).find(({ of }) => of.id === given);
  return found ?? { refused: words('finding_nothing_to_tell') };
}

/** Since it was noted, a session may have been taken back. */
async function restsOf({ parts, words }: Context, finding: Finding): Promise<Rests | Refused> {
  const rests = await parts.store.findings.rests(finding.sessions);
  return rests.people < LEAST_PEOPLE ? { refused: words('finding_few', { least: String(LEAST_PEOPLE) }) } : rests;
}

export const findingTell = staffCommand({
  name: 'finding tell',
  summary: 'show who would be told what came of it, who would not and why, and how it looks; nothing is sent yet',
  may: 'manage findings',
  input: z.strictObject({ id }),
  positional: ['id'],
  find: findFinding,
  missing: 'no_finding',
  run: async (context, _input, { finding }) => {
    const { parts, shelf, now } = context;
    const entry = entryOf(context, finding, undefined);
    if ('refused' in entry) return entry;
    const rests = await restsOf(context, finding);
    if ('refused' in rests) return rests;
    return previewSheet(context, finding, entry, await hearersOf(parts, shelf, now, finding.id, entry.of.id), rests);
  },
});

const entry = z.uuid().describe('what is told: the id that the preview gave');

export const findingConfirm = staffCommand({
  name: 'finding confirm',
  summary: 'tell what a preview has shown, once, however often this is said',
  may: 'manage findings',
  input: z.strictObject({ id, entry }),
  positional: ['id', 'entry'],
  find: findFinding,
  missing: 'no_finding',
  run: async (context, { entry: given }, { finding }) => {
    const { parts, shelf, now, words } = context;
    const found = entryOf(context, finding, given);
    if ('refused' in found) return found;
    const rests = await restsOf(context, finding);
    if ('refused' in rests) return rests;
    const hearers = await hearersOf(parts, shelf, now, finding.id, found.of.id);
    const at = await planTelling(parts, now, finding.id, found, hearers);
    await parts.store.findings.tell(found.kind, found.of.id, now);
    const count = hearers.tell.length;
    const fills = { count: String(count), at: when(at), id: short(finding.id) };
    const sheet = await shown(context, finding.id, words(count > 0 ? 'finding_telling' : 'finding_telling_none', fills));
    const undo = {
      label: words('step_finding_undo'),
      order: { name: 'finding undo', input: { id: finding.id } },
      weight: 'danger' as const,
    };
    return { ...sheet, ...(count > 0 && { next: [undo] }) };
  },
});

export const findingUndo = staffCommand({
  name: 'finding undo',
  summary: 'take back what you told last, as far as it has not gone',
  may: 'manage findings',
  input: z.strictObject({ id }),
  positional: ['id'],
  find: findFinding,
  missing: 'no_finding',
  run: async (context, _input, { finding }) => {
    const { parts, words } = context;
    const told = entriesOf(finding).filter(({ of }) => of.toldAt !== null);
    const last = told.reduce<Entry | null>((one, other) => (one && Number(one.of.toldAt) >= Number(other.of.toldAt) ? one : other), null);
    if (!last) return { refused: words('finding_not_told') };
    const { stopped, gone } = await parts.store.findings.untell(last.kind, finding.id, last.of.id);
    const counts = { stopped: String(stopped), gone: String(gone) };
    const text = words(gone === 0 ? 'finding_untold' : stopped === 0 ? 'finding_untold_late' : 'finding_untold_part', counts);
    return { ...(await shown(context, finding.id, text)), data: { stopped, gone } };
  },
});
