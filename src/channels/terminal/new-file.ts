import { type FileHandle, open } from 'node:fs/promises';
import { join, parse } from 'node:path';

/** Names that are tried in a folder, when there is a file of the first one already. */
const MOST_NAMES = 99;

/** Only its owner may read it, and nothing that is there is ever written over. */
export const openNew = (file: string) => open(file, 'wx', 0o600);

export const isThere = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EEXIST';

export async function openIn(folder: string, called: string): Promise<{ file: string; handle: FileHandle }> {
  const { name, ext } = parse(called);
  for (let count = 1; ; count++) {
    const file = join(folder, count === 1 ? called : `${name}-${count}${ext}`);
    try {
      return { file, handle: await openNew(file) };
    } catch (error) {
      if (!isThere(error) || count === MOST_NAMES) throw error;
    }
  }
}

/** Writes a file of a sheet. @returns where it is */
export async function keepFile(folder: string, { name, body }: { name: string; body: string | Uint8Array }): Promise<string> {
  const { file, handle } = await openIn(folder, parse(name).base);
  await handle.writeFile(body).finally(() => handle.close());
  return file;
}
