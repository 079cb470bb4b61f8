/** SURVEYS to people whom we can write to: sent after a preview, answered in Slack, in the web chat, or by a link without a name; and those who stay silent. */
import { answers } from './answering.mjs';
import { danger } from './lives.mjs';
import { afterSession } from './opinions.mjs';
import { chance, settings } from './programme.mjs';
import { goesThrough } from './registering.mjs';
import { colleagues } from './team.mjs';
import { linkPerson } from './web-people.mjs';

/** What somebody does with a survey, in the order of the list of those who were there. */
const paces = ['soon', 'soon', 'reminded', 'soon', 'soon', 'middle', 'soon', 'soon', 'never', 'soon'];

/** @param {'named' | 'anonymous'} kind */
export async function sendSurvey(story, meeting, kind) {
  const { team, sessions, surveys, book } = story;
  const id = sessions.get(meeting);
  const preview = await team.bo.expects(
    `/survey send --template after-session --session ${id} --kind ${kind} --reminders 1`,
    'Who would get it',
  );
  const run = /survey confirm ([0-9a-f-]{36})/.exec(preview)?.[1];
  await team.bo.presses('Send');
  surveys.push({ meeting, kind, project: settings[meeting.setting].project, id: run, template: 'after-session', papers: new Map() });
  book.note('slack', colleagues.bo.name, { did: 'survey', survey: 'after-session', kind, session: meeting.key });
}

/** The link in what they were sent about a session without names. */
const linkIn = (at, bot) => at.links().findLast((link) => link.startsWith(`${bot.publicUrl}/s/`));

/** Those answer who answer at such a pace. @param {'soon' | 'reminded' | 'middle'} pace */
export async function answerSurvey(story, survey, pace) {
  const { bot, time, book, doors } = story;
  const { meeting, kind, template, said = afterSession } = survey;
  const { name: setting, project } = settings[meeting.setting];
  for (const [order, person] of meeting.named.entries()) {
    if (!person.contact || person.stopped || paces[(order + meeting.setting) % paces.length] !== pace) continue;
    const at = doors.get(person);
    await at.opens();
    const named = kind === 'named';
    const roll = chance(1000 * order + meeting.setting * 10 + meeting.round);
    let door = at;
    if (named) await (at.door === 'slack' ? at.presses('Start the questions') : at.types('SURVEY'));
    else {
      const link = linkIn(at, bot);
      if (!link) continue;
      door = linkPerson(bot.url, time, link);
      await door.opens();
    }
    const who = named ? person.name : `somebody with link ${++story.links}`;
    const of = { survey: template, kind, session: meeting.key, setting, project, how: 'self' };
    const note = (asked, reply) => book.note(door.door, who, { did: 'answer', ...of, asked, said: reply });
    const ended = await answers(
      door,
      { ...said(meeting, roll), ...(survey.danger === order && danger) },
      note,
      pace === 'middle' ? 3 + (order % 3) : undefined,
    );
    if (ended) book.note(door.door, who, { did: 'finished', ...of });
    if (named) await goesThrough(at, person, (asked, said) => book.note(at.door, who, { did: 'contact', asked, said }));
    if (!named) survey.papers.set(person, door);
  }
}
