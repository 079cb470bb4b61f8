import type { Surface } from '../../src/channels/botframework/surface.ts';
import { surfaceOf } from '../../src/channels/botframework/surface.ts';
import { channelPhrases } from '../../src/flows/index.ts';
import { catalogue } from './shipped.ts';

export const botframeworkPhrases = channelPhrases(catalogue.botframeworkPhrases, catalogue.constants);

/** One of each kind. */
export const surfaces: Record<'teams' | 'webChat' | 'sms', Surface> = {
  teams: surfaceOf('msteams'),
  webChat: surfaceOf('webchat'),
  sms: surfaceOf('sms'),
};
