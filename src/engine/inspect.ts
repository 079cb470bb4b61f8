import { commandOf } from './commands.ts';
import { scopeOf, waysOf } from './compile.ts';
import { conditionFault } from './condition.ts';
import { gapsOf } from './fill.ts';
import { type AskStep, type FlowBundle, type FlowDefinition, idOf, LanguageCode, type Option, type Step, type Words } from './flow.ts';
import type { Commands } from './phrases.ts';

/** Something wrong with a flow. `path` leads into the definition (["steps", 3, "next"]), so that whoever read the file can name the line. */
export interface Problem {
  flow: string;
  path: (string | number)[];
  /** A sentence that says what is wrong and what to do. */
  message: string;
  /** `refuse`: it can't be published. `note`: shown, and published all the same (a missing translation, long words). */
  weight: 'refuse' | 'note';
}

/**
 * What inspection has to be told: constants and policy that exist, actions the desk knows, purposes with terms, whole messages that are
 * commands, and how hard a text is to read.
 */
export interface Surroundings {
  constants: string[];
  policy: string[];
  actions: string[];
  purposes: string[];
  commands: Commands;
  /** Reading age in years. */
  readingAge(text: string): number;
}

/** The limit of product.md, "Words". */
const OLDEST_READING_AGE = 11;
/** Slack's checkboxes take ten options, Teams and a small screen not many more; a list longer than this is hard to read anywhere. */
const MOST_OPTIONS = 10;

type Report = (path: Problem['path'], message: string, weight?: Problem['weight']) => void;

/** Reads a flow and all it calls before anyone runs it. A flow with a `refuse` is not published. */
export function inspect(bundle: FlowBundle, surroundings: Surroundings): Problem[] {
  const problems: Problem[] = [];
  for (const definition of [bundle.main, ...Object.values(bundle.called)]) {
    const report: Report = (path, message, weight = 'refuse') => problems.push({ flow: definition.flow, path, message, weight });
    inspectPath(definition, bundle, report);
    for (const [index, step] of definition.steps.entries()) inspectStep(step, index, definition, bundle, surroundings, report);
  }
  return problems;
}

function inspectPath(definition: FlowDefinition, bundle: FlowBundle, report: Report): void {
  const ids = definition.steps.map(idOf);
  const index = new Map(ids.map((id, at) => [id, at]));
  ids.forEach((id, at) => {
    if (ids.indexOf(id) !== at) report(['steps', at], `The id "${id}" is used twice. Give each step its own.`);
  });
  const reached = new Set<string>();
  const open = new Set<string>();
  const visit = (id: string | null, from: number): void => {
    if (id === null) return report(['steps', from], `After "${ids[from]}" there is nothing. Add an end step.`);
    const at = index.get(id);
    if (at === undefined) return report(['steps', from], `"${ids[from]}" leads to "${id}", and there is no such step.`);
    if (open.has(id)) return report(['steps', from], `"${ids[from]}" leads back to "${id}": a flow only goes forward.`);
    if (reached.has(id)) return;
    reached.add(id);
    open.add(id);
    for (const way of waysOf(definition.steps[at] as Step, ids[at + 1] ?? null)) visit(way, at);
    open.delete(id);
  };
  visit(ids[0] as string, 0);
  ids.forEach((id, at) => {
    if (!reached.has(id)) report(['steps', at], `Nothing leads to "${id}". Remove it, or lead to it.`);
  });
  const calls = (id: string, trail: string[]): void => {
    if (trail.includes(id)) return report(['flow'], `The flow "${id}" calls itself (${[...trail, id].join(' → ')}).`);
    const inner = id === bundle.main.flow ? bundle.main : bundle.called[id];
    for (const step of inner?.steps ?? []) if ('call' in step) calls(step.flow, [...trail, id]);
  };
  calls(definition.flow, []);
}

function inspectStep(
  step: Step,
  index: number,
  definition: FlowDefinition,
  bundle: FlowBundle,
  surroundings: Surroundings,
  report: Report,
): void {
  const at = (...rest: (string | number)[]) => ['steps', index, ...rest];
  const scope = scopeOf(definition, bundle.called);
  const known = [...surroundings.constants, ...namesIn(scope), ...namesIn(scopeOf(bundle.main, bundle.called))];
  for (const [path, words] of textsOf(step)) inspectWords(words, at(...path), definition, known, surroundings, report);
  if ('call' in step && !bundle.called[step.flow]) report(at('flow'), `There is no flow "${step.flow}" to call.`);
  if ('do' in step && !surroundings.actions.includes(step.action))
    report(at('action'), `There is no action "${step.action}". Known: ${surroundings.actions.join(', ')}.`);
  if ('branch' in step)
    step.when.forEach((way, one) => {
      const fault = conditionFault(way.if, scope, surroundings.policy);
      if (fault) report(at('when', one, 'if'), `The condition "${way.if}" does not work: ${fault}.`);
    });
  if ('ask' in step) inspectAsk(step, at, surroundings, report);
}

function inspectAsk(ask: AskStep, at: (...rest: (string | number)[]) => Problem['path'], surroundings: Surroundings, report: Report): void {
  const { type, options } = ask;
  const values = options.map(({ value }) => value);
  if (new Set(values).size !== values.length) report(at('options'), `"${ask.ask}" has the same option value twice.`);
  if (['choice', 'several', 'age'].includes(type) && values.length < 2) report(at('options'), `"${ask.ask}" needs at least two options.`);
  if (values.length > MOST_OPTIONS)
    report(at('options'), `"${ask.ask}" has ${values.length} options; ${MOST_OPTIONS} is the most that every channel can show.`);
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
  if (type === 'consent' && !surroundings.purposes.includes(ask.purpose ?? ''))
    report(at('purpose'), `"${ask.ask}" asks consent for "${ask.purpose ?? 'nothing'}", which has no terms. Add them to the terms.`);
  if (type !== 'consent' && ask.purpose) report(at('purpose'), `Only a consent question has a purpose.`);
  if (ask.save === 'language')
    for (const value of type === 'choice' ? values : [type])
      if (!LanguageCode.safeParse(value).success)
        report(at('save'), `"${ask.ask}" sets the language, and "${value}" is none. Use a choice of language codes, like en, cy or easy.`);
  if (ask.min !== undefined && ask.max !== undefined && ask.min > ask.max)
    report(at('min'), `"${ask.ask}" has its lowest number above its highest.`);
}

function inspectBands(bands: Option[], path: Problem['path'], report: Report): void {
  bands.forEach((band, index) => {
    const following = bands[index + 1];
    if (band.from === undefined && index > 0) report([...path, index], `The band "${band.value}" has no "from" age.`);
    if (following && following.from !== (band.to ?? -1) + 1)
      report([...path, index], `The bands "${band.value}" and "${following.value}" leave a gap or overlap.`);
  });
}

function inspectWords(
  words: Words,
  path: Problem['path'],
  definition: FlowDefinition,
  known: string[],
  surroundings: Surroundings,
  report: Report,
): void {
  for (const [language, text] of Object.entries(words)) {
    if (!definition.languages[language]) report([...path, language], `The language "${language}" is not in this flow's list of languages.`);
    for (const gap of gapsOf(text))
      if (!known.includes(gap))
        report([...path, language], `Nothing fills {${gap}}. Use an answer's id, or one of ${surroundings.constants.join(', ')}.`);
    const age = surroundings.readingAge(text);
    if (age > OLDEST_READING_AGE)
      report(
        [...path, language],
        `This needs a reading age of ${age.toFixed(0)}; the limit is ${OLDEST_READING_AGE}. Use shorter words and sentences.`,
        'note',
      );
  }
  for (const [language, state] of Object.entries(definition.languages))
    if (language !== 'easy' && state === 'checked' && !words[language])
      report(path, `There are no words in "${language}" here; English is shown.`, 'note');
}

function namesIn(scope: ReturnType<typeof scopeOf>, prefix = ''): string[] {
  return Object.entries(scope).flatMap(([name, entry]) =>
    typeof (entry as { key?: unknown }).key === 'string'
      ? [prefix + name]
      : namesIn(entry as ReturnType<typeof scopeOf>, `${prefix}${name}.`),
  );
}

/** Every text of a step with its path inside the step. */
export function textsOf(step: Step): [Problem['path'], Words][] {
  const texts: [Problem['path'], Words][] = [];
  for (const key of ['text', 'again', 'why', 'label'] as const) {
    const words = (step as Record<string, unknown>)[key];
    if (words) texts.push([[key], words as Words]);
  }
  if ('ask' in step) for (const [index, { label }] of step.options.entries()) texts.push([['options', index, 'label'], label]);
  return texts;
}
