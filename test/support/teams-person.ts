import type { Action, Card, Element } from '../../src/channels/botframework/card.ts';
import type { Json } from '../../src/channels/botframework/port.ts';
import { picks } from '../../src/channels/botframework/question.ts';
import { type FakeConnector, testApp } from './fake-connector.ts';
import type { TeamsAnswer, TeamsDoor } from './teams-door.ts';

/** What somebody has in front of them: an activity of ours, as it is now. */
export interface Shown {
  id: string;
  activity: Json;
}

export const cardOf = ({ activity }: Shown): Card | null => {
  const [attached] = (activity.attachments ?? []) as { contentType: string; content: Card }[];
  return attached?.contentType === 'application/vnd.microsoft.card.adaptive' ? attached.content : null;
};

/** All that can be read on something, as a client shows it. */
export function textOf(shown: unknown): string {
  if (Array.isArray(shown)) return shown.map(textOf).filter(Boolean).join('\n');
  if (typeof shown !== 'object' || shown === null) return '';
  const { type, inlines, text, title, label, ...rest } = shown as Json;
  if (type === 'RichTextBlock') return (inlines as { text: string }[]).map((run) => run.text).join('');
  const { body, items, columns, rows, cells, actions, choices } = rest as Json;
  const own = [text, label, title].filter((one) => typeof one === 'string').join('\n');
  return [own, ...[body, items, columns, rows, cells, choices, actions].map(textOf)].filter(Boolean).join('\n');
}

export const readOn = (shown: Shown): string => {
  const card = cardOf(shown);
  return card ? textOf(card) : String(shown.activity.text ?? '');
};

const all = (elements: readonly Element[]): Element[] =>
  elements.flatMap((element) => [element, ...('items' in element ? all(element.items as Element[]) : [])]);

export const actionsOf = (card: Card): Action[] => [
  ...all(card.body).flatMap((element) => (element.type === 'ActionSet' ? element.actions : [])),
  ...(card.actions ?? []),
];

/** Somebody with Teams on their phone: they type, press what is in front of them, and read. */
export interface TeamsPerson {
  address: string;
  types(text: string, over?: Json): Promise<TeamsAnswer>;
  /** Presses what has this label, on the newest message that has it. @param inputs as the card's inputs were filled in */
  presses(label: string, inputs?: Json): Promise<TeamsAnswer>;
  /** Picks these choices of the newest card that has them, and presses Done. */
  picks(...labels: string[]): Promise<TeamsAnswer>;
  /** Everything in front of them, oldest first. */
  shown(): Shown[];
  /** The newest messages, as they are now. */
  reads(last?: number): string;
  /** What can be pressed or picked on the newest message: labels. */
  choices(): string[];
  /** An activity of theirs, to be brought as it is. */
  activity(over: Json): Json;
}

/** @param entra the id of an account. @param surface `submit`: a client that knows no Action.Execute */
export function teamsPerson(
  door: Pick<TeamsDoor, 'brings' | 'quiet'>,
  peer: FakeConnector,
  entra: string,
  { channelId = 'msteams', submit = channelId !== 'msteams' }: { channelId?: string; submit?: boolean } = {},
): TeamsPerson {
  const conversation = `a:${entra}`;
  const address = channelId === 'msteams' ? `msteams:${testApp.tenant}/${entra}` : `${channelId}/29:${entra}`;
  const activity = (over: Json): Json =>
    peer.activity({
      channelId,
      from: { id: `29:${entra}`, ...(channelId === 'msteams' && { aadObjectId: entra }) },
      conversation: { id: conversation, ...(channelId === 'msteams' && { tenantId: testApp.tenant, conversationType: 'personal' }) },
      text: undefined,
      ...over,
    });
  const shown = () => peer.posted.filter((one) => one.conversation === conversation);
  async function brings(one: Json): Promise<TeamsAnswer> {
    const answer = await door.brings(one);
    await door.quiet();
    return answer;
  }
  function newestWith(fits: (card: Card) => boolean, what: string): { message: Shown; card: Card } {
    for (const message of shown().toReversed()) {
      const card = cardOf(message);
      if (card && fits(card)) return { message, card };
    }
    throw new Error(`There is no "${what}" in: ${shown().map(readOn).join('\n---\n')}`);
  }
  async function press(message: Shown, action: Action, inputs: Json): Promise<TeamsAnswer> {
    const data = { ...action.data, ...(action.associatedInputs === 'none' ? {} : inputs) };
    const execute = action.type === 'Action.Execute' && !submit;
    const answer = await brings(
      execute
        ? activity({
            type: 'invoke',
            name: 'adaptiveCard/action',
            replyToId: message.id,
            value: { action: { type: 'Action.Execute', verb: action.verb, data }, trigger: 'manual' },
          })
        : activity({ replyToId: message.id, value: data }),
    );
    // A card that comes as the answer stands in the place of the one that was pressed.
    if (execute && answer.body?.type === 'application/vnd.microsoft.card.adaptive')
      message.activity = { ...message.activity, attachments: [{ contentType: answer.body.type, content: answer.body.value }] };
    return answer;
  }
  return {
    address,
    activity,
    shown,
    types: (text, over = {}) => brings(activity({ text, ...over })),
    presses: (label, inputs = {}) => {
      const { message, card } = newestWith((one) => actionsOf(one).some(({ title }) => title === label), label);
      return press(message, actionsOf(card).find(({ title }) => title === label) as Action, inputs);
    },
    picks: (...labels) => {
      const [first = ''] = labels;
      const choicesOf = (card: Card) =>
        all(card.body).flatMap((element) => (element.type === 'Input.ChoiceSet' && element.id === picks ? element.choices : []));
      const { message, card } = newestWith((one) => choicesOf(one).some(({ title }) => title === first), first);
      const values = labels.map((label) => choicesOf(card).find(({ title }) => title === label)?.value);
      const done = actionsOf(card).find(({ associatedInputs }) => associatedInputs !== 'none') as Action;
      return press(message, done, { [picks]: values.join(',') });
    },
    reads: (last = 1) => shown().slice(-last).map(readOn).join('\n'),
    choices: () => {
      const newest = shown().at(-1);
      const card = newest && cardOf(newest);
      if (!card) return [];
      const picked = all(card.body).flatMap((element) => (element.type === 'Input.ChoiceSet' ? element.choices : []));
      return [...picked, ...actionsOf(card)].map(({ title }) => title);
    },
  };
}
