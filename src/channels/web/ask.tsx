import type { ChatView, Prompt } from '../../desk/ports.ts';
import { Carried, Picks } from './question.tsx';
import type { PhraseId, Words } from './words.ts';

export interface AskArea {
  words: Words;
  view: Pick<ChatView, 'prompt' | 'stopped'> & { known: boolean };
  /** What was typed and could not be taken yet. */
  typed: string;
  nextId: () => string;
  /** Where answers go: the chat if not given. */
  action?: string;
}

/** Keyboards of a phone for each typed answer. Nothing is filled in from the device's memory: it may be shared. */
const keyboards: Partial<Record<Prompt['type'], Record<string, string>>> = {
  name: { autocapitalize: 'words', spellcheck: 'false' },
  number: { inputmode: 'decimal' },
  email: { inputmode: 'email', autocapitalize: 'none', spellcheck: 'false' },
  phone: { inputmode: 'tel' },
  date: {},
};

export function Composer({ words, view: { prompt, stopped }, typed, nextId, action = '/messages' }: AskArea) {
  const label: PhraseId = stopped || !prompt ? 'message_label' : prompt.options.length ? 'or_type_label' : 'type_label';
  const field = { id: 'text', name: 'text', autocomplete: 'off', enterkeyhint: 'send', dir: 'auto' } as const;
  const keyboard = prompt && !stopped ? keyboards[prompt.type] : undefined;
  const long = !prompt || stopped || prompt.type === 'text' || typed.includes('\n');
  return (
    <form method="post" action={action} data-kind="composer">
      <Carried id={nextId()} prompt={prompt?.id} />
      <label class="label" for="text">
        {words(label)}
      </label>
      <div class="row">
        {long ? (
          // The browser drops the first line break of a textarea; this one is there to be dropped.
          <textarea {...field} rows={1}>{`\n${typed}`}</textarea>
        ) : (
          <input type="text" {...field} {...keyboard} value={typed} />
        )}
        <button class="send" type="submit">
          {words('send')}
        </button>
      </div>
    </form>
  );
}

/** Buttons for what can be said at any question. They send the same words that could be typed. */
function Sayings({ words, view: { prompt, stopped, known }, nextId }: AskArea) {
  const say = (text: string, phrase: PhraseId) => (
    <button type="submit" name="text" value={text}>
      {words(phrase)}
    </button>
  );
  const close = known && (
    <a class="link" href="/close">
      {words('close')}
    </a>
  );
  if (stopped)
    return (
      <div class="says">
        {/* Past the chat, where nothing is said any more: the right to see one's data does not end with STOP. */}
        {known && (
          <a class="link" href="/my-data">
            {words('data')}
          </a>
        )}
        {close}
      </div>
    );
  return (
    <form method="post" action="/messages" data-kind="sayings" class="says">
      <Carried id={nextId()} prompt={prompt?.id} />
      {known && prompt && say('BACK', 'back')}
      {prompt?.skip && say('SKIP', 'skip')}
      {!known && (
        <a class="link" href="/code">
          {words('have_code')}
        </a>
      )}
      <details>
        <summary>{words('more')}</summary>
        <div class="says">
          {prompt && say('WHY', 'why')}
          {known && say('CHANGE', 'change')}
          {say('HELP', 'help')}
          {say('PERSON', 'person')}
          {known && say('CODE', 'other_phone')}
          {known && say('MENU', 'menu')}
          {say('STOP', 'stop')}
          {known && say('MY CHOICES', 'choices')}
          {known && say('MY DATA', 'data')}
          {known && say('DELETE ME', 'delete')}
          {close}
        </div>
      </details>
    </form>
  );
}

/** Below the messages: how to answer the question that waits, and what else can be said. */
export function Ask(area: AskArea) {
  const { words, view, nextId } = area;
  const { prompt, stopped } = view;
  return (
    <>
      {stopped && (
        <div class="note">
          <p>{words('stopped')}</p>
          <form method="post" action="/messages" data-kind="picks">
            <Carried id={nextId()} prompt={undefined} />
            <button type="submit" name="text" value="START">
              {words('start_again')}
            </button>
          </form>
        </div>
      )}
      {prompt && !stopped && (
        <div>
          {prompt.progress && <p class="progress">{words('progress', prompt.progress)}</p>}
          <Picks words={words} prompt={prompt} nextId={nextId} action="/messages" />
        </div>
      )}
      <Composer {...area} />
      <Sayings {...area} />
    </>
  );
}
