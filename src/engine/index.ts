/**
 * WHAT SHOULD BE SAID NEXT? A pure engine: `advance(flow, session, reply, now)` returns the next session and what happened, and does nothing.
 * It knows no clock, no chance, no promise and no channel.
 */
export { advance, begin, lapse, promptOf, purposeAsked, recall, reopen, restate, retell, takeBack } from './advance.ts';
export { commandOf } from './commands.ts';
export { type CompiledFlow, compile, type Lexicon } from './compile.ts';
export { noPathway } from './condition.ts';
export type { Event, Outcome, Prompt, Said } from './event.ts';
export { runExamples } from './example.ts';
export { say } from './fill.ts';
export {
  type FlowBundle as FlowBundleType,
  FlowBundle,
  FlowDefinition,
  flowJsonSchema,
  PersonField,
  type QuestionType,
} from './flow.ts';
export { inspect } from './inspect.ts';
export { normalise } from './normalise.ts';
export {
  type Moment,
  momentOf,
  type NudgeEnd,
  type NudgeEvent,
  NudgePolicy,
  nudgeEnds,
  type PairEvent,
  type PathwayEvent,
  pairEvents,
  pathwayEventOf,
  type Span,
  spanOf,
} from './nudge.ts';
export { type OnPaper, onPaper } from './paper.ts';
export { type Command, Commands, EnginePhrases } from './phrases.ts';
export type { Problem, Surroundings } from './problem.ts';
export type { Readers } from './readers.ts';
export type { Agreed, Answered, MentoringContext, OpportunityContext, PathwayContext, Reply, Session, SurveyContext } from './session.ts';
export type { Turn } from './walk.ts';
export { type LanguageCode, OLDEST_READING_AGE, saysHowToStop, Words } from './words.ts';
