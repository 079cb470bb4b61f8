import type { IncomingMessage } from 'node:http';
import { ours } from './limits.ts';
import type { Json } from './port.ts';

/** No card and no form of ours comes near it. */
const deepest = 40;

/** The object in the body of a request. null: it is none, too long or too deep, or did not come whole. Never rejects. */
export async function objectIn(req: IncomingMessage): Promise<Json | null> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity', 'content-length': length = '0' } = req.headers;
  if (!/^application\/json\s*(;|$)/i.test(type) || encoding !== 'identity' || Number(length) > ours.bodyBytes) return null;
  const text = await textOf(req);
  try {
    const body: unknown = text === null ? null : JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body) && !isDeeper(body, deepest) ? (body as Json) : null;
  } catch {
    return null;
  }
}

function textOf(req: IncomingMessage): Promise<string | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    req.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= ours.bodyBytes) return void chunks.push(chunk);
      // What still comes is read and forgotten, so that the answer reaches whoever sends it.
      chunks.length = 0;
      resolve(null);
    });
    req.once('end', () => resolve(Buffer.concat(chunks).toString()));
    req.once('error', () => resolve(null));
    req.once('close', () => resolve(null));
  });
}

function isDeeper(value: object, most: number): boolean {
  if (most === 0) return true;
  return Object.values(value).some((one) => typeof one === 'object' && one !== null && isDeeper(one, most - 1));
}
