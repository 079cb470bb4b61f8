import { describe, expect, it } from 'vitest';
import { activitiesOf } from '../../../src/channels/botframework/outbound.ts';
import { wordsOf } from '../../../src/channels/botframework/words.ts';
import { choiceLines } from '../../../src/channels/choice-lines.ts';
import { advance, type Reply } from '../../../src/engine/index.ts';
import { now } from '../../flows/chat.ts';
import { faultsOfActivity, readable } from '../../support/adaptive-cards.ts';
import { botframeworkPhrases, surfaces } from '../../support/botframework-words.ts';
import { catalogue } from '../../support/shipped.ts';
import { type Put, walked } from '../../support/walked.ts';

// One that only tells has no question.
const asking = [...catalogue.flows].filter(([, { main }]) => main.steps.some((step) => 'ask' in step));
const flows = asking.flatMap(([id]) => ['en', 'easy'].map((language) => ({ id, language })));

describe.each(flows)('Every question of $id in $language', ({ id, language }) => {
  const words = wordsOf(botframeworkPhrases, language);
  const { questions, said } = walked(id, language);

  it('can be drawn on every surface', () => {
    expect(questions.length).toBeGreaterThan(0);
    for (const surface of Object.values(surfaces))
      for (const one of said) for (const activity of activitiesOf(one, words, surface)) expect(faultsOfActivity(activity)).toEqual([]);
  });

  it('has buttons or boxes in Teams for every choice, in one card with its text', () => {
    for (const { said } of questions) {
      const activities = activitiesOf(said, words, surfaces.teams);
      const { prompt } = said;
      if (prompt.options.length === 0 && !prompt.skip) continue;
      const last = activities.at(-1) as { attachments: [{ content: object }] };
      const json = JSON.stringify(last.attachments[0].content);
      for (const { value } of prompt.options) expect(json).toContain(`"${value}"`);
      expect(readable(last)[0]).toBe(said.text.split('\n')[0]);
    }
  });

  it('is answered by a number where choices are numbered, as by a press', () => {
    for (const put of questions) {
      if (!choiceLines(put.said.prompt)[0]?.startsWith('1. ')) continue;
      const shown = activitiesOf(put.said, words, surfaces.sms).flatMap(readable).join('\n');
      for (const [at, { value }] of put.said.prompt.options.entries()) {
        expect(shown).toContain(`${at + 1}. `);
        expect(keptAfter(put, { kind: 'text', text: `${at + 1}` })).toEqual(keptAfter(put, { kind: 'choice', values: [value] }));
      }
    }
  });
});

/** What is kept after a reply, and what is asked next. */
function keptAfter({ flow, session }: Put, reply: Reply) {
  const turn = advance(flow, session, reply, now);
  const { answers, at, change, ended, misfits } = turn.session;
  return {
    at,
    change,
    ended,
    misfits,
    answers: Object.fromEntries(Object.entries(answers).map(([step, { value, category }]) => [step, { value, category }])),
  };
}
