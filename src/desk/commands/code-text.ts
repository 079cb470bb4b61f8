import { say } from '../../engine/index.ts';
import { inOrder, type Suggestion, settled, suggest } from '../../insight/coding/index.ts';
import { areaName } from '../area-name.ts';
import type { CodableText, Coder, CommandChoice, NextStep, Sheet } from '../ports.ts';
import { scrubberOf } from '../scrubber.ts';
import { codedSteps } from '../surveys/coded.ts';
import type { Context } from './command.ts';
import { areaLabel } from './session-sheet.ts';

/** What commands about coding have in common. */

/** In the place of areas: there is none in it. */
export const NONE = 'none';

/** A person is one coder, whatever they write from. */
export const coderOf = ({ actor }: Pick<Context, 'actor'>): Coder => ({
  coder: actor.person ?? actor.id,
  names: [...new Set([actor.id, ...(actor.person === null ? [] : [actor.person])])],
});

export const findText = ({ parts, shelf, now }: Context, text: string) => parts.store.codings.find(text, codedSteps(parts, shelf), now);

/** Areas of the codebook, and that there is none. */
export const codeChoices = ({ parts, words }: Context): CommandChoice[] => [
  ...parts.codebook.areas.map(({ area }) => ({ value: area, label: areaName(parts, area) })),
  { value: NONE, label: words('code_none') },
];

/** "Staff, Health", or that there is none. */
export const called = (context: Context, areas: readonly string[]): string =>
  inOrder(context.parts.codebook, areas)
    .map((area) => areaLabel(context, area))
    .join(', ') || context.words('code_none');

async function questionOf({ parts, shelf, words }: Context, { flow, flowVersion, step }: CodableText): Promise<string> {
  if (flow === null || flowVersion === null) return words('code_note');
  const node = (await shelf.pinned(flow, flowVersion)).flow.nodes.get(step);
  return node?.kind === 'ask' ? say(node.ask.label, 'en', (gap) => parts.lexicon.constants[gap] ?? '') : step;
}

/** Without what says who and where somebody is: a coder needs none of it. */
async function scrubbed({ parts }: Context, text: string): Promise<string> {
  const places = (await parts.store.sessions.settings()).map(({ name }) => name);
  return (await scrubberOf(parts, places))(text);
}

function stepsFor(context: Context, { ref, codings }: CodableText, suggested: Suggestion[]): NextStep[] {
  const { words } = context;
  const settling = settled(codings) === 'third wanted';
  const name = settling ? 'code settle' : 'code as';
  const offered = settling ? codings.map(({ areas }) => areas) : suggested.length > 0 ? [suggested.map(({ area }) => area)] : [];
  return [
    ...offered
      .filter((areas) => areas.length > 0)
      .map((areas): NextStep => {
        return {
          label: words('step_code_take', { areas: called(context, areas) }),
          weight: 'main',
          order: { name, input: { text: ref, areas } },
        };
      }),
    { label: words('step_code_choose'), order: { name, input: { text: ref } } },
    { label: words('step_code_none'), order: { name, input: { text: ref, areas: [NONE] } } },
    { label: words('step_code_skip'), order: { name: 'code next', input: { after: ref } } },
  ];
}

/** One text: what was asked, what was written, and what may be in it. Not who wrote it, nor where, nor what else they said; and no other coder's name. */
async function textSheet(context: Context, text: CodableText): Promise<Sheet> {
  const { words, parts } = context;
  const question = await questionOf(context, text);
  const written = await scrubbed(context, text.text);
  const third = settled(text.codings) === 'third wanted';
  const suggested = suggest(written, parts.codebook);
  const found = third ? text.codings.map(({ areas }) => inOrder(parts.codebook, areas)) : [];
  return {
    text: words(third ? 'code_settle' : 'code_ask'),
    tables: [
      { head: [question, 'Text'], rows: [[written, text.ref]] },
      { head: ['Suggested', 'Because of'], rows: suggested.map(({ area, because }) => [areaLabel(context, area), because.join(', ')]) },
      { head: ['Found', 'Areas'], rows: found.map((areas, at) => [words(at === 0 ? 'code_one' : 'code_other'), called(context, areas)]) },
    ].filter(({ rows }) => rows.length > 0),
    next: stepsFor(context, text, suggested),
    data: { text: text.ref, question, written, suggested, ...(third && { found }) },
  };
}

/** The next text for whoever asks; where there is none, what else can be done. */
export async function nextSheet(context: Context, after: string | null): Promise<Sheet> {
  const { parts, shelf, now, words } = context;
  const asked = codedSteps(parts, shelf);
  const who = coderOf(context);
  const text = await parts.store.codings.next(who, asked, after, now);
  if (text) return textSheet(context, text);
  const { unpublished } = await parts.store.codings.counts(who, asked, now);
  return {
    text: [
      words('code_nothing'),
      ...(unpublished.length > 0 ? [words('code_unpublished', { count: String(unpublished.length) })] : []),
    ].join('\n'),
    next: [
      ...unpublished.slice(0, 1).map((id) => ({ label: words('step_code_results'), order: { name: 'survey results', input: { id } } })),
      { label: words('step_code_status'), order: { name: 'code status', input: {} } },
      { label: words('step_code_agreement'), order: { name: 'code agreement', input: {} } },
    ],
    data: { text: null, unpublished },
  };
}
