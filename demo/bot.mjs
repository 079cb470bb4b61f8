/** The bot as a charity runs it, on an embedded database in a folder of its own, with its doors on this machine and time that is moved by hand. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBot } from '../dist/bot.js';
import { readConfig } from '../dist/config/index.js';

/** @param time of time.mjs @param slack of slack.mjs @param {string} admin who may grant roles, as Slack's door names them */
export async function startBot(time, slack, admin) {
  const dataDir = mkdtempSync(join(tmpdir(), 'onward-demo-'));
  /** What a person would have to look at. */
  const troubles = [];
  const heard = (level) => (details, sentence) => {
    troubles.push({ level, sentence: sentence ?? details, ...(typeof details === 'object' && details) });
  };
  const log = { info: () => undefined, warn: heard('warn'), error: heard('error'), fatal: heard('fatal') };
  const config = readConfig({
    PORT: '0',
    ONWARD_DATA_DIR: dataDir,
    // Chance that is drawn from it, such as which quotes are shown, is the same each time.
    ONWARD_SECRET: 'everybody who runs the demo has this one',
    ONWARD_CHARITY_NAME: 'Example Voices',
    ONWARD_CONTACT: 'hello@example.org',
    ONWARD_ADMINS: `slack:${admin}`,
    // Each person of the demo is on a network of their own, as they would be.
    ONWARD_PROXIES: '1',
    SLACK_BOT_TOKEN: slack.token,
    SLACK_SIGNING_SECRET: slack.secret,
    SLACK_API_URL: slack.apiUrl,
  });
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    const bot = await openBot(config, log, time);
    time.goesWith(bot.idle);
    return {
      url: `http://127.0.0.1:${bot.port}`,
      /** What links begin with, in what people are sent. */
      publicUrl: config.publicUrl,
      troubles,
      stop: async () => {
        await bot.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
