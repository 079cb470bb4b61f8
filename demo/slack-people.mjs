/** People at Slack: they type, press what stands in front of them, fill in forms, and read. */
import { team } from './slack.mjs';

/** All that somebody reads on a message or a view, as Slack shows it. */
export function readable(shown) {
  if (Array.isArray(shown)) return shown.map(readable).filter(Boolean).join('\n');
  if (typeof shown !== 'object' || shown === null) return '';
  const { type, text, ...rest } = shown;
  const own = typeof text === 'string' ? (type === undefined ? '' : text) : readable(text);
  const plain = own
    .replace(/<(https?:[^>|]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return [plain, readable(Object.values(rest))].filter(Boolean).join('\n');
}

const elementsIn = (blocks) => blocks.flatMap(({ block_id, elements = [] }) => elements.map((element) => ({ ...element, block_id })));
const labelsOf = ({ text, options = [] }) => [...(text ? [text.text] : []), ...options.map((option) => option.text.text)];

/** Somebody young with Slack on their phone. */
export function slackPerson(slack, time, user) {
  const channel = `D${user}`;
  const own = () => slack.messages(channel).filter(({ blocks }) => blocks.length > 0);
  return {
    door: 'slack',
    async types(text) {
      time.pass(4);
      await slack.writes(user, text);
      await time.settle();
    },
    /** Presses what has this label, on the newest message that has it. */
    async presses(label) {
      time.pass(4);
      for (const message of own().toReversed()) {
        const element = elementsIn(message.blocks).find((one) => labelsOf(one).includes(label));
        if (!element) continue;
        const option = element.options?.find(({ text }) => text.text === label);
        await slack.interacts(user, {
          ...{ type: 'block_actions', message, channel: { id: channel, name: 'directmessage' }, state: { values: {} } },
          container: { type: 'message', message_ts: message.ts, channel_id: channel },
          actions: [{ ...element, ...(option && { selected_option: option }), action_ts: '1.2' }],
        });
        return time.settle();
      }
      throw new Error(`There is no "${label}" in: ${own().slice(-2).map(readable).join('\n---\n')}`);
    },
    reads: (last = 1) => own().slice(-last).map(readable).join('\n'),
    /** What can be pressed on the newest message. */
    labels: () => elementsIn(own().at(-1)?.blocks ?? []).flatMap(labelsOf),
    opens: async () => undefined,
    /** Every message, the oldest first, as words. */
    heard: () => own().map(readable),
    /** Addresses of links in what they were sent. */
    links: () => own().flatMap(({ blocks }) => [...JSON.stringify(blocks).matchAll(/https?:\/\/[^"\\|>]+/g)].map(([address]) => address)),
  };
}

/** A field of a form as Slack sends it. */
function stateOf(element, given) {
  const { type, options = [], initial_option, initial_options, initial_value, initial_date } = element;
  const option = (value) => options.find((one) => one.value === value || one.text.text === value);
  if (type === 'static_select') return { type, selected_option: (given === undefined ? initial_option : option(given)) ?? null };
  if (type === 'checkboxes' || type === 'multi_static_select')
    return {
      type,
      selected_options: given === undefined ? (initial_options ?? []) : [given].flat().flatMap((value) => option(value) ?? []),
    };
  if (type === 'datepicker') return { type, selected_date: given ?? initial_date ?? null };
  return { type, value: given ?? initial_value ?? null };
}

/** Somebody of the team: commands after a slash, and what their answers offer. */
export function slackStaff(slack, time, user) {
  let shown = { blocks: [], text: '', view: null };
  let presses = 0;
  const see = (blocks, text, view = null) => {
    shown = { blocks, text, view };
    return text;
  };
  /** What stands in front of them after something was done. */
  const newest = () => slack.messages(`D${user}`).at(-1);
  async function looks(answer, before) {
    await time.settle();
    const [later] = slack.takeResponses().slice(-1);
    const told = answer.text !== undefined || answer.blocks ? answer : later;
    if (told) return see(told.blocks ?? [], readable(told.blocks ?? []) || String(told.text));
    const view = slack.takeOpened();
    if (view) return see(view.blocks, readable(view.blocks), view);
    // What stands for everybody is posted where it was asked for.
    const posted = newest();
    return posted && posted.ts !== before ? see(posted.blocks, readable(posted.blocks) || posted.text) : null;
  }
  const self = {
    address: `${team}/${user}`,
    /** @returns {Promise<string>} what they read */
    async types(line) {
      time.pass(20);
      const [command, ...rest] = line.split(' ');
      const before = newest()?.ts;
      return (await looks(await slack.commands(user, command, rest.join(' ')), before)) ?? '';
    },
    /** The same, of a command whose answer has these words. */
    async expects(line, words) {
      const read = await self.types(line);
      if (!read.includes(words)) throw new Error(`"${line}" was answered: ${read}`);
      return read;
    },
    /** Sends the form that is open. */
    async fills(filled) {
      time.pass(40);
      const { view } = shown;
      if (!view) throw new Error(`There is no form, but: ${shown.text}`);
      const fields = view.blocks.filter(({ element }) => element);
      for (const name of Object.keys(filled))
        if (!fields.some(({ block_id }) => block_id === name)) throw new Error(`The form has no field "${name}": ${shown.text}`);
      const values = Object.fromEntries(
        fields.map(({ block_id, element }) => [block_id, { [element.action_id]: stateOf(element, filled[block_id]) }]),
      );
      const answer = await slack.interacts(user, { type: 'view_submission', view: { ...view, type: 'modal', state: { values } } });
      await time.settle();
      if (answer.errors) throw new Error(`The form was refused: ${JSON.stringify(answer.errors)}`);
      const next = answer.view ?? slack.view(view.id);
      return see(next.blocks, readable(next.blocks), { ...view, ...next });
    },
    /** Presses a button of what is shown. */
    async presses(label) {
      time.pass(10);
      const element = elementsIn(shown.blocks).find(({ text }) => text?.text === label);
      if (!element) throw new Error(`There is no "${label}" on: ${shown.text}`);
      const { view } = shown;
      const hash = String(++presses);
      const place = view
        ? { view: { ...view, type: 'modal', hash }, container: { type: 'view', view_id: view.id } }
        : {
            channel: { id: `D${user}`, name: 'directmessage' },
            container: { type: 'message', message_ts: `${presses}.1`, channel_id: `D${user}` },
          };
      const answer = await slack.interacts(user, { type: 'block_actions', ...place, actions: [{ ...element, action_ts: '1.2' }] });
      const text = await looks(answer, newest()?.ts);
      if (text !== null || !view) return text ?? '';
      const after = slack.view(view.id);
      return see(after.blocks, readable(after.blocks), after);
    },
    /** Labels of what can be pressed. */
    offered: () => elementsIn(shown.blocks).flatMap(labelsOf),
    /** What stands on the buttons, whole: the orders. */
    orders: () =>
      elementsIn(shown.blocks).flatMap(({ value, block_id }) => (block_id?.startsWith('next:') && value ? [JSON.parse(value)] : [])),
    /** The choices of a field of the form that is open, by what they are called. */
    choices: (field) =>
      new Map(
        (shown.blocks.find(({ block_id }) => block_id === field)?.element?.options ?? []).map(({ text, value }) => [text.text, value]),
      ),
    /** The newest messages in their own messages with the bot. */
    reads: (last = 1) =>
      slack
        .messages(`D${user}`)
        .slice(-last)
        .map(({ blocks, text }) => readable(blocks) || text)
        .join('\n'),
    /** Goes to their own messages: what stands newest there can be pressed. */
    opens: () => {
      const message = slack.messages(`D${user}`).at(-1);
      return message ? see(message.blocks, readable(message.blocks) || message.text) : '';
    },
    shown: () => shown,
  };
  return self;
}
