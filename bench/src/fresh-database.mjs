import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

function serverUrl() {
  if (process.env.BENCH_DATABASE_URL) return process.env.BENCH_DATABASE_URL;
  const script = fileURLToPath(new URL('../../.ci/postgres', import.meta.url));
  return execFileSync(script, { encoding: 'utf8' }).trim().split('\n').at(-1);
}

let made = 0;

/** Runs `work` on a database of its own, which is dropped after it. */
export async function onFreshDatabase(work) {
  const server = serverUrl();
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const name = `onward_bench_${process.pid}_${made++}`;
  await admin.query(`CREATE DATABASE ${name}`);
  try {
    const url = new URL(server);
    url.pathname = `/${name}`;
    return await work(url.href);
  } finally {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
}
