import type { FlowBundle } from './flow.ts';
import type { Commands, EnginePhrases } from './phrases.ts';
import type { Readers } from './readers.ts';

/** What every flow shares: phrases, command words, the readers, and the charity's own constants (`{charity}`, `policy.…`). */
export interface Lexicon {
  phrases: EnginePhrases;
  commands: Commands;
  readers: Readers;
  /** Filled in texts as {name}. */
  constants: Record<string, string>;
  /** Seen by conditions as `policy.name`: lists of words, for instance the age bands that need a guardian. */
  policy: Record<string, string[]>;
}

export interface CompiledFlow {
  id: string;
  bundle: FlowBundle;
}
export declare function compile(bundle: FlowBundle, lexicon: Lexicon): CompiledFlow;
