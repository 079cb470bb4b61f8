import { z } from 'zod';
import { rolesThatMay, ruleFor, whoConsents } from '../../people/index.ts';
import { standingsOf } from '../choices.ts';
import type { ConsentRow, PersonDetail, Sheet } from '../ports.ts';
import { type Context, staffCommand } from './command.ts';
import { when } from './when.ts';

type Table = NonNullable<Sheet['tables']>[number];

/** Where each purpose stands, and every word that was said on it: who said it, where, and to which wording. */
export function consentTables({ parts }: Context, { ageBand, consents }: PersonDetail): { standing: Table; lineage: Table } {
  const standings = standingsOf(parts, ageBand, consents).filter(({ lineage }) => lineage.length > 0);
  const rows = standings.map(({ purpose, standing, by }) => [purpose, standing, when(by?.at ?? null)]);
  return { standing: { head: ['Purpose', 'Stands at', 'Since'], rows }, lineage: lineageOf(consents) };
}

function lineageOf(consents: ConsentRow[]): Table {
  const rows = consents.map(({ purpose, state, how, witness, channel, termsVersion, at }) => [
    purpose,
    state,
    [witness === null ? how : `${how}: ${witness}`, channel].join(', '),
    termsVersion,
    when(at),
  ]);
  return { head: ['Consent', 'State', 'How', 'Wording', 'When'], rows };
}

/** What somebody said to a facilitator, or a parent or carer to us. What they say in the chat needs no command. */
export const consentsRecord = staffCommand({
  name: 'consents record',
  summary: 'write down a yes or no that was said to a facilitator, or by a parent or carer',
  may: 'record consents',
  input: z.strictObject({
    id: z.string().describe('the person: the id from the list, or its beginning'),
    purpose: z
      .string()
      .regex(/^[a-z_]+$/, 'it is one of the purposes that "onward people show" lists')
      .describe('what it is about, such as photos'),
    state: z.enum(['given', 'refused', 'withdrawn']).describe('what was said'),
    how: z.enum(['witnessed', 'guardian']).describe('witnessed: they said it themselves; guardian: a parent or carer said it'),
    witness: z.string().trim().min(1).max(100).describe('the facilitator who was there, or the parent or carer, by name'),
    why: z.string().trim().min(1).describe('when and how it was said'),
  }),
  positional: ['id'],
  find: ({ parts }, { id }) => parts.store.people.show(id),
  missing: 'no_person',
  detail: ({ purpose, state, how }) => `${purpose} ${state}, ${how}`,
  run: async (context, { purpose, state, how, witness }, person) => {
    const { parts, shelf, now, caller, actor, words } = context;
    const terms = parts.terms.find((one) => one.purpose === purpose && parts.purposes.some(({ purpose }) => purpose === one.purpose));
    if (!terms) return { refused: words('no_purpose', { purpose, known: parts.purposes.map(({ purpose }) => purpose).join(', ') }) };
    const who = whoConsents(purpose, ruleFor(parts.ageRules, person.ageBand));
    if (who === 'nobody' && state === 'given') return { refused: words('not_at_this_age', { purpose }) };
    if (who !== 'guardian' && how === 'guardian') return { refused: words('only_their_own', { purpose }) };
    const row: ConsentRow = { purpose, termsVersion: terms.version, state, how, witness, channel: caller.channel, at: now };
    await parts.store.consents.record(person.id, row, state === 'given' ? [] : shelf.keptUnder(purpose));
    const after = { ...person, consents: [...person.consents, row] };
    const { standing, lineage } = consentTables(context, after);
    const mine = ({ head, rows }: Table): Table => ({ head, rows: rows.filter(([one]) => one === purpose) });
    const choice = standingsOf(parts, person.ageBand, after.consents).find((choice) => choice.purpose === purpose);
    // What was said before is not for everybody who may write down what is said now: a facilitator is often a peer.
    if (!actor.roles.some((role) => rolesThatMay('see people').some((one) => one === role)))
      return { tables: [mine(standing), lineageOf([row])], data: { purpose, standing: choice?.standing, said: row } };
    return { tables: [mine(standing), mine(lineage)], data: choice };
  },
});
