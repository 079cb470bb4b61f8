/** A second process on the same data folder, for folder.test.ts: `node other-process.mjs <bot|command> <data folder>`. Runs what the build made. */
import { createInterface } from 'node:readline';
import { createStore } from '../../dist/store/index.js';

const [role, dataDir] = process.argv.slice(2);
const tell = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
try {
  const store = await createStore({ dataDir, role });
  tell({ ready: true });
  for await (const line of createInterface({ input: process.stdin })) {
    const { call, args } = JSON.parse(line, (_, value) =>
      typeof value === 'string' && /^\d{4}-.*Z$/.test(value) ? new Date(value) : value,
    );
    try {
      tell({ answer: call === 'list' ? await store.people.list(...args) : await store[call](...args) });
    } catch (error) {
      tell({ error: error.message });
    }
  }
  await store.close();
} catch (error) {
  tell({ refused: error.message });
}
process.exit(0);
