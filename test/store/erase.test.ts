import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onEachDatabase, type TestDatabase } from '../support/database.ts';
import { runs } from '../support/deep.ts';
import { begin, conversation, noon, session } from './turns.ts';

onEachDatabase('erasing an answer', (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await kind.fresh();
  });
  afterAll(() => database.remove());

  const text = fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(...'a\\$^.*+?()[]{}|"\'-\n:€') }),
    )
    .map((one) => one.replaceAll('\u0000', ''))
    .filter((one) => one.trim() !== '');

  it('leaves no trace of what was typed, whatever it was, and every other word', () =>
    fc.assert(
      fc.asyncProperty(text, async (raw) => {
        const { store, rows } = database;
        const value = raw.trim();
        const answer = { value, category: null, raw };
        const { first } = await begin(store, {
          conversation: conversation({
            session: { ...session(), answers: { needs: answer, name: { ...answer, value: 'Robin', raw: 'Robin' } } },
          }),
          messages: [
            { direction: 'in', said: { text: raw } },
            { direction: 'out', said: { text: `Right?\nYour needs: ${value}\nNext one: Robin` } },
          ],
          answers: [
            { step: 'needs', answer },
            { step: 'name', answer: { value: 'Robin', category: null, raw: 'Robin' } },
          ],
        });
        const row = {
          purpose: 'sensitive',
          termsVersion: '1',
          state: 'withdrawn',
          how: 'witnessed',
          witness: 'Bo',
          channel: 'slack',
          at: noon,
        } as const;
        expect(await store.consents.record(first.person.id, row, [{ flow: 'register-interest', step: 'needs' }], [])).toBe(true);
        const person = `person_id = '${first.person.id}'`;
        expect(await rows(`SELECT step, raw FROM answer WHERE conversation_id IN (SELECT id FROM conversation WHERE ${person})`)).toEqual([
          { step: 'name', raw: 'Robin' },
        ]);
        const [open] = await rows<{ answers: unknown }>(`SELECT session->'answers' AS answers FROM conversation WHERE ${person}`);
        expect(open?.answers).toEqual({
          needs: { value: null, category: 'skipped', raw: '' },
          name: { value: 'Robin', category: null, raw: 'Robin' },
        });
        const said = await rows<{ text: string }>(`SELECT content->>'text' AS text FROM message WHERE ${person} ORDER BY id`);
        const struck = value === 'Robin' ? '[…]' : 'Robin';
        expect(said.map(({ text }) => text)).toEqual(['[…]', `Right?\nYour needs: […]\nNext one: ${struck}`]);
      }),
      { numRuns: runs(40, 80) },
    ));

  it('touches nobody else', async () => {
    const { store, rows } = database;
    const answers = [{ step: 'needs', answer: { value: 'a lift', category: null, raw: 'a lift' } }];
    const messages = [{ direction: 'in' as const, said: { text: 'a lift' } }];
    const { first: one } = await begin(store, { answers, messages });
    const { first: other } = await begin(store, { answers, messages });
    const row = {
      purpose: 'sensitive',
      termsVersion: '1',
      state: 'refused',
      how: 'witnessed',
      witness: 'Bo',
      channel: 'slack',
      at: noon,
    } as const;
    await store.consents.record(one.person.id, row, [{ flow: 'register-interest', step: 'needs' }], []);
    expect(await rows(`SELECT content->>'text' AS text FROM message WHERE person_id = '${other.person.id}'`)).toEqual([{ text: 'a lift' }]);
    expect(await store.consents.of(other.person.id)).toEqual([]);
    expect(await store.consents.of(one.person.id)).toEqual([row]);
  });
});
