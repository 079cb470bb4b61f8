import type { CompiledFlow } from './compile.ts';
import type { EnginePhrases } from './phrases.ts';
import { restate, words } from './show.ts';
import type { Turn } from './walk.ts';

/** Says one of our phrases, then the question that waits. */
export function phrase(turn: Turn, flow: CompiledFlow, id: keyof EnginePhrases, fills: Record<string, string> = {}, again = false): Turn {
  turn.events.push({ type: 'said', said: { text: words(flow, turn.session, flow.lexicon.phrases[id], '', fills) } });
  const said = restate(flow, turn.session, again);
  if (said) turn.events.push({ type: 'said', said });
  return turn;
}
