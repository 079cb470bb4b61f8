import type { ChatMessage } from '../../desk/ports.ts';
import type { Words } from './words.ts';

/** A message as the page shows it; the script reads `data-id` and `data-event`. */
export interface Shown {
  /** null: a greeting, or words that are kept nowhere. */
  id: string | null;
  direction: 'in' | 'out';
  text: string;
  /** The id that the page gave it when it was sent. */
  event: string | null;
  /** The ticket that it offers. */
  copy: string | null;
}

/** @param known false for the greeting of somebody we do not know: its messages are stored nowhere and have no id */
export function shownOf(messages: ChatMessage[], known: boolean): Shown[] {
  return messages.map(({ id, direction, text, externalId, copy }) => ({ id: known ? id : null, direction, text, event: externalId, copy }));
}

/**
 * The list's items. Line breaks stay by CSS, `dir=auto` lets each message run in its own direction, and nothing in it becomes a link.
 * @param now put `id="now"` on the newest message of the person: what comes after it is new to them
 */
export function Messages({ words, messages, now }: { words: Words; messages: Shown[]; now: boolean }) {
  const newest = now ? messages.findLastIndex(({ direction }) => direction === 'in') : -1;
  return (
    <>
      {messages.map(({ id, direction, text, event, copy }, index) => (
        <li
          class={direction === 'in' ? 'you' : 'bot'}
          {...(index === newest ? { id: 'now' } : {})}
          {...(id === null ? {} : { 'data-id': id })}
          {...(event === null ? {} : { 'data-event': event })}
        >
          <span class="quiet">{words(direction === 'in' ? 'you_said' : 'bot_said')} </span>
          <p dir="auto">{text}</p>
          {copy !== null && (
            <a class="link" href={`/my-data/${copy}`}>
              {words('keep_copy')}
            </a>
          )}
        </li>
      ))}
    </>
  );
}
