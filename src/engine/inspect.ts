import { scopeOf } from './compile.ts';
import { conditionFault } from './condition.ts';
import { gapsOf, stepNamed } from './fill.ts';
import type { FlowBundle, FlowDefinition, Step } from './flow.ts';
import { inspectAsk, inspectConsent } from './inspect-ask.ts';
import { inspectNudges } from './inspect-nudges.ts';
import { inspectPath } from './inspect-path.ts';
import type { Problem, Report, Surroundings } from './problem.ts';
import { OLDEST_READING_AGE, type Words } from './words.ts';

/** Reads a flow and all it calls before anyone runs it. A flow with a `refuse` is not published. */
export function inspect(bundle: FlowBundle, surroundings: Surroundings): Problem[] {
  const problems: Problem[] = [];
  for (const definition of [bundle.main, ...Object.values(bundle.called)]) {
    const report: Report = (path, message, weight = 'refuse') => problems.push({ flow: definition.flow, path, message, weight });
    inspectPath(definition, bundle, report);
    if (bundle.main.survey) inspectSurvey(definition, report);
    if (definition.survey)
      inspectWords(definition.survey.about, ['survey', 'about'], definition, [...surroundings.constants, 'day'], surroundings, report);
    inspectNudges(definition, surroundings, report, (words, path, known) =>
      inspectWords(words, path, definition, known, surroundings, report),
    );
    for (const [index, step] of definition.steps.entries()) inspectStep(step, index, definition, bundle, surroundings, report);
  }
  return problems;
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
  if ('do' in step)
    for (const [name, text] of Object.entries(step.with)) {
      const named = stepNamed.exec(text)?.[1];
      if (named && !scope[named]) report(at('with', name), `There is no answer "${named}" to give to the action.`);
    }
  if ('branch' in step)
    step.when.forEach((way, one) => {
      const fault = conditionFault(way.if, scope, surroundings.policy);
      if (fault) report(at('when', one, 'if'), `The condition "${way.if}" does not work: ${fault}.`);
    });
  if ('review' in step) inspectConsent(step, step.review, at, surroundings, report);
  if ('review' in step && (step.purpose === undefined) !== (step.refuse === undefined))
    report(
      at('refuse'),
      `"${step.review}" needs both a purpose to ask consent for and, in refuse, the step that a no leads to; or neither.`,
    );
  if (!('ask' in step)) return;
  inspectAsk(step, at, surroundings, report);
  if (step.type === 'consent') inspectConsent(step, step.ask, at, surroundings, report);
  if (step.under && !asksConsent(bundle, step.under))
    report(at('under'), `"${step.ask}" is kept under "${step.under}", and no question of this flow asks consent for that.`);
  step.options.forEach(({ if: source }, one) => {
    const fault = source && conditionFault(source, scope, surroundings.policy);
    if (fault) report(at('options', one, 'if'), `The condition "${source}" does not work: ${fault}.`);
  });
}

/** A survey may be answered by a link and without a name: then there is nobody to agree to something, or to be called by a name. */
function inspectSurvey({ steps }: FlowDefinition, report: Report): void {
  for (const [index, step] of steps.entries())
    for (const key of ['purpose', 'under', 'save'])
      if ((step as Record<string, unknown>)[key] !== undefined)
        report(
          ['steps', index, key],
          `A survey can't have "${key}": it may be answered without a name. Open another flow for that, with a do step.`,
        );
}

function asksConsent({ main, called }: FlowBundle, purpose: string): boolean {
  return [main, ...Object.values(called)].some(({ steps }) => steps.some((step) => 'ask' in step && step.purpose === purpose));
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
  for (const key of ['text', 'asks', 'again', 'why', 'label'] as const) {
    const words = (step as Record<string, unknown>)[key];
    if (words) texts.push([[key], words as Words]);
  }
  if ('ask' in step) for (const [index, { label }] of step.options.entries()) texts.push([['options', index, 'label'], label]);
  return texts;
}
