import { base64url } from './seal.ts';

/** Whether the code that is typed is the one that this tablet was started with, without a network. Slow to try: a code has about 30 bits. */
export interface Gate {
  salt: string;
  hash: string;
}

const ROUNDS = 210_000;

/** Case, spaces and dashes do not matter, as at the door (desk/codes.ts). */
const folded = (code: string) =>
  code
    .normalize('NFKC')
    .toLowerCase()
    .match(/[a-z]+|\d+/g)
    ?.join('-') ?? '';

async function hashOf(code: string, salt: string): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const key = await crypto.subtle.importKey('raw', bytes(folded(code)), 'PBKDF2', false, ['deriveBits']);
  const derived = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: bytes(salt), iterations: ROUNDS }, key, 256);
  return base64url(new Uint8Array(derived));
}

export async function gateFor(code: string): Promise<Gate> {
  const salt = base64url(crypto.getRandomValues(new Uint8Array(16)));
  return { salt, hash: await hashOf(code, salt) };
}

export const opens = async ({ salt, hash }: Gate, code: string): Promise<boolean> => (await hashOf(code, salt)) === hash;
