import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, realpathSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketHandler } from '@electric-sql/pglite-socket';
import { createTurnstile, type Turnstile } from './turnstile.ts';

/** The name that PostgreSQL's clients look for in a folder. */
const SOCKET = '.s.PGSQL.5432';

/** A UNIX socket's path has at most 107 bytes on Linux, 103 on macOS. */
const LONGEST_PATH = 103;

/** Two processes that look for a socket left behind take turns; whoever dies meanwhile is waited for this long: tries, milliseconds each. */
const GUARD_TRIES = 50;
const GUARD_PAUSE = 100;

/** Where the socket of a data folder is: inside it, or in the temporary folder when that path would be too long. Creates both when they are missing. */
function socketFolder(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const folder = realpathSync(dataDir);
  if (Buffer.byteLength(join(folder, SOCKET)) <= LONGEST_PATH) return folder;
  const short = join(tmpdir(), `onward-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`);
  mkdirSync(short, { recursive: true, mode: 0o700 });
  const { uid, mode } = statSync(short);
  if (uid !== statSync(folder).uid || (mode & 0o077) !== 0)
    throw new Error(`Somebody else made ${short}, so it can't be trusted. Set ONWARD_DATA_DIR to a folder with a shorter path.`);
  return short;
}

/** Whether somebody answers on a socket; false when it was left behind, or is not there. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    }).on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(false);
      else reject(new Error(`Another Onward may be using ${path}, and this user may not ask it (${error.code}).`));
    });
  });
}

/** One process at a time. A folder that a killed process left behind is taken over in the end. */
async function guarded<T>(guard: string, work: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < GUARD_TRIES; tries++) {
    try {
      mkdirSync(guard);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      await wait(GUARD_PAUSE);
    }
  }
  try {
    return await work();
  } finally {
    if (existsSync(guard)) rmdirSync(guard);
  }
}

/** Listens on `path`, unless somebody else does. The listening socket is the lock on the folder: it goes with its process, however that ends. */
function lock(path: string, onConnection: (socket: Socket) => void): Promise<Server | null> {
  return guarded(`${path}.guard`, async () => {
    if (await answers(path)) return null;
    rmSync(path, { force: true });
    const server = createServer(onConnection);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(path, resolve);
      // The path is bound when listen() returns; nobody was let in yet.
      chmodSync(path, 0o600);
    });
    return server;
  });
}

/** A new database is made aside and then moved: a process that is killed while making it leaves no half of one. */
async function openOrMake(dataDir: string): Promise<PGlite> {
  const place = join(dataDir, 'pglite');
  if (!existsSync(place)) {
    const aside = `${place}.new`;
    rmSync(aside, { recursive: true, force: true });
    await (await PGlite.create(aside)).close();
    renameSync(aside, place);
  }
  return PGlite.create(place);
}

/** An embedded database that this process owns, or the folder with the socket of the process that does. */
export type Folder = { pglite: PGlite; close(): Promise<void> } | { socket: string };

/** Opens the embedded database, and lets commands of other processes in through a socket beside it. */
export async function openFolder(dataDir: string): Promise<Folder> {
  const folder = socketFolder(dataDir);
  let opened: (pglite: PGlite) => void = () => undefined;
  const turnstile = createTurnstile(new Promise((resolve) => (opened = resolve)));
  const clients = new Set<Socket>();
  const server = await lock(join(folder, SOCKET), (socket) => {
    clients.add(socket.on('close', () => clients.delete(socket)));
    void handlerFor(turnstile).attach(socket);
  });
  if (!server) return { socket: folder };
  const unlock = async () => {
    for (const client of clients) client.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  try {
    const pglite = await openOrMake(dataDir);
    opened(pglite);
    // The lock goes last: whoever finds it free may open the files.
    return { pglite, close: () => pglite.close().finally(unlock) };
  } catch (error) {
    await unlock();
    throw error;
  }
}

function handlerFor(turnstile: Turnstile): PGLiteSocketHandler {
  type Queue = ConstructorParameters<typeof PGLiteSocketHandler>[0]['queryQueue'];
  // The class has private fields, so nothing else is of its type; these three are what a handler calls.
  return new PGLiteSocketHandler({ queryQueue: turnstile as unknown as Queue, closeOnDetach: true });
}
