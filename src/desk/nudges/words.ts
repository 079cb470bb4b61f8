import { type NudgePolicy, say, type Words } from '../../engine/index.ts';
import type { DeskParts } from '../parts.ts';
import type { DueNudge, Said } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import { wordsOf as wordsOfSurvey } from '../surveys/invitation.ts';
import type { Told } from './about.ts';

/** The words of a nudge: those of its survey, those that staff wrote for this one, or those of its policy. */
export async function wordsOf(
  parts: DeskParts,
  shelf: Shelf,
  { kind, survey, invitation, candidate, words }: DueNudge,
  policy: NudgePolicy,
  which: 'text' | 'short',
  told: Told | null,
): Promise<Said> {
  const { language } = candidate;
  if (kind !== 'nudge' && survey) {
    const { run, date } = survey;
    return wordsOfSurvey(parts, await shelf.pinned(run.flow, run.flowVersion), kind, { run, date, language, invitation });
  }
  const fill = (text: Words) => say(text, language, (gap) => told?.fills[gap] ?? parts.lexicon.constants[gap] ?? '');
  const { button } = policy;
  const quick = told ? told.quick : button && [{ label: fill(button.label), text: button.says }];
  return { text: words ?? fill(policy[which] ?? policy.text ?? { en: '' }), ...(quick && { quick }) };
}
