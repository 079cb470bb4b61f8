import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A module of the demo, as a process. @returns its exit code and what it printed */
async function run(module: string, ...args: string[]): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, [`demo/${module}.mjs`, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (printed += data));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, printed };
}

describe('The demo', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onward-demo-test-'));
  const out = `${folder}/out/`;
  const left = () => readdirSync(tmpdir()).filter((name) => /^onward-demo-\w{6}$/.test(name));
  const before = left();
  let lived: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => void (lived = await run('run', out)), 600_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('lives two months, says in how many seconds, and finds every figure equal to the count', () => {
    expect(lived).toMatchObject({ code: 0, printed: expect.stringContaining('all are equal.') });
    expect(lived.printed).toMatch(/days of a programme were lived in \d+\.\d seconds/);
    const [, figures] = /(\d+) figures of reports, results and reach/.exec(lived.printed) ?? [];
    expect(Number(figures)).toBeGreaterThan(500);
    expect(lived.printed).toContain('7 settings over 14 sessions: 38 by name, 72 heads without, 126 attendances');
    expect(lived.printed).toContain('none of them at night');
  });

  it('takes nothing out of a folder that is somebody’s own', async () => {
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    for (const named of [`${folder}/`, folder])
      expect(await run('run', named)).toEqual({ code: 1, printed: expect.stringContaining('Name a folder that is new or empty') });
    expect(existsSync(join(folder, 'mine.txt'))).toBe(true);
  }, 30_000);

  it('leaves the files that it names, and nothing else', () => {
    const links = [...lived.printed.matchAll(/file:\/\/(\S+)/g)].map(([, file = '']) => file);
    expect(links.length).toBeGreaterThan(8);
    expect(links.filter((file) => !existsSync(file) || statSync(file).size === 0)).toEqual([]);
    expect(left()).toEqual(before);
  });

  it('finds a figure that was changed by hand, and somebody whose answer was', async () => {
    const file = `${out}inside-voices.html`;
    const page = readFileSync(file, 'utf8');
    // The first figure of an answer: one more person than there was.
    const changed = page.replace(/(<td>)(\d+)\/(\d+)(<\/td>)/, (_, open, count, of, close) => `${open}${Number(count) + 1}/${of}${close}`);
    expect(changed).not.toBe(page);
    writeFileSync(file, changed);
    expect(await run('compare', out)).toMatchObject({ code: 1, printed: expect.stringContaining(', 1 differ.') });
    writeFileSync(file, page);
    expect(await run('compare', out)).toMatchObject({ code: 0, printed: expect.stringContaining(', 0 differ.') });
    const said = readFileSync(`${out}said.jsonl`, 'utf8');
    writeFileSync(`${out}said.jsonl`, said.replace('"said":"Agree a lot"', '"said":"Disagree a lot"'));
    expect(await run('compare', out)).toMatchObject({ code: 1 });
  }, 120_000);
});
