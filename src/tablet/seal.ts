import type { Envelope, EnvelopeKind } from '../envelope.ts';

/**
 * Closes envelopes so that this tablet itself cannot open them again: a key of its own for each (ECDH on P-256 with the session's public key,
 * HKDF-SHA-256), which is thrown away, and AES-256-GCM. What kind it is, its id and the tablet are part of what is sealed.
 */

const encoder = new TextEncoder();

/** Bytes: every text is filled up to the next multiple, so that its length tells little. */
const STEP = 1024;
const NONCE = 12;

export function base64url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

const joined = (...parts: Uint8Array[]) => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** JSON may end in spaces: they are no part of what it says. */
function filledUp(content: unknown): Uint8Array<ArrayBuffer> {
  const text = encoder.encode(JSON.stringify(content));
  const whole = new Uint8Array(Math.ceil(text.length / STEP) * STEP).fill(0x20);
  whole.set(text);
  return whole;
}

/** @param tablet its id, and the session's public key */
export async function seal(
  { id: tablet, publicKey }: { id: string; publicKey: string },
  { id, kind, content }: { id: string; kind: EnvelopeKind; content: unknown },
): Promise<Envelope> {
  const { subtle } = crypto;
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const theirs = fromBase64url(publicKey);
  const to = await subtle.importKey('raw', theirs, curve, false, []);
  const own = await subtle.generateKey(curve, false, ['deriveBits']);
  const ownPublic = new Uint8Array(await subtle.exportKey('raw', own.publicKey));
  const shared = await subtle.deriveBits({ name: 'ECDH', public: to }, own.privateKey, 256);
  const key = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: joined(ownPublic, theirs), info: encoder.encode('onward envelope') },
    await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']),
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const additionalData = encoder.encode(`${tablet}\n${kind}\n${id}`);
  const closed = await subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, filledUp(content));
  return { id, kind, sealed: base64url(joined(ownPublic, iv, new Uint8Array(closed))) };
}
