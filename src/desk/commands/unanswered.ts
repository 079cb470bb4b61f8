import { z } from 'zod';
import { type Context, staffCommand } from './command.ts';
import { short } from './when.ts';

/** After the last reminder nothing goes any more. Who has not answered is for a person to think of, and only of a survey with names. */
export const surveyUnanswered = staffCommand({
  name: 'survey unanswered',
  summary: 'who has not answered a survey with names, and will not be reminded any more',
  may: 'send surveys',
  input: z.strictObject({ id: z.string().describe('the id from the list, or its beginning') }),
  positional: ['id'],
  find: ({ parts }: Context, { id }) => parts.store.surveys.show(id).then((counts) => counts && { id: counts.run.id, counts }),
  missing: 'no_survey',
  run: async ({ parts, words }, _input, { id, counts }) => {
    if (counts.run.anonymous) return { refused: words('survey_not_named') };
    const people = await parts.store.nudges.unanswered(id);
    if (people.length === 0) return { text: words('all_answered'), data: [] };
    return {
      text: words('survey_unanswered'),
      tables: [{ head: ['Who', 'Id'], rows: people.map(({ name, person }) => [name ?? short(person), short(person)]) }],
      data: people,
    };
  },
});
