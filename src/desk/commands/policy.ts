import { z } from 'zod';
import { staffCommand } from './command.ts';

export const policyShow = staffCommand({
  name: 'policy',
  summary: 'what is asked of people at which age, and who says yes; ONWARD_POLICY names your own',
  may: 'see policy',
  input: z.strictObject({}),
  positional: [],
  run: async ({ parts }) => {
    const yes = (holds: boolean) => (holds ? 'yes' : 'no');
    const rows = parts.ageRules.map(({ band, mayTakePart, whoConsents, sensitive, photos, nudges, youngNotice }) => [
      band,
      yes(mayTakePart),
      whoConsents.replaceAll('-', ' '),
      sensitive,
      photos,
      yes(nudges),
      youngNotice ? 'young' : 'adult',
    ]);
    return {
      tables: [{ head: ['Age', 'Takes part', 'Who consents', 'Sensitive', 'Photos', 'Nudges', 'Privacy notice'], rows }],
      data: parts.ageRules,
    };
  },
});
