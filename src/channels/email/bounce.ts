import type { Seal } from '../../desk/ports.ts';
import { idsIn } from './message-id.ts';

/** What a mail server says about an email that it could not deliver (RFC 3464). */
export type Bounce =
  /** It came back for good. `ids`: of our messages that it names. */
  | { kind: 'bounced'; ids: string[] }
  /** They are still trying, or it was delivered after all. */
  | { kind: 'delayed' }
  /** Not a report of this kind. */
  | { kind: 'none' };

const textIn = (content: string | ArrayBuffer | Uint8Array) =>
  typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString('latin1');

/** Reads a report as a mail server sends it. Only the report and what it says of our email is looked at: the rest is anybody's. */
export async function readBounce(raw: string | Uint8Array, seal: Seal): Promise<Bounce> {
  const { default: PostalMime } = await import('postal-mime');
  const { attachments } = await PostalMime.parse(raw, { forceRfc822Attachments: true });
  const parts = (type: RegExp) => attachments.filter(({ mimeType }) => type.test(mimeType)).map(({ content }) => textIn(content));
  const status = parts(/^message\/(global-)?delivery-status$/i).join('\n');
  if (!status) return { kind: 'none' };
  // A hard failure has both: some servers say "failed" of what they gave up for a time.
  const failed = /^Action:\s*failed\b/im.test(status) && !/^Status:\s*4\./im.test(status);
  if (!failed) return { kind: 'delayed' };
  return { kind: 'bounced', ids: idsIn(seal, [status, ...parts(/^(message\/(global|rfc822)|text\/rfc822-headers)/i)].join('\n')) };
}
