import { z } from 'zod';
import { settled } from '../../insight/coding/index.ts';
import type { CodableText, Sheet } from '../ports.ts';
import { codedReleasesOf, codedSteps } from '../surveys/coded.ts';
import { meant } from './choose.ts';
import { called, codeChoices, coderOf, findText, NONE, nextSheet } from './code-text.ts';
import { type Context, type Refused, staffCommand } from './command.ts';
import { listOf } from './outline.ts';

const text = z.string().describe('the text: its id, or the beginning');
const areas = listOf(z.string()).describe('every area that is in it, or none');
const find = async (context: Context, input: { text: string }) => {
  const found = await findText(context, input.text);
  return found && { id: found.ref, found };
};

export const codeNext = staffCommand({
  name: 'code next',
  summary: 'the next text that people wrote, to be put under areas',
  may: 'code answers',
  input: z.strictObject({ after: z.string().optional().describe('the text that is left for now') }),
  positional: [],
  run: (context, { after }) => nextSheet(context, after ?? null),
});

/** The areas that somebody said; or what is wrong with them. */
function areasIn(context: Context, given: string[]): string[] | Refused {
  const { words } = context;
  const choices = codeChoices(context);
  const fault = (why: string): Refused => ({ refused: why, faults: { areas: why } });
  const found = given.map((one) => ({ one, means: meant(one, choices) }));
  const unknown = found.find(({ means }) => means.length !== 1);
  if (unknown) {
    const known = choices.map(({ value }) => value).join(', ');
    return fault(words('code_unknown_area', { area: unknown.one, areas: known }));
  }
  const values = [...new Set(found.flatMap(({ means }) => means))];
  if (values.length === 0) return fault(words('code_no_area'));
  if (values.includes(NONE) && values.length > 1) return fault(words('code_none_alone'));
  return values.filter((area) => area !== NONE);
}

/** Of an answer that is settled now: if it was the last of its survey, what people wrote there is published. What fails here the next look does. */
async function publishWith({ parts, shelf, now }: Context, { ref, run }: CodableText): Promise<void> {
  const { codings, surveys } = parts.store;
  const steps = codedSteps(parts, shelf);
  const found = await codings.find(ref, steps, now);
  if (run === null || !found || typeof settled(found.codings) === 'string') return;
  const unit = await surveys.unit(run);
  if (
    !unit ||
    (await codings.waits(
      unit.runs.map(({ id }) => id),
      steps,
      now,
    ))
  )
    return;
  await codedReleasesOf(parts, shelf, unit, now);
}

/** Keeps what somebody found, and goes on with the next text. What has come between is said, and nothing of anybody is lost. */
async function keep(context: Context, found: CodableText, given: string[], settling: boolean): Promise<Sheet | Refused> {
  const { parts, shelf, now, words } = context;
  const { coder, names } = coderOf(context);
  if (found.writer !== null && names.includes(found.writer)) return { refused: words('code_own') };
  // What is settled is said to be: whoever settled it may press twice.
  const open = typeof settled(found.codings) === 'string';
  if (settling && open && found.codings.some((one) => one.coder === coder)) return { refused: words('code_saw') };
  const areas = areasIn(context, given);
  if ('refused' in areas) return areas;
  const coding = { id: parts.ids.next(), coder, codebook: shelf.codebookVersion, areas, settling, at: now };
  const came = await parts.store.codings.code(found, coding);
  if (came === 'gone') return { refused: words('no_text', { text: found.ref }) };
  if (came === 'kept') await publishWith(context, found).catch(() => undefined);
  const next = await nextSheet(context, found.ref);
  const said = came === 'kept' ? words('code_kept', { areas: called(context, areas) }) : words(`code_${came}`);
  const undo = { label: words('step_code_undo'), order: { name: 'code undo', input: { text: found.ref } } };
  return {
    ...next,
    text: [said, next.text].join('\n'),
    next: [...(next.next ?? []), ...(came === 'kept' || came === 'again' ? [undo] : [])],
    data: { came, next: next.data },
  };
}

/** Two commands, because whoever settles sees what was found, and who codes does not. */
const coding = (name: string, summary: string, settling: boolean) =>
  staffCommand({
    name,
    summary,
    may: 'code answers',
    input: z.strictObject({ text, areas }),
    positional: ['text', 'areas'],
    choices: async (context) => ({ areas: codeChoices(context) }),
    find,
    missing: 'no_text',
    run: (context, input, { found }) => keep(context, found, input.areas, settling),
  });

export const codeAs = coding('code as', 'say which areas are in a text, without knowing what others found in it', false);
export const codeSettle = coding('code settle', 'say which areas are in a text in which two people found different ones', true);

export const codeUndo = staffCommand({
  name: 'code undo',
  summary: 'take back what you found in a text, while it is not settled',
  may: 'code answers',
  input: z.strictObject({ text }),
  positional: ['text'],
  find,
  missing: 'no_text',
  run: async (context, _input, { found }) => {
    const { parts, words } = context;
    const came = await parts.store.codings.undo(found, coderOf(context).coder);
    if (came !== 'undone') return { refused: words(came === 'settled' ? 'code_undo_settled' : 'code_undo_none') };
    const again = { label: words('step_code'), weight: 'main' as const, order: { name: 'code next', input: {} } };
    return { text: words('code_undone'), next: [again], data: { text: found.ref } };
  },
});
