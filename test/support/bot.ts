import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

/** The bot as a charity runs it: a process of its own, from what the build made. */
export interface Bot {
  url: string;
  /** SIGTERM, or all that are named at once, and wait for its end; the exit code. */
  stop(...signals: NodeJS.Signals[]): Promise<number | null>;
  /** SIGKILL, and wait for its end. */
  kill(): Promise<void>;
  /** Every line that it logged. */
  logged: string[];
}

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const commands = fileURLToPath(new URL('../../dist/onward.js', import.meta.url));

export interface Place {
  databaseUrl?: string;
  dataDir?: string;
}

/** Nothing of this machine's own settings, and a folder without a .env. */
function environmentOf({ databaseUrl, dataDir }: Place, more: Record<string, string> = {}) {
  return {
    env: {
      PATH: process.env.PATH,
      HOME: tmpdir(),
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
      ...(dataDir && { ONWARD_DATA_DIR: dataDir }),
      // Whoever runs the tests may give commands.
      ONWARD_ADMINS: `terminal:${userInfo().username}@${hostname()}`,
      ...more,
    },
    cwd: tmpdir(),
  };
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) =>
    child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(child.exitCode),
  );
}

/** @param more settings beyond the place */
export async function startBot(place: Place, more: Record<string, string> = {}): Promise<Bot> {
  const child = spawn(process.execPath, [main], { ...environmentOf(place, { PORT: '0', ...more }), stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = endOf(child);
  const logged: string[] = [];
  const said: string[] = [];
  child.stderr.on('data', (data) => said.push(String(data)));
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      logged.push(line);
      if (line.includes('Onward is ready.')) resolve(JSON.parse(line).port);
    });
    void ended.then((code) => reject(new Error(`The bot ended with ${code}: ${said.join('')}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    logged,
    stop: (...signals) => {
      for (const signal of signals.length > 0 ? signals : (['SIGTERM'] as const)) child.kill(signal);
      return ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** `onward …` in a terminal. @param typed what comes through the pipe @param more settings beyond the place */
export async function onward(
  place: Place,
  args: string[],
  typed = '',
  more: Record<string, string> = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [commands, ...args], { ...environmentOf(place, more), stdio: ['pipe', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (err += data));
  child.stdin.end(typed);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

/** A folder for the embedded database, with an empty one in it: making one takes seconds. `bare`: with nothing, as on a new machine. */
export function freshFolder(kind: 'made' | 'bare' = 'made'): { dataDir: string; remove(): void } {
  const dataDir = mkdtempSync(join(tmpdir(), 'onward-data-'));
  if (kind === 'made') cpSync(inject('folder'), join(dataDir, 'pglite'), { recursive: true });
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
}
