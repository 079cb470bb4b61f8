/** EVERY FIGURE that was shown, held against the independent count. */
import { countOf, reachOf, responsesOf, wilson } from './count.mjs';

/** What compares, and keeps what differs. */
export function createComparison() {
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

/** Questions by the label that tables have for them: the words in which they are asked. */
const askedBy = {
  'How it was': 'How was today?',
  'Felt listened to': 'I felt listened to.',
  'Could say what I think': 'I could say what I really think.',
  'Understood what it was for': 'I understood what it was for, and what happens next.',
  'Treated with respect': 'The people running it treated me with respect.',
  'Matters most to change': 'Which of these matters most to change?',
  'May we use your words': 'May we use your words, without your name?',
  'Would do it again': 'Would you do it again?',
  'I feel safe in this place': 'I feel safe in this place.',
  'I can find staff when I need help': 'When I need help, I can find a member of staff.',
  'I know what is written about me': 'I know what is written about me here.',
  'I can use a phone or a computer when I need one': 'I can use a phone or a computer when I need one.',
  'The rooms that I use are in a good state': 'The rooms that I use here are in a good state.',
  'I get the help that I need': 'I get the help that I need here.',
  'Wants to hear what happened': 'Do you want to hear what happened because of it?',
};

const tenth = (share) => Math.round(share * 1000) / 10;

/** CSV (RFC 4180), each row by its head. */
export function readCsv(text) {
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
export function compareExport(comparison, lines, { survey, kind, project }, tables) {
  const all = responsesOf(lines, (of) => of.survey === survey && of.kind === kind && of.project === project);
  const yes = kind === 'named';
  for (const { head, rows } of tables.map(readCsv)) {
    if (!head.includes('Question') || !head.includes('People')) continue;
    const part = head.includes('Part');
    for (const row of rows) {
      const asked = askedBy[row.Question];
      const option = row.Answer ?? row.Answers;
      if (!asked || option === undefined || row.People === 'hidden') continue;
      const here = part ? all.filter(({ setting }) => row.Part.split(', ').includes(setting)) : all;
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

const bounds = ({ from, to }) => (from === to ? String(from) : `between ${from} and ${to}`);

/** Tables as Slack shows them: row by row with their heads, or in letters of one width. */
function recordsIn(text) {
  const records = text.split('\n\n').flatMap((block) => {
    const cells = block.split('\n').flatMap((line) => (/^([^:]+): (.*)$/.exec(line) ? [/^([^:]+): (.*)$/.exec(line).slice(1)] : []));
    return [Object.fromEntries(cells)];
  });
  return records;
}

/** @param {string} text of `/onward reach` */
export function compareReach(comparison, lines, text) {
  const counted = reachOf(lines);
  const names = {
    ...{ 'Different people': bounds(counted.people), '… if nobody without a name was in two settings': bounds(counted.apart) },
    ...{ 'Known by name': counted.named, 'Heads without a name': counted.unnamed, Attendances: counted.attendances },
    ...{ Sessions: counted.sessions, Settings: counted.settings },
  };
  const records = recordsIn(
    text.replaceAll('\nSetting: ', '\n\nSetting: ').replace(/\nPeople: (.*?)\. Settings/, '\n\nTold: $1. Settings'),
  );
  for (const [number, count] of Object.entries(names))
    comparison.equal(`reach, ${number}`, records.find((one) => one.Number === number)?.['How many'], count);
  for (const record of records.filter(({ Setting }) => Setting)) {
    const here = reachOf(lines, ({ setting }) => setting === record.Setting);
    comparison.equal(`reach, ${record.Setting}, people`, record.People, bounds(here.people));
    comparison.equal(`reach, ${record.Setting}, by name`, record['By name'], here.named);
    comparison.equal(`reach, ${record.Setting}, heads`, record['Heads without a name'], here.unnamed);
    comparison.equal(`reach, ${record.Setting}, attendances`, record.Attendances, here.attendances);
    comparison.equal(`reach, ${record.Setting}, sessions`, record.Sessions, here.sessions);
  }
}
