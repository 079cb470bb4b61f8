import type { ScriptDoor, ScriptDriver } from '../contracts/script.ts';
import type { Kind } from './database.ts';
import { asShown } from './slack-markup.ts';
import { slackPerson } from './slack-person.ts';
import { createSlackWorld, type SlackWorld } from './slack-world.ts';

/** What somebody types, as Slack hands it on: escaped, with addresses of the web in angle brackets. */
const asSent = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/https?:\/\/[^\s)\]&]+/g, '<$&>');

function join({ door, peer }: SlackWorld, user: string): ScriptDriver {
  let last: () => Promise<unknown> = async () => undefined;
  let events = 0;
  const idle = door.slack.idle;
  const sends = async (send: () => Promise<{ status: number }>) => {
    last = send;
    const answer = await send();
    if (answer.status !== 200) throw new Error(`Slack is answered ${answer.status}.`);
    return answer as Awaited<ReturnType<typeof door.interacts>>;
  };
  const own = () => peer.messages.filter(({ channel }) => channel === `D${user}`);
  const person = slackPerson(
    { writes: (who, text, id) => sends(() => door.writes(who, text, id)), interacts: (payload) => sends(() => door.interacts(payload)) },
    { messages: own, quiet: idle },
    user,
  );
  return {
    who: () => ({ channel: 'slack', address: `T1/${user}` }),
    opens: async () => {
      await door.event({ type: 'app_home_opened', user, channel: `D${user}`, tab: 'messages' });
      await idle();
    },
    says: async (text) => void (await person.types(asSent(text), `Ev-${user}-${++events}`)),
    picks: async (labels) => {
      const [first = ''] = labels;
      await (person.choices().includes('Done') ? person.ticks(...labels) : person.presses(first));
    },
    presses: async (word) => {
      const label = word === 'SKIP' && person.choices().find((one) => /^Skip this/.test(one));
      if (label) await person.presses(label);
      return Boolean(label);
    },
    looks: idle,
    seen: () => [
      ...own().flatMap(({ blocks }) => blocks.flatMap(asShown)),
      ...peer.ephemerals.flatMap((one) => (one.user === user ? [one.text] : [])),
    ],
    choices: person.choices,
    again: async () => {
      await last();
      await idle();
    },
    close: async () => undefined,
  };
}

export async function openSlack(kind: Kind): Promise<ScriptDoor> {
  const slack = await createSlackWorld(kind);
  let people = 0;
  return { world: slack.world, comes: async () => join(slack, `U${++people}`), close: slack.close };
}
