import type { Door } from './slack-door.ts';
import { readable } from './slack-door.ts';
import { emulated, type SlackEmulator } from './slack-emulator.ts';

/** Somebody of the team at the emulator's Slack: they type a command, fill in the form that opens, press what an answer offers. */

interface Element {
  type: string;
  action_id: string;
  text?: { text: string };
  value?: string;
  initial_value?: string;
  initial_option?: object;
  options?: { text: { text: string }; value: string }[];
}
interface Block {
  type: string;
  block_id?: string;
  element?: Element;
  elements?: Element[];
}
type Filled = Record<string, string | string[]>;

/** What stands in front of them now. */
interface Shown {
  view: { view_id: string; blocks: Block[]; private_metadata: string } | null;
  blocks: Block[];
  text: string;
}

/** A field as Slack sends it: what was filled in, or what the form came with. */
function stateOf(element: Element, given: string | string[] | undefined): object {
  const { type, options = [], initial_option, initial_value } = element;
  const option = (value: string) => options.find((one) => one.value === value || one.text.text === value);
  if (type === 'static_select') {
    const selected = typeof given === 'string' ? option(given) : initial_option;
    if (given !== undefined && !selected) throw new Error(`"${given}" cannot be picked from: ${options.map(({ value }) => value)}`);
    return { type, selected_option: selected ?? null };
  }
  if (type === 'checkboxes' || type === 'multi_static_select')
    return { type, selected_options: [given ?? []].flat().flatMap((value) => option(value) ?? []) };
  if (type === 'datepicker') return { type, selected_date: given ?? null };
  return { type, value: given ?? initial_value ?? null };
}

export function slackStaff(door: Pick<Door, 'post' | 'slack'>, slack: SlackEmulator, user: string, channel: string) {
  let shown: Shown = { view: null, blocks: [], text: '' };
  let presses = 0;
  const team = { id: emulated.team, domain: 'test' };
  const form = async (fields: Record<string, string>): Promise<Record<string, unknown>> => {
    const { status, body } = await door.post(new URLSearchParams(fields).toString());
    if (status !== 200) throw new Error(`Slack was answered ${status}`);
    await door.slack.idle();
    return body === '' ? {} : JSON.parse(body);
  };
  const from = { team, user: { id: user, team_id: emulated.team }, api_app_id: 'A1', is_enterprise_install: false };
  const interacts = (payload: object) => form({ payload: JSON.stringify({ ...from, ...payload }) });
  const newestView = () => slack.views().at(-1) as NonNullable<Shown['view']>;
  const see = (view: Shown['view'], blocks: Block[], text = readable(blocks)): string => {
    shown = { view, blocks, text };
    return text;
  };

  return {
    user,
    channel,
    /** Types it after a slash. Answers what they read: the answer, the form that opened, or what was posted where they are. */
    async types(line: string): Promise<string> {
      const before = { view: newestView()?.view_id, message: slack.messages(channel).at(-1)?.ts };
      const [command = '', ...rest] = line.split(' ');
      const answer = await form({
        command,
        text: rest.join(' '),
        team_id: emulated.team,
        user_id: user,
        channel_id: channel,
        api_app_id: 'A1',
        is_enterprise_install: 'false',
        trigger_id: await slack.trigger(user),
        response_url: slack.responseUrl,
      });
      if (answer.text !== undefined) return see(null, (answer.blocks ?? []) as Block[], readable(answer.blocks) || String(answer.text));
      const view = newestView();
      if (view && view.view_id !== before.view) return see(view, view.blocks);
      const posted = slack.messages(channel).at(-1);
      return posted && posted.ts !== before.message ? see(null, posted.blocks as Block[]) : see(null, [], '');
    },
    /** Sends the form that is open. */
    async fills(filled: Filled): Promise<string> {
      const { view } = shown;
      if (!view) throw new Error(`There is no form, but: ${shown.text}`);
      const fields = view.blocks.flatMap(({ block_id, element }) => (block_id && element ? [{ block_id, element }] : []));
      for (const name of Object.keys(filled))
        if (!fields.some(({ block_id }) => block_id === name)) throw new Error(`The form has no field "${name}"`);
      const values = Object.fromEntries(
        fields.map(({ block_id, element }) => [block_id, { [element.action_id]: stateOf(element, filled[block_id]) }]),
      );
      const sent = { ...view, id: view.view_id, type: 'modal', state: { values } };
      const answer = (await interacts({ type: 'view_submission', trigger_id: await slack.trigger(user), view: sent })) as {
        response_action?: string;
        errors?: Record<string, string>;
        view?: { blocks: Block[] };
      };
      if (answer.errors) return see(view, view.blocks, Object.values(answer.errors).join('\n'));
      if (!answer.view) throw new Error(`The form was answered with ${JSON.stringify(answer)}`);
      return see({ ...view, blocks: answer.view.blocks }, answer.view.blocks);
    },
    /** Presses a button of what is shown. Answers what stands in its place afterwards. */
    async presses(label: string): Promise<string> {
      const found = shown.blocks.flatMap(({ block_id, elements = [] }) =>
        elements.flatMap((element) => (element.text?.text === label ? [{ ...element, block_id }] : [])),
      );
      const [element] = found;
      if (!element) throw new Error(`There is no "${label}" on: ${shown.text}`);
      const { view } = shown;
      // They read before they press: it is no double click.
      const hash = String(++presses);
      const place = view
        ? { view: { ...view, id: view.view_id, type: 'modal', hash }, container: { type: 'view', view_id: view.view_id } }
        : {
            channel: { id: channel, name: 'directmessage' },
            container: { type: 'message', message_ts: `${presses}.1`, channel_id: channel },
          };
      const before = slack.responses.length;
      await interacts({
        type: 'block_actions',
        trigger_id: await slack.trigger(user),
        response_url: slack.responseUrl,
        ...place,
        actions: [{ ...element, action_ts: '1.2' }],
      });
      const [told] = slack.responses.slice(before);
      if (told) return see(null, (told.blocks ?? []) as Block[], readable(told.blocks) || String(told.text));
      if (!view) return this.reads();
      const after = slack.views().find(({ view_id }) => view_id === view.view_id) as NonNullable<Shown['view']>;
      return see(after, after.blocks);
    },
    /** The choices of a field of the form that is open, by what they are called. */
    choices(field: string): Map<string, string> {
      const options = shown.blocks.find(({ block_id }) => block_id === field)?.element?.options ?? [];
      return new Map(options.map(({ text, value }) => [text.text, value]));
    },
    /** The newest message in their own messages with the bot, which is then what they can press. */
    reads(): string {
      const posted = slack.messages(channel).at(-1);
      return posted ? see(null, posted.blocks as Block[], readable(posted.blocks) || posted.text) : '';
    },
    shown: () => shown,
  };
}

export type SlackStaff = ReturnType<typeof slackStaff>;
