import { type ChildProcess, fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Inbound } from '../../src/desk/ports.ts';
import { policyForAnyTime } from './any-time.ts';
import type { Place } from './bot.ts';

const script = fileURLToPath(new URL('./sending-worker.mjs', import.meta.url));

/** What its channel can do besides counting: be asked whether a message came. Every one gets the same key for a message at each try. */
export type CarrierKind = 'counts' | 'finds';

/** A replica that sends, as a process of its own. */
export interface Worker {
  /** Begins to send. */
  begin(): void;
  /** Takes a turn; false: it died before it said that it took it. */
  takes(turn: Inbound): Promise<boolean>;
  /** Sets its machine's clock so many milliseconds ahead. */
  setClock(ahead: number): void;
  /** SIGKILL. */
  kill(): Promise<void>;
}

export async function startWorker({ databaseUrl, dataDir }: Place, sink: string, carrier: CarrierKind): Promise<Worker> {
  const child: ChildProcess = fork(script, {
    env: {
      PATH: process.env.PATH,
      SINK: sink,
      CARRIER: carrier,
      ONWARD_POLICY: policyForAnyTime(),
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
      ...(dataDir && { ONWARD_DATA_DIR: dataDir }),
    },
    cwd: tmpdir(),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
  });
  const said: string[] = [];
  child.stderr?.on('data', (data) => said.push(String(data)));
  const waiting = new Map<string, (taken: boolean) => void>();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void ended.then(() => {
    for (const answer of waiting.values()) answer(false);
  });
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message: { ready?: true; taken?: string; id?: string }) => {
      if (message.ready) return resolve();
      waiting.get(message.id ?? '')?.(message.taken === 'taken' || message.taken === 'duplicate');
      waiting.delete(message.id ?? '');
    });
    void ended.then(() => reject(new Error(`A worker ended before it was ready: ${said.join('')}`)));
  });
  return {
    begin: () => void child.send({ begin: true }),
    takes: (turn) =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null || !child.connected) return resolve(false);
        waiting.set(turn.externalId, resolve);
        child.send({ turn }, (error) => error && resolve(false));
      }),
    setClock: (ahead) => void child.send({ set: ahead }),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
