/** THE BOT: reads what the deployment decides, opens the house, and closes it when it is told to. */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBot } from './bot.ts';
import { createFollower } from './clock.ts';
import { readConfig } from './config/index.ts';
import { createLog } from './log.ts';
import { startSchedule } from './schedule.ts';
import { sentenceOf } from './start-trouble.ts';

/** A stop that takes longer, in milliseconds, is cut off: what is not committed by then was not acknowledged either. */
const PATIENCE = 10_000;

async function main(): Promise<void> {
  const log = createLog();
  let stop: () => Promise<void>;
  try {
    if (existsSync('.env')) process.loadEnvFile();
    const config = readConfig(process.env);
    ({ stop } = await openBot(config, log, { clock: createFollower(), schedule: startSchedule, wait: sleep }));
    if (process.stdout.isTTY) process.stdout.write(`\nThe chat is at ${config.publicUrl}\n\n`);
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exit(1);
  }

  let leaving = false;
  async function leave(code: number): Promise<void> {
    // A second signal: somebody can't wait.
    if (leaving) process.exit(code || 1);
    leaving = true;
    setTimeout(() => {
      log.error('Stopping took too long and was cut off.');
      process.exit(1);
    }, PATIENCE).unref();
    try {
      await stop();
      log.info('Onward has stopped.');
      process.exit(code);
    } catch (error) {
      log.error({ err: error }, 'Onward could not stop in order.');
      process.exit(1);
    }
  }
  process.on('SIGTERM', () => leave(0)).on('SIGINT', () => leave(0));
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'Something broke that nobody had thought of; stopping.');
    void leave(1);
  });
}

await main();
