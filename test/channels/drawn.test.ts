import fc from 'fast-check';
import { expect, it } from 'vitest';
import { activitiesOf } from '../../src/channels/botframework/outbound.ts';
import { surfaceOf } from '../../src/channels/botframework/surface.ts';
import { wordsOf as teamsWords } from '../../src/channels/botframework/words.ts';
import { piecesOf } from '../../src/channels/drawn.ts';
import { messagesOf } from '../../src/channels/slack/outbound.ts';
import { wordsOf as slackWords } from '../../src/channels/slack/words.ts';
import { faultsOfActivity } from '../support/adaptive-cards.ts';
import { faultsOfMessage } from '../support/block-kit.ts';
import { botframeworkPhrases } from '../support/botframework-words.ts';
import { slackPhrases } from '../support/slack-door.ts';

const looks = fc.constantFrom('done' as const, 'here' as const, 'next' as const, 'do' as const);
const said = fc
  .tuple(
    fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('x'.repeat(4000)), fc.constant('*<b>* {{DATE(1)}}'))),
    fc.array(fc.record({ line: fc.nat({ max: 30 }), as: looks })),
  )
  .map(([lines, drawn]) => ({ text: lines.join('\n'), drawn }));

it('A message in pieces is its lines, in their order, whatever is to be drawn of it', () => {
  fc.assert(
    fc.property(said, (message) => {
      const lines = piecesOf(message).flatMap((piece) => ('words' in piece ? [piece.words] : piece.steps.map(({ text }) => text)));
      expect(lines.join('\n')).toBe(message.text);
    }),
  );
});

it('Drawn steps stay within the limits of Slack and of Teams', () => {
  fc.assert(
    fc.property(said, (message) => {
      for (const one of messagesOf(message, slackWords(slackPhrases, 'en'))) expect(faultsOfMessage(one)).toEqual([]);
      for (const one of activitiesOf(message, teamsWords(botframeworkPhrases, 'en'), surfaceOf('msteams')))
        expect(faultsOfActivity(one)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
