import { z } from 'zod';
import type { PackDocument } from '../../packs/index.ts';
import { packOf } from '../packs/make.ts';
import { approvedOf, quotableOf, unreadOf } from '../packs/quotes.ts';
import { publishAll } from '../packs/sources.ts';
import type { KeptPack, Sheet } from '../ports.ts';
import { type Context, staffCommand } from './command.ts';
import { findProject, project, projectChoices } from './projects.ts';
import { short, when } from './when.ts';

const LISTED = 50;
const formats = ['all', 'html', 'pdf', 'pptx', 'csv', 'xlsx'] as const;
const format = z.enum(formats).default('all').describe('one kind of file, or all five');
export const pack = z.string().describe('the report: the id from the list, or its beginning');
export const findPack = ({ parts }: Context, input: { pack: string }) => parts.store.packs.show(input.pack);

async function filesOf(context: Context, { id, project, at, contents }: Kept, wanted: (typeof formats)[number]) {
  const { parts, shelf, now } = context;
  const { packFiles, packFormats, withQuotes } = await parts.openPacks();
  // They are looked up each time: whoever has taken back their yes since is in it no more.
  const quotable = await quotableOf(parts, shelf, now, project.id, at);
  const document = withQuotes(contents as PackDocument, await approvedOf(parts, quotable));
  const kinds = packFormats.filter((kind) => wanted === 'all' || kind === wanted);
  const files = await packFiles(document, kinds, parts.resultsWords, `onward-${short(id)}-report`);
  return { files, unread: (await unreadOf(parts, quotable)).length };
}

type Kept = Pick<KeptPack, 'id' | 'project' | 'at' | 'contents'>;

async function sheetOf(context: Context, kept: Kept, wanted: (typeof formats)[number], text: string): Promise<Sheet> {
  const { words } = context;
  const { files, unread } = await filesOf(context, kept, wanted);
  const read = { label: words('quote_step'), order: { name: 'quote next', input: { project: kept.project.id } }, weight: 'main' as const };
  return {
    text: unread > 0 ? [text, words('pack_quotes_wait', { count: String(unread) })].join(' ') : text,
    files,
    again: { name: 'pack show', input: { pack: kept.id, format: wanted } },
    next: [...(unread > 0 ? [read] : []), { label: words('pack_check_step'), order: { name: 'pack verify', input: { pack: kept.id } } }],
    data: { id: kept.id, files: files.map(({ name }) => name), quotesUnread: unread },
  };
}

export const packMake = staffCommand({
  name: 'pack make',
  summary: 'make a report for those who decide, of what is published of a project: page, PDF, slides and tables',
  may: 'make packs',
  input: z.strictObject({ project, format }),
  positional: ['project'],
  choices: projectChoices,
  find: findProject,
  missing: 'no_project',
  run: async (context, { format: wanted }, project) => {
    const { parts, shelf, now, words, actor } = context;
    await publishAll(parts, shelf, now, project.id);
    const { document, figures } = await packOf(parts, shelf, words, project, now);
    const id = parts.ids.next();
    await parts.store.packs.keep({ id, project: project.id, by: actor.id, at: now, contents: document, figures });
    const text = words('pack_made_told', { project: project.name, figures: String(figures.length) });
    return sheetOf(context, { id, project, at: now, contents: document }, wanted, text);
  },
});

export const packList = staffCommand({
  name: 'pack list',
  summary: 'reports that were made, the newest first',
  may: 'make packs',
  input: z.strictObject({}),
  positional: [],
  run: async ({ parts, words }) => {
    const packs = await parts.store.packs.list(LISTED);
    if (packs.length === 0) return { text: words('packs_none'), data: packs };
    const rows = packs.map(({ id, project, at, figures }) => [project.name, when(at), String(figures), short(id)]);
    return { tables: [{ head: ['Project', 'Made', 'Figures', 'Id'], rows }], data: packs };
  },
});

export const packShow = staffCommand({
  name: 'pack show',
  summary: 'the files of a report again, with the figures that it had when it was made',
  may: 'make packs',
  input: z.strictObject({ pack, format }),
  positional: ['pack'],
  find: findPack,
  missing: 'no_pack',
  run: (context, { format: wanted }, kept) => sheetOf(context, kept, wanted, `${kept.project.name}, ${when(kept.at)}`),
});
