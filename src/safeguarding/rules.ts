import { z } from 'zod';

/**
 * Phrases are words in a row. `a|b`: one of these; `a_b`: two words that go together; `word~`: in any form (hit, hits, hitting); `word?`: may be left out; `*`: up to three
 * words of any kind, `**`: up to eight; `@name`: one of a word class. They are read as texts are: short forms, spelling and fillers do not
 * matter.
 */
const Phrase = z.string().min(1);

const Rule = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  urgency: z.enum(['now', 'soon']),
  phrases: z.array(Phrase).min(1),
  /** Phrases that show, in the same sentence, that this rule has heard something else: "beat me at cards". */
  unless: z.array(Phrase).default([]),
  /** Texts that have to fire, tried when the rules are loaded. */
  fires: z.array(z.string()).min(1),
  /** Texts that must not. */
  silent: z.array(z.string()).default([]),
});

const Family = z.strictObject({
  family: z.string().regex(/^[a-z_]+$/),
  /** When two rules fire alike, the family with the lower figure is told. */
  weight: z.int().positive(),
  rules: z.array(Rule).min(1),
});

/** How people write: read before any rule is tried. */
const Spelling = z.strictObject({
  /** What is written short, or run together, and what it stands for; up to three words. */
  short: z.record(z.string(), z.string()),
  /** Words that are read over: "i just really want to". */
  fillers: z.array(z.string()),
  /** Words that are read as one: other spellings, and other words for the same. */
  same: z.record(z.string(), z.array(z.string())),
  /** Long words that are heard with one letter too many, too few, wrong or swapped. */
  forgiving: z.array(z.string()),
  /** Words that people hide behind stars, or spell out, or write together with others. */
  hidden: z.array(z.string()),
});
export type Spelling = z.infer<typeof Spelling>;

const Exceptions = z.strictObject({
  /** Words that turn what follows into its opposite, and words that may stand between. */
  denied: z.array(z.strictObject({ by: z.array(z.string()), over: z.array(z.string()) })),
  /** Words behind a phrase that make a denial one of today only: "he doesn't hit me anymore". */
  until_lately: z.array(Phrase),
  /** Words right after a phrase that make it a manner of speaking: "die laughing". */
  manner_of_speaking: z.array(Phrase),
  /** Phrases that make a sentence about a film, a song, a lesson. */
  made_up: z.array(Phrase),
  /** Phrases after which people speak of a place, or of people in general, and not of somebody. */
  general: z.array(Phrase),
  /** Words that make it somebody's own again, in what was said or right before. */
  personal: z.array(z.string()),
  /** Phrases that make it a while ago, or about somebody else, or a joke: a concern, and less urgent. */
  softens: z.array(Phrase),
  /** Phrases that make it now. */
  hastens: z.array(Phrase),
});
export type Exceptions = z.infer<typeof Exceptions>;

export const ScreenRules = z.strictObject({
  words: z.strictObject({
    /** Lists of words that phrases can name. A class can name others. */
    classes: z.record(z.string().regex(/^[a-z_]+$/), z.array(z.union([z.string(), z.int().transform(String)])).min(1)),
    /** Forms that no rule makes: steal, stole. */
    irregular: z.record(z.string(), z.array(z.string())),
  }),
  spelling: Spelling,
  exceptions: Exceptions,
  families: z.array(Family).min(1),
});
export type ScreenRules = z.infer<typeof ScreenRules>;
