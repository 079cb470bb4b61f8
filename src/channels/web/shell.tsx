import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { style } from './style.ts';
import { htmlLanguage, type Words } from './words.ts';

/** Where "Leave this page now" goes: a page that many people have open, that says nothing about them. */
export const leaveTo = 'https://www.bbc.co.uk/weather';

/** A speech bubble; drawn into the page so that the browser asks for no file. */
const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%230b5563' d='M1 2h14v9H7l-4 4v-4H1z'/%3E%3C/svg%3E";

/** Everything around the middle of a page. */
export interface Shell {
  words: Words;
  language: string;
  nonce: string;
  /** Addresses of the page's scripts, the first of them to run; none on pages that need none. */
  scripts: string[];
}

export function Document({ words, language, nonce, scripts, children }: Shell & { children: ComponentChildren }) {
  const [entry, ...others] = scripts;
  return (
    <html lang={htmlLanguage(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{words('title')}</title>
        <link rel="icon" href={icon} />
        <style nonce={nonce} dangerouslySetInnerHTML={{ __html: style }} />
        {others.map((src) => (
          <link rel="modulepreload" href={src} />
        ))}
        {entry && <script type="module" src={entry} />}
      </head>
      <body>
        <a class="jump" href="#ask">
          {words('skip_to_answer')}
        </a>
        <header>
          <div>
            <h1>
              {words('title')}
              <small>{words('about')}</small>
            </h1>
            <a class="leave" id="leave" href={leaveTo} rel="noreferrer nofollow">
              {words('leave')}
            </a>
          </div>
        </header>
        {children}
        <footer>
          <p>
            <strong>{words('danger')}</strong> {words('reach_us')}
          </p>
          {entry && <p>{words('leave_hint')}</p>}
          <p>{words('cookie_note')}</p>
        </footer>
      </body>
    </html>
  );
}

/** The way into the chat, from a page that is none of it. */
export function ToChat({ words }: Pick<Shell, 'words'>) {
  return (
    <a class="link" href="/">
      {words('to_chat')}
    </a>
  );
}

export function htmlOf(page: Parameters<typeof renderToString>[0]): string {
  return `<!doctype html>${renderToString(page)}`;
}
