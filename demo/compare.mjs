/** EVERY FIGURE that was shown, held against the independent count. It reads the files in `out/`, as anybody can: `node demo/compare.mjs out`. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compareOutside, compareReach } from './compare-reach.mjs';
import {
  areasByText,
  askedOf,
  countOf,
  mentionsOf,
  noAnswer,
  quotableOf,
  reachOf,
  readSaid,
  responsesOf,
  wilson,
  writersOf,
} from './count.mjs';
import { askedByLabel, askedByStep, labelOf } from './dictionary.mjs';
import { plain } from './html.mjs';

/** What compares, and keeps what differs. */
function createComparison() {
  const differ = [];
  let compared = 0;
  return {
    /** @param {string} what so that a person finds it @param shown as it stands there @param counted by hand */
    equal(what, shown, counted) {
      compared += 1;
      if (String(shown) !== String(counted)) differ.push(`${what}: shown ${shown}, counted ${counted}`);
    },
    compared: () => compared,
    differ,
  };
}

/** How a project is called in the name of a file. */
export const slugOf = (name) => name.toLowerCase().replaceAll(' ', '-');

const tenth = (share) => Math.round(share * 1000) / 10;

/** CSV (RFC 4180), each row by its head. */
function readCsv(text) {
  const rows = [[]];
  for (const [, quoted, plain = '', end] of text.replace(/^\ufeff/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ',') rows.push([]);
  }
  const [head = [], ...rest] = rows.slice(0, -1);
  return { head, rows: rest.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]]))) };
}

/** Labels that one row is about. */
const labelsIn = (option) => (option.startsWith('Together: ') ? option.slice('Together: '.length).split(', ') : [option]);

/** The answers of a survey as staff exported them. */
function compareExport(comparison, lines, { survey, kind, project }, tables) {
  const all = responsesOf(lines, (of) => of.survey === survey && of.kind === kind && of.project === project);
  const yes = kind === 'named';
  for (const { head, rows } of tables.map(readCsv)) {
    if (!head.includes('Question') || !head.includes('People')) continue;
    const part = head.includes('Part');
    for (const row of rows) {
      const asked = askedByLabel[row.Question];
      const option = row.Answer ?? row.Answers;
      if (!asked || option === undefined || row.People === 'hidden') continue;
      const here = askedOf(part ? all.filter(({ setting }) => row.Part.split(', ').includes(setting)) : all, asked);
      const count = countOf(here, asked, part ? option.split(', ') : labelsIn(option));
      const what = `${survey} (${yes ? 'named' : 'anonymous'}, ${project}), ${row.Question}, ${row.Part ?? 'all'}, ${option}`;
      comparison.equal(`${what}, people`, row.People, count);
      if (row['Share (%)'] === 'hidden') continue;
      const [from, to] = wilson(count, here.length);
      comparison.equal(`${what}, share`, row['Share (%)'], tenth(count / here.length));
      comparison.equal(`${what}, from`, row['95 % from'], tenth(from));
      comparison.equal(`${what}, to`, row['95 % to'], tenth(to));
      comparison.equal(`${what}, of`, row['Of how many'], here.length);
    }
  }
}

const text = (html) => plain(html.replace(/<br>/g, '\n'));

/** Tables of a page, as a person reads them. */
function tablesIn(html) {
  return [...html.matchAll(/<table>(.*?)<\/table>/gs)].map(([, table]) => {
    const [head = [], ...rows] = [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => text(cell)),
    );
    return { head, rows };
  });
}

/** A number of a report counted by hand, from what its source says that it is. */
function countedFor(lines, project, source) {
  const [, facts] = /^sessions of this project: (\w+)$/.exec(source) ?? [];
  if (facts) return { value: String(reachOf(lines, (session) => session.project === project)[facts]) };
  const [, number] = /^all sessions, as told to others[^:]*: (\w+)$/.exec(source) ?? [];
  if (number) {
    const reached = reachOf(lines)[number];
    if (typeof reached === 'number') return { value: String(reached) };
    return { value: reached.from === reached.to ? `${reached.from}` : `${reached.from}–${reached.to}` };
  }
  const [, survey, names, table, values, parts] = /^([\w-]+), (with|without) names, ([\w:-]+): (.+?); (.+)$/.exec(source) ?? [];
  if (survey === undefined) return null;
  const kind = names === 'without' ? 'anonymous' : 'named';
  const responses = responsesOf(lines, (one) => one.survey === survey && one.kind === kind && one.project === project);
  const places = parts.split(/ \+ |, /);
  const all = parts === 'All places' ? responses : responses.filter(({ setting }) => places.includes(setting));
  const told = (count, of) => ({ value: `${count}/${of}`, count, of });
  const picked = values.split(' + ');
  if (table === ':how') {
    const forms = writersOf(all);
    return told(forms.filter(({ how }) => picked.includes(how)).length, forms.length);
  }
  const [step, area] = table.split(':');
  const asked = askedByStep[step];
  if (!asked) return null;
  if (area) {
    const writers = writersOf(all);
    return told(mentionsOf(writers, asked, area, areasByText(lines)), writers.length);
  }
  const here = askedOf(all, asked);
  const labels = picked.map((value) => (value === noAnswer ? noAnswer : labelOf(step, value)));
  return told(countOf(here, asked, labels), here.length);
}

/** Every number of a report that has a mark, wherever it stands: in the list of figures, in a table beside a chart, in a sentence, in the matrix. */
function comparePack(comparison, lines, { project, body: page, csv }) {
  const tables = tablesIn(page);
  const counted = new Map();
  for (const { head, rows } of tables.filter(({ head }) => head.at(-1)?.includes('SHA-256')))
    for (const [id, label, value, source] of rows.map((row) => row.slice(0, head.length))) {
      const own = countedFor(lines, project, source);
      if (!own) {
        comparison.equal(`report on ${project}, ${id} (${label})`, value, 'nobody counts this');
        continue;
      }
      counted.set(id, own);
      comparison.equal(`report on ${project}, ${id} (${label})`, value, own.value);
    }
  for (const { rows } of tables.filter(({ head }) => head.includes('95 % from')))
    for (const row of rows) {
      const own = counted.get(row.at(-1));
      if (!own) continue;
      const [people, of, share, from, to] = row.slice(2);
      const [low, high] = wilson(own.count, own.of);
      const shown = `${people} of ${of}`;
      comparison.equal(`report on ${project}, ${row.at(-1)} beside its chart`, shown, `${own.count} of ${own.of}`);
      for (const [name, cell, number] of [
        ['share', share, own.count / own.of],
        ['from', from, low],
        ['to', to, high],
      ])
        if (/^\d/.test(cell)) comparison.equal(`report on ${project}, ${row.at(-1)}, ${name}`, cell, tenth(number));
    }
  const quotable = quotableOf(lines, project, askedByStep.may_quote);
  const quotes = [...page.matchAll(/<blockquote><p dir="auto">(.*?)<\/p>/gs)].map(([, quote]) => text(quote).replace(/^“|”$/g, ''));
  for (const quote of quotes) {
    const times = (all) => all.filter((one) => one === quote).length;
    comparison.equal(`report on ${project}, the quote “${quote}” is of somebody who allowed it`, times(quotes) <= times(quotable), true);
  }
  for (const { head, rows } of csv.map(readCsv).filter(({ head }) => head[0] === 'Figure' && head.includes('95 % from')))
    for (const row of rows) {
      const own = counted.get(row.Figure);
      const cells = head.map((name) => row[name]);
      const [people, of, share, from, to] = cells.slice(4);
      if (!own?.of) continue;
      const [low, high] = wilson(own.count, own.of);
      comparison.equal(`tables on ${project}, ${row.Figure}`, `${people} of ${of}`, `${own.count} of ${own.of}`);
      for (const [name, cell, number] of [
        ['share', share, own.count / own.of],
        ['from', from, low],
        ['to', to, high],
      ])
        if (/^\d/.test(cell)) comparison.equal(`tables on ${project}, ${row.Figure}, ${name}`, cell, tenth(number));
    }
  const words = text(page.replace(/<\/(p|li|td|th|h\d|tr)>/g, '\n').replace(/<svg.*?<\/svg>/gs, ''));
  for (const [, count, of, id] of words.matchAll(/(\d+) of (\d+) [^[\n]*\[(F\d+)\]/g)) {
    const own = counted.get(id);
    if (own) comparison.equal(`report on ${project}, ${id} in words`, `${count} of ${of}`, `${own.count} of ${own.of}`);
  }
}

/** Everything in the folder, held against the notebook in it. @param {URL} out */
export function compareAll(out) {
  const lines = readSaid(new URL('said.jsonl', out));
  const read = (file) => readFileSync(new URL(file, out), 'utf8');
  const comparison = createComparison();
  for (const project of new Set(lines.flatMap(({ project }) => project ?? []))) {
    const slug = slugOf(project);
    for (const file of readdirSync(new URL('results/', out)).filter((name) => name.startsWith(slug))) {
      const [, kind, survey] = /^-(named|anonymous)-(.+)-internal-\d+\.csv$/.exec(file.slice(slug.length)) ?? [];
      compareExport(comparison, lines, { survey, kind, project }, [read(`results/${file}`)]);
    }
    const csv = readdirSync(new URL('tables/', out)).filter((name) => name.startsWith(slug));
    comparePack(comparison, lines, { project, body: read(`${slug}.html`), csv: csv.map((name) => read(`tables/${name}`)) });
  }
  compareReach(comparison, lines, read('reach.txt'));
  compareOutside(comparison, lines, read('reach-outside.txt'));
  return comparison;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { compared, differ } = compareAll(pathToFileURL(`${process.argv[2] ?? 'out'}/`));
  for (const line of differ) console.log(line);
  console.log(`${compared()} figures were compared, ${differ.length} differ.`);
  process.exitCode = differ.length > 0 ? 1 : 0;
}
