import type { Command } from 'commander';
import type { CliParts } from './index.ts';
import { json } from './json.ts';
import { originOf } from './origin.ts';

export function slackCommands(program: Command, { slackManifest, print, refuse }: CliParts): void {
  program
    .command('slack')
    .description('connect a Slack workspace')
    .command('manifest')
    .description('the manifest of your Slack app, ready to paste at api.slack.com/apps; docs/slack.md says how')
    .option('--url <address>', 'where Slack reaches this bot, like https://chat.example.org')
    .option('--socket', 'Slack does not reach this bot: the bot opens a socket to Slack')
    .action(({ url, socket }: { url?: string; socket?: boolean }) => {
      if (Boolean(url) === Boolean(socket)) return refuse('Say --url https://chat.example.org, or --socket.');
      const origin = url ? originOf(url) : null;
      if (url && !origin)
        return refuse(`--url must be an address like https://chat.example.org, with nothing after the host; "${url}" is not.`);
      print(json(slackManifest(origin)));
    });
}
