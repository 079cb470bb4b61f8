import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

/** The name that PostgreSQL clients look for in a folder. */
const SOCKET = '.s.PGSQL.5432';

/** A UNIX socket's path has at most 107 bytes on Linux, 103 on macOS. */
const LONGEST_PATH = 100;

/** Where the socket of a data folder is: inside it, or in the temporary folder when that path would be too long. */
function socketFolder(dataDir: string): string {
  const folder = realpathSync(dataDir);
  if (Buffer.byteLength(join(folder, SOCKET)) <= LONGEST_PATH) return folder;
  const short = join(tmpdir(), `onward-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`);
  mkdirSync(short, { recursive: true, mode: 0o700 });
  return short;
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** The folder whose socket a running bot answers on, or null when none does. */
export async function runningBot(dataDir: string): Promise<string | null> {
  if (!existsSync(dataDir)) return null;
  const folder = socketFolder(dataDir);
  return (await answers(join(folder, SOCKET))) ? folder : null;
}

/**
 * Opens the embedded database. Only one process may: the first one answers on a socket in the folder, through which `onward` reads and
 * writes while the bot runs. The socket is the lock; one that nobody answers on was left behind by a killed process.
 * @throws when another bot has the folder open
 */
export async function openFolder(dataDir: string): Promise<{ pglite: PGlite; close(): Promise<void> }> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (await runningBot(dataDir))
    throw new Error(`Another Onward is using ${dataDir}. Stop it first, or set ONWARD_DATA_DIR to another folder, or DATABASE_URL to a PostgreSQL.`);
  const path = join(socketFolder(dataDir), SOCKET);
  rmSync(path, { force: true });
  const pglite = new PGlite(join(dataDir, 'pglite'));
  const server = new PGLiteSocketServer({ db: pglite, path, maxConnections: 4 });
  const before = process.umask(0o077);
  try {
    await server.start();
  } finally {
    process.umask(before);
  }
  await pglite.waitReady;
  return { pglite, close: () => server.stop() };
}
