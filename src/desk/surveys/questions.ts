import { type CompiledFlow, onPaper, type QuestionType, say } from '../../engine/index.ts';
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

/** The questions of a run in their order: those that everybody is asked, and those that follow from an answer. */
export function questionsOf(
  flow: CompiledFlow,
  { areas, anonymous }: Pick<SurveyRun, 'areas' | 'anonymous'>,
  constants: Record<string, string>,
): AskedQuestion[] {
  return onPaper(flow, 'en', { areas, named: !anonymous }).questions.flatMap(({ step, type, options, depends }): AskedQuestion[] => {
    const node = flow.nodes.get(step);
    if (node?.kind !== 'ask') return [];
    const label = say(node.ask.label, 'en', (gap) => constants[gap] ?? '');
    return [{ step, type, label, options, many: type === 'several', always: depends.length === 0 }];
  });
}

/** Those that can be put to a room: everybody is asked, and something can be counted. */
export const handsQuestions = (questions: readonly AskedQuestion[]) =>
  questions.filter(({ always, options }) => always && options.length > 1);
