/** TWO MONTHS, in their order: what happens on which day, through which door. */
import { passTablet } from './inside.mjs';
import { beginPathways, beginsToRegister, closeConcern, goesOn, handleConcern, takeBack } from './lives.mjs';
import { write } from './pack.mjs';
import { meetings, settings } from './programme.mjs';
import { recordSession, registerNew } from './sessions.mjs';
import { answerSurvey, sendSurvey } from './surveys.mjs';
import { meetTeam, setUp } from './team.mjs';

export async function live({ tell, ...tools }) {
  const story = { ...tools, doors: new Map(), sessions: new Map(), surveys: [], links: 0 };
  story.team = meetTeam(story);
  const { time } = story;
  await setUp(story);
  tell('The team has its roles, and knows seven settings and two projects.');

  const open = (meeting) => settings[meeting.setting].project === 'Open Doors';
  /** What is to happen on later days. @type {[string, () => Promise<void>][]} */
  const later = [];
  const plan = (date, days, hour, act) => later.push([new Date(Date.parse(`${date}T${hour}:00Z`) + days * 86_400_000).toISOString(), act]);
  for (const meeting of meetings) {
    plan(meeting.date, 0, '14:00', () => registerNew(story, meeting));
    plan(meeting.date, 0, '17:30', () => recordSession(story, meeting));
    const tablet = {
      'Example House': undefined,
      'Sample Wing': undefined,
      'Specimen Unit': undefined,
      'Made-up Youth Club': 14,
      'Pretend College': 10,
    };
    const { name } = settings[meeting.setting];
    if (name in tablet && (!open(meeting) || meeting.round === 0))
      plan(meeting.date, 0, '17:40', () => passTablet(story, meeting, tablet[name]));
    if (!open(meeting)) continue;
    // One goes out late in the evening: it reaches nobody before the morning.
    plan(meeting.date, 0, meeting.setting === 4 ? '21:40' : '18:10', () =>
      sendSurvey(story, meeting, settings[meeting.setting].asks[meeting.round]),
    );
    const ours = () => story.surveys.find((one) => one.meeting === meeting && one.template === 'after-session');
    plan(meeting.date, 1, '15:00', async () => {
      // One of them is in danger, and says so.
      if (meeting.key === '5a') ours().danger = 0;
      await answerSurvey(story, ours(), 'soon');
      if (meeting.key === '5a') story.concern = await handleConcern(story);
    });
    plan(meeting.date, 2, '16:00', () => answerSurvey(story, ours(), 'middle'));
    plan(meeting.date, 9, '16:30', () => answerSurvey(story, ours(), 'reminded'));
  }
  plan('2026-03-02', 1, '19:00', () => beginsToRegister(story));
  plan('2026-03-07', 0, '12:00', () => goesOn(story));
  plan('2026-03-20', 0, '12:00', () => closeConcern(story, story.concern.id));
  plan('2026-03-31', 0, '12:00', async () => Object.assign(story, await takeBack(story)));
  plan(
    '2026-04-25',
    0,
    '11:00',
    async () =>
      void (story.pathways = await beginPathways(
        story,
        meetings.find(({ key }) => key === '4b'),
      )),
  );
  later.sort(([a], [b]) => a.localeCompare(b));
  for (const [moment, act] of later) {
    await time.until(moment);
    await act();
  }
  tell('14 sessions were held and recorded, and people were asked what they think.');
  await time.until('2026-06-01T10:00:00Z');
  tell('It is June, and all surveys are over.');
  await write(story);
  tell('Reports, results and reach are written.');
  return story;
}
