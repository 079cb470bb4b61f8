import { type NudgePolicy, say, type Words } from '../../engine/index.ts';
import type { DeskParts } from '../parts.ts';
import type { DueNudge, Said } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import { wordsOf as wordsOfSurvey } from '../surveys/invitation.ts';

/** The words of a nudge: those of its survey, those that staff wrote for this one, or those of its policy. */
export async function wordsOf(
  parts: DeskParts,
  shelf: Shelf,
  { kind, survey, invitation, candidate, words }: DueNudge,
  policy: NudgePolicy,
  which: 'text' | 'short',
): Promise<Said> {
  const { language } = candidate;
  if (kind !== 'nudge' && survey) {
    const { run, date } = survey;
    return wordsOfSurvey(parts, await shelf.pinned(run.flow, run.flowVersion), kind, { run, date, language, invitation });
  }
  const fill = (text: Words) => say(text, language, (gap) => parts.lexicon.constants[gap] ?? '');
  const { button } = policy;
  return {
    text: words ?? fill(policy[which] ?? policy.text ?? { en: '' }),
    ...(button && { quick: [{ label: fill(button.label), text: button.says }] }),
  };
}
