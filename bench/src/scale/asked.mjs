import { createStore } from '../../../dist/store/index.js';
import { house } from '../house.mjs';
import { asker } from './programme.mjs';

/** A process that has one order done each time that it is told to, so that its memory is that of the order. Its argument: the database. */
const store = await createStore({ databaseUrl: process.argv[2] });
const desk = await house.openDesk(store);
const idle = process.memoryUsage.rss();

process.on('message', async (order) => {
  const start = performance.now();
  const result = await desk.command(asker, order);
  const ms = performance.now() - start;
  if (result.kind === 'refused') throw new Error(result.why);
  // What it says of itself, so that whoever asked can see that something was done.
  const { text = '', tables = [], files = [] } = result.sheet;
  const said = {
    text: text.slice(0, 200),
    rows: tables.reduce((all, { rows }) => all + rows.length, 0),
    bytes: files.reduce((all, { body }) => all + body.length, 0),
  };
  process.send({ ms, mostMb: process.resourceUsage().maxRSS / 1024, idleMb: idle / 2 ** 20, said });
});
process.send('ready');
