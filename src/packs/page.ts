import { Html, html, nothing } from '../html.ts';
import { clean, svgOf } from '../insight/index.ts';
import type { ResultsWords } from '../surveys/index.ts';
import { chartDrawings, chartTable } from './chart.ts';
import type { PackDocument, PackItem, PackQuote, PackSection, PackTable } from './document.ts';
import { packStyle } from './style.ts';

const list = (lines: string[]) => html`<ul>${lines.map((line) => html`<li>${clean(line)}</li>`)}</ul>`;

/** A word that is longer than a column is broken: on paper what stands beside it would be cut off. */
const longOf = (cell: string) => (/\S{30}/.test(cell) ? html` class="long"` : nothing);

/** A table that can be moved sideways by keyboard where it is wider than the page. The first cell of each row is its heading. */
function table({ title, head, rows }: PackTable, kind = 'table'): Html {
  const cellOf = (cell: string) => html`${cell.split('\n').map((line, at) => html`${at === 0 ? nothing : html`<br>`}${clean(line)}`)}`;
  const row = ([first = '', ...rest]: string[]) =>
    html`<tr><th scope="row"${longOf(first)}>${clean(first)}</th>${rest.map((cell) => html`<td${longOf(cell)}>${cellOf(cell)}</td>`)}</tr>`;
  return html`<div class="scroll ${kind}" role="group" aria-label="${clean(title)}" tabindex="0"><table>
<caption>${clean(title)}</caption>
<thead><tr>${head.map((name) => html`<th scope="col"${longOf(name)}>${clean(name)}</th>`)}</tr></thead>
<tbody>${rows.map(row)}</tbody>
</table></div>`;
}

const quote = ({ words, by }: PackQuote) =>
  html`<blockquote><p dir="auto">“${clean(words)}”</p>${by === null ? nothing : html`<footer>${clean(by)}</footer>`}</blockquote>`;

function drawn(item: PackItem, name: string, words: ResultsWords): Html {
  if ('text' in item) return html`<p>${clean(item.text)}</p>`;
  if ('list' in item) return list(item.list);
  if ('table' in item) return table(item.table, item.table.title === words.pack_list ? 'list' : 'table');
  if ('quotes' in item) return html`<h4>${words.pack_quotes}</h4>${item.quotes.map(quote)}`;
  if ('quotesAbout' in item) return html`<p>${clean(item.none)}</p>`;
  const figures = chartDrawings(item.chart, words).map(
    (drawing, at) => html`<figure>${new Html(svgOf(drawing, `${name}-${at}`))}</figure>`,
  );
  return html`${figures}${table(chartTable(item.chart, words))}`;
}

function section({ id, heading, level, items }: PackSection, words: ResultsWords): Html {
  const title = level === 2 ? html`<h2 id="${id}-title">${clean(heading)}</h2>` : html`<h3 id="${id}-title">${clean(heading)}</h3>`;
  return html`<section id="${id}" aria-labelledby="${id}-title">${title}
${items.map((item, at) => drawn(item, `${id}-${at}`, words))}</section>`;
}

/** The report as one page that needs no script and names no other file. */
export function packHtml({ title, lead, author, made, sections }: PackDocument, words: ResultsWords): string {
  const contents = sections.map(({ id, heading }) => html`<li><a href="#${id}">${clean(heading)}</a></li>`);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${clean(title)}</title>
<style>${new Html(packStyle)}</style>
</head>
<body>
<a class="skip" href="#report">${words.pack_skip}</a>
<header><h1>${clean(title)}</h1>${lead.map((line) => html`<p>${clean(line)}</p>`)}</header>
<nav aria-label="${words.pack_contents}"><h2>${words.pack_contents}</h2><ol>${contents}</ol></nav>
<main id="report" tabindex="-1">${sections.map((one) => section(one, words))}</main>
<footer><p>${clean(author)}, ${made}</p></footer>
</body>
</html>
`.text;
}
