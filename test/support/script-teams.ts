import { type Element, inert } from '../../src/channels/botframework/card.ts';
import type { Json } from '../../src/channels/botframework/port.ts';
import type { ScriptDoor, ScriptDriver } from '../contracts/script.ts';
import type { Kind } from './database.ts';
import { cardOf, type Shown, teamsPerson } from './teams-person.ts';
import { createTeamsWorld, type TeamsWorld } from './teams-world.ts';

/** Somebody on a channel of Azure Bot Service: with cards, or with words alone. */

const numbered = /^(?:\d+\.|•) (.*)$/;
/** Lines that stand below the choices where there are only words. */
const how = /^(?:You can type more than one|Or type SKIP|\(Question \d+ of \d+\)$)/;

/** The lines of a card, in order. Inputs and buttons are none. */
const linesOn = (body: readonly Element[]): string[] =>
  body.flatMap((element) => {
    if (element.type === 'Container') return linesOn(element.items);
    return element.type === 'RichTextBlock' ? [element.inlines.map(({ text }) => text).join('')] : [];
  });

/** Words alone: what is said, how to answer it, and the choices among which that is. */
function readWords(text: string): { said: string; how: string[]; choices: string[] } {
  const lines = text.split('\n');
  const from = (fits: (line: string) => boolean) => {
    const taken: string[] = [];
    while (lines.length > 0 && (fits(lines.at(-1) ?? '') || lines.at(-1) === '')) taken.unshift(lines.pop() ?? '');
    return taken.filter(Boolean);
  };
  const below = from((line) => how.test(line));
  const choices = from((line) => numbered.test(line)).map((line) => numbered.exec(line)?.[1] ?? '');
  return { said: lines.join('\n'), how: below.map((line) => line.replace(/^\((.*)\)$/, '$1')), choices };
}

function join({ door, peer }: TeamsWorld, name: string, channelId: string): ScriptDriver {
  let last: Json = {};
  /** Sentences that came as the answer to a press, and stand nowhere else. */
  const told: string[] = [];
  const brings: typeof door.brings = async (activity) => {
    last = activity;
    const answer = await door.brings(activity);
    if (answer.status >= 300) throw new Error(`Microsoft is answered ${answer.status}.`);
    if (answer.body?.type === 'application/vnd.microsoft.activity.message') told.push(String(answer.body.value));
    return answer;
  };
  const person = teamsPerson({ brings, quiet: door.quiet }, peer, name, { channelId });
  const read = (shown: Shown): string[] => {
    const card = cardOf(shown);
    if (card) return linesOn(card.body);
    const { said, how: below } = readWords(String(shown.activity.text ?? ''));
    return [said, ...below].filter(Boolean);
  };
  const boxes = () => {
    const newest = person.shown().at(-1);
    const body = (newest && cardOf(newest)?.body) ?? [];
    return body.flatMap((element) => (element.type === 'Input.ChoiceSet' ? element.choices.map(({ title }) => title) : []));
  };
  /** Of all that was said since somebody was last asked something. */
  const inWords = () => {
    let choices: string[] = [];
    for (const shown of person.shown()) {
      const words = readWords(String(shown.activity.text ?? ''));
      choices = [...(words.said === '' ? choices : []), ...words.choices];
    }
    return choices;
  };
  return {
    who: () => ({ channel: 'botframework', address: person.address }),
    opens: async () => {
      await brings(
        person.activity(
          channelId === 'msteams'
            ? { type: 'installationUpdate', action: 'add' }
            : { type: 'conversationUpdate', membersAdded: [{ id: `29:${name}` }] },
        ),
      );
      await door.quiet();
    },
    says: async (text) => void (await person.types(text)),
    picks: async (labels) => {
      const [first = ''] = labels;
      await (boxes().includes(inert(first)) ? person.picks(...labels.map(inert)) : person.presses(first));
    },
    presses: async (word) => {
      const label = word === 'SKIP' && person.choices().find((one) => /^Skip this/.test(one));
      if (label) await person.presses(label);
      return Boolean(label);
    },
    looks: door.quiet,
    seen: () => [...person.shown().flatMap(read), ...told],
    choices: () => [...person.choices(), ...inWords()],
    written: (label) => inert(label),
    again: async () => {
      await brings(last);
      await door.quiet();
    },
    close: async () => undefined,
  };
}

export const openTeams =
  (channelId: string) =>
  async (kind: Kind): Promise<ScriptDoor> => {
    const teams = await createTeamsWorld(kind);
    let people = 0;
    return { world: teams.world, comes: async () => join(teams, `person-${++people}`, channelId), close: teams.close };
  };
