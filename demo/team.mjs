/** THE TEAM: who works for the charity, what they may do, and the places and programmes that they set up. */
import { projects, settings } from './programme.mjs';
import { slackStaff } from './slack-people.mjs';

export const colleagues = {
  ada: { name: 'Ada Example', role: 'admin' },
  bo: { name: 'Bo Example', role: 'staff' },
  cy: { name: 'Cy Example', role: 'facilitator' },
  di: { name: 'Di Example', role: 'facilitator' },
  sol: { name: 'Sol Example', role: 'safeguarding lead' },
  an: { name: 'An Example', role: 'analyst' },
  eve: { name: 'Eve Example', role: 'analyst' },
};
export const slackId = (nick) => `U${nick.toUpperCase()}`;

export function meetTeam({ slack, time }) {
  return Object.fromEntries(Object.keys(colleagues).map((nick) => [nick, slackStaff(slack, time, slackId(nick))]));
}

export async function setUp({ team }) {
  for (const [nick, { name, role }] of Object.entries(colleagues))
    if (nick !== 'ada')
      await team.ada.expects(`/onward roles grant <@${slackId(nick)}|${nick}> ${role} --name ${name} --why joins the team`, name);
  for (const { name, kind } of settings) await team.bo.expects(`/onward settings add ${name} --kind ${kind}`, name);
  for (const { name, approval, until } of projects) {
    const proof = approval ? ` --approval ${approval} --until ${until}` : '';
    await team.bo.expects(`/onward projects add ${name}${proof}`, name);
  }
}
