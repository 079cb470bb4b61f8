import type { FlowDefinition } from './flow.ts';
import { gapsAbout, momentOf, type NudgeEvent, type NudgePolicy, pairEvents, pathwayEventOf, pathwayEvents } from './nudge.ts';
import type { Report, Surroundings } from './problem.ts';
import { saysHowToStop, type Words } from './words.ts';

/** Events that a nudge knows, by what it is about. */
const known = {
  survey: ['sent', 'closes'],
  opportunity: ['posted', 'ending', 'decided'],
  finding: ['decided'],
  person: ['registered', 'silence', ...pathwayEvents, ...pairEvents],
} satisfies Record<string, NudgeEvent[]>;

const eventsOf = ({ when, between }: NudgePolicy) => [...(when === undefined ? [] : [momentOf(when).event]), ...(between ?? [])];

/** What is wrong with the nudges of a flow, beside its words. @param inspectWords checks one text as every other of the flow */
export function inspectNudges(
  { nudges, survey, silence }: FlowDefinition,
  surroundings: Surroundings,
  report: Report,
  inspectWords: (words: Words, path: (string | number)[], known: string[]) => void,
): void {
  if (survey && !nudges.some(({ kind }) => kind === 'invitation'))
    report(['survey'], 'A survey needs a nudge of kind invitation: without one nobody is asked. Copy those of after-session.yaml.');
  const ids = nudges.map(({ nudge }) => nudge);
  for (const [index, policy] of nudges.entries()) {
    const at = (...rest: (string | number)[]) => ['nudges', index, ...rest];
    if (ids.indexOf(policy.nudge) !== index) report(at('nudge'), `"${policy.nudge}" is used twice. Give each nudge a name of its own.`);
    const events: NudgeEvent[] = known[survey ? 'survey' : (policy.about ?? 'person')];
    const wrong = eventsOf(policy).find((event) => !events.includes(event));
    if (wrong) report(at(policy.when ? 'when' : 'between'), `There is no "${wrong}" here. Use ${events.join(' or ')}.`);
    if (policy.between && !survey) report(at('between'), 'Only the reminders of a survey are spread between two moments. Use `when`.');
    if (eventsOf(policy).includes('silence') && !silence)
      report(at('when'), 'This flow says nothing about silence. Say in `silence` when it ends, and the nudge before that.');
    if (policy.kind !== 'nudge' && !survey) report(at('kind'), `Only a survey has an ${policy.kind}.`);
    for (const key of ['purpose', 'unless_no'] as const) {
      const purpose = policy[key] ?? 'service';
      const purposes = [...surroundings.purposes, 'service', 'asked', 'contact'];
      if (policy.kind === 'nudge' && !purposes.includes(purpose))
        report(at(key), `There are no terms for "${purpose}". Known: ${purposes.join(', ')}.`);
    }
    if (pathwayEventOf(policy)) {
      if (policy.at_most > 1) report(at('at_most'), 'Of a pathway each nudge is one: give the next a policy of its own.');
      if (policy.purpose === 'service') report(at('purpose'), 'A pathway is no service that somebody is in the middle of: name a purpose.');
    }
    if (policy.button) inspectWords(policy.button.label, at('button', 'label'), surroundings.constants);
    for (const key of ['text', 'short'] as const) {
      const words = policy[key];
      if (!words) continue;
      inspectWords(words, at(key), [...surroundings.constants, ...(policy.about ? gapsAbout[policy.about] : [])]);
      for (const [language, text] of Object.entries(words)) {
        for (const found of surroundings.pressure(text))
          report(at(key, language), `"${found}" pushes people. Say what there is, and leave it to them.`);
        if (!saysHowToStop(text)) report(at(key, language), 'A nudge says how to stop: name the word STOP.');
      }
    }
  }
}
