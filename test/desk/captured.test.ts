import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Desk } from '../../src/desk/ports.ts';
import { stockShelf } from '../../src/desk/shelf.ts';
import { type Capture, takeCaptured } from '../../src/desk/surveys/captured.ts';
import { onEmbedded } from '../support/database.ts';
import { addSession, give } from '../support/surveys.ts';
import { createWorld, type World } from '../support/world.ts';

onEmbedded('What was captured in a room', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  const room = async (facts: Parameters<typeof addSession>[2] = {}) => {
    const session = await addSession(world, [], facts);
    const sheet = await give(world, 'survey room', { session, template: 'after-session' });
    return { session, run: (sheet.data as { run: { id: string } }).run.id };
  };
  async function take(run: string, ...captures: Partial<Capture>[]) {
    const found = await world.database.store.surveys.run(run);
    if (!found) throw new Error('no run');
    const all = captures.map((one): Capture => ({ ...said, key: randomUUID(), ...one }));
    return takeCaptured(world.parts, await stockShelf(world.parts), world.clock.now(), found, all);
  }
  const answers: Capture['answers'] = {
    today: '4',
    listened: 5,
    matters_most: 'health',
    one_thing: 'more lights',
    may_quote: true,
    again: 9,
  };
  const said: Omit<Capture, 'key'> = { answers, finished: true, mode: 'tablet', capturedBy: 'bo' };
  interface Row {
    id: string;
    state: string;
    step: string | null;
    mode: string;
    captured_by: string;
    person_id: string | null;
    answers: Record<string, { value: unknown; raw: string; category: string | null }>;
  }
  const responses = () => world.database.rows<Row>(`SELECT *, day::text FROM response`);
  const command = (...[caller, order]: Parameters<Desk['command']>) => world.desk.command(caller, order);

  it('goes into one run of its session and template, of which nobody is asked', async () => {
    const { session, run } = await room({ kind: 'secure' });
    const again = await give(world, 'survey room', { session, template: 'after-session' });
    expect(again.data).toMatchObject({ run: { id: run, audience: 'room', anonymous: true, threshold: 10, session } });
    expect(JSON.stringify(again.tables)).not.toContain('Invited');
    expect(await world.database.rows('SELECT id FROM survey_run')).toHaveLength(1);
    await give(world, 'survey room', { session, template: 'three-months-on' });
    expect(await world.database.rows('SELECT id FROM survey_run')).toHaveLength(2);
    const undone = await command({ channel: 'terminal', address: 'ada@office' }, { name: 'survey undo', input: { id: run } });
    expect(undone).toMatchObject({ kind: 'refused', why: expect.stringContaining('What was captured stays') });
    expect(await world.database.rows('SELECT id FROM survey_run')).toHaveLength(2);
  });

  it('is not taken where the approval of the project is over', async () => {
    await expect(room({ approvalEnds: '2026-03-01' })).rejects.toThrow(/approval/);
  });

  it('is said again in the order of the flow, and kept without a name, with how and by whom', async () => {
    const { run } = await room();
    expect(await take(run, {})).toEqual({ kept: 1, again: 0, refused: [], alarmed: 0 });
    const [row] = await responses();
    expect(row).toMatchObject({ state: 'finished', step: null, mode: 'tablet', captured_by: 'bo', person_id: null, day: '2026-03-10' });
    expect(row?.answers).toMatchObject({
      today: { value: 4, category: '4', raw: '' },
      could_say: { value: null, category: 'skipped' },
      matters_most: { value: 'health', category: 'health', raw: '' },
      one_thing: { value: 'more lights', raw: 'more lights' },
      may_quote: { value: true, category: 'yes' },
      again: { value: 9, category: '9' },
    });
  });

  it('counts once, in one go or in several, and all is mixed anew each time', async () => {
    const { run } = await room();
    const keys = Array.from({ length: 12 }, () => randomUUID());
    await take(run, ...keys.slice(0, 6).map((key) => ({ key })), { key: keys[0] as string });
    const before = (await responses()).map(({ id }) => id);
    const all = keys.map((key) => ({ key }));
    expect((await Promise.all([take(run, ...all), take(run, ...all)])).map(({ kept }) => kept).sort()).toEqual([0, 6]);
    const after = await responses();
    expect(after).toHaveLength(12);
    expect(after.filter(({ id }) => before.includes(id))).toEqual([]);
    // Nothing beside a response says which device or form it came from.
    for (const key of keys) expect(JSON.stringify(after)).not.toContain(key);
  });

  it('leaves out what nobody was asked, and keeps where somebody stopped', async () => {
    const { run } = await room();
    await take(run, { answers: { today: '3', may_quote: true } }, { answers: { today: '2', listened: null }, finished: false });
    const rows = (await responses()).sort((a, b) => a.state.localeCompare(b.state));
    expect(rows.map(({ state, step }) => [state, step])).toEqual([
      ['finished', null],
      ['started', 'could_say'],
    ]);
    expect(rows[0]?.answers.may_quote).toBeUndefined();
  });

  it('takes words that are about a chat elsewhere as what somebody wrote', async () => {
    const { run } = await room();
    for (const one_thing of ['opportunities', 'help', 'stop'])
      expect(await take(run, { answers: { one_thing } })).toMatchObject({ kept: 1 });
    expect((await responses()).map(({ answers }) => answers.one_thing?.value).sort()).toEqual(['help', 'opportunities', 'stop']);
  });

  it('is refused by its question where it does not fit, and the others are taken', async () => {
    const { run } = await room();
    const wrong: Capture['answers'][] = [
      { today: '9' },
      { matters_most: 'technology' },
      { nonsense: 'x' },
      { one_thing: 'skip' },
      { today: ['1', '2'] },
      { one_thing: 'x'.repeat(20_000) },
    ];
    const taken = await take(run, ...wrong.map((answers, at) => ({ key: `w${at}`, answers })), {});
    expect(taken.kept).toBe(1);
    expect(taken.refused.map(({ key, step, fault }) => [key, step, fault])).toEqual([
      ['w0', 'today', 'no_answer'],
      ['w1', 'matters_most', 'no_answer'],
      ['w2', 'nonsense', 'no_question'],
      ['w3', 'one_thing', 'no_answer'],
      ['w4', 'today', 'no_answer'],
      ['w5', 'one_thing', 'no_answer'],
    ]);
  });

  it('opens a concern once, whether it fits or not, and its lead reads it among the answers', async () => {
    const { run } = await room({ kind: 'secure' });
    const danger = { key: 'one', answers: { one_thing: 'i want to kill myself' } };
    expect(await take(run, danger)).toMatchObject({ kept: 1, alarmed: 1 });
    await take(run, danger);
    const concerns = await world.database.store.concerns.list(true);
    expect(concerns).toMatchObject([{ run, place: 'secure', state: 'open' }]);
    await take(run, { answers: { today: '77', one_thing: 'my dad hits me' } });
    const unfit = (await world.database.store.concerns.list(true)).filter(({ id }) => id !== concerns[0]?.id);
    expect(unfit).toHaveLength(1);
    await give(world, 'roles grant', { who: 'slack:T0/L', role: 'safeguarding lead', name: 'Lee', why: 'leads' });
    const read = async (id = '') =>
      JSON.stringify(await command({ channel: 'slack', address: 'T0/L' }, { name: 'concerns read', input: { id } }));
    expect(await read(concerns[0]?.id)).toContain('i want to kill myself');
    // What was not taken is among no answers.
    expect(await read(unfit[0]?.id)).toContain('my dad hits me');
  });

  it('is never taken into what is no room run', async () => {
    const { run } = await room();
    await world.database.rows(`UPDATE survey_run SET audience = 'attended' WHERE id = '${run}'`);
    await expect(take(run, {})).rejects.toThrow(RangeError);
    expect(await responses()).toEqual([]);
  });
});
