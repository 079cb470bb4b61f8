import type { Seal } from '../../desk/ports.ts';

/** Letters of the seal: 132 bits. */
const SEALED = 22;

const mark = (seal: Seal, id: string) => seal('message id', id).slice(0, SEALED);

/**
 * The Message-ID of an email: the same at every try, so that mailboxes know a repeat, and sealed, so that a bounce that somebody made up is known
 * too. It names the message, and nobody.
 */
export function messageIdOf(seal: Seal, id: string, domain: string): string {
  return `<${id}.${mark(seal, id)}@${domain}>`;
}

/** The messages of ours that a text names. */
export function idsIn(seal: Seal, text: string): string[] {
  const found = [...text.matchAll(/(?<![\w.-])(\d{1,18})\.([\w-]{22})@/g)];
  return [...new Set(found.flatMap(([, id = '', sealed]) => (sealed === mark(seal, id) ? [id] : [])))];
}
