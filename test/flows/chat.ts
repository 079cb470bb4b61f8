import { advance, begin, compile, type Event, type Lexicon, type Reply, type Session } from '../../src/engine/index.ts';
import type { Catalogue } from '../../src/flows/index.ts';
import { readers } from '../../src/language/index.ts';

/** A Tuesday morning in London. */
export const now = new Date('2026-03-10T10:00:00Z');

export function lexicon(catalogue: Catalogue): Lexicon {
  return {
    phrases: catalogue.phrases,
    commands: catalogue.commands,
    readers,
    constants: { charity: 'the Harbour Trust', contact: 'hello@harbour.example' },
    policy: catalogue.policy,
  };
}

/** A button pressed or boxes ticked, as option values; a plain string is typed. */
export type Line = string | string[];

function shown(event: Event): string {
  if (event.type === 'acted') return `        [${[event.action, ...Object.values(event.with)].join(' ')}]\n`;
  if (event.type === 'consented') return `        [consent: ${event.purpose} ${event.state}]\n`;
  if (event.type === 'erased') return `        [erased: ${event.step}]\n`;
  if (event.type === 'ended') return `        [${event.outcome}]\n`;
  if (event.type !== 'said') return '';
  const { text, prompt } = event.said;
  const step = prompt?.progress ? `   (${prompt.progress.at} of ${prompt.progress.of})` : '';
  const options = prompt?.options.map(({ label }, index) => `          ${prompt.many ? '☐' : `${index + 1}.`} ${label}\n`).join('') ?? '';
  return `Onward: ${text.replaceAll('\n', '\n        ')}${step}\n${options}`;
}

/** A conversation as a chat to read: what was typed, what was said, and what was done in brackets. */
export function transcript(
  catalogue: Catalogue,
  flow: string,
  lines: Line[],
  given: Pick<Session, 'agreed' | 'survey' | 'pathway' | 'mentoring'> = {},
): string {
  const bundle = catalogue.flows.get(flow);
  if (!bundle) throw new Error(`There is no flow ${flow}.`);
  const compiled = compile(bundle, lexicon(catalogue));
  const begun = begin(compiled, 'en', given);
  let session: Session = begun.session;
  let text = begun.events.map(shown).join('');
  for (const line of lines) {
    const reply: Reply = typeof line === 'string' ? { kind: 'text', text: line } : { kind: 'choice', values: line };
    const turn = advance(compiled, JSON.parse(JSON.stringify(session)) as Session, reply, now);
    session = turn.session;
    text += `\nYou:    ${typeof line === 'string' ? line : `(${line.join(', ')})`}\n\n${turn.events.map(shown).join('')}`;
  }
  return text;
}
