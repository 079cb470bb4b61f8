import type { ComponentChildren } from 'preact';
import type { Prompt } from '../../desk/ports.ts';
import type { Words } from './words.ts';

/** What the answer area needs: the question, and an id for each form that it draws. */
export interface Asking {
  words: Words;
  prompt: Prompt;
  nextId: () => string;
  /** Where answers go. */
  action: string;
}

/** What every form with an answer carries: an id, so that sending twice is one event, and the question in front of the person. */
export function Carried({ id, prompt }: { id: string; prompt: string | undefined }) {
  return (
    <>
      <input type="hidden" name="id" value={id} />
      {prompt !== undefined && <input type="hidden" name="prompt" value={prompt} />}
    </>
  );
}

function Answers({ words, prompt, nextId, action, legend, children }: Asking & { legend: string; children: ComponentChildren }) {
  return (
    <form method="post" action={action} data-kind="picks">
      <Carried id={nextId()} prompt={prompt.id} />
      <fieldset>
        <legend>{legend}</legend>
        {children}
      </fieldset>
      {isBoxed(prompt) && (
        <button class="send" type="submit">
          {words('send')}
        </button>
      )}
    </form>
  );
}

/** Picked first and sent after; the others are sent by the press itself. */
function isBoxed({ type, many }: Prompt): boolean {
  return many || type === 'scale' || type === 'nought_to_ten';
}

/** The ways to answer without typing: buttons, boxes or a scale. Nothing for questions that are typed. */
export function Picks(asking: Asking) {
  const { words, prompt } = asking;
  if (prompt.options.length === 0) return null;
  if (!isBoxed(prompt))
    return (
      <Answers {...asking} legend={words('pick_label')}>
        <div class="picks">
          {prompt.options.map(({ value, label }) => (
            <button type="submit" name="choice" value={value}>
              {label}
            </button>
          ))}
        </div>
      </Answers>
    );
  return (
    <Answers {...asking} legend={words(prompt.many ? 'several_label' : 'pick_label')}>
      <div class={prompt.type === 'nought_to_ten' ? 'ten' : 'picks'}>
        {prompt.options.map(({ value, label }) => (
          <label class="pick">
            <input type={prompt.many ? 'checkbox' : 'radio'} name="choice" value={value} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </Answers>
  );
}
