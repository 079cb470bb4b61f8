import type { Draft } from './inbound.ts';
import { Carried } from './question.tsx';
import { Document, htmlOf, type Shell, ToChat } from './shell.tsx';
import type { PhraseId } from './words.ts';

/** The page where a code from another device is typed. `refused` has one wording, whatever the reason. `heard`: who can help, when somebody typed that they need it. */
export function codePage(shell: Shell, { refused, heard }: { refused: boolean; heard?: string | undefined }): string {
  const { words } = shell;
  return htmlOf(
    <Document {...shell} scripts={[]}>
      <main id="ask" tabindex={-1}>
        <h2>{words('code_title')}</h2>
        <p>{words('code_intro')}</p>
        {heard && (
          <p class="note lines" role="alert">
            {heard}
          </p>
        )}
        {refused && (
          <p class="note" id="refused" role="alert">
            {words('code_refused')}
          </p>
        )}
        <form method="post" action="/code" class="now">
          <div>
            <label class="label" for="code">
              {words('code_label')}
            </label>
            <div class="row">
              <input
                type="text"
                id="code"
                name="code"
                autocomplete="off"
                autocapitalize="none"
                spellcheck={false}
                {...(refused ? { 'aria-describedby': 'refused', 'aria-invalid': 'true' } : {})}
              />
              <button class="send" type="submit">
                {words('code_send')}
              </button>
            </div>
          </div>
        </form>
        <p>
          <ToChat words={words} />
        </p>
      </main>
    </Document>,
  );
}

/** Asks before the chat is closed on a device that others use too: without a code there is no way back. */
export function closePage(shell: Shell): string {
  const { words } = shell;
  return htmlOf(
    <Document {...shell} scripts={[]}>
      <main id="ask" tabindex={-1}>
        <h2>{words('close_title')}</h2>
        <p class="lines">{words('close_intro')}</p>
        <form method="post" action="/close" class="now">
          <button class="send" type="submit">
            {words('close_now')}
          </button>
        </form>
        <p>
          <ToChat words={words} />
        </p>
      </main>
    </Document>,
  );
}

/** Something is wrong, in plain words, with the way on. What was typed comes back, ready to be sent again under the same id. */
export function noticePage(shell: Shell, title: PhraseId, text: PhraseId, draft?: Draft): string {
  const { words } = shell;
  return htmlOf(
    <Document {...shell} scripts={[]}>
      <main id="ask" tabindex={-1}>
        <h2>{words(title)}</h2>
        <p>{words(text)}</p>
        {draft && (
          <form method="post" action="/messages" class="now">
            <Carried id={draft.id} prompt={draft.prompt} />
            {draft.choice.map((value) => (
              <input type="hidden" name="choice" value={value} />
            ))}
            {draft.choice.length === 0 && (
              <div>
                <label class="label" for="text">
                  {words('type_label')}
                </label>
                <textarea id="text" name="text" autocomplete="off" dir="auto">{`\n${draft.text}`}</textarea>
              </div>
            )}
            <button class="send" type="submit">
              {words('try_again')}
            </button>
          </form>
        )}
        <p>
          <ToChat words={words} />
        </p>
      </main>
    </Document>,
  );
}
