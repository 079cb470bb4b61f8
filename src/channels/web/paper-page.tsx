import type { PaperView } from '../../desk/ports.ts';
import { Composer } from './ask.tsx';
import { Messages } from './messages.tsx';
import { Carried, Picks } from './question.tsx';
import { Document, htmlOf, type Shell } from './shell.tsx';
import type { PhraseId } from './words.ts';

/** What was sent and could not be taken: kind words about it, and the text to be sent again. */
export interface Kept {
  note?: string;
  typed?: string;
}

interface Paper extends Kept {
  view: PaperView;
  /** Where answers go: the link itself. */
  action: string;
  nextId: () => string;
}

function Said({ shell, said }: { shell: Shell; said: string[] }) {
  const messages = said.map((text) => ({ id: null, direction: 'out' as const, text, event: null, copy: null }));
  return (
    <ol>
      <Messages words={shell.words} messages={messages} now={false} />
    </ol>
  );
}

/** One question of a survey, as a page that needs no script: what is said, the ways to answer, and the way out. */
export function paperPage(shell: Shell, { view, action, nextId, note, typed = '' }: Paper): string {
  const { words } = shell;
  const { prompt, said, anonymous, begun } = view;
  const say = (text: string, phrase: PhraseId) => (
    <button type="submit" name="text" value={text}>
      {words(phrase)}
    </button>
  );
  return htmlOf(
    <Document {...shell} scripts={[]}>
      <main aria-label={words('paper_label')}>
        <Said shell={shell} said={said} />
        {note && (
          <p class="note" role="alert">
            {note}
          </p>
        )}
        <section id="ask" class="now" tabindex={-1} aria-label={words('answer_label')}>
          {prompt && (
            <div>
              {prompt.progress && <p class="progress">{words('progress', prompt.progress)}</p>}
              <Picks words={words} prompt={prompt} nextId={nextId} action={action} />
            </div>
          )}
          <Composer words={words} view={{ prompt, stopped: false, known: true }} typed={typed} nextId={nextId} action={action} />
          <form method="post" action={action} class="says">
            <Carried id={nextId()} prompt={prompt?.id} />
            {begun && say('BACK', 'back')}
            {prompt?.skip && say('SKIP', 'skip')}
            {prompt && say('WHY', 'why')}
            <button type="submit" name="close" value="yes">
              {words('paper_close')}
            </button>
          </form>
        </section>
        <p>{words(anonymous ? 'paper_anonymous' : 'paper_named')}</p>
      </main>
    </Document>,
  );
}

/** The last page of a survey. Nothing on it leads back. */
export function paperDonePage(shell: Shell, said: string[]): string {
  return htmlOf(
    <Document {...shell} scripts={[]}>
      <main id="ask" tabindex={-1}>
        <h2>{shell.words('paper_done_title')}</h2>
        <Said shell={shell} said={said} />
      </main>
    </Document>,
  );
}

function Notice({ shell, title, text }: { shell: Shell; title: PhraseId; text: PhraseId }) {
  return (
    <Document {...shell} scripts={[]}>
      <main id="ask" tabindex={-1}>
        <h2>{shell.words(title)}</h2>
        <p>{shell.words(text)}</p>
      </main>
    </Document>
  );
}

export function paperClosedPage(shell: Shell): string {
  return htmlOf(<Notice shell={shell} title="paper_closed_title" text="paper_closed" />);
}

/** One wording for every link that opens nothing. */
export function paperRefusedPage(shell: Shell): string {
  return htmlOf(<Notice shell={shell} title="paper_refused_title" text="paper_refused" />);
}
