import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto';
import type { Lock, TabletKeys } from './desk/ports.ts';

/** Opens what `tablet/seal.ts` closes, which says how. Only here is there a key that can. */

const CURVE = 'prime256v1';
/** Bytes of a public key, of AES-GCM's nonce and of its tag. */
const PUBLIC = 65;
const NONCE = 12;
const TAG = 16;

/** @param lock closes private keys, so that whoever holds the database cannot open what was captured */
export function tabletKeysOf(lock: Lock): TabletKeys {
  return {
    make: (tablet) => {
      const pair = createECDH(CURVE);
      const publicKey = pair.generateKeys('base64url');
      return { publicKey, locked: lock.close(tablet, pair.getPrivateKey('base64url')) };
    },
    open: ({ id: tablet, publicKey, locked }, { id, kind, sealed }) => {
      const own = lock.open(tablet, locked);
      const bytes = Buffer.from(sealed, 'base64url');
      if (own === null || bytes.length < PUBLIC + NONCE + TAG) return null;
      const theirs = bytes.subarray(0, PUBLIC);
      try {
        const pair = createECDH(CURVE);
        pair.setPrivateKey(own, 'base64url');
        const salt = Buffer.concat([theirs, Buffer.from(publicKey, 'base64url')]);
        const key = hkdfSync('sha256', pair.computeSecret(theirs), salt, 'onward envelope', 32);
        const decipher = createDecipheriv('aes-256-gcm', new Uint8Array(key), bytes.subarray(PUBLIC, PUBLIC + NONCE), {
          authTagLength: TAG,
        });
        decipher.setAAD(Buffer.from(`${tablet}\n${kind}\n${id}`)).setAuthTag(bytes.subarray(-TAG));
        return Buffer.concat([decipher.update(bytes.subarray(PUBLIC + NONCE, -TAG)), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}
