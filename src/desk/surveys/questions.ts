import { advance, begin, type CompiledFlow, type Prompt, promptOf, type QuestionType, type Reply, say } from '../../engine/index.ts';
import type { SurveyRun } from '../ports.ts';

/** A question of a survey as it stands on paper, or is put to a room. */
export interface AskedQuestion {
  step: string;
  type: QuestionType;
  label: string;
  /** What can be picked, of what this run is about; empty where it is written. */
  options: { value: string; label: string }[];
  many: boolean;
  /** It is asked of everybody, whatever they said before. */
  always: boolean;
}

type Run = Pick<SurveyRun, 'id' | 'areas' | 'anonymous'>;

/** Something that fits, where one can be made up. */
function anything({ type, options, skip }: Prompt): Reply {
  const [first] = options;
  if (first) return { kind: 'choice', values: [first.value] };
  return { kind: 'text', text: type === 'text' || !skip ? 'words' : 'skip' };
}

/** One walk from the first question to the last. */
function walked(flow: CompiledFlow, run: Run, now: Date, reply: (prompt: Prompt) => Reply): Map<string, Prompt> {
  const met = new Map<string, Prompt>();
  let { session } = begin(flow, 'en', { survey: { run: run.id, areas: run.areas, named: !run.anonymous } });
  while (session.at !== null && !met.has(session.at)) {
    const prompt = promptOf(flow, session);
    if (!prompt) break;
    met.set(session.at, prompt);
    const next = advance(flow, session, prompt.type === 'review' ? { kind: 'choice', values: ['right'] } : reply(prompt), now).session;
    session = next.at === session.at ? advance(flow, session, anything(prompt), now).session : next;
  }
  return met;
}

/** The questions of a run in their order: those that everybody is asked, and those that follow from an answer. */
export function questionsOf(flow: CompiledFlow, run: Run, constants: Record<string, string>, now: Date): AskedQuestion[] {
  const skipped = walked(flow, run, now, () => ({ kind: 'text', text: 'skip' }));
  const answered = walked(flow, run, now, anything);
  return [...flow.nodes.values()].flatMap((node): AskedQuestion[] => {
    const prompt = skipped.get(node.id) ?? answered.get(node.id);
    if (node.kind !== 'ask' || !prompt) return [];
    const label = say(node.ask.label, 'en', (gap) => constants[gap] ?? '');
    const always = skipped.has(node.id);
    return [{ step: node.id, type: node.ask.type, label, options: prompt.options, many: prompt.many, always }];
  });
}

/** Those that can be put to a room: everybody is asked, and something can be counted. */
export const handsQuestions = (questions: readonly AskedQuestion[]) =>
  questions.filter(({ always, options }) => always && options.length > 1);
