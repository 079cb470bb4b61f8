import type { Posted } from './fake-slack.ts';
import { type Answer, type Door, pressOf, readable } from './slack-door.ts';

interface Element {
  type: string;
  action_id: string;
  text?: { text: string };
  value?: string;
  options?: { text: { text: string }; value: string }[];
}

/** Where messages to somebody can be read, and whether all have come. */
export interface Inbox {
  messages(): Posted[];
  /** Resolves when nothing more is on its way. */
  quiet(): Promise<void>;
}

/** Somebody with Slack on their phone: they type, press what is in front of them, and read. */
export interface SlackPerson {
  types(text: string, id?: string): Promise<Answer>;
  /** Presses what has this label, on the newest message that has it, or on that one. */
  presses(label: string, on?: Posted): Promise<Answer>;
  /** Ticks all of these, and presses Done. */
  ticks(...labels: string[]): Promise<Answer>;
  /** The newest messages, as they are now. */
  reads(last?: number): string;
  newest(): Posted;
  /** What can be pressed on the newest message: labels. */
  choices(): string[];
}

const elementsOf = ({ blocks }: Posted) =>
  blocks.flatMap((block) =>
    block.type === 'actions' ? (block.elements as Element[]).map((element) => ({ block: block.block_id, element })) : [],
  );

const labelsOf = ({ text, options = [] }: Element) => [...(text ? [text.text] : []), ...options.map((option) => option.text.text)];

export function slackPerson(door: Pick<Door, 'writes' | 'interacts'>, inbox: Inbox, user: string): SlackPerson {
  const own = () => inbox.messages();
  const newest = () => {
    const message = own().at(-1);
    if (!message) throw new Error('Nothing was said yet.');
    return message;
  };
  const find = (label: string, on?: Posted) => {
    for (const message of on ? [on] : own().toReversed())
      for (const { block, element } of elementsOf(message))
        if (labelsOf(element).includes(label))
          return { message, block, element, option: element.options?.find(({ text }) => text.text === label) };
    throw new Error(`There is no "${label}" in: ${own().map(readable).join('\n---\n')}`);
  };
  async function press(payload: object): Promise<Answer> {
    const answer = await door.interacts(payload);
    await inbox.quiet();
    return answer;
  }
  return {
    types: async (text, id) => {
      const answer = await door.writes(user, text, id);
      await inbox.quiet();
      return answer;
    },
    presses: (label, on) => {
      const { message, block, element, option } = find(label, on);
      return press(pressOf(user, message, { ...element, block_id: block, ...(option && { selected_option: option }) }));
    },
    ticks: async (...labels) => {
      const ticked = labels.map((label) => find(label));
      const values: Record<string, Record<string, { type: string; selected_options: unknown[] }>> = {};
      for (const { block = '', element, option } of ticked) {
        const group = ((values[block] ??= {})[element.action_id] ??= { type: element.type, selected_options: [] });
        group.selected_options.push(option);
      }
      const done = find('Done');
      const state = { values };
      for (const { message, block, element, option } of ticked)
        await press(pressOf(user, message, { ...element, block_id: block, selected_options: [option] }, { state }));
      return press(pressOf(user, done.message, { ...done.element, block_id: done.block }, { state }));
    },
    reads: (last = 1) => own().slice(-last).map(readable).join('\n'),
    newest,
    choices: () => elementsOf(newest()).flatMap(({ element }) => labelsOf(element)),
  };
}
