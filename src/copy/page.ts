import type { Copy } from '../desk/ports.ts';
import { Html, html, nothing, type Piece } from '../html.ts';
import { mentors, pathway } from './alumni.ts';
import { style } from './style.ts';
import { dayOf, moment, small, table, text, time } from './table.ts';
import type { PhraseId, Words } from './words.ts';

function aboutPerson(words: Words, { person }: Copy): Html {
  const { id, name, ageBand, place, language, zone, startedAt, registeredAt, stoppedAt, pausedUntil, personWantedAt } = person;
  const facts: [PhraseId, Piece | null][] = [
    ['name', name && text(name)],
    ['age', ageBand],
    ['place', place && words.named('place', place)],
    ['language', words.named('language', language)],
    ['zone', zone],
    ['started', time(startedAt)],
    ['registered', registeredAt && time(registeredAt)],
    ['stopped', stoppedAt && time(stoppedAt)],
    ['paused', pausedUntil && time(pausedUntil)],
    ['person_wanted', personWantedAt && time(personWantedAt)],
    ['id', id],
  ];
  const rows = facts.flatMap(([label, fact]) => (fact ? [html`<tr><th scope="row">${words(label)}</th><td>${fact}</td></tr>`] : []));
  return html`<section>
<h2 id="about">${words('about')}</h2>
<table aria-labelledby="about"><tbody>${rows}</tbody></table>
</section>
`;
}

function answers(words: Words, copy: Copy): Html {
  const row = ({ question, answer, raw, mode, at, replacedAt }: Copy['answers'][number]) => {
    const typed = raw === answer || raw === '' ? nothing : small(html`${words('typed')} ${text(raw)}`);
    const by = mode === 'self' ? nothing : small(words('typed_by', { who: mode }));
    const until = replacedAt === null ? nothing : small(html`${words('changed_at')} ${time(replacedAt)}`);
    return [question, html`${text(answer)}${typed}${by}`, html`${time(at)}${until}`];
  };
  const list = (title: PhraseId, which: Copy['answers']) => table(words, title, ['question', 'answer', 'when'], which.map(row));
  const current = copy.answers.filter(({ replacedAt }) => replacedAt === null);
  const changed = copy.answers.filter(({ replacedAt }) => replacedAt !== null);
  return html`${list('answers', current)}${list('changed', changed)}`;
}

function consents(words: Words, copy: Copy): Html {
  const rows = copy.consents.map(({ purpose, wording, termsVersion, state, how, witness, channel, at }) => [
    html`${text(wording ?? purpose)}${small(words('wording', { version: termsVersion }))}`,
    words.named('state', state),
    html`${words.named('how', how)}, ${words.named('channel', channel)}${witness === null ? nothing : small(words('witness', { who: witness }))}`,
    time(at),
  ]);
  return table(words, 'consents', ['asked', 'answer', 'how', 'when'], rows);
}

/** What else is held, a table for each kind. */
function rest(
  words: Words,
  { conversations, sessions, channels, codes, concerns, record, merges, roles, invitations, nudges, responses }: Copy,
): Html {
  const outcome = (one: string | null) => (one === null ? nothing : small(words.named('outcome', one)));
  return html`${[
    table(
      words,
      'conversations',
      ['conversation', 'began', 'ended'],
      conversations.map(({ title, startedAt, endedAt, outcome: end }) => [title, time(startedAt), html`${time(endedAt)}${outcome(end)}`]),
    ),
    table(
      words,
      'sessions',
      ['day', 'where', 'part'],
      sessions.map(({ date, setting, part, since }) => [
        dayOf(date),
        text(setting),
        html`${words.named('part', part)}${small(html`${words('noted')} ${time(since)}`)}`,
      ]),
    ),
    table(
      words,
      'invitations',
      ['survey', 'how', 'progress'],
      invitations.map(({ title, anonymous, state, channel }) => [
        title,
        html`${words(anonymous ? 'without_name' : 'with_name')}, ${words.named('channel', channel)}`,
        words.named('progress', state),
      ]),
      invitations.some(({ anonymous }) => anonymous) ? html`<p>${words('without_name_about')}</p>` : nothing,
    ),
    table(
      words,
      'nudges',
      ['about_what', 'when', 'progress'],
      nudges.map(({ title, at, state }) => [title, time(at), words.named('nudge', state)]),
    ),
    table(
      words,
      'responses',
      ['question', 'answer', 'survey'],
      responses.flatMap(({ title, day, answers }) =>
        answers.map(({ question, answer, raw }) => [
          question,
          html`${text(answer)}${raw === answer || raw === '' ? nothing : small(html`${words('typed')} ${text(raw)}`)}`,
          html`${title}${small(day)}`,
        ]),
      ),
    ),
    table(
      words,
      'channels',
      ['channel', 'since'],
      channels.map(({ channel, since }) => [words.named('channel', channel), time(since)]),
    ),
    table(
      words,
      'codes',
      ['until', 'used'],
      codes.map(({ until, usedAt }) => [time(until), time(usedAt)]),
    ),
    table(
      words,
      'concerns',
      ['when'],
      concerns.map(({ at }) => [time(at)]),
      concerns.length > 0 ? html`<p>${words('concerns_about')}</p>` : nothing,
    ),
    table(
      words,
      'record',
      ['action', 'by', 'when'],
      record.map(({ action, by, at }) => [words.named('action', action), words.named('by', by), time(at)]),
    ),
    table(
      words,
      'merges',
      ['when', 'name', 'age', 'place'],
      merges.map(({ at, name, ageBand, place }) => [time(at), text(name ?? ''), ageBand ?? '', place ? words.named('place', place) : '']),
    ),
    table(
      words,
      'roles',
      ['role', 'place', 'since'],
      roles.map(({ role, place, since }) => [
        words.named('role', role),
        place ? words.named('place', place) : words('everywhere'),
        time(since),
      ]),
    ),
  ]}`;
}

function chat(words: Words, { messages }: Copy): Html {
  const rows = messages.map(({ direction, text: said, at, channel }) => [
    html`${time(at)}${small(words.named('channel', channel))}`,
    words(direction === 'in' ? 'you' : 'onward'),
    text(said),
  ]);
  return table(words, 'chat', ['when', 'who', 'words'], rows);
}

/**
 * The copy as a page that stands alone, for a screen or for paper. It asks nobody for anything, and tells the browser to run no script
 * and to load nothing, should a word ever look like one.
 * @param lang as in HTML
 */
export function copyPage(copy: Copy, words: Words, lang: string): string {
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${words('title')}</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
<h1>${words('title')}</h1>
<p>${words('made', { at: moment.format(new Date(copy.madeAt)) })}</p>
<p>${words('keep_safe')}</p>
${[aboutPerson(words, copy), answers(words, copy), consents(words, copy), pathway(words, copy), mentors(words, copy), rest(words, copy), chat(words, copy)]}<section>
<h2 id="rights">${words('rights')}</h2>
<p>${words('rights_text')}</p>
<p>${words('data_too')}</p>
</section>
</main>
</body>
</html>
`.text;
}
