import type { ViewErrorsResponseAction, ViewPushResponseAction, ViewUpdateResponseAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Brought, CommandOutline } from '../../desk/ports.ts';
import { patiently } from '../patiently.ts';
import { soon } from '../soon.ts';
import { caller, fitting, shownOnModal } from './answers.ts';
import { plainSection } from './blocks.ts';
import { messageOf } from './board.ts';
import { type Form, readForm } from './filled.ts';
import { ours } from './limits.ts';
import { formView, resultView, uploadOf } from './modals.ts';
import type { SlackMessage } from './outbound.ts';
import { refusalOf } from './outcome.ts';
import { plainLanguage, type Room, type Who } from './room.ts';
import { textOf } from './uploads.ts';

/** Forms of staff: opening one, and what becomes of it when it is sent. What was typed is never lost. */

type AfterForm = ViewUpdateResponseAction | ViewPushResponseAction | ViewErrorsResponseAction;

/** What a form that may upload a file may be refused with in a workspace that installed us before we asked for files:read. */
const noUploads = new Set(['missing_scope', 'invalid_arguments', 'invalid_blocks']);
/** A press or a command is good for one form, within three seconds. */
const tooLate = new Set(['expired_trigger_id', 'trigger_expired', 'exchanged_trigger_id', 'trigger_exchanged']);

/** Opens a form. null: it is open; else what is shown instead, because it is too late: a button for another try, with all that is known. */
export async function openForm(
  room: Room,
  who: Who,
  outline: CommandOutline,
  at: { trigger: string; channel: string | undefined; onModal?: boolean | undefined; note?: string | undefined },
): Promise<SlackMessage | null> {
  const words = room.words(plainLanguage);
  const { views } = room.clients.quick(who.token);
  const open = (uploads: boolean) => {
    const form = { trigger_id: at.trigger, view: formView(outline, words, { ...at, uploads }) };
    return at.onModal ? views.push(form) : views.open(form);
  };
  try {
    await open(true).catch((error: unknown) => {
      if (!outline.fields.some(({ kind }) => kind === 'file') || !noUploads.has(refusalOf(error) ?? '')) throw error;
      return open(false);
    });
    return null;
  } catch (error) {
    if (!tooLate.has(refusalOf(error) ?? '')) throw error;
    const input = Object.fromEntries(outline.fields.flatMap(({ name, given }) => (given === undefined ? [] : [[name, given]])));
    const again = { label: words('form_open'), order: { name: outline.name, input } };
    return messageOf(await fitting(room, who, { text: words('form_late'), next: [again], data: null }), words);
  }
}

type Outcome = { view: ModalView } | { errors: Record<string, string> } | { why: string };

/** A form that was sent. Answers what becomes of it on the screen. null: it closes. */
export async function takeForm(room: Room, who: Who, view: { id: string }, trigger: string): Promise<AfterForm | null> {
  const form = readForm(view);
  if (!form) return null;
  const { name } = form.order;
  const words = room.words(plainLanguage);
  const work = done(room, who, form, blocksIn(view), trigger === '' ? undefined : { event: trigger, form: view.id });
  const outcome = await soon(work, ours.patience, room.wait);
  if (outcome === 'late') {
    room.later(async () => {
      const shown = await afterAll(room, who, form, await work);
      await room.clients.quick(who.token).views.update({ view_id: view.id, view: shown });
    });
    return { response_action: 'update', view: resultView(name, [plainSection(words('staff_working'))], words) };
  }
  if ('errors' in outcome) return { response_action: 'errors', errors: outcome.errors };
  if ('why' in outcome) return { response_action: 'push', view: resultView(name, [plainSection(outcome.why)], words) };
  return { response_action: 'update', view: outcome.view };
}

/** Does what the form asks for. @param blocks ids of its fields' blocks */
async function done(room: Room, who: Who, form: Form, blocks: string[], brought: Brought | undefined): Promise<Outcome> {
  const words = room.words(plainLanguage);
  const { order, channel } = form;
  try {
    const errors = await fetchUploads(room, who, form);
    if (errors) return { errors };
    const result = await patiently(() => room.desk.command(caller(who), order, brought), room.wait);
    if (result.kind === 'done')
      return { view: resultView(order.name, await shownOnModal(room, who, result.sheet, channel), words, channel) };
    const faults = Object.entries(result.faults ?? {}).map(([field, fault]): [string, string] => [
      field,
      blocks.includes(uploadOf(field)) && order.input[field] === undefined ? words('form_no_list') : fault,
    ]);
    // Slack takes no faults of fields that the form does not have.
    const known = faults.length > 0 && faults.every(([field]) => blocks.includes(field));
    return known ? { errors: Object.fromEntries(faults) } : { why: result.why };
  } catch (error) {
    room.failed(error);
    return { why: words('staff_trouble') };
  }
}

/** Puts the text of each file where it would have been pasted. Answers what is wrong, by block; null: nothing. */
async function fetchUploads(room: Room, who: Who, { order, uploads }: Form): Promise<Record<string, string> | null> {
  const words = room.words(plainLanguage);
  for (const [field, file] of uploads) {
    if (order.input[field] !== undefined) return { [uploadOf(field)]: words('upload_or_paste') };
    const got = await textOf(room, who, file);
    if ('fault' in got) return { [uploadOf(field)]: words(got.fault) };
    order.input[field] = got.text;
  }
  return null;
}

/** The screen when the answer came too late to be one: the result, or the form again with what was typed and what was wrong. */
async function afterAll(room: Room, who: Who, { order, channel }: Form, outcome: Outcome): Promise<ModalView> {
  if ('view' in outcome) return outcome.view;
  const words = room.words(plainLanguage);
  const note = 'why' in outcome ? outcome.why : Object.values(outcome.errors).join('\n');
  const shown = await room.desk.form(caller(who), order);
  return shown.kind === 'form' ? formView(shown.form, words, { note, channel }) : resultView(order.name, [plainSection(note)], words);
}

function blocksIn(view: unknown): string[] {
  const { blocks = [] } = view as { blocks?: { type?: string; block_id?: string }[] };
  return blocks.flatMap(({ type, block_id }) => (type === 'input' && block_id ? [block_id] : []));
}
