import type { Entered } from '../surveys/forms.ts';
import type { Context, Refused } from './command.ts';
import { refusedWith } from './refused-with.ts';
import type { Room } from './room-run.ts';

/** What somebody may be in danger by, on a form of paper. */

type Became = Entered['kind'] | 'settled';

/** Where a concern is opened, as concerns have it. */
export const placeOf = ({ session }: Pick<Room, 'session'>) => (session.setting.kind === 'secure' ? 'secure' : null);

export const inDanger = ({ parts }: Pick<Context, 'parts'>, given: Readonly<Record<string, unknown>>): boolean =>
  Object.values(given).some((text) => typeof text === 'string' && parts.screen(text) !== null);

/** What became of a form, where the lead is told of it: now, or at the first entry that was the same. */
export const tellsLead = (kind: Became): boolean => ['first', 'equal', 'differs', 'settled'].includes(kind);

/** Whoever typed it hears who can help: they may be the only one who knows. What is not kept now is in no concern, so nobody is promised one. */
export function helpIn({ words }: Context, room: Room, { kind, alarmed }: { kind: Became; alarmed: boolean }): string[] {
  if (!alarmed) return [];
  const help = words(room.session.setting.kind === 'secure' ? 'note_alarm_secure' : 'note_alarm');
  const told = tellsLead(kind) ? 'paper_alarm' : kind === 'fault' ? 'paper_alarm_unkept' : 'paper_alarm_again';
  return [words(told), help];
}

/** What can't be kept may still tell of somebody in danger: whoever typed it hears that, whatever is wrong with it. */
export const unkept =
  (context: Context, room: Room, given: Readonly<Record<string, unknown>>) =>
  (refused: Refused): Refused =>
    refusedWith(refused, helpIn(context, room, { kind: 'fault', alarmed: inDanger(context, given) }));
