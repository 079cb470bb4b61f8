import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config/index.ts';
import type { Lock, Seal } from './desk/ports.ts';

/** The file in the data folder that holds the secret where the environment does not. */
const FILE = 'secret.key';

/** Reads the secret from the data folder; makes one the first time. Two that start together end with the same one. */
function secretIn(dataDir: string): string {
  const file = join(dataDir, FILE);
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

/** HMAC-SHA256 under a secret that is never in the database. What is sealed for one purpose says nothing about another. */
export function sealWith(secret: string): Seal {
  return (purpose, text) => createHmac('sha256', secret).update(`${purpose}\n${text}`).digest('base64url');
}

/** The seal of this deployment. The secret is looked for when it is first needed, so a command that seals nothing leaves no file. */
export function sealOf({ secret, dataDir }: Pick<Config, 'secret' | 'dataDir'>): Seal {
  let seal: Seal | undefined;
  return (purpose, text) => (seal ??= sealWith(secret ?? secretIn(dataDir)))(purpose, text);
}

/** Bytes of AES-GCM's nonce and of its tag. */
const NONCE = 12;
const TAG = 16;

/** AES-256-GCM under a key that is made of the deployment's secret, for one `purpose`. */
export function lockOf(seal: Seal, purpose: string): Lock {
  const key = () => Buffer.from(seal(purpose, 'key'), 'base64url');
  return {
    close: (name, text) => {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key(), nonce).setAAD(Buffer.from(name));
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
    },
    open: (name, closed) => {
      const bytes = Buffer.from(closed, 'base64url');
      try {
        const cipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, NONCE), { authTagLength: TAG });
        cipher.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(-TAG));
        return Buffer.concat([cipher.update(bytes.subarray(NONCE, -TAG)), cipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}
