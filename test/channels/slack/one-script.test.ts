import { scriptContract } from '../../contracts/script.ts';
import { openSlack } from '../../support/script-slack.ts';
import { slackPhrases } from '../../support/slack-door.ts';

scriptContract({ name: 'slack', phrases: slackPhrases }, openSlack);
