import type { Action, Card, Choice, Element, Input } from '../../src/channels/botframework/card.ts';
import type { Json } from '../../src/channels/botframework/port.ts';
import { faultsOfCard } from './adaptive-cards.ts';
import type { TeamsDoor } from './teams-door.ts';
import { actionsOf, cardOf, type TeamsPerson, textOf } from './teams-person.ts';

type Filled = Record<string, string | string[]>;

const inputsOf = (card: Card): Input[] => card.body.filter((element: Element): element is Input => element.type.startsWith('Input.'));

function filledIn(card: Card, filled: Filled): Json {
  const inputs: Json = Object.fromEntries(inputsOf(card).flatMap((input) => ('value' in input ? [[input.id, input.value]] : [])));
  for (const [name, given] of Object.entries(filled)) {
    const input = inputsOf(card).find(({ id }) => id.endsWith(`:${name}`));
    if (!input) throw new Error(`The form has no field "${name}"`);
    const choices: readonly Choice[] = 'choices' in input ? input.choices : [];
    const values = [given].flat().map((label) => choices.find(({ title }) => title === label)?.value ?? label);
    inputs[input.id] = values.join(',');
  }
  return inputs;
}

/** Somebody of the team in their chat with the bot in Teams: they type a command, fill in the form that opens over the chat, and press what an answer offers. */
export function teamsStaff(person: TeamsPerson, door: Pick<TeamsDoor, 'brings' | 'quiet'>) {
  /** What is open over the chat. */
  let dialog: Card | null = null;

  async function asks(name: 'task/fetch' | 'task/submit', data: unknown): Promise<string> {
    const { status, body } = await door.brings(person.activity({ type: 'invoke', name, value: { data, context: { theme: 'default' } } }));
    await door.quiet();
    const { task } = (body ?? {}) as { task?: { value: { card: { content: Card } } } };
    if (!task) throw new Error(`That opens nothing: ${JSON.stringify(data)} ${status} ${JSON.stringify(body)}`);
    dialog = task.value.card.content;
    const faults = faultsOfCard(dialog);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    return textOf(dialog);
  }
  const newest = (): Card | null => person.shown().map(cardOf).findLast(Boolean) ?? null;
  const actionIn = (card: Card | null, label: string): Action | undefined =>
    card?.body && actionsOf(card).find(({ title }) => title === label);

  return {
    address: person.address,
    reads: person.reads,
    types: async (line: string): Promise<string> => {
      dialog = null;
      await person.types(line);
      return person.reads();
    },
    /** Opens the form, fills it in by names of fields and by what can be picked, and sends it. Answers what stands in its place. */
    async fills(filled: Filled): Promise<string> {
      const open = actionIn(newest(), 'Open the form');
      if (!dialog && open) await asks('task/fetch', open.data);
      const send = actionIn(dialog, 'Do it');
      if (!dialog || !send) throw new Error(`There is no form, but: ${person.reads()}`);
      return asks('task/submit', { ...filledIn(dialog, filled), ...send.data });
    },
    /** Presses what is offered, over the chat or in it. Answers what they read then. */
    async presses(label: string): Promise<string> {
      const action = actionIn(dialog, label);
      if (action) return asks('task/submit', action.data);
      dialog = null;
      await person.presses(label);
      return person.reads();
    },
  };
}
