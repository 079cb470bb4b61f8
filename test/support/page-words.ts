import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ChannelPhrases } from '../../src/desk/ports.ts';
import { channelPhrases } from '../../src/flows/index.ts';

const words = parse(readFileSync(new URL('../../src/flows/page-words.yaml', import.meta.url), 'utf8'));

const tabletWords = parse(readFileSync(new URL('../../src/flows/tablet-words.yaml', import.meta.url), 'utf8'));

const charity = { charity: 'The Example Project', contact: 'hello@example.org' };

/** The real words of the page, for a made-up charity. */
export const phrases: ChannelPhrases = channelPhrases(words, charity);

/** And those of a facilitator's tablet. */
export const tabletPhrases: ChannelPhrases = channelPhrases(tabletWords, charity);
