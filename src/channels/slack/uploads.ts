import { textOfFile } from '../file-text.ts';
import type { Uploaded } from './filled.ts';
import { ours } from './limits.ts';
import { refusalOf } from './outcome.ts';
import type { Room, Who } from './room.ts';
import type { PhraseId } from './words.ts';

/** Files that somebody uploads in a form. Slack keeps them, and hands them to our token. */

/** Where Slack keeps them. Our token goes nowhere else. */
const keeper = 'https://files.slack.com';

/** Its text, or the phrase that says why there is none. */
export async function textOf(room: Room, who: Who, file: Uploaded): Promise<{ text: string } | { fault: PhraseId }> {
  if ((file.size ?? 0) > ours.listBytes) return { fault: 'upload_large' };
  try {
    const address = file.url_private ?? (await room.clients.bulk(who.token).files.info({ file: file.id })).file?.url_private ?? '';
    const { origin } = new URL(address);
    if (origin !== keeper && origin !== (room.settings.apiUrl && new URL(room.settings.apiUrl).origin)) return { fault: 'upload_trouble' };
    // A redirect leads to a page to log in on, and would take our token elsewhere.
    const response = await fetch(address, {
      headers: { authorization: `Bearer ${who.token}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(ours.timeout),
    });
    if (response.status !== 200 || response.headers.get('content-type')?.startsWith('text/html')) {
      await response.body?.cancel();
      return { fault: response.status >= 500 || response.status === 429 ? 'upload_trouble' : 'upload_not_ours' };
    }
    const bytes = await upTo(response, ours.listBytes);
    return bytes ? { text: await textOfFile(bytes) } : { fault: 'upload_large' };
  } catch (error) {
    return { fault: refusalOf(error) === 'missing_scope' ? 'upload_not_ours' : 'upload_trouble' };
  }
}

/** null: it is longer, and the rest was not read. */
async function upTo(response: Response, most: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
