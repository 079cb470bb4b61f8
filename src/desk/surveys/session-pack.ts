import { onPaper, say, type Words } from '../../engine/index.ts';
import { linesFor, runningOrder } from '../../sessions/index.ts';
import { offeredBy } from '../listed.ts';
import type { DeskParts } from '../parts.ts';
import type { PackOption, PackQuestion, SessionPack, SessionSummary, SurveyRun, TwoWays } from '../ports.ts';
import type { Shelf, Shelved } from '../shelf.ts';
import { templatesOf } from './plan.ts';

/** A version of a survey, and the areas that it asks about. */
export type Asked = Shelved & { areas: string[] };

/** The version of a survey that is asked at a session: that of its room run, where there is one, as answers are kept under it; else the newest. null: there is no such survey. */
export async function askedAt(parts: DeskParts, shelf: Shelf, { id, areas }: SessionSummary, template: string): Promise<Asked | null> {
  if (!templatesOf(parts).some(({ value }) => value === template)) return null;
  const run = await parts.store.surveys.roomFor(id, template);
  return run ? pinnedIn(shelf, run) : { ...shelf.current(template), areas };
}

/** The version that a run is pinned to. */
export const pinnedIn = async (shelf: Shelf, run: Pick<SurveyRun, 'flow' | 'flowVersion' | 'areas'>): Promise<Asked> => ({
  ...(await shelf.pinned(run.flow, run.flowVersion)),
  areas: run.areas,
});

/**
 * All that is needed to run a session where nobody has a phone: the same for the printed pack and for the page on the tablet. It is worked out of files and
 * of what is known of the session, and names nobody.
 * @param code what opens the tablet's page for this session, where one was made
 */
export function sessionPackOf(
  parts: DeskParts,
  shelf: Shelf,
  session: Pick<SessionSummary, 'id' | 'date' | 'setting' | 'areas'>,
  { flow, version, areas: asked }: Asked,
  code: string | null = null,
): SessionPack {
  const { packFile, lexicon, terms, publicUrl } = parts;
  const { kind, name } = session.setting;
  const text = (words: Words, language: string, gaps: Record<string, string> = {}) =>
    say(words, language, (gap) => gaps[gap] ?? lexicon.constants[gap] ?? '');
  const twoWays = (words: Words): TwoWays => ({ plain: text(words, 'en'), easy: text(words, 'easy') });

  const areas = session.areas.flatMap((value): PackOption[] => {
    const known = parts.areas.find((area) => area.value === value);
    return known ? [{ value, ...twoWays(known.label) }] : [];
  });
  const title = text(flow.bundle.main.title, 'en');
  const gaps = { areas: areas.map(({ plain }) => plain).join(', '), survey: title };
  const filled = (lines: string[]) => lines.map((line) => text({ en: line }, 'en', gaps));

  const wording = terms.find(({ purpose }) => purpose === 'group');
  if (!wording) throw new Error('flows/terms.yaml has no terms for the purpose "group"');

  const survey = { areas: asked, named: false };
  const [plain, easy] = [onPaper(flow, 'en', survey), onPaper(flow, 'easy', survey)];
  const numberOf = (step: string) => plain.questions.findIndex((question) => question.step === step) + 1;
  const questions = plain.questions.map((question, at): PackQuestion => {
    const other = easy.questions[at] as typeof question;
    return {
      step: question.step,
      number: at + 1,
      type: question.type,
      plain: question.text,
      easy: other.text,
      options: question.options.map(({ value, label }, option) => ({ value, plain: label, easy: other.options[option]?.label ?? label })),
      depends: question.depends.map(numberOf),
      hands: question.depends.length === 0 && question.options.length > 1,
    };
  });

  const start = `${publicUrl}/tablet`;
  return {
    session: session.id,
    date: session.date,
    setting: { name, kind },
    areas,
    flow: flow.id,
    flowVersion: version,
    title,
    runningOrder: runningOrder(packFile.running_order, kind).map((step) => ({ ...step, lines: filled(step.lines) })),
    bring: filled(linesFor(packFile.bring, kind)),
    consent: { purpose: 'group', version: wording.version, ...twoWays(wording.wording as Words) },
    intro: { plain: plain.intro.join('\n'), easy: easy.intro.join('\n') },
    questions,
    bands: offeredBy(parts, shelf, 'age_band').map(({ value, names: [label = value] }) => ({ value, label })),
    attributions: parts.attributions.map(({ label }) => text(label, 'en')),
    signposts: filled(linesFor(packFile.signposts, kind)),
    danger: filled(linesFor(packFile.danger, kind)),
    start: { address: code === null ? start : `${start}#${encodeURIComponent(code)}`, code },
  };
}
