import { z } from 'zod';

/**
 * Phrases are words in a row. `a|b`: one of these; `word?`: may be left out; `*`: up to three words of any kind; `@name`: one of a word
 * class. Case, accents, apostrophes, doubled letters and digits for letters do not matter.
 */
const Phrase = z.string().min(1);

const Rule = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  urgency: z.enum(['now', 'soon']),
  phrases: z.array(Phrase).min(1),
  /** Texts that have to fire, tried when the rules are loaded. */
  fires: z.array(z.string()).min(1),
  /** Texts that must not. */
  silent: z.array(z.string()).default([]),
});

export const ScreenRules = z.strictObject({
  /** Lists of words that phrases can name. */
  classes: z.record(z.string().regex(/^[a-z_]+$/), z.array(z.string()).min(1)),
  /** In the order of weight: when two rules fire alike, the family that stands first is told. */
  families: z.array(z.strictObject({ family: z.string().regex(/^[a-z_]+$/), rules: z.array(Rule).min(1) })).min(1),
  cancels: z.strictObject({
    /** Words that turn what follows within three words into its opposite. */
    negators: z.array(z.string()),
    /** Words after a negator that make it none: "never stops hitting me". */
    unless_followed_by: z.array(z.string()),
    /** Words right after a phrase that make it a manner of speaking: "die laughing". */
    manner_of_speaking: z.array(z.string()),
    /** Phrases that make a sentence about a film, a song, a lesson. */
    made_up: z.array(Phrase),
  }),
  /** Phrases that make it a while ago, or about somebody else: a concern, and less urgent. */
  softens: z.array(Phrase),
});
export type ScreenRules = z.infer<typeof ScreenRules>;
