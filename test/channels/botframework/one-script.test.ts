import { scriptContract } from '../../contracts/script.ts';
import { openTeams } from '../../support/script-teams.ts';
import { teamsPhrases } from '../../support/teams-door.ts';

scriptContract({ name: 'teams', phrases: teamsPhrases }, openTeams('msteams'));
scriptContract({ name: 'text', phrases: teamsPhrases }, openTeams('sms'));
