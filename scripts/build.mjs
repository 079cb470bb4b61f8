/** Builds what has changed: the Prisma client, the server, the page's script, the tablet's program, and the data files beside them. Quiet when nothing has. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleTablet } from './tablet.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const dataFile = /\.(ya?ml|css|txt|json|svg)$/;

function run(program, ...args) {
  const { status } = spawnSync(process.execPath, [program, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // `prisma generate` wants an engine file that it never runs; any executable will do, and nothing is downloaded.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1', ...process.env },
  });
  if (status !== 0) process.exit(status ?? 1);
}

function generateClient() {
  const client = join(root, 'src/store/client');
  const stamp = join(client, '.stamp');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'prisma/schema.prisma')))
    .update(require('prisma/package.json').version)
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  run(require.resolve('prisma/build/index.js'), 'generate', '--no-hints');
  writeFileSync(stamp, wanted);
}

/** Data files are read by the folder: one that has gone from the source must not be read from what was built before. */
function copyData() {
  for (const entry of readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })) {
    const built = join(entry.parentPath, entry.name);
    if (entry.isFile() && dataFile.test(entry.name) && !existsSync(built.replace(join(root, 'dist'), join(root, 'src')))) rmSync(built);
  }
  for (const entry of readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })) {
    const from = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !dataFile.test(entry.name) || from.includes('/store/client/')) continue;
    const to = from.replace(join(root, 'src'), join(root, 'dist'));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to);
  }
}

generateClient();
const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
run(tsc, '-p', 'tsconfig.json');
if (existsSync(join(root, 'src/channels/web/browser')) && readdirSync(join(root, 'src/channels/web/browser')).length > 0)
  run(tsc, '-p', 'tsconfig.browser.json');
copyData();
await bundleTablet(join(root, 'dist/tablet'));
