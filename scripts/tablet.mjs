/** Bundles the tablet's program: the engine and all that it needs are in two files, so that a tablet has everything before it goes offline. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const source = fileURLToPath(new URL('../src/tablet/', import.meta.url));

/** @param {string} folder where `app.js`, `worker.js` and `style.css` go */
export async function bundleTablet(folder) {
  for (const [name, format] of [
    ['app', 'es'],
    ['worker', 'iife'],
  ]) {
    const bundle = await rolldown({
      input: join(source, `${name}.ts`),
      platform: 'browser',
      tsconfig: false,
      logLevel: 'warn',
      // Of a room only what is used comes along; one module is there for what it does when it loads.
      treeshake: { moduleSideEffects: (id) => id.endsWith('/no-eval.ts') },
    });
    await bundle.write({ file: join(folder, `${name}.js`), format, minify: true, sourcemap: false });
    await bundle.close();
  }
  cpSync(join(source, 'style.css'), join(folder, 'style.css'));
}
