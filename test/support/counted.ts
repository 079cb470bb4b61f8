import { expect } from 'vitest';
import { type Asked, type Programme, places, questions, steps } from './programme.ts';
import { asRead } from './slack-door.ts';

/**
 * An independent count: what the bot shows of a survey, held against the table of who said what. It reads what stands on the screen and in the
 * files, and uses nothing of the code that made them.
 */

/** Surveys that are read together. */
export interface Unit {
  anonymous: boolean;
  finished: Asked[];
  unfinished: Asked[];
  /** Fewer are never shown, and nothing is shown of fewer than the base. */
  cell: number;
  base: number;
}

export function unitOf({ people, meetings, asked }: Programme, of: (meeting: number) => boolean, anonymous: boolean): Unit {
  const mine = asked.filter(({ meeting }) => meetings[meeting]?.anonymous === anonymous && of(meeting));
  const secure = anonymous && mine.some(({ meeting }) => places[meetings[meeting]?.place ?? 0]?.kind === 'secure');
  // Whoever is deleted takes their answers along, where it is known which these are.
  const gone = ({ person }: Asked) => !anonymous && Boolean(people[person]?.leaves);
  return {
    anonymous,
    finished: mine.filter((one) => ['soon', 'reminded', 'late'].includes(one.pace) && !gone(one)),
    unfinished: mine.filter(({ pace }) => pace === 'middle'),
    cell: secure ? 10 : 5,
    base: secure ? 20 : 10,
  };
}

export interface Table {
  head: string[];
  rows: string[][];
}

/** Tables as they stand in Slack: in letters of one width, or row by row with their heads. */
export function tablesIn(blocks: unknown[]): Table[] {
  const pieces = (blocks as { type: string; text?: { type: string; text: string } }[]).flatMap(({ type, text }) =>
    type === 'section' && text?.type === 'mrkdwn' ? [asRead(text.text)] : [],
  );
  const tables: Table[] = [];
  for (const piece of pieces) {
    if (piece.startsWith('```')) {
      const [head = '', ...rows] = piece.split('\n').slice(1, -1);
      tables.push({ head: head.split(/\s{2,}/), rows: rows.map((row) => row.split(/\s{2,}/)) });
      continue;
    }
    for (const record of piece.split('\n\n')) {
      const cells = record.split('\n').map((line) => /^(.*?): (.*)$/s.exec(line)?.slice(1) ?? ['', line]);
      const head = cells.map(([name = '']) => name);
      const last = tables.at(-1);
      if (last?.head.join() !== head.join()) tables.push({ head, rows: [] });
      tables.at(-1)?.rows.push(cells.map(([, value = '']) => value));
    }
  }
  return tables;
}

/** CSV (RFC 4180). */
export function readCsv(text: string): Table {
  const cells = [...text.replace(/^\ufeff/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)];
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of cells) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ',') rows.push([]);
  }
  const [head = [], ...rest] = rows.slice(0, -1);
  return { head, rows: rest };
}

/** Two-sided 95 %, after Wilson 1927, as the roots of (p̂ − p)² = z²·p(1 − p)/n. */
function wilson(count: number, of: number): [from: number, to: number] {
  const z2 = 1.959964 ** 2;
  const [a, b, c] = [of + z2, 2 * count + z2, count ** 2 / of];
  const root = Math.sqrt(b ** 2 - 4 * a * c);
  return [Math.max(0, (b - root) / (2 * a)), Math.min(1, (b + root) / (2 * a))];
}
const tenth = (share: number) => Math.round(share * 1000) / 10;
const noAnswer = 'no answer';

/** How many of these said what: by the label of the option, and `no answer`. */
function said(step: string, of: Asked[]): Map<string, number> {
  const { options = {} } = questions.find((question) => question.step === step) ?? {};
  const counts = new Map([...Object.values(options), noAnswer].map((label) => [label, 0]));
  for (const one of of) {
    const value = one.said[step];
    const label = (value && options[value]) || noAnswer;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}
const sum = (counts: Map<string, number>, labels: string[]) =>
  labels.reduce((total, label) => total + (counts.get(label) ?? Number.NaN), 0);
const together = (name: string) => (name.startsWith('Together: ') ? name.slice('Together: '.length).split(', ') : null);

/**
 * Whether options that are hidden together give somebody away: too few answered, or only one filling makes their sum.
 * Nothing hidden leaves "no answer" alone, which tells who was asked what.
 */
function tells(hidden: string[], counts: Map<string, number>, { cell }: Unit): boolean {
  const held = sum(counts, hidden);
  return hidden.length === 0 || held < cell || held === hidden.length * (cell - 1) || held + (counts.get(noAnswer) ?? 0) === cell;
}

/** What is counted as one: each option, or the lower and the upper ones of a scale where ten are the fewest that are shown. */
function bandsOf(options: Record<string, string>, { cell }: Unit): string[][] {
  const values = Object.keys(options);
  const cuts = values.includes('5') && !values.includes('0') ? [3, 5] : values.includes('0') ? [6, 8, 10] : null;
  if (!cuts || cell < 10) return values.map((value) => [options[value] as string]);
  return cuts.map((cut, at) =>
    values.filter((value) => Number(value) <= cut && Number(value) > (cuts[at - 1] ?? -1)).map((value) => options[value] as string),
  );
}

/** What stands in one group with others, or with those who gave no answer. */
const hiddenIn = (groups: string[][], bands: string[][]) =>
  bands.filter((band) => groups.some((group) => band.every((one) => group.includes(one)) && group.length > band.length));

/** Each row of a question, as [option, people, share, from, to]; null: hidden. Answers how many figures were held against the table. */
export function checkQuestion(
  unit: Unit,
  label: string,
  rows: [option: string, people: string | null, share: string, from: string, to: string][],
  percent: (share: number) => string,
): number {
  const question = questions.find((one) => one.label === label);
  expect(question, `the question "${label}"`).toBeDefined();
  const counts = said(question?.step ?? '', unit.finished);
  const base = unit.finished.length;
  const labels = Object.values(question?.options ?? {});
  const figures = (count: number) => [count / base, ...wilson(count, base)].map(percent);
  const bands = bandsOf(question?.options ?? {}, unit);
  const hidden: string[] = [];
  const groups: string[][] = [];
  let compared = 0;
  const seen: string[] = [];
  for (const [option, people, ...shares] of rows) {
    const group = together(option);
    if (!group) seen.push(option);
    if (shares[0] === 'hidden') {
      expect([label, option, people ?? 'hidden', ...shares]).toEqual([label, option, 'hidden', 'hidden', 'hidden', 'hidden']);
      hidden.push(option);
      continue;
    }
    const count = sum(counts, group ?? [option]);
    expect([label, option, people ?? String(count), ...shares]).toEqual([label, option, String(count), ...figures(count)]);
    expect(count).toBeGreaterThanOrEqual(unit.cell);
    compared += people === null ? 3 : 4;
    if (group) groups.push(group);
  }
  expect(seen).toEqual(labels);
  const kept = hiddenIn(groups, bands);
  // What stands alone is shown, and what stands with others is in one group.
  expect(hidden).toEqual(bands.some((band) => band.length > 1) ? labels : kept.flat());
  for (const group of groups)
    expect(bands.filter((band) => band.some((one) => group.includes(one))).flat()).toEqual(group.filter((one) => one !== noAnswer));
  // Hidden are those of whom there are too few, and only as many others as that takes.
  const called = (band: string[]) => band.join(', ');
  const held = new Map([
    ...bands.map((band): [string, number] => [called(band), sum(counts, band)]),
    [noAnswer, counts.get(noAnswer) ?? 0],
  ]);
  const few = bands.map(called).filter((one) => (held.get(one) ?? 0) < unit.cell);
  const gone = kept.map(called);
  const extra = gone.filter((one) => !few.includes(one));
  expect(gone).toEqual(expect.arrayContaining(few));
  if (extra.length > 0)
    expect(
      extra.some((one) =>
        tells(
          gone.filter((other) => other !== one),
          held,
          unit,
        ),
      ),
      `${label}: ${extra} hidden for nothing`,
    ).toBe(true);
  return compared;
}

/** As Slack shows it. */
export function checkShown(unit: Unit, tables: Table[]): number {
  expect(tables.map(({ head }) => head[0])).toEqual(questions.map(({ label }) => label));
  return tables.reduce((compared, { head, rows }) => {
    expect(head.slice(1)).toEqual(['People', 'Share', '95 % interval']);
    const cells = rows.map(([option = '', people = '', share = '', interval = '']): Parameters<typeof checkQuestion>[2][number] => {
      const [from = '', to = from] = interval.split(' to ');
      return [option, people, share, from, to];
    });
    return compared + checkQuestion(unit, head[0] ?? '', cells, (one) => `${tenth(one)} %`);
  }, 0);
}

/** The figures of an export. @param counts whether it has any */
export function checkExport(unit: Unit, { head, rows }: Table, counts: boolean): number {
  const base = unit.finished.length;
  expect(head).toEqual([
    'Question',
    'Areas',
    'Answer',
    ...(counts ? ['People'] : []),
    'Share (%)',
    '95 % from',
    '95 % to',
    counts ? 'Of how many' : 'Of about how many',
  ]);
  for (const row of rows) expect(row.at(-1)).toBe(String(counts ? base : Math.round(base / 10) * 10));
  const labels = [...new Set(rows.map(([label = '']) => label))];
  expect(labels).toEqual(questions.map(({ label }) => label));
  const percent = (share: number) => String(counts ? tenth(share) : Math.round(share * 100));
  return labels.reduce((compared, label) => {
    const cells = rows
      .filter(([one]) => one === label)
      .map((row): Parameters<typeof checkQuestion>[2][number] => {
        const [share = '', from = '', to = ''] = row.slice(-4);
        return [row[2] ?? '', counts ? (row[3] ?? '') : null, share, from, to];
      });
    return compared + checkQuestion(unit, label, cells, percent);
  }, 0);
}

/** What an export shows by part: whole tables, with enough in each cell. */
export function checkParts({ meetings }: Programme, unit: Unit, { rows }: Table): number {
  const names = places.map(({ name }) => name as string);
  const placed = (part: string) =>
    unit.finished.filter(({ meeting }) => part.split(', ').includes(names[meetings[meeting]?.place ?? -1] ?? ''));
  for (const [label = '', part = '', options = '', people, share, from, to, of] of rows) {
    const step = questions.find((one) => one.label === label)?.step ?? '';
    const here = placed(part);
    const counts = said(step, here);
    const count = sum(counts, options.split(', '));
    const shares =
      here.length < unit.base
        ? ['hidden', 'hidden', 'hidden', 'hidden']
        : [count / here.length, ...wilson(count, here.length)].map((one) => String(tenth(one)));
    expect([label, part, options, people, share, from, to, of]).toEqual([
      label,
      part,
      options,
      String(count),
      ...shares.slice(0, 3),
      shares[3] ?? String(here.length),
    ]);
    expect(count).toBeGreaterThanOrEqual(unit.cell);
  }
  for (const label of new Set(rows.map(([one]) => one)))
    expect(rows.filter(([one]) => one === label).reduce((total, row) => total + Number(row[3]), 0)).toBe(unit.finished.length);
  return rows.length * 5;
}

/** Where people stopped who did not finish. */
export function checkStops(unit: Unit, { rows }: Table): number {
  const stopOf = ({ said }: Asked) => steps.findLastIndex(([step]) => said[step] != null) + 1;
  let compared = 0;
  for (const [at, [label, people, reached]] of rows.entries()) {
    expect(label).toBe(steps[at]?.[1]);
    const stopped = unit.unfinished.filter((one) => stopOf(one) === at).length;
    const come = unit.finished.length + unit.unfinished.filter((one) => stopOf(one) >= at).length;
    if (people === 'hidden') expect(stopped).toBeLessThan(unit.unfinished.length);
    else expect(people).toBe(String(stopped));
    if (reached !== 'hidden') expect(reached).toBe(String(come));
    compared += [people, reached].filter((cell) => cell !== 'hidden').length;
  }
  return compared;
}

/** Words that people wrote: as often at most as somebody wrote them, and only of those who let us use them. */
export function checkQuotes({ people }: Programme, unit: Unit, { rows }: Table): number {
  const allowed = unit.finished.filter(({ person, said }) => said.may_quote === 'yes' && (unit.anonymous || people[person]?.quotes));
  const labels = new Map(steps.map(([step, label]) => [label, step]));
  const times = (of: (string | null | undefined)[], text: string | undefined) => of.filter((one) => one === text).length;
  for (const [label = '', text] of rows) {
    const mine = rows.filter(([other]) => other === label).map(([, one]) => one);
    const step = labels.get(label) ?? '';
    expect(times(mine, text)).toBeLessThanOrEqual(
      times(
        allowed.map(({ said }) => said[step]),
        text,
      ),
    );
  }
  return rows.length;
}
