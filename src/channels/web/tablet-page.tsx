import type { ChannelPhrases } from '../../desk/ports.ts';
import { wordIds } from '../../tablet/words.ts';
import { wordsOf } from '../phrases.ts';
import { htmlOf } from './shell.tsx';

/** What every tablet has to say before it was set up. */
const shipped = ['en', 'easy'];

export const wordsFor = (phrases: ChannelPhrases, languages: readonly string[]): Record<string, Record<string, string>> =>
  Object.fromEntries(
    [...new Set([...shipped, ...languages])].map((language) => {
      const words = wordsOf(phrases, language);
      return [language, Object.fromEntries(wordIds.map((id) => [id, words(id)]))];
    }),
  );

/** The page that the tablet's program draws on: the same for everybody, and kept by the tablet. */
export function tabletPage(phrases: ChannelPhrases): string {
  const words = wordsOf(phrases, 'en');
  return htmlOf(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{words('title')}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/tablet/style.css" />
        <script type="module" src="/tablet/app.js" />
      </head>
      <body>
        <template id="words" data-words={JSON.stringify(wordsFor(phrases, []))} />
        <main>
          <h1>{words('title')}</h1>
          <noscript>{words('needs_script')}</noscript>
        </main>
      </body>
    </html>,
  );
}
