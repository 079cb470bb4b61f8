import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CommandResult } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { addSession, give } from '../support/surveys.ts';
import { createWorld, type World } from '../support/world.ts';

const bo = { channel: 'slack', address: 'T0/BO' } as const;
const cy = { channel: 'slack', address: 'T0/CY' } as const;

onEmbedded('Forms of paper', (kind) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(kind);
    for (const [who, name] of [
      ['slack:T0/BO', 'Bo'],
      ['slack:T0/CY', 'Cy'],
    ])
      await give(world, 'roles grant', { who, role: 'staff', name, why: 'types forms' });
  });
  afterAll(() => world.remove());

  let id: string;
  let session: string;
  const room = async (facts: Parameters<typeof addSession>[2] = {}) => {
    session = await addSession(world, [], facts);
    const sheet = await give(world, 'survey room', { session, template: 'after-session' });
    id = (sheet.data as { run: { id: string } }).run.id;
    await give(world, 'session consent', { session, agreed: 12, witness: 'Di' });
  };
  beforeEach(() => room());

  const type = (who: typeof bo | typeof cy, line: string): Promise<CommandResult> => world.desk.command(who, { line });
  const text = (result: CommandResult) => (result.kind === 'done' ? (result.sheet.text ?? '') : result.why);
  const kindOf = (result: CommandResult) => (result.kind === 'done' ? (result.sheet.data as { kind?: string }).kind : result.why);
  const responses = () =>
    world.database.rows<{ mode: string; captured_by: string; state: string; answers: Record<string, { value: unknown }> }>(
      `SELECT mode, captured_by, state, answers FROM response WHERE run_id = '${id}'`,
    );
  const entries = () => world.database.rows<{ number: string }>(`SELECT number FROM paper_entry WHERE run_id = '${id}'`);
  const idOf = async (name: string) => (await world.database.store.roles.list()).find((holder) => holder.name === name)?.person;

  it('count once two people typed the same, however capitals and blanks fall, and what was typed is deleted', async () => {
    const first = 'today 4 --one_thing More  lights. --may_quote yes --matters_most Health'.replace('today', '--today');
    expect(kindOf(await type(bo, `paper enter ${id} 007 ${first}`))).toBe('first');
    expect(await responses()).toEqual([]);
    expect(kindOf(await type(cy, `paper enter ${id} 7 --may_quote Yes --today Good --one_thing more lights --matters_most health`))).toBe(
      'equal',
    );
    expect(await responses()).toMatchObject([
      {
        ...{ mode: 'paper', captured_by: await idOf('Bo'), state: 'finished' },
        answers: { today: { value: 4 }, one_thing: { value: 'More lights.' }, may_quote: { value: true }, listened: { value: null } },
      },
    ]);
    expect(await entries()).toEqual([]);
    for (const who of [bo, cy]) expect(kindOf(await type(who, `paper enter ${id} form 7 --today 1`))).toBe('taken');
    expect(await responses()).toHaveLength(1);
  });

  it('are typed the second time by somebody else, unless they say that nobody else can', async () => {
    await type(bo, `paper enter ${id} A1 --today 4`);
    expect(text(await type(bo, `paper enter ${id} A1 --today 4`))).toContain('somebody else types it once more');
    expect(await responses()).toEqual([]);
    expect(kindOf(await type(bo, `paper enter ${id} A1 --today 4 --myself`))).toBe('equal');
    expect(await responses()).toHaveLength(1);
  });

  it('that differ are listed question by question, and settled by the paper', async () => {
    await type(bo, `paper enter ${id} 1 --today 4 --listened 5 --one_thing more staff`);
    await type(bo, `paper enter ${id} 2 --today 3`);
    expect(text(await type(cy, `paper enter ${id} 1 --today 3 --listened 5`))).toContain('How it was, One thing to change');
    expect(kindOf(await type(cy, `paper enter ${id} 1 --today 4`))).toBe('twice');
    const listed = await type(cy, `paper differences ${id}`);
    expect(listed.kind === 'done' && listed.sheet.tables).toEqual([
      {
        head: ['Form', 'Question', 'First', 'Second'],
        rows: [
          ['1', 'How it was', '🙂 Good', '😐 OK'],
          ['1', 'One thing to change', 'more staff', 'left out'],
        ],
      },
      { head: ['To be typed once more'], rows: [['2']] },
    ]);
    const form = await world.desk.form(cy, { name: 'paper settle', input: { id, number: '1' } });
    expect(form.kind === 'form' && form.form.fields.map(({ name }) => name)).toEqual(['id', 'number', 'today', 'one_thing', 'take']);
    expect(text(await type(cy, `paper settle ${id} 1 --today 4`))).toContain('say what is right for: One thing to change');
    expect(text(await type(cy, `paper settle ${id} 2 --take first`))).toContain('typed only once');
    expect(kindOf(await type(cy, `paper settle ${id} 1 --today 3 --take first`))).toBe('settled');
    expect(await responses()).toMatchObject([
      { answers: { today: { value: 3 }, listened: { value: 5 }, one_thing: { value: 'more staff' } } },
    ]);
    expect(text(await type(cy, `paper settle ${id} 1 --take first`))).toContain('no open form 1');
    expect(await entries()).toEqual([{ number: '2' }]);
  });

  it('say kindly what does not fit, and keep nothing of it', async () => {
    const lines: [string, RegExp][] = [
      ['1 --today 9', /no answer to "How it was"\. There are: 1 \(/],
      ['1 --nonsense 3', /There is no question "nonsense"/],
      ['Robin --today 3', /Give the number on the form/],
      ['1', /Nothing is on this form/],
      ['1 --matters_most technology', /no answer/],
    ];
    for (const [line, expected] of lines) expect(text(await type(bo, `paper enter ${id} ${line}`))).toMatch(expected);
    expect(await entries()).toEqual([]);
    const lone = await addSession(world, []);
    const made = await give(world, 'survey room', { session: lone, template: 'after-session' });
    const other = (made.data as { run: { id: string } }).run.id;
    expect(text(await type(bo, `paper enter ${other} 1 --today 3`))).toContain('Read the words aloud first');
  });

  it('are a form on a screen: what is ticked on paper is picked there', async () => {
    const form = await world.desk.form(bo, { name: 'paper enter', input: { id } });
    const fields = form.kind === 'form' ? form.form.fields : [];
    expect(fields.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
      ...['id: choice', 'number: text', 'today: choice', 'listened: choice', 'could_say: choice', 'understood: choice', 'respect: choice'],
      ...['matters_most: choice', 'one_thing: long text', 'may_quote: choice', 'again: choice', 'better: long text', 'myself: flag'],
    ]);
    expect(fields.find(({ name }) => name === 'matters_most')?.choices.map(({ value }) => value)).toEqual([
      'safety',
      'health',
      'something-else',
    ]);
  });

  it('open a concern at the first entry and once, which its lead can read while it is typed, and after', async () => {
    await room({ kind: 'secure' });
    await give(world, 'roles grant', { who: 'slack:T0/LEE', role: 'safeguarding lead', name: 'Lee', why: 'leads' });
    const before = (await world.database.store.concerns.list(true)).length;
    expect(text(await type(bo, `paper enter ${id} 1 --one_thing i want to kill myself`))).toContain('tell the staff on duty');
    const [concern, ...others] = await world.database.store.concerns.list(true);
    expect([concern, others.length]).toMatchObject([{ run: id, place: 'secure' }, before]);
    const read = async () =>
      JSON.stringify(await world.desk.command({ channel: 'slack', address: 'T0/LEE' }, { line: `concerns read ${concern?.id}` }));
    expect(await read()).toContain('i want to kill myself');
    await type(cy, `paper enter ${id} 1 --one_thing I want to kill myself.`);
    expect(await world.database.store.concerns.list(true)).toHaveLength(before + 1);
    expect(await read()).toContain('i want to kill myself');
    // Where nothing is kept, nobody is told that a lead will be.
    const unkept = async (line: string) => {
      const result = await type(bo, line);
      const said = text(result);
      // A form shows what is wrong with its fields in place of this.
      expect(result).not.toHaveProperty('faults');
      expect(said).toContain('tell the staff on duty');
      expect(said).not.toContain('will be told');
      return said;
    };
    expect(await unkept(`paper enter ${id} 2 --today 9 --one_thing i want to kill myself`)).toContain('no answer');
    expect(await unkept(`paper enter ${id} 1 --one_thing i want to kill myself`)).toContain('nobody is told of it now');
    expect(await unkept(`paper enter ${id} no-number! --one_thing i want to kill myself`)).toContain(
      'tell your safeguarding lead yourself',
    );
    expect(await world.database.store.concerns.list(true)).toHaveLength(before + 1);
    // Two may misread the same word: what is settled is read for danger too, and opens what neither entry did.
    await type(bo, `paper enter ${id} 3 --one_thing bad food`);
    await type(cy, `paper enter ${id} 3 --one_thing bad mood`);
    // Nor is what never came to be typed in: into no survey, or as too long a note.
    const nowhere = { name: 'paper enter', input: { id: 'ffffffff', number: '1', one_thing: 'i want to kill myself' } };
    const long = { name: 'evidence add', input: { session, text: `i want to kill myself ${'x'.repeat(10_000)}` } };
    for (const order of [nowhere, long]) {
      const result = await world.desk.command(bo, order);
      expect(result).not.toHaveProperty('faults');
      expect(text(result)).toMatch(/may be about somebody in danger.*in a secure setting tell the staff on duty/);
    }
    for (const [number, wrong, why] of [
      ['3', '--today 9', 'no answer'],
      ['4', '', '4'],
      ['no-number!', '', 'number'],
    ])
      expect(await unkept(`paper settle ${id} ${number} --one_thing i want to kill myself ${wrong}`)).toContain(why);
    expect(text(await type(cy, `paper settle ${id} 3 --one_thing i want to kill myself`))).toContain('will be told');
    expect(await world.database.store.concerns.list(true)).toHaveLength(before + 2);
  });

  it('come as a table, in which each row is an entry: once, however often it comes', async () => {
    const sheet = await world.desk.command(bo, { name: 'paper sheet', input: { id, format: 'csv' } });
    const [file] = sheet.kind === 'done' ? (sheet.sheet.files ?? []) : [];
    const head = String(file?.body).replace('\ufeff', '').trim();
    expect(head.split(',').slice(0, 3)).toEqual(['number', 'today', 'listened']);
    const table = (...rows: string[]) => ['number;today;one_thing;extra', ...rows].join('\n');
    const bring = async (who: typeof bo | typeof cy, file: string) => {
      const result = await world.desk.command(who, { name: 'paper import', input: { id, file } });
      if (result.kind === 'refused') return result.why;
      return (result.sheet.data as { rows: { row: number; is: string }[] }).rows.map(({ row, is }) => `${row} ${is}`);
    };
    const all = table('1;4;more lights', '2;Very good;', ';3;', '', '4;9;', '5;;');
    expect(await bring(bo, all)).toEqual(['2 first', '3 first', '4 fault', '6 fault', '7 fault']);
    expect((await bring(bo, all)).slice(0, 2)).toEqual(['2 yours', '3 yours']);
    expect(await bring(cy, table('2;5;', '1;4;more light'))).toEqual(['2 equal', '3 differs']);
    expect(await bring(cy, table('2;5;'))).toEqual(['2 taken']);
    expect(await bring(cy, 'a,b\n1,2')).toContain('column "number"');
    expect(await responses()).toHaveLength(1);
  });

  it('that nobody settled go with the answers that they would have been', async () => {
    await type(bo, `paper enter ${id} 1 --today 4`);
    const run = await world.database.store.surveys.run(id);
    const step = (before: Date) => world.database.store.retention.step('anonymous_answers', before, world.clock.now());
    await step(new Date((run?.finishBy.getTime() ?? 0) - 1));
    expect(await entries()).toHaveLength(1);
    await step(run?.finishBy as Date);
    expect(await entries()).toEqual([]);
  });
});
