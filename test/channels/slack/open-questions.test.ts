import { expect, it } from 'vitest';
import type { Clients } from '../../../src/channels/slack/clients.ts';
import { createOpenQuestions } from '../../../src/channels/slack/open-questions.ts';
import { wordsOf } from '../../../src/channels/slack/words.ts';
import { slackPhrases } from '../../support/slack-door.ts';
import { handClock } from '../../support/world.ts';

it('Buttons of typed answers are taken away as long as Slack has room for it, and nobody hears when it fails', async () => {
  let updates = 0;
  const update = async () => {
    updates += 1;
    throw new Error('ratelimited');
  };
  const clock = handClock();
  const questions = createOpenQuestions({ quick: () => ({ chat: { update } }) } as unknown as Clients, clock);
  const message = { text: 'x', blocks: [{ type: 'actions' as const, block_id: 'ask:q:0', elements: [] }] };
  const words = wordsOf(slackPhrases, 'en');
  const many = async () => {
    for (let at = 0; at < 60; at++) {
      await questions.settle({ token: 't', channel: 'D1', ts: '1', message }, words);
    }
  };
  await many();
  expect(updates).toBe(25);
  clock.pass(1);
  await many();
  expect(updates).toBe(50);
  clock.pass(1);
  await questions.settle({ token: 't', channel: 'D1', ts: '1', message: { ...message, blocks: [] } }, words);
  expect(updates).toBe(50);
});
