import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createStore } from '../../src/store/index.ts';
import { begin, firstTurn, nextTurn } from './turns.ts';

interface Other {
  child: ChildProcess;
  /** The next line that it says. */
  said(): Promise<Record<string, unknown>>;
  ask(call: string, ...args: unknown[]): Promise<unknown>;
}

const script = fileURLToPath(new URL('other-process.mjs', import.meta.url));
const children: ChildProcess[] = [];

function start(role: 'bot' | 'command', dataDir: string): Other {
  const child = spawn(process.execPath, [script, role, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const said = async () => JSON.parse((await lines.next()).value ?? '{"ended":true}');
  return {
    child,
    said,
    ask: async (call, ...args) => {
      child.stdin?.write(`${JSON.stringify({ call, args })}\n`);
      return (await said()).answer;
    },
  };
}

async function stop({ child }: Other): Promise<void> {
  child.stdin?.end();
  if (child.exitCode === null) await once(child, 'exit');
}

async function kill({ child }: Other): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe.skipIf(!existsSync(new URL('../../dist/store/index.js', import.meta.url)))('the embedded folder (needs a build)', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'onward-test-'));
    cpSync(inject('folder'), join(dataDir, 'pglite'), { recursive: true });
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('is read and written by a command while the bot takes turns', async () => {
    const bot = await createStore({ dataDir });
    const { first, opened } = await begin(bot);
    const command = start('command', dataDir);
    expect(await command.said()).toEqual({ ready: true });
    let version = opened.conversation?.version ?? 0;
    let busy = true;
    const turns = (async () => {
      while (busy) {
        const now = await bot.open('web', first.address, null);
        expect(await bot.commit(nextTurn(now, first, { messages: [{ direction: 'in', said: { text: 'more' } }] }))).toBe('committed');
        version += 1;
        // Sockets are only read between two turns of the event loop.
        await new Promise(setImmediate);
      }
    })();
    for (let round = 1; round <= 30; round++) {
      expect(await command.ask('commit', firstTurn())).toBe('committed');
      expect(await command.ask('list', 100)).toHaveLength(1 + round);
    }
    busy = false;
    await turns;
    expect((await bot.open('web', first.address, null)).conversation?.version).toBe(version);
    expect(version).toBeGreaterThan(2);
    await stop(command);
    await bot.close();
  });

  it('shows nobody what is not committed, and cuts off who would hold it', async () => {
    const bot = await createStore({ dataDir });
    const client = new pg.Client({ host: dataDir, user: 'postgres', database: 'postgres' });
    client.on('error', () => undefined);
    await client.connect();
    await expect(client.query(`BEGIN; INSERT INTO tally VALUES ('held', now(), 1)`)).rejects.toThrow();
    const other = new pg.Client({ host: dataDir, user: 'postgres', database: 'postgres' });
    await other.connect();
    await expect(other.query('SELECT 1 / 0')).rejects.toThrow('division by zero');
    expect((await other.query('SELECT * FROM tally')).rows).toEqual([]);
    expect((await other.query('SELECT $1::int + 1 AS two', [1])).rows).toEqual([{ two: 2 }]);
    await begin(bot);
    await other.query('DEALLOCATE ALL');
    await begin(bot);
    await other.end();
    await bot.close();
  });

  it('belongs to one bot, and says so to the second', async () => {
    const bot = await createStore({ dataDir });
    await expect(createStore({ dataDir })).rejects.toThrow(`Another Onward is using ${dataDir}. Stop it first,`);
    const second = start('bot', dataDir);
    expect(await second.said()).toEqual({ refused: expect.stringContaining('Another Onward is using') });
    await begin(bot);
    await bot.close();
    expect(existsSync(join(dataDir, '.s.PGSQL.5432'))).toBe(false);
    await (await createStore({ dataDir })).close();
  });

  it('is a command’s own when no bot runs', async () => {
    const command = start('command', dataDir);
    expect(await command.said()).toEqual({ ready: true });
    expect(await command.ask('commit', firstTurn())).toBe('committed');
    await stop(command);
    const bot = await createStore({ dataDir });
    expect(await bot.people.list(10)).toHaveLength(1);
    await bot.close();
  });

  it('keeps what was committed when its process is killed, and goes to one of those who start next', async () => {
    const killed = start('bot', dataDir);
    expect(await killed.said()).toEqual({ ready: true });
    expect(await killed.ask('commit', firstTurn())).toBe('committed');
    await kill(killed);
    expect(existsSync(join(dataDir, '.s.PGSQL.5432'))).toBe(true);

    const next = [start('bot', dataDir), start('bot', dataDir), start('bot', dataDir)];
    const said = await Promise.all(next.map((other) => other.said()));
    expect(said.filter((line) => line.ready)).toHaveLength(1);
    expect(said.filter((line) => String(line.refused).includes('Another Onward is using'))).toHaveLength(2);
    expect(await next[said.findIndex((line) => line.ready)]?.ask('list', 10)).toHaveLength(1);
  });

  it('is nobody else’s to read', async () => {
    const made = join(dataDir, 'inside', 'made');
    const bot = await createStore({ dataDir: made });
    expect(statSync(made).mode & 0o777).toBe(0o700);
    expect(statSync(join(made, '.s.PGSQL.5432')).mode & 0o777).toBe(0o600);
    expect(readdirSync(made).toSorted()).toEqual(['.s.PGSQL.5432', 'pglite']);
    await bot.close();
  });

  it('may have a path that is too long for a socket', async () => {
    const long = join(dataDir, 'x'.repeat(80), 'y'.repeat(60));
    const bot = await createStore({ dataDir: long });
    await begin(bot);
    const command = start('command', long);
    expect(await command.said()).toEqual({ ready: true });
    expect(await command.ask('list', 10)).toHaveLength(1);
    await stop(command);
    await bot.close();
  });
});
