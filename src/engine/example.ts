import { advance, begin } from './advance.ts';
import type { CompiledFlow } from './compile.ts';
import { noPathway } from './condition.ts';
import type { Event } from './event.ts';
import type { Example } from './flow.ts';
import type { Session } from './session.ts';

/** A line of an example that did not come true. */
export interface Unmet {
  flow: string;
  example: string;
  /** From 0, in the example. */
  line: number;
  message: string;
}

function saidIn(events: Event[]): string {
  return events.flatMap((event) => (event.type === 'said' ? [event.said.text] : [])).join('\n');
}

/** Runs the examples written in a flow, as a young person would type them, at a time given. Empty when all come true. */
export function runExamples(flow: CompiledFlow, now: Date): Unmet[] {
  return flow.bundle.main.examples.flatMap((example) => runExample(flow, example, now));
}

function runExample(flow: CompiledFlow, example: Example, now: Date): Unmet[] {
  const unmet: Unmet[] = [];
  const { survey, pathway, agreed } = example;
  const begun = begin(flow, 'en', {
    ...(survey && { survey: { run: '', ...survey } }),
    ...(pathway && { pathway: { ...noPathway, ...pathway } }),
    ...(agreed && { agreed: { yes: agreed, open: agreed, changed: [] } }),
  });
  let session: Session = begun.session;
  let said = saidIn(begun.events);
  example.lines.forEach((expected, line) => {
    const fail = (message: string) => unmet.push({ flow: flow.id, example: example.title, line, message });
    if (expected.young_person !== undefined) {
      const turn = advance(flow, JSON.parse(JSON.stringify(session)), { kind: 'text', text: expected.young_person }, now);
      session = turn.session;
      said = saidIn(turn.events);
    }
    if (expected.bot !== undefined && !said.includes(expected.bot)) fail(`the bot should say "${expected.bot}" but says "${said}"`);
    for (const [step, value] of Object.entries(expected.answers ?? {})) {
      const stands = session.answers[step]?.value;
      if (JSON.stringify(stands) !== JSON.stringify(value))
        fail(`${step} should be ${JSON.stringify(value)} but is ${JSON.stringify(stands)}`);
    }
    if (expected.ended && session.ended !== expected.ended)
      fail(`it should have ended ${expected.ended} but is ${session.ended ?? 'still open'}`);
  });
  return unmet;
}
