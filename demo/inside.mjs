/** WHERE NOBODY HAS A PHONE: what was said in a session is captured on a tablet that goes round, on paper, or by hands that are counted. */
import { chance, settings, whatShouldChange } from './programme.mjs';
import { setUpTablet } from './tablet.mjs';

const template = 'what-should-change';

/** Everybody who came, the named among them: nobody gives a name. */
const thereAt = ({ named, unnamed }) => named.length + unnamed;

const about = (meeting, how) => {
  const { name: setting, project } = settings[meeting.setting];
  return { survey: template, kind: 'anonymous', session: meeting.key, setting, project, how };
};

/** The survey that an answer leads to. */
const runOf = (orders) => orders.find(({ name }) => name === 'survey show')?.input.id;

/** @param {number} some of those who came who want to; the others watch */
export async function passTablet({ team, sessions, bot, time, book, surveys }, meeting, some = thereAt(meeting)) {
  const { by } = settings[meeting.setting];
  const shown = await team[by].types(`/onward survey tablet ${sessions.get(meeting)} --template ${template}`);
  const shownOrders = team[by].orders();
  const code = /[a-z]+-[a-z]+-[a-z]+-\d+/.exec(shown)?.[0];
  if (!code) throw new Error(`There is no code for the tablet: ${shown}`);
  const tablet = await setUpTablet(bot.url, time, code);
  const of = about(meeting, 'tablet');
  for (let at = 0; at < some; at++) {
    const who = `young person ${at + 1} at ${of.setting}, ${meeting.date}`;
    const roll = chance(7 * at + 1000 * (meeting.setting + 1) + 100 * meeting.round);
    // One is called away in the middle.
    const most = at === 4 ? 3 : undefined;
    const ended = await tablet.passTo(
      whatShouldChange(meeting, roll),
      (asked, said) => book.note('tablet', who, { did: 'answer', ...of, asked, said }),
      {
        ...(most !== undefined && { most }),
      },
    );
    if (ended) book.note('tablet', who, { did: 'finished', ...of, quotes: true });
  }
  // The network goes down while the answer is on its way: all of it is handed in once more.
  const { kept, refused } = await tablet.handIn({ twice: meeting.round === 0 });
  if (kept.length !== some || refused.length > 0)
    throw new Error(`Of ${some} envelopes ${kept.length} were kept, ${refused.length} refused.`);
  surveys.push({ meeting, kind: 'anonymous', project: of.project, template, id: runOf(shownOrders) });
}
