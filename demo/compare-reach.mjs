/** REACH as it was shown, for the team and for others, held against the independent count. */
import { reachOf } from './count.mjs';

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

/** @param {string} text of `/onward reach --outside` */
export function compareOutside(comparison, lines, text) {
  const whole = reachOf(lines);
  const told = (pattern) => pattern.exec(text)?.[1];
  comparison.equal('reach for others, people', told(/People: (.*?)\. Settings/), bounds(whole.people));
  for (const [what, number] of [
    ['Settings', whole.settings],
    ['Sessions', whole.sessions],
    ['Attendances', whole.attendances],
  ])
    comparison.equal(`reach for others, ${what}`, told(new RegExp(`\\. ${what}: (\\d+)\\.`)), number);
  comparison.equal('reach for others, by name', told(/Known by name, each once: (\d+)/), whole.named);
  comparison.equal('reach for others, heads', told(/Heads without a name: (\d+)/), whole.unnamed);
  const rows = text
    .split('\n')
    .flatMap((line) => (/^(\d{4}-\d{2}) +(.+?) +(\d+)$/.exec(line) ? [/^(\d{4}-\d{2}) +(.+?) +(\d+)$/.exec(line).slice(1)] : []));
  for (const [month, places, attendances] of rows) {
    const here = reachOf(lines, (one) => one.month === month && places.split(', ').includes(one.setting));
    comparison.equal(`reach for others, ${month}, ${places}`, attendances, here.attendances);
  }
  if (rows.length === 0) comparison.equal('reach for others, a table of months', 'none', 'some');
}
