import type { Copy } from '../desk/ports.ts';
import { Html, html, nothing, type Piece } from './html.ts';
import { style } from './style.ts';
import type { PhraseId, Words } from './words.ts';

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/London' });

const dayInWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

const time = (at: string | null) => (at === null ? nothing : html`<time datetime="${at}">${moment.format(new Date(at))}</time>`);

/** What somebody typed or was told: its line breaks stay, and it runs in its own direction. */
const text = (said: string) => html`<span class="said" dir="auto">${said}</span>`;

const small = (note: Piece) => html`<br><small>${note}</small>`;

/** A heading with a table below it; where there are no rows it says so. The first column names the row. */
function table(words: Words, title: PhraseId, columns: PhraseId[], rows: Piece[][], about: Html = nothing): Html {
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

const dayOf = (date: string) => html`<time datetime="${date}">${dayInWords.format(new Date(`${date}T00:00:00Z`))}</time>`;

/** Where they are on the pathway, what shows it, and what they need not show. */
function pathway(words: Words, { pathway: own, stages, proofs, waivers, interests, tenures }: Copy): Html {
  const said: [PhraseId, Piece | null][] = [
    ['goal', own?.goal ? text(own.goal) : null],
    ['break_since', own?.pausedAt ? time(own.pausedAt) : null],
    ['left_since', own?.leftAt ? time(own.leftAt) : null],
  ];
  const until = (date: string | null) => (date === null ? nothing : small(html`${words('counts_until')} ${dayOf(date)}`));
  return html`${[
    table(
      words,
      'pathway',
      ['about_what', 'answer'],
      said.flatMap(([id, fact]) => (fact ? [[words(id), fact]] : [])),
    ),
    table(
      words,
      'stages',
      ['stage', 'since_when', 'why'],
      stages.map(({ title, at, why, reversedAt, reversedWhy }) => [
        title,
        at === null ? words('not_in_force') : time(at),
        html`${text(why)}${reversedAt === null ? nothing : small(html`${words('taken_back')} ${time(reversedAt)} ${text(reversedWhy ?? '')}`)}`,
      ]),
    ),
    table(
      words,
      'proofs',
      ['about_what', 'day', 'words'],
      proofs.map(({ title, outcome, date, validUntil, words: own, signedAt }) => [
        html`${title}${outcome === null ? nothing : small(words.named('outcome', outcome))}`,
        html`${dayOf(date)}${until(validUntil)}`,
        html`${own === null ? nothing : text(own)}${signedAt === null ? small(words('not_signed')) : nothing}`,
      ]),
    ),
    table(
      words,
      'waivers',
      ['about_what', 'since_when', 'why'],
      waivers.map(({ title, at, why, until: last }) => [title, html`${time(at)}${until(last)}`, text(why)]),
    ),
    table(
      words,
      'interests',
      ['about_what', 'they_said', 'came_of_it'],
      interests.map(({ title, state, at, answer, answeredAt }) => [
        text(title),
        html`${words.named('interest', state)}${small(time(at))}`,
        answer === null ? nothing : html`${words.named('interest', answer)}${small(time(answeredAt))}`,
      ]),
    ),
    table(
      words,
      'tenures',
      ['stage', 'from_day', 'to_day'],
      tenures.map(({ title, held, since, until: last }) => [
        held ? title : html`${title}${small(words('never_there'))}`,
        since === null ? nothing : dayOf(since),
        last === null ? nothing : dayOf(last),
      ]),
    ),
  ]}`;
}

/** What they said about mentors, and whom the team thought of: never who. */
function mentors(words: Words, { mentoring, pairs, keptApart }: Copy): Html {
  const said: [PhraseId, string | null | undefined][] = [
    ['mentor_wanted', mentoring?.wantedAt],
    ['mentor_offered', mentoring?.offeredAt],
  ];
  return html`${[
    table(
      words,
      'mentors',
      ['about_what', 'since_when'],
      [...said.flatMap(([id, at]) => (at ? [[words(id), time(at)]] : [])), ...keptApart.map(({ at }) => [words('mentor_apart'), time(at)])],
    ),
    table(
      words,
      'pairs',
      ['about_what', 'answer', 'since_when'],
      pairs.map(({ part, at, askedAt, said: own, agreedAt, endedAt }) => [
        words.named('pair', part),
        html`${own === null ? words('pair_not_answered') : words.named('pair_said', own)}${agreedAt === null ? nothing : small(words('pair_agreed'))}`,
        html`${time(agreedAt ?? askedAt ?? at)}${endedAt === null ? nothing : small(html`${words('pair_ended')} ${time(endedAt)}`)}`,
      ]),
    ),
  ]}`;
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
