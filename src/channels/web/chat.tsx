import { createHash } from 'node:crypto';
import { renderToString } from 'preact-render-to-string';
import type { ChatView } from '../../desk/ports.ts';
import { Ask } from './ask.tsx';
import type { News } from './browser/news.ts';
import { Messages, type Shown, shownOf } from './messages.tsx';
import { Document, htmlOf, type Shell } from './shell.tsx';
import { htmlLanguage, type Words } from './words.ts';

export interface Drawing {
  words: Words;
  nextId: () => string;
}

/** The answer area's key: same question, same state, same language. */
export function keyOf({ prompt, stopped, language, person }: ChatView): string {
  return createHash('sha256')
    .update(JSON.stringify([prompt, stopped, language, person !== null]))
    .digest('base64url')
    .slice(0, 12);
}

export function newsOf(view: ChatView, after: string | undefined, { words, nextId }: Drawing): News {
  const known = view.person !== null;
  const whole = after === undefined || !known;
  return {
    html: renderToString(<Messages words={words} messages={shownOf(view.messages, known)} now={whole} nextId={nextId} />),
    ask: renderToString(<Ask words={words} view={{ ...view, known }} typed="" nextId={nextId} />),
    key: keyOf(view),
    last: known ? (view.messages.at(-1)?.id ?? after ?? '') : '',
    whole,
    known,
    gone: false,
    lang: htmlLanguage(view.language),
  };
}

/** The last words after everything was erased. There is no answer area, only a quiet way to the first page. */
export function goneNews(texts: string[], language: string, { words }: Drawing): News {
  return {
    html: renderToString(<Messages words={words} messages={lastWords(texts)} now={false} />),
    ask: renderToString(<Gone words={words} />),
    key: 'gone',
    last: '',
    whole: true,
    known: false,
    gone: true,
    lang: htmlLanguage(language),
  };
}

const lastWords = (texts: string[]): Shown[] => texts.map((text) => ({ id: null, direction: 'out', text, event: null, copy: null }));

function Gone({ words }: { words: Words }) {
  return (
    <p>
      <a class="link" href="/">
        {words('first_page')}
      </a>
    </p>
  );
}

export interface ChatPage {
  shell: Shell;
  nextId: () => string;
  view: ChatView;
  /** Kind words about what was just sent, shown above the answer area. */
  note?: string;
  typed?: string;
  /** An opaque name of this chat, so that what waits in one browser tab is never sent for somebody else. */
  chat: string;
}

function Main({
  shell,
  news,
  state,
  ask,
  messages,
}: {
  shell: Shell;
  news: Record<string, string>;
  state: string;
  ask: unknown;
  messages: unknown;
}) {
  const { words } = shell;
  return (
    <Document {...shell}>
      <main
        {...news}
        data-sending={words('sending')}
        data-no-signal={words('no_signal')}
        data-retrying={words('retrying')}
        data-empty={words('empty')}
        data-pick-some={words('pick_some')}
        data-you={words('you_said')}
      >
        <div role="log" aria-live="polite" aria-label={words('chat_label')}>
          <ol id="log">{messages as never}</ol>
        </div>
        <ol id="pending" aria-label={words('sending')} hidden />
        <div id="note" class="note" role="status">
          {state}
        </div>
        <section id="ask" class="now" tabindex={-1} aria-label={words('answer_label')}>
          {ask as never}
        </section>
      </main>
    </Document>
  );
}

/** The whole chat. */
export function chatPage({ shell, nextId, view, note, typed, chat }: ChatPage): string {
  const known = view.person !== null;
  const news = {
    'data-chat': chat,
    'data-key': keyOf(view),
    'data-known': String(known),
    'data-last': known ? (view.messages.at(-1)?.id ?? '') : '',
  };
  return htmlOf(
    <Main
      shell={shell}
      news={news}
      state={note ?? ''}
      messages={<Messages words={shell.words} messages={shownOf(view.messages, known)} now nextId={nextId} />}
      ask={<Ask words={shell.words} view={{ ...view, known }} typed={typed ?? ''} nextId={nextId} />}
    />,
  );
}

/** The page after everything was erased. */
export function gonePage(shell: Shell, texts: string[]): string {
  return htmlOf(
    <Main
      shell={{ ...shell, scripts: [] }}
      news={{}}
      state=""
      messages={<Messages words={shell.words} messages={lastWords(texts)} now={false} />}
      ask={<Gone words={shell.words} />}
    />,
  );
}
