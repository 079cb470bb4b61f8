/** TWO MONTHS, in their order: what happens on which day, through which door. */
import { writeFileSync } from 'node:fs';
import { askGroup, countHands, fillPaper, passTablet } from './inside.mjs';
import { beginPathways, beginsToRegister, closeConcern, goesOn, handleConcern, takeBack } from './lives.mjs';
import { write } from './pack.mjs';
import { headsOf, meetings, settings } from './programme.mjs';
import { hearAnswers, hearDone, sendFindings } from './promises.mjs';
import { printPack, recordSession, registerNew } from './sessions.mjs';
import { answerSurvey, sendSurvey } from './surveys.mjs';
import { meetTeam, setUp } from './team.mjs';

/** How what is said is captured where nobody has a phone; `not`: so many of them say no. */
const ways = {
  'Example House': { by: passTablet, not: 1 },
  'Sample Wing': { by: fillPaper, not: 0 },
  'Specimen Unit': { by: countHands, not: 0 },
  'Made-up Youth Club': { by: passTablet, not: 2 },
  'Pretend College': { by: passTablet, not: 2 },
};

async function captureRoom(story, meeting, { by, not }) {
  const some = headsOf(meeting) - not;
  await askGroup(story, meeting, some);
  await by(story, meeting, some);
}

export async function live({ tell, ...tools }) {
  const story = { ...tools, doors: new Map(), sessions: new Map(), surveys: [], links: 0, files: [] };
  story.keep = (stem, { name, body }, what) => {
    const file = `${stem}.${name.split('.').at(-1)}`;
    writeFileSync(new URL(file, story.out), body);
    story.files.push([file, what]);
  };
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
    if (meeting.key === '1a') plan(meeting.date, 0, '17:35', () => printPack(story, meeting));
    const capture = ways[settings[meeting.setting].name];
    // Where people have phones, those without are asked once.
    if (capture && (!open(meeting) || meeting.round === 0)) plan(meeting.date, 0, '17:40', () => captureRoom(story, meeting, capture));
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
  await time.until('2026-05-19T09:00:00Z');
  tell('All surveys are over.');
  await sendFindings(story, '2026-06-09');
  await time.until('2026-06-02T09:00:00Z');
  await hearAnswers(story, '2026-06-30');
  await time.until('2026-06-16T09:00:00Z');
  await hearDone(story);
  await time.until('2026-06-17T09:30:00Z');
  tell('What was said went to people in charge, and who said it heard what came of it.');
  await write(story);
  tell('Reports, results and reach are written.');
  return story;
}
