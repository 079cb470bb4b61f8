import type { FlowBundle, FlowDefinition, inspect, Words } from '../engine/index.ts';
import type { Fault } from './fault.ts';
import type { FlowSource } from './parse.ts';

/** What inspection goes by besides the flows: how hard words are, and which push people. */
export type Surroundings = Parameters<typeof inspect>[1];

/** The flow with all that it calls, however deep. A flow that is missing is left out: inspection names it. */
export function bundleOf(main: FlowDefinition, sources: Map<string, FlowSource>): FlowBundle {
  const called: Record<string, FlowDefinition> = {};
  const collect = (definition: FlowDefinition) => {
    for (const step of definition.steps) {
      const flow = 'call' in step ? sources.get(step.flow)?.definition : undefined;
      if (!flow || called[flow.flow]) continue;
      called[flow.flow] = flow;
      collect(flow);
    }
  };
  collect(main);
  return { main, called };
}

/** A question that sets the language may offer only languages that a speaker has checked. */
export function unchecked({ definition, file, lineOf }: FlowSource): Fault[] {
  return definition.steps.flatMap((step, index) => {
    if (!('ask' in step) || step.save !== 'language') return [];
    return step.options.flatMap((option, at): Fault[] =>
      definition.languages[option.value] === 'checked'
        ? []
        : [
            {
              file,
              line: lineOf(['steps', index, 'options', at]),
              message: `"${option.value}" is offered as a language, and the flow does not say that it is checked; check it or take it out`,
              weight: 'refuse',
            },
          ],
    );
  });
}

/** The words of invitations and reminders are nudges too, and stand apart from the flows. */
export function pushy(phrases: Record<string, Words>, { pressure }: Surroundings): Fault[] {
  return Object.entries(phrases)
    .filter(([id]) => /^(invitation|reminder)_/.test(id))
    .flatMap(([id, texts]) => Object.entries(texts).flatMap(([language, text]) => pressure(text).map((found) => ({ id, language, found }))))
    .map(({ id, language, found }) => ({
      file: 'words.yaml',
      line: 1,
      message: `desk, ${id}, ${language}: "${found}" pushes people. Say what there is, and leave it to them.`,
      weight: 'refuse',
    }));
}
