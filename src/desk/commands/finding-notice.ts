import { z } from 'zod';
import { say } from '../../engine/index.ts';
import { newestAnswer, promisesIn } from '../findings/tell.ts';
import { today } from '../pathways/place.ts';
import { meant } from './choose.ts';
import { staffCommand } from './command.ts';
import { findFinding, id, sentOf } from './finding-fields.ts';
import { refuse } from './young-words.ts';

/** As a sentence: what stands after it begins a new one. */
const whole = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);

export const findingNotice = staffCommand({
  name: 'finding notice',
  summary: 'a notice to print for the wall of a setting: what was said, what came back, and what was done',
  may: 'manage findings',
  input: z.strictObject({ id, setting: z.string().trim().min(1).optional().describe('for which setting; not needed where there is one') }),
  positional: ['id'],
  find: findFinding,
  missing: 'no_finding',
  run: async (context, input, { finding }) => {
    const { parts, now, words } = context;
    const sent = sentOf(context, finding);
    if ('refused' in sent) return sent;
    const { settings } = await parts.store.findings.rests(finding.sessions);
    const choices = settings.map(({ id: value, name }) => ({ value, label: name }));
    const chosen = input.setting === undefined ? choices.map(({ value }) => value) : meant(input.setting, choices);
    const [only, ...others] = chosen;
    const setting = settings.find((one) => one.id === only);
    if (!setting || others.length > 0)
      return refuse('setting', words('finding_which_setting', { known: choices.map(({ label }) => label).join(', ') || '–' }));
    const { said } = finding;
    const promises = promisesIn(finding);
    const answer = newestAnswer(finding);
    const file = await parts.drawNotice({
      ...{ language: 'en', date: today(parts, now), said: [whole(said)], told: { to: sent.to, on: sent.on }, ask: null },
      answer: answer && say(parts.phrases[`finding_answer_${answer.kind}`], 'en', () => answer.words),
      will: promises.filter(({ done }) => done === null).map(({ words: what, by }) => ({ words: whole(what), by })),
      did: promises.flatMap(({ done }) => (done === null ? [] : [{ words: whole(done.did), on: done.on }])),
    });
    return {
      text: words('finding_notice', { setting: setting.name }),
      files: [file],
      again: { name: 'finding notice', input: { id: finding.id, setting: setting.id } },
      data: { finding: finding.id, setting: setting.id, file: file.name },
    };
  },
});
