import type { ViewErrorsResponseAction, ViewPushResponseAction, ViewUpdateResponseAction } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import type { CommandResult, Order, Sheet } from '../../desk/ports.ts';
import { cleanText } from '../clean-text.ts';
import { plainSection } from './blocks.ts';
import { messageOf, putUp } from './board.ts';
import { ours } from './limits.ts';
import { escaped, typedText } from './markup.ts';
import { formView, readForm, resultView } from './modals.ts';
import { notice, type SlackMessage } from './outbound.ts';
import { plainLanguage, type Room, type Who } from './room.ts';
import { type NamedOrder, sheetBlocks } from './sheet.ts';

/** Commands of staff: typed after a slash, filled in in a form, or pressed below an answer. This room knows none of them by name. */

/** Shows something to the one who asked, and to nobody else. */
export type Show = (answer: SlackMessage) => Promise<unknown>;

type AfterForm = ViewUpdateResponseAction | ViewPushResponseAction | ViewErrorsResponseAction;

const caller = ({ address }: Who) => ({ channel: 'slack', address }) as const;

/** `/session new` is the order `session new`; after our own name comes the whole order. A colleague is named as the desk names them. */
export function lineOf(command: string, text: string, install: string): string {
  const rest = typedText(text, (user) => `slack:${install}/${user}`);
  return command === '/onward' ? rest : `${command.slice(1)} ${rest}`.trim();
}

/** What becomes of an order, and the form to open where it is not whole. */
async function obey(
  room: Room,
  who: Who,
  order: Order,
  channel: string | undefined,
): Promise<{ result: CommandResult; form?: ReturnType<typeof formView> }> {
  const result = await room.desk.command(caller(who), order);
  if (result.kind === 'done' || !result.faults) return { result };
  const shown = await room.desk.form(caller(who), order);
  if (shown.kind === 'refused') return { result };
  return {
    result,
    form: formView(shown.form, room.words(plainLanguage), lacksOnly(result.faults, shown.form.fields) ? undefined : result.why, channel),
  };
}

/** Whether nothing was wrong but that fields were not given: then the form says enough. */
function lacksOnly(faults: Record<string, string>, fields: { name: string; given?: unknown }[]): boolean {
  return Object.keys(faults).every((name) => fields.some((field) => field.name === name && field.given === undefined));
}

/** What is seen by the one who asked; null: it is put up for everybody instead. */
function shownOf(room: Room, who: Who, result: CommandResult, channel: string | undefined): SlackMessage | null {
  const words = room.words(plainLanguage);
  if (result.kind === 'refused') return notice(result.why);
  const { sheet } = result;
  sendFiles(room, who, sheet);
  if (!sheet.lasting) return messageOf(sheet, words);
  room.later(() => putUp(room, who, channel, sheet, words));
  return null;
}

/**
 * Pictures and files of an answer, in their messages. What a picture shows stands beside it as words: Slack's client sends a description under a
 * name that Slack does not know (`alt_text`, where it is `alt_txt`), and under the right one a file may not arrive (slackapi/python-slack-sdk#1818).
 */
function sendFiles(room: Room, who: Who, { pictures = [], files = [] }: Sheet): void {
  const uploads = [
    ...pictures.map(({ alt, png }, at) => ({
      filename: `picture-${at + 1}.png`,
      file: Buffer.from(png),
      initial_comment: escaped(cleanText(alt)),
    })),
    ...files.map(({ name, body }) => ({ filename: name, file: Buffer.from(body) })),
  ];
  if (uploads.length === 0) return;
  room.later(async () => {
    const channel_id = await room.channels.of(who.address, who.user, who.token, who.install, true);
    for (const upload of uploads) await room.clients.bulk(who.token).files.uploadV2({ channel_id, ...upload });
  });
}

/** Work that Slack may not have the patience for: `late` when it takes longer. */
async function soon<T>(room: Room, work: Promise<T>): Promise<T | 'late'> {
  return Promise.race([work, room.wait(ours.patience).then(() => 'late' as const)]);
}

/** An order whose answer goes where it was given. @param answer at once; @param show later, any number of times */
export async function takeOrder(
  room: Room,
  who: Who,
  order: Order,
  from: { trigger: string; channel: string | undefined; onModal?: boolean },
  answer: Show,
  show: Show,
): Promise<void> {
  const words = room.words(plainLanguage);
  const whole = async (): Promise<SlackMessage | null> => {
    try {
      const { result, form } = await obey(room, who, order, from.channel);
      if (form) {
        const { views } = room.clients.quick(who.token);
        await (from.onModal ? views.push : views.open).call(views, { trigger_id: from.trigger, view: form });
        return null;
      }
      const shown = shownOf(room, who, result, from.channel);
      // What was pressed on a form's answer gives way, or it would look as if nothing had happened.
      return shown ?? (from.onModal && result.kind === 'done' ? messageOf(result.sheet, words) : null);
    } catch (error) {
      room.failed(error);
      return notice(words('staff_trouble'));
    }
  };
  const work = whole();
  const done = await soon(room, work);
  if (done !== 'late') return void (done && (await answer(done)));
  await answer(notice(words('staff_working')));
  room.later(async () => {
    const shown = await work;
    if (shown) await show(shown);
  });
}

/** What a press on a form's answer leads to stands in its place. */
export async function showOnModal(room: Room, who: Who, viewId: string, { name }: NamedOrder, shown: SlackMessage): Promise<unknown> {
  const blocks = (shown.blocks?.length ? shown.blocks : [plainSection(shown.text)]) as KnownBlock[];
  return room.clients.quick(who.token).views.update({ view_id: viewId, view: resultView(name, blocks, room.words(plainLanguage)) });
}

/** A form that was sent. Answers what becomes of it on the screen. null: it closes. */
export async function takeForm(room: Room, who: Who, view: { id: string }): Promise<AfterForm | null> {
  const filled = readForm(view);
  if (!filled) return null;
  const { channel, ...order } = filled;
  const words = room.words(plainLanguage);
  const whole = async (): Promise<AfterForm> => {
    try {
      const result = await room.desk.command(caller(who), order);
      if (result.kind === 'done') {
        shownOf(room, who, result, channel);
        return { response_action: 'update', view: resultView(order.name, sheetBlocks(result.sheet, words), words) };
      }
      const known = faultsOf(view, result.faults);
      if (known) return { response_action: 'errors', errors: known };
      return { response_action: 'push', view: resultView(order.name, [plainSection(result.why)], words) };
    } catch (error) {
      room.failed(error);
      return { response_action: 'push', view: resultView(order.name, [plainSection(words('staff_trouble'))], words) };
    }
  };
  const work = whole();
  const done = await soon(room, work);
  if (done !== 'late') return done;
  room.later(async () => {
    const late = await work;
    const shown = 'view' in late ? late.view : resultView(order.name, [plainSection(Object.values(late.errors).join('\n'))], words);
    await room.clients.quick(who.token).views.update({ view_id: view.id, view: shown });
  });
  return { response_action: 'update', view: resultView(order.name, [plainSection(words('staff_working'))], words) };
}

/** Faults of fields that the form has: Slack takes no others. null: there are none, or one of another field. */
function faultsOf(view: unknown, faults: Record<string, string> | undefined): Record<string, string> | null {
  const { blocks = [] } = view as { blocks?: { type?: string; block_id?: string }[] };
  const names = blocks.flatMap(({ type, block_id }) => (type === 'input' && block_id ? [block_id] : []));
  const entries = Object.entries(faults ?? {});
  return entries.length > 0 && entries.every(([name]) => names.includes(name)) ? Object.fromEntries(entries) : null;
}

/** A shortcut always opens a form: nobody sees what it would do before they press it. */
export async function takeShortcut(room: Room, who: Who, order: NamedOrder, trigger: string, channel: string | undefined): Promise<void> {
  const shown = await room.desk.form(caller(who), order);
  if (shown.kind === 'refused') return room.later(() => room.say(who, channel, shown.why));
  const view = formView(shown.form, room.words(plainLanguage), undefined, channel);
  room.later(() => room.clients.quick(who.token).views.open({ trigger_id: trigger, view }));
}

/** An order of its own for each shortcut: `evidence_add` on a message is `evidence add` with that message's words. */
export function shortcutOrder(callbackId: string, message: { text?: string | undefined } | undefined): NamedOrder {
  const text = typedText(message?.text ?? '');
  return { name: callbackId.replaceAll('_', ' '), input: text ? { text } : {} };
}
