/** WHERE NOBODY HAS A PHONE: a group says yes aloud, and what it says is captured on a tablet that goes round, on paper, or by hands that are counted. */
import { noAnswer } from './count.mjs';
import { dictionary, labelOf } from './dictionary.mjs';
import { scale, statements, whatShouldChange } from './opinions.mjs';
import { chance, headsOf, settings } from './programme.mjs';
import { setUpTablet } from './tablet.mjs';
import { colleagues } from './team.mjs';

const template = 'what-should-change';

const about = (meeting, how) => {
  const { name: setting, project, kind } = settings[meeting.setting];
  return { survey: template, kind: 'anonymous', session: meeting.key, setting, project, how, inside: kind === 'secure' };
};
const rollFor = (meeting, at) => chance(7 * at + 1000 * (meeting.setting + 1) + 100 * meeting.round);

/** The words are read aloud, with somebody of the place as witness. Without a yes nothing is captured. */
export async function askGroup({ team, sessions, book }, meeting, agreed) {
  const { by } = settings[meeting.setting];
  const id = sessions.get(meeting);
  await team[by].types(`/onward session script ${id}`);
  const refused = headsOf(meeting) - agreed;
  await team[by].expects(
    `/onward session consent ${id} --agreed ${agreed} --refused ${refused} --witness Pat Example`,
    `${agreed} said yes`,
  );
  book.note('slack', colleagues[by].name, { did: 'group consent', ...about(meeting, 'aloud'), agreed, refused });
}

/** The survey of a session that nobody is asked by. @returns its id */
async function roomOf({ team, sessions, surveys }, meeting) {
  const { by, project } = settings[meeting.setting];
  await team[by].types(`/onward survey room ${sessions.get(meeting)} --template ${template}`);
  const id = team[by].orders().find(({ input }) => input.id)?.input.id;
  if (!id) throw new Error(`There is no room: ${team[by].shown().text}`);
  surveys.push({ meeting, kind: 'anonymous', project, template, id });
  return id;
}

/** @param {number} some of those who came who want to; the others watch */
export async function passTablet(story, meeting, some) {
  const { team, sessions, bot, time, book } = story;
  const { by } = settings[meeting.setting];
  await roomOf(story, meeting);
  const shown = await team[by].types(`/onward survey tablet ${sessions.get(meeting)} --template ${template}`);
  const code = /[a-z]+-[a-z]+-[a-z]+-\d+/.exec(shown)?.[0];
  if (!code) throw new Error(`There is no code for the tablet: ${shown}`);
  const tablet = await setUpTablet(bot.url, time, code);
  const of = about(meeting, 'tablet');
  for (let at = 0; at < some; at++) {
    const who = `young person ${at + 1} at ${of.setting}, ${meeting.date}`;
    // One is called away in the middle.
    const most = at === 4 && meeting.key === '1a' ? { most: 3 } : {};
    const note = (asked, said) => book.note('tablet', who, { did: 'answer', ...of, asked, said });
    const ended = await tablet.passTo(whatShouldChange(meeting, rollFor(meeting, at)), note, most);
    if (ended) book.note('tablet', who, { did: 'finished', ...of });
  }
  // The network goes down while the answer is on its way: all of it is handed in once more.
  const { kept, refused } = await tablet.handIn({ twice: meeting.round === 0 });
  if (kept.length !== some || refused.length > 0)
    throw new Error(`Of ${some} envelopes ${kept.length} were kept, ${refused.length} refused.`);
}

/** What stands on a form, as it is typed in: a number for a box, words as they are written. */
function typed(said, mistake) {
  return Object.entries(dictionary.whatShouldChange).flatMap(([step, asked]) => {
    const reply = said[asked];
    if (reply === null || reply === undefined) return [];
    const value =
      step in statements ? Object.keys(scale).find((one) => scale[one] === reply) : step === 'may_quote' ? reply.toLowerCase() : reply;
    return [`--${step} ${mistake === step ? (value === '5' ? '4' : '5') : value}`];
  });
}

/** Everybody fills in a form, and two of the team type them in, each on their own. One of them slips once: the paper says what is right. */
export async function fillPaper(story, meeting, some) {
  const { team, book } = story;
  const { by } = settings[meeting.setting];
  const room = await roomOf(story, meeting);
  const of = about(meeting, 'paper');
  for (let at = 0; at < some; at++) {
    const said = whatShouldChange(meeting, rollFor(meeting, at));
    const form = at + 1;
    const who = `form ${form} of ${of.setting}, ${meeting.date}`;
    for (const [asked, reply] of Object.entries(said)) book.note('paper', who, { did: 'answer', ...of, asked, said: reply });
    book.note('paper', who, { did: 'finished', ...of });
    await team[by].types(`/onward paper enter ${room} ${form} ${typed(said).join(' ')}`);
    const slips = at === 2 && said[statements.safety] !== null;
    const second = await team.bo.types(`/onward paper enter ${room} ${form} ${typed(said, slips ? 'safety' : undefined).join(' ')}`);
    if (slips) await team.bo.types(`/onward paper settle ${room} ${form} --take first`);
    else if (!/counts|same/i.test(second)) throw new Error(`Form ${form} was answered: ${second}`);
  }
}

/** Each statement is read out, and hands are counted. Nobody notes whose. */
export async function countHands(story, meeting, some) {
  const { team, book } = story;
  const { by } = settings[meeting.setting];
  const room = await roomOf(story, meeting);
  const group = Array.from({ length: some }, (_, at) => whatShouldChange(meeting, rollFor(meeting, at)));
  for (const step of meeting.areas) {
    const asked = statements[step];
    const raised = Object.keys(scale).map((value) => group.filter((said) => said[asked] === labelOf(step, value)).length);
    await team[by].expects(`/onward hands count ${room} ${step} --counts ${raised.join(' ')} --present ${some}`, 'Counted');
    const hands = Object.fromEntries(raised.map((count, at) => [Object.values(scale)[at], count]));
    book.note('hands', `the group of ${settings[meeting.setting].name}, ${meeting.date}`, {
      ...{ did: 'hands', ...about(meeting, 'scribe'), asked, present: some },
      hands: { ...hands, [noAnswer]: some - raised.reduce((sum, count) => sum + count, 0) },
    });
  }
  // One of them says it aloud, and says yes to its being shown without a name.
  const words = meeting.round === 0 ? 'The heating in the rooms is broken since winter.' : 'I like it that staff know our names.';
  const area = meeting.round === 0 ? 'estates' : 'staffing';
  const speaks = meeting.round === 0 ? 'for' : 'against';
  await team[by].types(`/onward evidence add ${story.sessions.get(meeting)} --area ${area} --speaks ${speaks} --quote --text ${words}`);
  book.note('hands', 'one of the group', { did: 'quote', ...about(meeting, 'scribe'), area, text: words });
}
