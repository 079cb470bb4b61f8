import type { Command } from 'commander';
import type { CliParts } from './index.ts';
import { originOf } from './origin.ts';

const appIdShape = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const like = 'like 12345678-90ab-cdef-1234-567890abcdef';

export function teamsCommands(program: Command, { teams, write, print, refuse }: CliParts): void {
  program
    .command('teams')
    .description('connect Microsoft Teams')
    .command('package')
    .description('the app to upload to Teams, as a zip file; docs/teams.md says how')
    .option('--app-id <id>', 'the app id of your bot in Azure; without it, MicrosoftAppId')
    .option('--url <address>', 'where people reach this bot, like https://chat.example.org; without it, ONWARD_PUBLIC_URL')
    .option('--to <file>', 'where it is written', 'out/onward-teams.zip')
    .action((given: { appId?: string; url?: string; to: string }) => {
      const appId = (given.appId ?? teams.appId ?? '').trim();
      if (appId === '')
        return refuse(`Say which bot it is: set MicrosoftAppId, or say --app-id, ${like}. It stands in Azure, under Configuration.`);
      if (!appIdShape.test(appId) || /^[0-]+$/.test(appId)) return refuse(`"${appId}" is no app id: it looks ${like}.`);
      const address = given.url ?? teams.url;
      const origin = originOf(address);
      if (origin === null)
        return refuse(
          `Teams needs an address like https://chat.example.org, with nothing after the host; "${address}" is not. Set ONWARD_PUBLIC_URL, or say --url.`,
        );
      const fault = write(given.to, teams.pack(appId.toLowerCase(), origin));
      if (fault !== null) return refuse(`${given.to} could not be written: ${fault}.`);
      print(`${given.to} is ready to upload to Teams: docs/teams.md says where.`);
    });
}
