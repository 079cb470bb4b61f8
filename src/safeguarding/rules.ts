import { z } from 'zod';

/**
 * Phrases are words in a row. `a|b`: one of these; `a_b`: two words that go together; `word~`: in any form (hit, hits, hitting); `word?`: may be left out; `*`: up to three
 * words of any kind, `**`: up to eight; `@name`: one of a word class; `a & b`: b
 * too, anywhere in the message. They are read as texts are: short forms, spelling and fillers do not
 * matter. Blocks of lines, and words with commas between, are single values in YAML: its reader takes a second for a thousand small ones.
 */
const Phrases = z.string().transform(linesOf);

/** Texts, one on each line. */
const Texts = z.string().transform(linesOf);

/** "one, two words, three". */
const Words = z.string().transform((list) => list.split(',').map((word) => word.trim()));

/** "short: what it stands for" on each line. */
const Meanings = z.string().transform((block, context) =>
  linesOf(block).flatMap((line) => {
    const [, key, full] = /^([^:]+):(.*)$/.exec(line) ?? [];
    if (key && full !== undefined) return [[key.trim(), full.trim()] as const];
    context.addIssue(`"${line}" has no colon between what is short and what it stands for`);
    return [];
  }),
);

/** Lines with something in them; those that begin with # are comments. */
function linesOf(block: string): string[] {
  return block
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

const Rule = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  urgency: z.enum(['now', 'soon']),
  phrases: Phrases.refine((all) => all.length > 0, 'is empty'),
  /** Phrases that show, in the same sentence, that this rule has heard something else: "beat me at cards". */
  unless: Phrases.default([]),
  /** Texts that have to fire, tried when the rules are loaded. */
  fires: Texts.refine((all) => all.length > 0, 'is empty'),
  /** Texts that must not. */
  silent: Texts.default([]),
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
  short: Meanings,
  /** Words that are read over: "i just really want to". */
  fillers: Words,
  /** Words that are read as one: other spellings, and other words for the same. */
  same: z.record(z.string(), Words),
  /** Long words that are heard with one letter too many, too few, wrong or swapped. */
  forgiving: Words,
  /** Words that people hide behind stars, or spell out, or write together with others. */
  hidden: Words,
});
export type Spelling = z.infer<typeof Spelling>;

const Exceptions = z.strictObject({
  /** Words that turn what follows into its opposite, and words that may stand between. */
  denied: z.array(z.strictObject({ by: Words, over: Words })),
  /** Words behind a phrase that make a denial one of today only: "he doesn't hit me anymore". */
  until_lately: Phrases,
  /** Words right after a phrase that make it a manner of speaking: "die laughing". */
  manner_of_speaking: Phrases,
  /** Phrases that make a sentence about a film, a song, a lesson. */
  made_up: Phrases,
  /** Phrases after which people speak of a place, or of people in general, and not of somebody. */
  general: Phrases,
  /** Words that make it somebody's own again, in what was said or right before. */
  personal: Words,
  /** Phrases that make it a while ago, or about somebody else, or a joke: a concern, and less urgent. */
  softens: Phrases,
  /** Phrases that make it now. */
  hastens: Phrases,
});
export type Exceptions = z.infer<typeof Exceptions>;

export const ScreenRules = z.strictObject({
  words: z.strictObject({
    /** Lists of words that phrases can name. A class can name others. */
    classes: z.record(z.string().regex(/^[a-z_]+$/), Words),
    /** Forms that no rule makes: steal, stole. */
    irregular: z.record(z.string(), Words),
  }),
  spelling: Spelling,
  exceptions: Exceptions,
  families: z.array(Family).min(1),
});
export type ScreenRules = z.infer<typeof ScreenRules>;

/** The same rules without the texts that they are tried with: what a screen needs that was tried elsewhere. */
export const withoutExamples = (rules: ScreenRules): ScreenRules => ({
  ...rules,
  families: rules.families.map((family) => ({ ...family, rules: family.rules.map((rule) => ({ ...rule, fires: [], silent: [] })) })),
});
