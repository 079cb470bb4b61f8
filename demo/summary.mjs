/** WHAT WAS LIVED, in a page that somebody reads in a minute. */
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { reachOf } from './count.mjs';
import { people, settings } from './programme.mjs';
import { toldIn } from './promises.mjs';

const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const link = (out, file) => pathToFileURL(fileURLToPath(new URL(file, out))).href;
const between = ({ from, to }) => (from === to ? `${from}` : `between ${from} and ${to}`);

/** Of what was said at the doors, how many by each. */
function byDoor(lines) {
  const finished = (how) => lines.filter((one) => one.did === 'finished' && how(one)).length;
  return [
    [finished(({ door }) => door === 'tablet'), 'on a tablet that goes round'],
    [finished(({ door }) => door === 'paper'), 'on paper, typed in twice'],
    [lines.filter(({ did }) => did === 'hands').length, 'raised hands that were counted'],
    [finished(({ door }) => door === 'link'), 'by a link, without a name'],
    [finished(({ door }) => door === 'slack'), 'in Slack'],
    [finished(({ door, how }) => door === 'web' && how === 'self'), 'in the web chat'],
  ].filter(([count]) => count > 0);
}

/** Messages that nobody asked for, and whether one of them came at night. */
function unasked(slack) {
  const all = slack.allMessages().filter(({ text }) => /To stop all messages, type STOP|type STOP to stop/i.test(text));
  // In London: summer time begins on 29 March 2026.
  const hours = all.map(({ sent }) =>
    Number(new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', timeZone: 'Europe/London' }).format(sent)),
  );
  return { count: all.length, night: hours.filter((hour) => hour < 9 || hour >= 20).length };
}

/** @returns {string} */
export function summaryOf({ story, lines, comparison, out, seconds, files }) {
  const reach = reachOf(lines);
  const nudges = unasked(story.slack);
  const rows = [
    [
      'Reached',
      `${between(reach.people)} people in ${reach.settings} settings over ${reach.sessions} sessions: ${reach.named} by name, ${reach.unnamed} heads without, ${reach.attendances} attendances.`,
    ],
    ['', 'Who is known by name counts once. The least: nobody else came. The most: each head without a name is somebody else.'],
    ['', `If nobody without a name was in two settings, it was ${between(reach.apart)}.`],
    [
      'Answered',
      byDoor(lines)
        .map(([count, how]) => `${count} ${how}`)
        .join(', '),
    ],
    [
      'Nudged',
      `${plural(nudges.count, 'message')} in Slack that nobody asked for at that moment, ${nudges.night === 0 ? 'none of them at night' : `${nudges.night} AT NIGHT`}.`,
    ],
    [
      'Kept safe',
      `One wrote of danger: the lead was told at once, read it after ${story.concern.minutes} minutes, and closed it when there was a plan.`,
    ],
    ['Took back', `${story.withdraws.name} their yes to quotes, and ${story.stops.name} said STOP.`],
    [
      'Pathways',
      `${plural(story.pathways.begun, 'person', 'people')} said what they want to work towards; the welcome training is recorded for ${story.pathways.trained}.`,
    ],
    [
      'You said',
      `Three findings went to people in charge: one promised and did it, one looks into it, one is silent. ${toldIn(story.slack)} messages in Slack told those who had said it.`,
    ],
    [
      'Counted',
      `${comparison.compared()} figures of reports, results and reach were held against a count of ${plural(lines.length, 'line')} said at the doors:`,
    ],
    ['', comparison.differ.length === 0 ? 'all are equal.' : `${comparison.differ.length} DIFFER:`],
  ];
  const told = rows.map(([head, line]) => `  ${head.padEnd(10)} ${line}`);
  return [
    '',
    `${story.time.days()} days of a programme were lived in ${seconds} seconds. All ${people.length + reach.unnamed} people in it are invented, and so are the ${settings.length} places.`,
    '',
    ...told,
    ...comparison.differ.map((line) => `             ${line}`),
    '',
    '  To open:',
    ...files.filter(([file]) => existsSync(new URL(file, out))).map(([file, what]) => `    ${link(out, file)}  ${what}`),
    '',
    '  Next: npm start, and talk to it yourself.',
    '',
  ].join('\n');
}
