import type { AgeRule, ConsentRow } from '../desk/ports.ts';
import type { Agreed } from '../engine/index.ts';

/** What a purpose stands at. Only `given` lets anybody use anything. */
export type Standing =
  | 'given'
  | 'refused'
  | 'withdrawn'
  | 'not asked'
  /** A yes to words that have changed since. */
  | 'out of date'
  /** Their own yes is there, and at their age a parent's or carer's has to come. */
  | 'waits for a guardian'
  /** The policy asks nobody of this age. */
  | 'not at this age';

export interface Choice {
  purpose: string;
  standing: Standing;
  /** The word that decided it, when it was first said; null when nobody said one. */
  by: ConsentRow | null;
  /** Every word on it, oldest first: nothing of it is ever changed. */
  lineage: readonly ConsentRow[];
}

/** The rule for an age. Whose age is not known is treated as the youngest who may take part (ICO Children's Code, standard 3). */
export function ruleFor(rules: readonly AgeRule[], ageBand: string | null): AgeRule | null {
  return rules.find(({ band }) => band === ageBand) ?? rules.find(({ mayTakePart }) => mayTakePart) ?? null;
}

/** Purposes for which we write when nobody asked us to: where the policy forbids that, nobody is asked. */
const UNASKED = ['reminders', 'check_ins', 'paid_work'];

/** Whose yes a purpose needs at an age. Purposes that the policy does not name go by who consents at that age. */
export function whoConsents(purpose: string, rule: AgeRule | null): 'self' | 'guardian' | 'nobody' {
  if (!rule?.mayTakePart) return 'nobody';
  const usual = rule.whoConsents === 'guardian' ? 'guardian' : 'self';
  if (purpose === 'photos') return rule.photos;
  if (purpose === 'sensitive') return rule.sensitive;
  if (UNASKED.includes(purpose)) return rule.nudges ? usual : 'nobody';
  return usual;
}

/** The last word of one voice, as it was first said: saying the same to the same wording again changes nothing. */
function lastOf(rows: readonly ConsentRow[]): ConsentRow | null {
  const last = rows.at(-1);
  const other = rows.findLastIndex(({ state, termsVersion }) => state !== last?.state || termsVersion !== last?.termsVersion);
  return rows[other + 1] ?? null;
}

/** Their own words, said alone or with a witness. A no that they said in the chat themselves is undone only there: a yes that somebody else wrote down after it does not count. */
function ownWords(rows: readonly ConsentRow[]): ConsentRow[] {
  let no = false;
  return rows.filter(({ how, state }) => {
    if (how === 'self') no = state !== 'given';
    return how !== 'guardian' && !(how === 'witnessed' && state === 'given' && no);
  });
}

/** Whether a yes with a witness would change nothing, because they said no to the purpose in the chat themselves. @param rows all that was said, oldest first */
export function saidNoInChat(rows: readonly ConsentRow[], purpose: string): boolean {
  const own = rows.findLast((row) => row.purpose === purpose && row.how === 'self');
  return own !== undefined && own.state !== 'given';
}

/**
 * Where a purpose stands. Of each voice the newest word counts: their own, said alone or with a witness, and a parent's or carer's. Their own
 * no always holds. A parent or carer is heard only where the policy asks for them; there, a yes for somebody who was never asked stands too.
 *
 * @param rows what was said about this purpose, oldest first
 * @param version of the wording in force
 */
function standingOf(rows: readonly ConsentRow[], version: string, who: ReturnType<typeof whoConsents>): Pick<Choice, 'standing' | 'by'> {
  const own = lastOf(ownWords(rows));
  const guardian = lastOf(rows.filter(({ how }) => how === 'guardian'));
  const yes = (row: ConsentRow | null) => row?.state === 'given';
  const noOf = ({ state }: ConsentRow) => (state === 'withdrawn' ? 'withdrawn' : 'refused');
  const old = (row: ConsentRow | null) => row?.termsVersion !== version;
  if (who === 'nobody') return { standing: 'not at this age', by: null };
  if (own && !yes(own)) return { standing: noOf(own), by: own };
  if (who === 'guardian' && guardian && !yes(guardian)) return { standing: noOf(guardian), by: guardian };
  if (own && old(own)) return { standing: 'out of date', by: own };
  if (who === 'self') return own ? { standing: 'given', by: own } : { standing: 'not asked', by: null };
  if (!own && !guardian) return { standing: 'not asked', by: null };
  return yes(guardian) && !old(guardian) ? { standing: 'given', by: guardian } : { standing: 'waits for a guardian', by: own ?? guardian };
}

/** Where each purpose in force stands for one person. @param rows all that was said, oldest first */
export function choicesOf(
  rows: readonly ConsentRow[],
  inForce: readonly { purpose: string; version: string }[],
  rule: AgeRule | null,
): Choice[] {
  return inForce.map(({ purpose, version }) => {
    const lineage = rows.filter((row) => row.purpose === purpose);
    return { purpose, lineage, ...standingOf(lineage, version, whoConsents(purpose, rule)) };
  });
}

/** Whether something may be used for a purpose now. Whatever uses it asks this at the moment of using. */
export function mayUse(purpose: string, choices: readonly Choice[]): boolean {
  return choices.some((choice) => choice.purpose === purpose && choice.standing === 'given');
}

/** The person's own last word on each purpose that they said one to. */
export function lastWords(choices: readonly Choice[]): Record<string, boolean> {
  return Object.fromEntries(
    choices.flatMap(({ purpose, lineage }) => {
      const own = ownWords(lineage).at(-1);
      return own ? [[purpose, own.state === 'given']] : [];
    }),
  );
}

/** Standings that a no would change. */
const yeses: Standing[] = ['given', 'out of date', 'waits for a guardian'];

/**
 * What flows are told of it.
 * @param anyTime purposes that people may be asked about who never were
 * @param spent purposes whose no has deleted what it was about: there is nothing to say yes to
 */
export function agreedOf(choices: readonly Choice[], anyTime: (purpose: string) => boolean, spent: (purpose: string) => boolean): Agreed {
  const purposes = (which: (choice: Choice) => boolean) => choices.filter(which).map(({ purpose }) => purpose);
  const yes = ({ standing }: Choice) => yeses.includes(standing);
  const askable = (choice: Choice) =>
    choice.standing !== 'not at this age' && (anyTime(choice.purpose) || (choice.lineage.length > 0 && !spent(choice.purpose)));
  return {
    yes: purposes(yes),
    open: purposes((choice) => yes(choice) || askable(choice)),
    changed: purposes(({ standing }) => standing === 'out of date'),
  };
}
