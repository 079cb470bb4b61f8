/** YOU SAID, THEY DID: what young people said goes to an office, which answers, promises, or stays silent; and those who said it hear what came of it. */
import { colleagues } from './team.mjs';

/** By project: what was said, to whom it goes, and what comes back. All of them are invented. */
const findings = [
  {
    ...{ project: 'Open Doors', area: 'technology', to: 'the head of digital services' },
    said: 'We need a computer for school work.',
    answer: 'You are right that there are too few.',
    promise: 'six computers in the study room',
    did: 'Six computers stand in the study room.',
  },
  { project: 'Inside Voices', area: 'safety', to: 'the head of safety', said: 'It is dark in the corridor at night.' },
  {
    ...{ project: 'Inside Voices', area: 'data', to: 'the records office' },
    said: 'We want to read what is written about us.',
    answer: 'We are asking our lawyers how.',
    looking: true,
  },
];

const idIn = (staff) => staff.orders().find(({ name, input }) => name.startsWith('finding') && input.id)?.input.id;

/** Everything is sent on one day, with a day for an answer. */
export async function sendFindings({ team, book }, by) {
  for (const one of findings) {
    const { project, area, said, to } = one;
    await team.bo.expects(`/onward finding add "${project}" ${area} --said ${said}`, 'Noted');
    one.id = idIn(team.bo);
    if (!one.id) throw new Error(`The finding was answered: ${team.bo.shown().text}`);
    await team.bo.expects(`/onward finding send ${one.id} --to ${to} --by ${by}`, to);
    book.note('slack', colleagues.bo.name, { did: 'finding', project, area, said, to, answerBy: by });
  }
}

/** Some answer. Who said it is told, and where there are no phones there is a notice for the wall. */
export async function hearAnswers({ team, book, slack, keep }, by) {
  for (const { id, project, area, answer, looking, promise } of findings) {
    if (!answer) continue;
    const promises = promise ? ` --promises ${by}: ${promise}` : '';
    await team.bo.expects(`/onward finding answer ${id} ${looking ? 'looking' : 'yes'} --words ${answer}${promises}`, answer);
    book.note('slack', colleagues.bo.name, {
      did: 'answer of an office',
      project,
      area,
      kind: looking ? 'looking' : 'yes',
      words: answer,
      ...(promise && { promise, by }),
    });
    await tell(team.bo, id);
    if (project !== 'Inside Voices') continue;
    slack.takeUploads();
    await team.bo.types(`/onward finding notice ${id} --setting Example House`);
    for (const file of slack.takeUploads()) keep('notice-example-house', file, 'a notice for the wall, where there are no phones');
  }
}

/** What was promised is done. */
export async function hearDone({ team, book }) {
  for (const { id, project, area, did } of findings) {
    if (!did) continue;
    await team.bo.expects(`/onward finding done ${id} --did ${did}`, did);
    book.note('slack', colleagues.bo.name, { did: 'promise done', project, area, words: did });
    await tell(team.bo, id);
  }
}

/** After a preview of who hears it, as with everything that goes to many. */
async function tell(staff, id) {
  const preview = await staff.types(`/onward finding tell ${id}`);
  const confirm = staff.offered().find((label) => /^(Tell|Send)/.test(label));
  if (confirm) await staff.presses(confirm);
  return preview;
}

/** How many read in Slack what came of it. */
export const toldIn = (slack) => slack.allMessages().filter(({ text }) => text.includes('You and others told us')).length;
