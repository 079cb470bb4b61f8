import { channelPhrases } from '../../../src/flows/index.ts';
import { scriptContract } from '../../contracts/script.ts';
import { openTerminal } from '../../support/script-terminal.ts';
import { catalogue } from '../../support/shipped.ts';

scriptContract({ name: 'terminal', phrases: channelPhrases(catalogue.terminalPhrases, catalogue.constants) }, openTerminal);
