import { z } from 'zod';
import { participation } from '../pathways/record.ts';
import { staffCommand } from './command.ts';
import { listOf } from './outline.ts';
import { findPerson, person, personChoices } from './pathway-who.ts';
import { short } from './when.ts';

/** The same that MY RECORD gives, for somebody who has no chat with us, or who asks a person for it. */
export const pathwayRecord = staffCommand({
  name: 'pathway record',
  summary: 'a file (PDF) of what somebody did, when they ask you for it; it comes to you alone, to hand to them',
  may: 'see pathways',
  input: z.strictObject({
    person,
    without: listOf(z.enum(['projects', 'stages', 'trainings', 'pieces']))
      .default([])
      .describe('what they want to leave out'),
  }),
  positional: ['person'],
  choices: async (context) => ({ person: await personChoices(context) }),
  find: findPerson,
  missing: 'no_such_person',
  run: async ({ parts, now, words }, { without }, { id, name }) => {
    const record = await participation(parts, id, 'en', now, without);
    if (!record) return { refused: words('no_such_person', { person: id }) };
    const text = [words('record_made', { name: name ?? short(id) }), ...parts.drawRecord.lines(record)].join('\n');
    const again = { name: 'pathway record', input: { person: id, without } };
    return { text, files: [await parts.drawRecord.file(record)], again, data: record };
  },
});
