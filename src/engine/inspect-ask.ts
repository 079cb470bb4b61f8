import { commandOf } from './commands.ts';
import type { AskStep, Option } from './flow.ts';
import type { Problem, Report, Surroundings } from './problem.ts';
import { LanguageCode } from './words.ts';

/**
 * Slack's checkboxes take ten options, Teams and a small screen not many more; a list longer than this is hard to read anywhere. Of options with
 * conditions seldom all are shown, and one of them is picked: two more of these do no harm.
 */
const MOST_OPTIONS = 10;
const MOST_WITH_CONDITIONS = 12;

/** A question: its options, limits and purpose fit its type, and every option can be typed. */
export function inspectAsk(
  ask: AskStep,
  at: (...rest: (string | number)[]) => Problem['path'],
  surroundings: Surroundings,
  report: Report,
): void {
  const { type, options } = ask;
  const values = options.map(({ value }) => value);
  if (new Set(values).size !== values.length) report(at('options'), `"${ask.ask}" has the same option value twice.`);
  if (['choice', 'several', 'age'].includes(type) && values.length < 2) report(at('options'), `"${ask.ask}" needs at least two options.`);
  const most = type === 'choice' && options.some((option) => option.if) ? MOST_WITH_CONDITIONS : MOST_OPTIONS;
  if (values.length > most)
    report(at('options'), `"${ask.ask}" has ${values.length} options; ${most} is the most that every channel can show.`);
  if (type === 'scale' && values.join() !== '1,2,3,4,5')
    report(at('options'), `"${ask.ask}" is a scale: give the options 1 to 5, each with a label.`);
  if (type === 'yes_no' || type === 'consent')
    if (values.some((value) => value !== 'yes' && value !== 'no'))
      report(at('options'), `"${ask.ask}" can only have the options yes and no.`);
  if (['text', 'name', 'number', 'date', 'email', 'phone'].includes(type) && values.length > 0)
    report(at('options'), `"${ask.ask}" is answered in the person's own words: it can't have options.`);
  options.forEach(({ label, synonyms }, index) => {
    for (const name of [...Object.values(label), ...synonyms]) {
      const command = commandOf(name, surroundings.commands);
      if (command)
        report(
          at('options', index),
          `"${name}" is the command ${command.toUpperCase()}: nobody could type it as an answer. Name the option another way.`,
        );
    }
  });
  if (type === 'age') inspectBands(options, at('options'), report);
  if (options.some((option) => option.if) && (!['choice', 'several'].includes(type) || options.every((option) => option.if)))
    report(at('options'), `"${ask.ask}" can have conditions on options only as a choice or several, and one option at least without.`);
  if (ask.nothing.length > 0 && (type !== 'text' || !ask.skip))
    report(at('nothing'), `"${ask.ask}" can only name words for "nothing" as a text that can be skipped.`);
  if (type !== 'consent' && ask.purpose) report(at('purpose'), `Only a consent question has a purpose.`);
  if (ask.past && type !== 'date') report(at('past'), `Only a date can be one that has been: take "past" out of "${ask.ask}".`);
  if (ask.save === 'language')
    for (const value of type === 'choice' ? values : [type])
      if (!LanguageCode.safeParse(value).success)
        report(at('save'), `"${ask.ask}" sets the language, and "${value}" is none. Use a choice of language codes, like en, cy or easy.`);
  if (ask.min !== undefined && ask.max !== undefined && ask.min > ask.max)
    report(at('min'), `"${ask.ask}" has its lowest number above its highest.`);
}

/** Whatever asks for consent asks for a purpose that has terms. */
export function inspectConsent(
  step: { purpose?: string | undefined },
  id: string,
  at: (...rest: (string | number)[]) => Problem['path'],
  surroundings: Surroundings,
  report: Report,
): void {
  const { purpose } = step;
  const optional = 'review' in step && purpose === undefined;
  if (!optional && !surroundings.purposes.includes(purpose ?? ''))
    report(at('purpose'), `"${id}" asks consent for "${purpose ?? 'nothing'}", which has no terms. Add them to the terms.`);
}

function inspectBands(bands: Option[], path: Problem['path'], report: Report): void {
  bands.forEach((band, index) => {
    const following = bands[index + 1];
    if (band.from === undefined && index > 0) report([...path, index], `The band "${band.value}" has no "from" age.`);
    if (following && following.from !== (band.to ?? -1) + 1)
      report([...path, index], `The bands "${band.value}" and "${following.value}" leave a gap or overlap.`);
  });
}
