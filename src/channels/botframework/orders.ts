import type { CommandOutline } from '../../desk/ports.ts';
import { cleanText } from '../clean-text.ts';
import { type Activity, addressOf, scopeOf, typedText } from './activity.ts';

/** Which text is a command of staff. Pure. This room knows none of them by name. */

export interface TypedLine {
  line: string;
  /** Nothing else can be meant. Otherwise it may be the own words of somebody who takes part. */
  certain: boolean;
}

interface Mention {
  text: string;
  mentioned: { id: string; aadObjectId?: string };
}

function mentionsIn({ entities }: Activity): Mention[] {
  return (Array.isArray(entities) ? entities : []).flatMap((entity: unknown) => {
    const { type, text, mentioned } = (entity ?? {}) as { type?: unknown; text?: unknown; mentioned?: Mention['mentioned'] };
    return type === 'mention' && typeof text === 'string' && text !== '' && typeof mentioned?.id === 'string' ? [{ text, mentioned }] : [];
  });
}

/** What somebody typed. A colleague who is mentioned is named as the desk names them: `<at>Robin</at>` becomes `botframework:msteams:TENANT/OBJECT`. */
function lineOf(activity: Activity): string {
  const others = mentionsIn(activity).filter(({ mentioned }) => mentioned.id !== activity.recipient.id);
  // One by one: two colleagues of one name are two.
  const named = others.reduce(
    (text, { text: mention, mentioned: { id, aadObjectId } }) => {
      const from = { id, ...(typeof aadObjectId === 'string' && { aadObjectId }) };
      const address = addressOf({ ...activity, from });
      return address === null ? text : text.replace(mention, () => ` botframework:${address} `);
    },
    typedText(activity).replaceAll('&nbsp;', ' '),
  );
  return cleanText(named).replace(/ {2,}/g, ' ');
}

/** Whether its first words are the whole name of a command; one word is a name only where nothing comes after it. */
function begins(line: string, commands: readonly CommandOutline[]): boolean {
  const words = line.toLowerCase().split(/\s+/);
  return commands.some(({ name, alone }) => {
    const [first, second] = name.split(' ');
    if (words[0] !== first) return false;
    return second === undefined ? words.length === 1 : words[1] === second || (alone === true && words.length === 1);
  });
}

/**
 * null: it is no command. Where others are, that is what is not for the bot: it is neither mentioned nor called with a "/", and nothing that is said
 * there is an answer to it.
 */
export function orderIn(activity: Activity, { commands }: { commands: readonly CommandOutline[] }): TypedLine | null {
  const line = lineOf(activity);
  const called = line.startsWith('/');
  if (called) return { line: line.slice(1).trim(), certain: true };
  if (scopeOf(activity) === 'personal') return begins(line, commands) ? { line, certain: false } : null;
  return mentionsIn(activity).some(({ mentioned }) => mentioned.id === activity.recipient.id) ? { line, certain: true } : null;
}
