import { fileFor, formatsFor } from '../copies.ts';
import { Document, htmlOf, type Shell, ToChat } from './shell.tsx';

export interface CopyOffer {
  ticket: string;
  /** How to get another file. */
  again: 'copy_again_chat' | 'copy_again_here';
}

/** Asks which file: a press of either button uses the ticket up. */
export function copyPage(shell: Shell, { ticket, again }: CopyOffer): string {
  const { words } = shell;
  const of = fileFor(ticket) === 'record' ? 'record' : 'copy';
  return htmlOf(
    <Document {...shell} scripts={[]}>
      <main id="ask" tabindex={-1}>
        <h2>{words(`${of}_title`)}</h2>
        <p>{words(`${of}_intro`)}</p>
        <p>{words('copy_shared')}</p>
        <form method="post" action={`/my-data/${ticket}`} class="now">
          <fieldset>
            <legend>{words('copy_label')}</legend>
            <div class="picks">
              {formatsFor(ticket).map((format) => (
                <button type="submit" name="as" value={format}>
                  {words(`copy_${format}`)}
                </button>
              ))}
            </div>
          </fieldset>
        </form>
        <p>
          {words('copy_once')} {words(of === 'record' ? 'record_again' : again)}
        </p>
        <p>
          <ToChat words={words} />
        </p>
      </main>
    </Document>,
  );
}

/** One wording for every ticket that is not good, with the way to one that is. */
export function copyRefusedPage(shell: Shell): string {
  const { words } = shell;
  return htmlOf(
    <Document {...shell} scripts={[]}>
      <main id="ask" tabindex={-1}>
        <h2>{words('copy_refused_title')}</h2>
        <p>{words('copy_refused')}</p>
        <p class="says">
          <a class="link" href="/my-data">
            {words('copy_new')}
          </a>
          <ToChat words={words} />
        </p>
      </main>
    </Document>,
  );
}
