import { type Agreed, normalise, say, type Words } from '../engine/index.ts';
import { agreedOf, type Choice, choicesOf, lastWords, ruleFor, whoConsents } from '../people/index.ts';
import { agree, type Draft, erase, tell, tellPhrase } from './draft.ts';
import type { DeskParts } from './parts.ts';
import type { ConsentRow, Purpose } from './ports.ts';

const dayInLondon = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' });

/** Where each purpose in force stands for somebody, in the order of the terms. @param rows all that was said, oldest first */
export function standingsOf({ purposes, terms, ageRules }: DeskParts, ageBand: string | null, rows: ConsentRow[]): Choice[] {
  const inForce = purposes.flatMap(({ purpose }) => terms.find((one) => one.purpose === purpose) ?? []);
  return choicesOf(rows, inForce, ruleFor(ageRules, ageBand));
}

/** The same for the person of this turn, with what the turn has said so far. */
export async function choicesFor({ parts, person, record, now }: Draft): Promise<Choice[]> {
  const kept = record.person.isNew ? [] : await parts.store.consents.of(person.id);
  const said = record.consents.map((row): ConsentRow => ({ ...row, channel: record.channel, at: now }));
  return standingsOf(parts, person.ageBand, [...kept, ...said]);
}

/** What a flow is told of it. */
export function agreedFor({ parts, keptUnder }: Draft, choices: Choice[]): Agreed {
  const anyTime = (purpose: string) => parts.purposes.some((one) => one.purpose === purpose && one.anyTime);
  return agreedOf(choices, anyTime, (purpose) => keptUnder(purpose).length > 0);
}

/** A line for each purpose that they were asked about, or could be, in the order of the terms. */
export function linesOf(draft: Draft, choices: Choice[]): string[] {
  const { person, parts } = draft;
  const { open } = agreedFor(draft, choices);
  const text = (words: Words, fills: Record<string, string> = {}) => say(words, person.language, (gap) => fills[gap] ?? '');
  const { choice_by_guardian, choice_by_witness, choice_before } = parts.phrases;
  const phraseOf = {
    given: parts.phrases.choice_yes,
    refused: parts.phrases.choice_no,
    withdrawn: parts.phrases.choice_no_more,
    'not asked': parts.phrases.choice_not_asked,
    'out of date': parts.phrases.choice_changed,
    'waits for a guardian': parts.phrases.choice_waits,
    'not at this age': parts.phrases.choice_not_at_this_age,
  } satisfies Record<Choice['standing'], Words>;
  const saidOf = { given: parts.phrases.said_yes, refused: parts.phrases.said_no, withdrawn: parts.phrases.said_no };
  const whoSaid = ({ how, witness }: ConsentRow) =>
    witness === null ? '' : text(how === 'guardian' ? choice_by_guardian : choice_by_witness, { who: witness });
  const wordOf = (row: ConsentRow) => `${text(saidOf[row.state], { day: dayInLondon.format(row.at) })}${whoSaid(row)}`;
  return choices.flatMap(({ purpose, standing, by, lineage }) => {
    if (lineage.length === 0 && !open.includes(purpose)) return [];
    const what = text((parts.purposes.find((one) => one.purpose === purpose) as Purpose).label);
    const who = by ? whoSaid(by) : '';
    const line = text(phraseOf[standing], { what, who, day: by ? dayInLondon.format(by.at) : '' });
    const before = lineage.slice(0, by ? lineage.indexOf(by) : undefined).map(wordOf);
    return [before.length > 0 ? `${line} ${text(choice_before, { words: before.join(', ') })}` : line];
  });
}

/** MY CHOICES, before the question which to change. */
export function tellChoices(draft: Draft, choices: Choice[]): void {
  tell(draft, { text: [say(draft.parts.phrases.my_choices, draft.person.language, () => ''), ...linesOf(draft, choices)].join('\n') });
}

/** What the person's own words on a purpose change, from now on. */
export function tellWhatChanges(draft: Draft, purpose: string, given: boolean): void {
  const { parts, person } = draft;
  const words = parts.purposes.find((one) => one.purpose === purpose);
  if (!words) return;
  const waits = given && whoConsents(purpose, ruleFor(parts.ageRules, person.ageBand)) === 'guardian';
  tellPhrase(draft, waits ? parts.phrases.guardian_too : given ? words.given : words.withdrawn);
}

/** A yes that the person takes back: at once, and what was kept under it goes. */
export function withdraw(draft: Draft, purpose: string): void {
  agree(draft, purpose, 'withdrawn');
  tellWhatChanges(draft, purpose, false);
  erase(draft, draft.keptUnder(purpose));
}

/** The purpose that a whole message says no to, whatever is asked: "no photos". */
export function purposeRefused(text: string, purposes: readonly Purpose[]): string | null {
  const folded = normalise(text);
  return purposes.find(({ saysNo }) => saysNo.some((words) => normalise(words) === folded))?.purpose ?? null;
}

/** Does what such a message says. A no that stands is not written down twice; it is said again what it means. */
export async function sayNo(draft: Draft, purpose: string): Promise<void> {
  const own = lastWords(await choicesFor(draft))[purpose];
  if (own) return withdraw(draft, purpose);
  if (own === undefined) agree(draft, purpose, 'refused');
  tellWhatChanges(draft, purpose, false);
}
