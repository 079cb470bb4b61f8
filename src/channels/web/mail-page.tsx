import { Document, htmlOf, type Shell, ToChat } from './shell.tsx';
import type { PhraseId } from './words.ts';

export interface MailPage {
  title: PhraseId;
  text: PhraseId;
  /** The one thing to press; without it, ways on. */
  press?: { label: PhraseId; action: string };
  /** Where a code is typed. */
  code?: boolean;
}

/** What a link in an email shows: it is nobody's page before its button is pressed. */
export function mailPage(shell: Shell, { title, text, press, code }: MailPage): string {
  const { words } = shell;
  return htmlOf(
    <Document {...shell} scripts={[]}>
      <main id="ask" tabindex={-1}>
        <h2>{words(title)}</h2>
        <p class="lines">{words(text)}</p>
        {press ? (
          <form method="post" action={press.action} class="now">
            <button class="send" type="submit">
              {words(press.label)}
            </button>
          </form>
        ) : (
          <p class="says">
            {code && (
              <a class="link" href="/code">
                {words('have_code')}
              </a>
            )}
            <ToChat words={words} />
          </p>
        )}
      </main>
    </Document>,
  );
}
