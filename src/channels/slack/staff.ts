import type { KnownBlock } from '@slack/types';
import type { Brought, Order, WholeOrder } from '../../desk/ports.ts';
import { patiently } from '../patiently.ts';
import { soon } from '../soon.ts';
import { caller, shownOf, shownOnModal } from './answers.ts';
import { plainSection } from './blocks.ts';
import { openForm } from './forms.ts';
import { ours } from './limits.ts';
import { typedText } from './markup.ts';
import { resultView } from './modals.ts';
import { notice, type SlackMessage } from './outbound.ts';
import { plainLanguage, type Room, type Who } from './room.ts';

/** Commands of staff: typed after a slash, or pressed below an answer. This room knows none of them by name. */

/** Shows something to the one who asked, and to nobody else. */
export type Show = (answer: SlackMessage) => Promise<unknown>;

/** `/session new` is the order `session new`; after our own name comes the whole order. A colleague is named as the desk names them. */
export function lineOf(command: string, text: string, install: string): string {
  const rest = typedText(text, (user) => `slack:${install}/${user}`);
  return command === '/onward' ? rest : `${command.slice(1)} ${rest}`.trim();
}

/** Whether nothing was wrong but that fields were not given: then the form says enough. */
function lacksOnly(faults: Record<string, string>, fields: { name: string; given?: unknown }[]): boolean {
  return Object.keys(faults).every((name) => fields.some((field) => field.name === name && field.given === undefined));
}

/** A trigger is Slack's own id of what somebody did. */
const broughtBy = ({ trigger, on }: { trigger: string; on?: string | undefined }): Brought | undefined =>
  trigger === '' ? undefined : { event: trigger, ...(on !== undefined && { on }) };

/** An order whose answer goes where it was given; none, if it came before. @param answer at once; @param show later, any number of times */
export async function takeOrder(
  room: Room,
  who: Who,
  order: Order,
  from: { trigger: string; channel: string | undefined; onModal?: boolean; on?: string | undefined },
  answer: Show,
  show: Show,
): Promise<void> {
  const words = room.words(plainLanguage);
  const whole = async (): Promise<SlackMessage | null> => {
    try {
      const result = await patiently(() => room.desk.command(caller(who), order, broughtBy(from)), room.wait);
      if (result.kind === 'refused' && result.before) return null;
      const form = result.kind === 'refused' && result.faults && (await room.desk.form(caller(who), order));
      if (form && form.kind === 'form') {
        const note = lacksOnly(result.faults ?? {}, form.form.fields) ? undefined : result.why;
        return await openForm(room, who, form.form, { ...from, note });
      }
      if (!from.onModal || result.kind === 'refused') return await shownOf(room, who, result, from.channel);
      // What was pressed on a form's answer gives way, or it would look as if nothing had happened.
      return { text: '…', blocks: await shownOnModal(room, who, result.sheet, from.channel) };
    } catch (error) {
      room.failed(error);
      return notice(words('staff_trouble'));
    }
  };
  const work = whole();
  const done = await soon(work, ours.patience, room.wait);
  if (done !== 'late') return void (done && (await answer(done)));
  await answer(notice(words('staff_working')));
  room.later(async () => {
    const shown = await work;
    if (shown) await show(shown);
  });
}

/** What a press on a form's answer leads to stands in its place. */
export async function showOnModal(
  room: Room,
  who: Who,
  viewId: string,
  name: string,
  shown: SlackMessage,
  channel?: string,
): Promise<unknown> {
  const blocks = (shown.blocks?.length ? shown.blocks : [plainSection(shown.text)]) as KnownBlock[];
  return room.clients
    .quick(who.token)
    .views.update({ view_id: viewId, view: resultView(name, blocks, room.words(plainLanguage), channel) });
}

/** A shortcut always opens a form: nobody sees what it would do before they press it. */
export async function takeShortcut(room: Room, who: Who, order: WholeOrder, trigger: string, channel: string | undefined): Promise<void> {
  const shown = await room.desk.form(caller(who), order);
  if (shown.kind === 'refused') return room.later(() => room.say(who, channel, shown.why));
  room.later(async () => {
    const instead = await openForm(room, who, shown.form, { trigger, channel });
    if (instead) await room.show(who, channel, instead);
  });
}

/** An order of its own for each shortcut: `evidence_add` on a message is `evidence add` with that message's words. */
export function shortcutOrder(callbackId: string, message: { text?: string | undefined } | undefined): WholeOrder {
  const text = typedText(message?.text ?? '');
  return { name: callbackId.replaceAll('_', ' '), input: text ? { text } : {} };
}
