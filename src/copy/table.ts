import { type Html, html, nothing, type Piece } from '../html.ts';
import type { PhraseId, Words } from './words.ts';

/** Pieces of the page that are the same wherever they stand. */

export const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/London' });

const dayInWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

export const time = (at: string | null) => (at === null ? nothing : html`<time datetime="${at}">${moment.format(new Date(at))}</time>`);

/** What somebody typed or was told: its line breaks stay, and it runs in its own direction. */
export const text = (said: string) => html`<span class="said" dir="auto">${said}</span>`;

export const small = (note: Piece) => html`<br><small>${note}</small>`;

/** A heading with a table below it; where there are no rows it says so. The first column names the row. */
export function table(words: Words, title: PhraseId, columns: PhraseId[], rows: Piece[][], about: Html = nothing): Html {
  const head = columns.map((id) => html`<th scope="col">${words(id)}</th>`);
  const body = rows.map(
    ([first, ...rest]) => html`<tr><th scope="row">${first ?? ''}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>
`,
  );
  const filled = html`<table aria-labelledby="${title}">
<thead><tr>${head}</tr></thead>
<tbody>
${body}</tbody>
</table>`;
  return html`<section>
<h2 id="${title}">${words(title)}</h2>
${about}${rows.length > 0 ? filled : html`<p>${words('nothing')}</p>`}
</section>
`;
}

/** @param date YYYY-MM-DD */
export const dayOf = (date: string) => html`<time datetime="${date}">${dayInWords.format(new Date(`${date}T00:00:00Z`))}</time>`;

const fullDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** A day in words, for paper. @param date YYYY-MM-DD */
export const dayInFull = (date: string) => fullDay.format(new Date(`${date}T00:00:00Z`));
