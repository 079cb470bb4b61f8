import { dayOf } from '../../calendar/index.ts';
import type { Reading, Source } from '../../insight/index.ts';
import { filled, how, publishedTable, type Release, type ResultsWords } from '../../surveys/index.ts';
import type { Context } from '../commands/command.ts';
import { day } from '../commands/when.ts';
import type { AskedRun, Sheet } from '../ports.ts';
import { cellOf, kindOf, waysNamed } from './said.ts';
import type { Evidence } from './sources.ts';

/** Times that people were asked which are said one by one. */
const MOST_TIMES = 40;

type Table = NonNullable<Sheet['tables']>[number];

/** How all answers of these surveys were captured, as far as it is published. */
export function waysOf(releases: readonly { figures: Release }[], words: ResultsWords): string {
  const table = publishedTable(
    releases.map(({ figures }) => figures),
    how.table,
  );
  const shown = table?.whole.columns.map((modes, at) => `${waysNamed(modes, words)}: ${table.whole.counts[0]?.[at] ?? 0}`);
  return shown?.join('; ') ?? words.basis_self;
}

/** What people said yes to. In a room it was read aloud, to everybody, with a witness. */
function consentOf(asked: readonly AskedRun[], { anonymous }: { anonymous: boolean }, words: ResultsWords): string {
  const aloud = [...new Set(asked.flatMap(({ audience, groupTerms }) => (audience === 'room' && groupTerms ? [groupTerms] : [])))];
  return [
    ...(asked.some(({ audience }) => audience !== 'room') ? [words[anonymous ? 'basis_consent_anonymous' : 'basis_consent_named']] : []),
    ...(aloud.length > 0 ? [filled(words.basis_consent_group, { version: aloud.join(', ') })] : []),
  ].join(' ');
}

/** When and where people were asked; of many times, how often and between which days. */
function sentOf(asked: readonly AskedRun[], words: ResultsWords): string {
  if (asked.length <= MOST_TIMES) return asked.map(({ date, setting }) => `${day(date)} ${setting.name}`).join('; ');
  const days = asked.map(({ date }) => date).sort();
  const [from = '', to = ''] = [days[0], days.at(-1)];
  const places = new Set(asked.map(({ setting }) => setting.id)).size;
  return filled(words.basis_sent_often, { count: asked.length, places, from: day(from), to: day(to) });
}

/** What numbers of one kind of survey rest on: what was sent, when and where, how it was told to people, and the threshold. @param parts settings; null: all */
export function groundsOf(
  { parts }: Pick<Context, 'parts'>,
  { runs, releases }: Evidence,
  source: Pick<Source, 'flow' | 'title' | 'anonymous'>,
  of: readonly string[] | null,
): [string, string][] {
  const { resultsWords: words, contactHours, terms } = parts;
  const mine = <T extends { flow: string; anonymous: boolean }>(all: readonly T[]) =>
    all.filter(({ flow, anonymous }) => flow === source.flow && anonymous === source.anonymous);
  const there = of && new Set(of);
  const asked = mine(runs).filter(({ setting }) => there === null || there.has(setting.id));
  const published = mine(releases).map(({ at }) => day(dayOf(contactHours.zone, at)));
  const versions = [...new Set(asked.map(({ flowVersion }) => flowVersion))].sort((one, other) => one - other);
  const privacy = terms.find(({ purpose }) => purpose === 'privacy');
  const cell = Math.max(0, ...new Set(asked.map(({ threshold }) => threshold)));
  return [
    [words.basis_survey, `${source.title}, ${kindOf(source, words)}; ${words.basis_version} ${versions.join(', ')}`],
    [words.basis_sent, sentOf(asked, words)],
    [words.basis_published, published.length > 0 ? `${published.length}: ${published.join(', ')}` : words.pack_few],
    [words.basis_ways, waysOf(mine(releases), words)],
    [words.basis_consent, consentOf(asked, source, words)],
    [words.basis_notice, privacy ? privacy.version : '–'],
    [words.basis_threshold, `${cell}; ${words.basis_threshold_base} ${2 * cell}`],
  ];
}

/** What one number rests on: what it says of which place, what was asked, and the grounds of that. */
export function basisTable(context: Pick<Context, 'parts'>, evidence: Evidence, reading: Reading, place: string): Table {
  const { resultsWords: words } = context.parts;
  const rows: [string, string][] = [
    [words.basis_value, cellOf(reading, words)],
    [words.basis_place, place],
    [words.basis_question, `“${reading.question}”`],
    ...groundsOf(context, evidence, reading.source, reading.place.parts),
  ];
  return { head: [words.basis_title, ''], rows: rows.filter(([, fact]) => fact) };
}
