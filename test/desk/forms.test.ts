import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { staffCommand } from '../../src/desk/commands/command.ts';
import { formOf, listOf, outlineOf } from '../../src/desk/commands/outline.ts';
import { databases } from '../support/database.ts';
import { createWorld, type World } from '../support/world.ts';

const [kind] = databases();
if (!kind) throw new Error('There is a PGlite always.');

let world: World;
beforeAll(async () => {
  world = await createWorld(kind);
});
afterAll(() => world.remove());

const admin = { channel: 'terminal', address: 'ada@office' } as const;

it('a form is the outline of its command, filled with what was said already', async () => {
  const form = await world.desk.form(admin, { line: 'roles grant slack:T0/U1 --why new here' });
  expect(form).toMatchObject({ kind: 'form', form: { name: 'roles grant' } });
  const fields = form.kind === 'form' ? form.form.fields : [];
  expect(fields.find(({ name }) => name === 'who')).toMatchObject({ kind: 'text', required: true, given: 'slack:T0/U1' });
  expect(fields.find(({ name }) => name === 'role')?.choices.map(({ value }) => value)).toContain('staff');
  expect(fields.find(({ name }) => name === 'why')?.given).toBe('new here');
});

it('a form is shown to those who may give its command, and to nobody else', async () => {
  expect(await world.desk.form({ channel: 'terminal', address: 'eve@office' }, { name: 'roles grant', input: {} })).toMatchObject({
    kind: 'refused',
  });
  expect(await world.desk.form(admin, { name: 'no such', input: {} })).toMatchObject({ kind: 'refused' });
  const trail = await world.database.store.audit.list(10);
  expect(trail.map(({ action }) => action)).toContain('refused: roles grant');
});

it('says with each field that is wrong what is wrong with it', async () => {
  const result = await world.desk.command(admin, { name: 'people list', input: { limit: 'many' } });
  expect(result).toMatchObject({ kind: 'refused', faults: { limit: expect.stringContaining('number') } });
});

it('has a kind for each field, and what can be chosen now', () => {
  const command = staffCommand({
    name: 'try this',
    summary: 'a command of this test',
    may: 'see policy',
    input: z.strictObject({
      day: z.iso.date().describe('the day'),
      note: z.string().meta({ description: 'a note', format: 'long' }),
      areas: listOf(z.string()).describe('areas'),
      where: z.string().describe('where'),
      heads: z.coerce.number().int().default(1).describe('heads'),
    }),
    positional: [],
    run: async () => ({ data: null }),
  });
  const outline = outlineOf(command);
  expect(outline.fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
    ['day', 'date', true],
    ['note', 'long text', true],
    ['areas', 'choices', true],
    ['where', 'text', true],
    ['heads', 'number', false],
  ]);
  const form = formOf(outline, { where: [{ value: 'a', label: 'A place' }] }, { heads: 3 });
  expect(form.fields.slice(3)).toMatchObject([
    { kind: 'choice', choices: [{ value: 'a', label: 'A place' }] },
    { kind: 'number', given: 3 },
  ]);
  expect(command.input.parse({ day: '2026-03-10', note: 'x', areas: 'a, b,', where: 'a' }).areas).toEqual(['a', 'b']);
});
