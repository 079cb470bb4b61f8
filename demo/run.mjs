/**
 * `npm run demo`: two months of a programme, lived through the doors that people use, with a clock that is moved by hand and no network. It leaves `out/`, and
 * nothing else. Exit code 1: something went wrong, or a figure is not what was said at the doors.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { startBot } from './bot.mjs';
import { compareAll } from './compare.mjs';
import { readSaid } from './count.mjs';
import { createNotebook } from './said.mjs';
import { startSlack, team } from './slack.mjs';
import { live } from './story.mjs';
import { summaryOf } from './summary.mjs';
import { createTime } from './time.mjs';

/** Where the files go: another folder can be named, with a slash at its end. */
const out = process.argv[2] ? new URL(process.argv[2], `file://${process.cwd()}/`) : new URL('../out/', import.meta.url);
const said = new URL('said.jsonl', out);
/** All that is in a folder goes before it is filled anew: so a named one has to be new, empty, or from a demo before. */
const ours = !process.argv[2] || !existsSync(out) || readdirSync(out).length === 0 || existsSync(said);
if (!ours || !out.pathname.endsWith('/')) {
  process.stderr.write('Name a folder that is new or empty, with a slash at its end, such as: npm run demo -- my-demo/\n');
  process.exit(1);
}
const began = performance.now();
const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
const tell = (sentence) => void process.stdout.write(`${seconds().padStart(6)} s  ${sentence}\n`);

async function lived() {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const time = createTime('2026-03-02T09:00:00Z');
  const slack = await startSlack(time.now);
  tell('The bot is being built on a new database.');
  const bot = await startBot(time, slack, `${team}/UADA`);
  try {
    slack.sendsTo(bot.url);
    const book = createNotebook(said, time);
    const story = await live({ time, slack, bot, book, out, tell }).finally(book.write);
    return { story, troubles: bot.troubles };
  } finally {
    await bot.stop();
    await slack.close();
  }
}

const { story, troubles } = await lived();
const lines = readSaid(said);
const comparison = compareAll(out);
const summary = summaryOf({ story, lines, comparison, out, seconds: seconds(), files: story.files });
writeFileSync(new URL('summary.txt', out), summary);
process.stdout.write(summary);
for (const { level, sentence, err } of troubles) process.stderr.write(`${level}: ${sentence} ${err?.stack ?? ''}\n`);
process.exit(comparison.differ.length + troubles.length > 0 ? 1 : 0);
