import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const meter = new URL('meter.mjs', import.meta.url).href;

/**
 * A server in a process of its own, so that neither who sends the events nor who takes the replies is in its figures.
 * @param {string | URL} script it says its port in a line of JSON, as ours does in its log
 * @param {Record<string, string>} settings its environment, besides the path
 */
export async function startServer(script, settings) {
  const flags = process.env.BENCH_NODE?.split(' ') ?? [];
  const child = spawn(process.execPath, [...flags, '--import', meter, fileURLToPath(script)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...settings },
  });
  const ended = once(child, 'exit');
  const port = await new Promise((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const said = /"port":(\d+)/.exec(line);
      if (said) resolve(Number(said[1]));
      else if (/"level":"(error|fatal)"/.test(line)) process.stderr.write(`${line}\n`);
    });
    void ended.then(() => reject(new Error(`${script} stopped before it was ready.`)));
  });
  return {
    port,
    /** @returns {Promise<NodeJS.CpuUsage>} */
    cpu: async () => {
      child.send('cpu');
      return (await once(child, 'message'))[0];
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
