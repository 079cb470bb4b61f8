import { z } from 'zod';
import { areaLabels } from '../packs/make.ts';
import { type Quotable, quotableOf, unreadOf } from '../packs/quotes.ts';
import type { Sheet } from '../ports.ts';
import { type Context, type Refused, staffCommand } from './command.ts';
import { findProject, project, projectChoices } from './projects.ts';

/** Letters of a mark that are typed. */
const TYPED = 12;
/** A mark as it is typed: the beginning, and never a dash there, which a terminal reads as an option. */
const shortMark = (mark: string) => mark.replace(/^-+/, '').slice(0, TYPED);

/** The next quote that nobody has read, with what may be done with it. */
async function next({ parts, words }: Context, project: string, quotable: readonly Quotable[]): Promise<Sheet> {
  const waiting = await unreadOf(parts, quotable);
  const [first] = waiting;
  if (!first) return { text: words('quotes_done'), data: { waiting: 0, quote: null } };
  const { mark, words: said, by, area } = first;
  const input = { project, mark };
  return {
    text: words('quote_read', { waiting: String(waiting.length) }),
    tables: [
      {
        head: ['Quote', 'As whose words', 'Area', 'Mark'],
        rows: [[`“${said}”`, by ?? '', area === null ? '' : areaLabels(parts)(area), shortMark(mark)]],
      },
    ],
    next: [
      { label: words('quote_approve'), order: { name: 'quote approve', input }, weight: 'main' },
      { label: words('quote_leave'), order: { name: 'quote leave', input } },
    ],
    data: { waiting: waiting.length, quote: first },
  };
}

export const quoteNext = staffCommand({
  name: 'quote next',
  summary: 'read the next quote that may go into reports, and let it go out or leave it out',
  may: 'make packs',
  input: z.strictObject({ project }),
  positional: ['project'],
  choices: projectChoices,
  find: findProject,
  missing: 'no_project',
  run: async (context, _input, { id }) => next(context, id, await quotableOf(context.parts, context.shelf, context.now, id)),
});

const mark = z.string().describe('which quote: the mark that “quote next” gave it');

async function decide(context: Context, project: string, mark: string, approved: boolean): Promise<Sheet | Refused> {
  const { parts, shelf, now, words, actor } = context;
  const quotable = await quotableOf(parts, shelf, now, project);
  const marks = [...new Set(quotable.map((one) => one.mark))].filter((one) => one === mark || shortMark(one) === mark);
  const [meant, ...others] = marks;
  if (meant === undefined || others.length > 0) return { refused: words('quote_gone') };
  await parts.store.packs.read({ mark: meant, approved, by: actor.id, at: now });
  const sheet = await next(context, project, quotable);
  const order = { name: approved ? 'quote leave' : 'quote approve', input: { project, mark: meant } };
  return {
    ...sheet,
    text: [words(approved ? 'quote_approved' : 'quote_left'), sheet.text].join('\n'),
    next: [...(sheet.next ?? []), { label: words('quote_other_way'), order }],
  };
}

const deciding = (name: string, summary: string, approved: boolean) =>
  staffCommand({
    name,
    summary,
    may: 'make packs',
    input: z.strictObject({ project, mark }),
    positional: ['project', 'mark'],
    choices: projectChoices,
    find: findProject,
    missing: 'no_project',
    run: (context, { mark }, { id }) => decide(context, id, mark, approved),
  });

export const quoteApprove = deciding('quote approve', 'let a quote go into reports, after reading it', true);
export const quoteLeave = deciding('quote leave', 'leave a quote out of reports, also out of those that it is in', false);
