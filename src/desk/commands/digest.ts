import { z } from 'zod';
import { digestSheet } from '../digest.ts';
import { staffCommand } from './command.ts';

export const digest = staffCommand({
  name: 'digest',
  summary: 'the figures of the last week, without names, as they stand in the staff channel',
  suggest: ['group'],
  may: 'see home',
  input: z.strictObject({}),
  positional: [],
  run: async ({ parts, words }) => {
    const newest = await parts.store.digests.newest();
    return newest ? digestSheet(parts, newest) : { text: words('no_digest'), data: null };
  },
});
