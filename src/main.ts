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

/**
 * `npm start` hands on a Ctrl-C that the terminal has given us already, and a service manager tells npm and us: what comes so soon after the first,
 * in milliseconds, is the same word again. Said later it means that somebody can't wait.
 */
const SAME_WORD = 1_000;

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
  let insists = false;
  async function leave(code: number): Promise<void> {
    if (leaving) process.exit(1);
    leaving = true;
    setTimeout(() => (insists = true), SAME_WORD).unref();
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
  function told(): void {
    if (!leaving || insists) void leave(0);
  }
  process.on('SIGTERM', told).on('SIGINT', told);
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'Something broke that nobody had thought of; stopping.');
    void leave(1);
  });
}

await main();
