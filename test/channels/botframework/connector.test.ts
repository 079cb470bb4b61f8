import { createBotbuilder } from '../../../src/channels/botframework/sdk.ts';
import { connectorContract } from '../../contracts/connector.ts';
import { createAgentsConnector } from '../../support/agents-connector.ts';
import { handClock } from '../../support/world.ts';

connectorContract('botbuilder', (settings, parts) => createBotbuilder(settings, { clock: handClock(), ...parts }));
connectorContract('its successor', createAgentsConnector);
