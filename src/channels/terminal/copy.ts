import { type FileHandle, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { CopyFile, CopyFormat } from '../../desk/ports.ts';
import { nameOfCopy } from '../copies.ts';
import { isThere, openIn, openNew } from './new-file.ts';

const formats: Record<string, CopyFormat> = { page: 'html', html: 'html', data: 'json', json: 'json', record: 'pdf', pdf: 'pdf' };

/** `/copy page`, `/copy data` or `/copy record`, and a place if they want one. null: it is something else; `format` null: it does not say which. */
export function readCopy(line: string): { format: CopyFormat | null; place: string | null } | null {
  const [, which, place] = /^\/copy(?:\s+(\S+))?(?:\s+(.+))?$/is.exec(line) ?? [];
  if (!/^\/copy(\s|$)/i.test(line)) return null;
  return { format: formats[which?.toLowerCase() ?? ''] ?? null, place: place?.replace(/^(["'])(.*)\1$/, '$2') ?? null };
}

export type Saved = { kind: 'saved'; file: string } | { kind: 'there' | 'failed'; file: string } | { kind: 'nothing' };

/**
 * Writes a copy to a new file, which is open before the copy is taken: a place that is no good costs no ticket.
 * @param place a file or a folder, from `folder` on; null: `folder` itself
 * @param take null: there is nothing to take
 */
export async function saveCopy(
  format: CopyFormat,
  place: string | null,
  folder: string,
  take: () => Promise<CopyFile | null>,
): Promise<Saved> {
  const target = resolve(folder, (place ?? '').replace(/^~(?=$|[\\/])/, homedir()));
  let opened: { file: string; handle: FileHandle };
  try {
    const isFolder = await stat(target).then(
      (found) => found.isDirectory(),
      () => false,
    );
    // Says nothing of whose it is.
    opened = isFolder ? await openIn(target, nameOfCopy(format)) : { file: target, handle: await openNew(target) };
  } catch (error) {
    return { kind: isThere(error) ? 'there' : 'failed', file: target };
  }
  const { file, handle } = opened;
  try {
    const copy = await take();
    if (copy) await handle.writeFile(copy.body);
    await handle.close();
    if (copy) return { kind: 'saved', file };
    await rm(file);
    return { kind: 'nothing' };
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(file, { force: true });
    throw error;
  }
}
