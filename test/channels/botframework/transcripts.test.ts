import { describe, expect, it } from 'vitest';
import { activitiesOf } from '../../../src/channels/botframework/outbound.ts';
import type { Json } from '../../../src/channels/botframework/port.ts';
import { readPress } from '../../../src/channels/botframework/pressed.ts';
import type { Surface } from '../../../src/channels/botframework/surface.ts';
import { wordsOf } from '../../../src/channels/botframework/words.ts';
import { advance, begin, compile, type Reply, type Turn } from '../../../src/engine/index.ts';
import { lexicon, now } from '../../flows/chat.ts';
import { pressOf, readable } from '../../support/adaptive-cards.ts';
import { botframeworkPhrases, surfaces } from '../../support/botframework-words.ts';
import { catalogue } from '../../support/shipped.ts';

/** Typed, or a button pressed with what is ticked. */
type Done = string | { press: string; ticks?: string };

/**
 * A conversation as it reads on a phone that has only words, and in Teams, kept as files: whoever reviews a change reads what a young person will
 * see. `[…]` is a button; `-u` writes them again.
 */
function transcript(flow: string, surface: Surface, done: Done[]): string {
  const words = wordsOf(botframeworkPhrases, 'en');
  const bundle = catalogue.flows.get(flow);
  if (!bundle) throw new Error(`There is no flow ${flow}.`);
  const compiled = compile(bundle, lexicon(catalogue));
  let turn: Turn = begin(compiled, 'en');
  let text = '';
  let shown: Json[] = [];
  const show = () => {
    shown = turn.events.flatMap((event) => (event.type === 'said' ? activitiesOf(event.said, words, surface) : []));
    for (const activity of shown) text += `Onward: ${readable(activity).join('\n        ').replace(/ +$/gm, '')}\n\n`;
  };
  show();
  for (const one of done) {
    const press = typeof one === 'string' ? null : readPress(pressOf(shown.at(-1) ?? {}, one.press, one.ticks ? { picks: one.ticks } : {}));
    if (typeof one !== 'string' && press?.kind !== 'answer') throw new Error(`${one.press} is no answer.`);
    const reply: Exclude<Reply, { kind: 'silence' }> = press?.kind === 'answer' ? press.inbound.reply : { kind: 'text', text: String(one) };
    text += press?.kind === 'answer' ? `        (${words('picked', { label: press.picked ?? '…' })})\n\n` : `You:    ${String(one)}\n\n`;
    turn = advance(compiled, turn.session, reply, now);
    show();
  }
  return text;
}

describe('Registering interest', () => {
  it('reads well where there are only words', async () => {
    const typed = ['1', 'Sam', '4', '1', 'Leeds', '1, 3', '2', 'skip', '1', '2', 'yes', 'no', 'yes', '1'];
    await expect(transcript('register-interest', surfaces.sms, typed)).toMatchFileSnapshot('./transcripts/register-interest-in-words.txt');
  });

  it('reads well in Teams', async () => {
    const done: Done[] = [
      { press: 'English' },
      'Sam',
      { press: '18 to 24' },
      { press: 'In a town, city or village' },
      'Leeds',
      { press: 'Done', ticks: 'safety,data' },
      { press: 'Done', ticks: 'advisors' },
      { press: 'Skip this question' },
      { press: 'Email' },
      'sam@example.org',
      { press: 'Yes' },
      { press: 'No' },
      { press: 'Yes' },
      { press: "That's right" },
    ];
    await expect(transcript('register-interest', surfaces.teams, done)).toMatchFileSnapshot('./transcripts/register-interest-in-teams.txt');
  });
});
