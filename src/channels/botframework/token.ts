/**
 * What a token says of itself, read without its signature. It is read before botbuilder sees it, because botbuilder keeps something for ever of every
 * token that names a tenant (four issuers in a list), whoever made it, and prints something for others.
 */
export interface Unproven {
  alg: unknown;
  iss: unknown;
  /** The tenant that issued it; channels' tokens have none. */
  tid: unknown;
  serviceurl: unknown;
}

/** @returns null when the Authorization header holds no JWT */
export function readToken(authorization: string | undefined): Unproven | null {
  const [, head, claims] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(authorization ?? '') ?? [];
  const { alg } = partOf(head) ?? {};
  const read = partOf(claims);
  return read && alg !== undefined ? { alg, iss: read.iss, tid: read.tid, serviceurl: read.serviceurl } : null;
}

function partOf(text: string | undefined): Record<string, unknown> | null {
  try {
    const part: unknown = JSON.parse(Buffer.from(text ?? '', 'base64url').toString());
    return typeof part === 'object' && part !== null && !Array.isArray(part) ? (part as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
