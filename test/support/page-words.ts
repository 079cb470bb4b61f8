import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ChannelPhrases } from '../../src/desk/ports.ts';
import { channelPhrases } from '../../src/flows/index.ts';

const words = parse(readFileSync(new URL('../../src/flows/page-words.yaml', import.meta.url), 'utf8'));

/** The real words of the page, for a made-up charity. */
export const phrases: ChannelPhrases = channelPhrases(words, { charity: 'The Example Project', contact: 'hello@example.org' });
