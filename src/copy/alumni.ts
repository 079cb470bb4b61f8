import type { Copy } from '../desk/ports.ts';
import { type Html, html, nothing, type Piece } from '../html.ts';
import { dayOf, small, table, text, time } from './table.ts';
import type { PhraseId, Words } from './words.ts';

/** Where they are on the pathway, what shows it, and what they need not show. */
export function pathway(words: Words, { pathway: own, stages, proofs, waivers, interests, tenures }: Copy): Html {
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
export function mentors(words: Words, { mentoring, pairs, keptApart }: Copy): Html {
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
