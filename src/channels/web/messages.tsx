import type { ChatMessage } from '../../desk/ports.ts';
import { fileFor } from '../copies.ts';
import { piecesOf } from '../drawn.ts';
import { Carried } from './question.tsx';
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
  quick?: NonNullable<ChatMessage['quick']>;
  drawn?: NonNullable<ChatMessage['drawn']>;
  link?: NonNullable<ChatMessage['link']>;
}

/** @param known false for the greeting of somebody we do not know: its messages are stored nowhere and have no id */
export function shownOf(messages: ChatMessage[], known: boolean): Shown[] {
  return messages.map(({ id, direction, text, externalId, copy, quick, drawn, link }) => {
    return {
      id: known ? id : null,
      direction,
      text,
      event: externalId,
      copy,
      ...(quick && { quick }),
      ...(drawn && { drawn }),
      ...(link && { link }),
    };
  });
}

/** Words as words, and steps on a way as a list, in their order. Where they are now, a screen reader says too. */
function Text({ text, drawn }: { text: string; drawn: Shown['drawn'] }) {
  return (
    <>
      {piecesOf({ text, ...(drawn && { drawn }) }).map((piece) =>
        'words' in piece ? (
          <p dir="auto">{piece.words}</p>
        ) : (
          <ol class="way">
            {piece.steps.map(({ as, text: step }) => (
              <li class={as} dir="auto" {...(as === 'here' && { 'aria-current': 'step' as const })}>
                {step}
              </li>
            ))}
          </ol>
        ),
      )}
    </>
  );
}

/**
 * The list's items. Line breaks stay by CSS, `dir=auto` lets each message run in its own direction, and nothing in it becomes a link.
 * What may be said at a press goes to the chat, whatever is asked there.
 * @param now put `id="now"` on the newest message of the person: what comes after it is new to them
 */
export function Messages({ words, messages, now, nextId }: { words: Words; messages: Shown[]; now: boolean; nextId?: () => string }) {
  const newest = now ? messages.findLastIndex(({ direction }) => direction === 'in') : -1;
  return (
    <>
      {messages.map(({ id, direction, text, event, copy, quick = [], drawn, link }, index) => (
        <li
          class={direction === 'in' ? 'you' : 'bot'}
          {...(index === newest ? { id: 'now' } : {})}
          {...(id === null ? {} : { 'data-id': id })}
          {...(event === null ? {} : { 'data-event': event })}
        >
          <span class="quiet">{words(direction === 'in' ? 'you_said' : 'bot_said')} </span>
          <Text text={text} drawn={drawn} />
          {copy !== null && (
            <a class="link" href={`/my-data/${copy}`}>
              {words(fileFor(copy) === 'record' ? 'keep_record' : 'keep_copy')}
            </a>
          )}
          {nextId && quick.length > 0 && (
            <form method="post" action="/messages" data-kind="sayings" class="says">
              <Carried id={nextId()} prompt={undefined} />
              {quick.map(({ label, text: said }) => (
                <button type="submit" name="text" value={said}>
                  {label}
                </button>
              ))}
            </form>
          )}
          {link && (
            <a class="link" href={link.url} rel="noreferrer">
              {link.label}
            </a>
          )}
        </li>
      ))}
    </>
  );
}
