/** `npm run demo`: two months of a programme, lived through the real doors, and written to `out/`. */
import { mkdirSync, rmSync } from 'node:fs';
import { startBot } from './bot.mjs';
import { compareExport, comparePack, compareReach, createComparison } from './compare.mjs';
import { readSaid } from './count.mjs';
import { createNotebook } from './said.mjs';
import { startSlack, team } from './slack.mjs';
import { live } from './story.mjs';
import { createTime } from './time.mjs';

const out = new URL('../out/', import.meta.url);
const lap = () => (performance.now() / 1000).toFixed(1);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const time = createTime('2026-03-02T09:00:00Z');
const slack = await startSlack(time.now);
const bot = await startBot(time, slack, `${team}/UADA`);
slack.sendsTo(bot.url);
const book = createNotebook(new URL('said.jsonl', out), time);
let story;
try {
  story = await live({ time, slack, bot, book, out, tell: (sentence) => console.log(`${lap().padStart(6)} s  ${sentence}`) });
} finally {
  book.write();
  await bot.stop();
  await slack.close();
}
const lines = readSaid(new URL('said.jsonl', out));
const comparison = createComparison();
for (const { tables, ...unit } of story.exports) compareExport(comparison, lines, unit, tables);
compareReach(comparison, lines, story.reach);
for (const pack of story.packs.filter(({ file }) => file.endsWith('.html'))) console.log(comparePack(comparison, lines, pack));
console.log(comparison.compared(), comparison.differ, bot.troubles);
