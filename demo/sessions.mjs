/** SESSIONS: people register, come, and whoever ran it records how many there were, who by name, and what was said. */
import { words } from './opinions.mjs';
import { headsOf, people, settings } from './programme.mjs';
import { registers } from './registering.mjs';
import { slackPerson } from './slack-people.mjs';
import { colleagues } from './team.mjs';
import { webPerson } from './web-people.mjs';

const slackOf = (person) => `UYOUNG${people.indexOf(person) + 1}`;

/** Somebody stands at their door for the first time. */
export async function comesToTheDoor({ slack, bot, time, doors }, person, user = slackOf(person)) {
  const at = person.door === 'slack' ? slackPerson(slack, time, user) : webPerson(bot.url, time);
  await at.opens();
  doors.set(person, at);
  return at;
}

/** Those who are new register before the session, on their own phone or on the computer of the place. */
export async function registerNew(story, meeting) {
  for (const person of meeting.named) {
    if (story.doors.has(person)) continue;
    const at = await comesToTheDoor(story, person);
    await registers(at, person, (asked, said) => story.book.note(at.door, person.name, { did: 'registering', asked, said }));
    story.book.note(at.door, person.name, { did: 'registered', setting: settings[meeting.setting].name });
  }
}

/** What whoever ran it types after a slash in Slack. */
export async function recordSession(story, meeting) {
  const { team, book, sessions } = story;
  const { name: setting, project, by } = settings[meeting.setting];
  const heads = headsOf(meeting);
  const [older, younger] = [Math.ceil(heads / 2), Math.floor(heads / 2)];
  const facilitator = team[by];
  const who = colleagues[by].name;
  const shown = await facilitator.expects(
    `/session new --date ${meeting.date} --setting ${setting} --project ${project} --areas ${meeting.areas.join(', ')} --heads ${heads} --bands 16-17: ${younger}, 18-24: ${older}`,
    'Came',
  );
  const id = /Id\s+([0-9a-f-]{36})/.exec(shown)?.[1];
  sessions.set(meeting, id);
  const of = { session: meeting.key, setting, project };
  book.note('slack', who, {
    did: 'session',
    ...of,
    date: meeting.date,
    areas: meeting.areas,
    heads,
    aged: { '16-17': younger, '18-24': older },
  });
  if (meeting.named.length > 0) {
    const names = meeting.named.map(({ name }) => name);
    await facilitator.expects(`/session attend ${id} --names ${names.join(', ')}`, `It would be ${names.length} by name`);
    await facilitator.presses(`Record ${names.length} by name, 0 without`);
    book.note('slack', who, { did: 'attendance', ...of, names });
  }
  for (const area of meeting.areas.slice(0, 2)) {
    const text = words[area][meeting.round];
    await facilitator.expects(`/evidence add ${id} --area ${area} --text "Somebody said: ${text}."`, '');
    book.note('slack', who, { did: 'note', ...of, area, text });
  }
}

/** What whoever runs a session without phones prints and takes along. */
export async function printPack({ team, slack, sessions, keep }, meeting) {
  const { by } = settings[meeting.setting];
  slack.takeUploads();
  await team[by].types(`/onward session pack ${sessions.get(meeting)} --template what-should-change`);
  for (const file of slack.takeUploads()) keep('session-pack', file, 'what a facilitator prints for a session without phones');
}
