import { type NudgePolicy, say, type Words } from '../../engine/index.ts';
import { fillsOf, lookAt } from '../opportunities/words.ts';
import type { DeskParts } from '../parts.ts';
import type { DueNudge, Opportunity, Said } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import { wordsOf as wordsOfSurvey } from '../surveys/invitation.ts';

/** The words of a nudge: those of its survey, those that staff wrote for this one, or those of its policy. */
export async function wordsOf(
  parts: DeskParts,
  shelf: Shelf,
  { kind, survey, invitation, candidate, words }: DueNudge,
  policy: NudgePolicy,
  which: 'text' | 'short',
  about: Opportunity | null,
): Promise<Said> {
  const { language } = candidate;
  if (kind !== 'nudge' && survey) {
    const { run, date } = survey;
    return wordsOfSurvey(parts, await shelf.pinned(run.flow, run.flowVersion), kind, { run, date, language, invitation });
  }
  const fills = about ? fillsOf(parts, about, language) : {};
  const fill = (text: Words) => say(text, language, (gap) => fills[gap] ?? parts.lexicon.constants[gap] ?? '');
  const { button } = policy;
  const quick = about ? lookAt(parts, about, language) : button && [{ label: fill(button.label), text: button.says }];
  return { text: words ?? fill(policy[which] ?? policy.text ?? { en: '' }), ...(quick && { quick }) };
}
