import fc from 'fast-check';
import type { CommandField, CommandOutline, Prompt, Said } from '../../src/desk/ports.ts';

/** What people, lists and commands may hand to a door, for properties of what it then sends. */

/** Text as people and lists may hold it: any letters, half ones, markup of that door. */
export const nastyWith = (...markup: string[]) =>
  fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constantFrom(...markup));

/** Much of it. @param letters what there is very much of: what the door writes with more letters than it is read with */
export const longOf = (nasty: fc.Arbitrary<string>, ...letters: string[]) =>
  fc.oneof(
    nasty,
    fc.array(nasty, { maxLength: 60 }).map((parts) => parts.join('\n')),
    fc.tuple(fc.constantFrom(...letters), fc.integer({ min: 1, max: 20_000 })).map(([one, count]) => one.repeat(count)),
  );

export const tableOf = (nasty: fc.Arbitrary<string>) =>
  fc.integer({ min: 1, max: 8 }).chain((width) =>
    fc.record({
      head: fc.array(nasty, { minLength: width, maxLength: width }),
      rows: fc.array(fc.array(nasty, { minLength: width, maxLength: width }), { maxLength: 120 }),
    }),
  );

const kinds: CommandField['kind'][] = ['text', 'long text', 'number', 'date', 'flag', 'choice', 'choices', 'file'];

/** @param most fields */
export function outlinesOf(nasty: fc.Arbitrary<string>, long: fc.Arbitrary<string>, most: number): fc.Arbitrary<CommandOutline> {
  const field = fc.record({
    name: fc.string({ minLength: 1, maxLength: 40 }),
    what: long,
    kind: fc.constantFrom(...kinds),
    choices: fc.uniqueArray(fc.record({ value: fc.string({ maxLength: 200 }), label: nasty }), {
      maxLength: 130,
      selector: ({ value }) => value,
    }),
    required: fc.boolean(),
    positional: fc.boolean(),
    given: fc.oneof(fc.constant(undefined), long, fc.integer(), fc.boolean(), fc.array(fc.string())),
  });
  return fc.record({
    name: fc.string({ minLength: 1, maxLength: 60 }),
    summary: long,
    fields: fc.uniqueArray(field, { maxLength: most, selector: ({ name }) => name }),
  });
}

const types: Prompt['type'][] = ['choice', 'several', 'scale', 'nought_to_ten', 'yes_no', 'consent', 'age', 'text', 'review', 'change'];

/** @param odd an id of a question, and a value of a choice, that the door's own way of writing them could stumble over */
export function promptsOf(nasty: fc.Arbitrary<string>, odd: { id?: string; value?: string } = {}): fc.Arbitrary<Prompt> {
  const values = [fc.string({ maxLength: 200 }), fc.uuid(), ...(odd.value === undefined ? [] : [fc.constant(odd.value)])];
  return fc
    .record({
      id: fc.oneof(fc.constantFrom('age', 'a.b.c', ...(odd.id === undefined ? [] : [odd.id])), fc.string({ minLength: 1, maxLength: 400 })),
      type: fc.constantFrom(...types),
      options: fc.array(fc.record({ value: fc.oneof(...values), label: nasty }), { maxLength: 130 }),
      skip: fc.boolean(),
      progress: fc.option(fc.record({ at: fc.nat(), of: fc.nat() })),
    })
    .map((given) => ({ ...given, many: given.type === 'several' }));
}

export function saidOf(nasty: fc.Arbitrary<string>, long: fc.Arbitrary<string>, prompt: fc.Arbitrary<Prompt>): fc.Arbitrary<Said> {
  const quick = fc.array(fc.record({ label: nasty, text: fc.string({ maxLength: 3000 }) }), { maxLength: 30 });
  return fc.record({ text: long, prompt, copy: fc.string({ maxLength: 3000 }), quick }, { requiredKeys: ['text'] });
}
