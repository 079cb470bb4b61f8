import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readAsked } from '../../src/channels/botframework/filled.ts';
import { formCard } from '../../src/channels/botframework/form.ts';
import { wordsOf as wordsInTeams } from '../../src/channels/botframework/words.ts';
import { readForm } from '../../src/channels/slack/filled.ts';
import { formView } from '../../src/channels/slack/modals.ts';
import { wordsOf } from '../../src/channels/slack/words.ts';
import type { CommandField, CommandResult, WholeOrder } from '../../src/desk/ports.ts';
import { faultsOfCard } from '../support/adaptive-cards.ts';
import { faultsOfView } from '../support/block-kit.ts';
import { botframeworkPhrases } from '../support/botframework-words.ts';
import { onEmbedded } from '../support/database.ts';
import { slackPhrases } from '../support/slack-door.ts';
import { addSession, give } from '../support/surveys.ts';
import { createWorld, day, type World } from '../support/world.ts';

const ada = { channel: 'terminal', address: 'ada@office' } as const;
const bo = { channel: 'slack', address: 'T0/BO' } as const;

onEmbedded('A group without phones', (kind) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(kind);
    await give(world, 'roles grant', { who: 'slack:T0/BO', role: 'staff', name: 'Bo', why: 'runs sessions' });
  });
  afterAll(() => world.remove());

  let session: string;
  let id: string;
  const room = async (facts: Parameters<typeof addSession>[2] = {}) => {
    session = await addSession(world, [], facts);
    const sheet = await give(world, 'survey room', { session, template: 'after-session' });
    id = (sheet.data as { run: { id: string } }).run.id;
  };
  beforeEach(() => room({ headcount: 14 }));

  const type = (line: string): Promise<CommandResult> => world.desk.command(ada, { line });
  const why = (result: CommandResult) => (result.kind === 'refused' ? result.why : 'done');
  const text = (result: CommandResult) => (result.kind === 'done' ? (result.sheet.text ?? '') : result.why);
  const agree = (agreed = 12) => give(world, 'session consent', { session, agreed, refused: 1, witness: 'Cy' });

  it('hears the words read aloud, and nothing is captured before somebody said yes', async () => {
    const script = await give(world, 'session script', { session });
    expect(script.tables?.[0]?.rows.flat().join('\n')).toContain('It is fine to say no');
    expect(script.tables?.map(({ head, rows }) => [head[0], rows.length])).toEqual([
      ['To be read aloud', 1],
      ['Or this, in easy words', 1],
    ]);
    expect(script.next?.[0]?.order).toEqual({ name: 'session consent', input: { session } });
    expect(why(await type(`hands count ${id} today --counts 1 2 3 4 2`))).toContain('Read the words aloud first');
    expect(why(await type(`evidence add ${session} --quote --text More lights`))).toContain('Read the words aloud first');
    expect(why(await type(`evidence add ${session} --text They were lively.`))).toBe('done');
    await agree(0);
    expect(why(await type(`hands count ${id} today --counts 1 2 3 4 2`))).toContain('Nobody said yes');
    expect((await agree(20)).text).toContain('more than came');
    expect(await world.database.store.sessions.agreed(session)).toMatchObject({
      ...{ termsVersion: '1', agreed: 20, refused: 1, witness: 'Cy', readBy: 'terminal:ada@office', by: 'terminal:ada@office' },
    });
  });

  it('raises hands: a line of numbers or a number for each answer, counted again in place of what was counted', async () => {
    await agree();
    expect(text(await type(`hands count ${id} today --counts 0 0 2 6 4`))).toContain(
      'Counted: How it was. Questions still to be counted: 6',
    );
    expect(why(await type(`hands count ${id} matters_most --safety 5 --health 6 --present 12`))).toBe('done');
    expect(why(await type(`hands count ${id} today --counts 0 0 1 7 4`))).toBe('done');
    const hands = await world.database.store.surveys.hands([id]);
    expect(hands.map(({ step, present, counts }) => [step, present, counts])).toEqual([
      ['matters_most', 12, { safety: 5, health: 6, 'something-else': 0 }],
      ['today', 12, { 1: 0, 2: 0, 3: 1, 4: 7, 5: 4 }],
    ]);
    expect(hands[0]).toMatchObject({ capturedBy: 'terminal:ada@office', day: '2026-03-10', release: null });
  });

  it('is told kindly what is wrong with a count', async () => {
    await agree();
    const lines: [string, RegExp][] = [
      ['today --counts 1 2 x 4 5', /"x" is no number/],
      ['today --counts 1 2', /There are 5 answers and you gave 2 numbers/],
      ['today --counts 5 5 5 5 5 --present 12', /25 hands, and you say that 12/],
      ['today', /Say how many hands/],
      ['today --9 4', /"9" is no answer/],
      ['may_quote --yes 4', /That can be no show of hands. These can: today/],
      ['one_thing --counts 1', /no show of hands/],
      ['today --safety many', /number/],
    ];
    for (const [line, expected] of lines) expect(why(await type(`hands count ${id} ${line}`))).toMatch(expected);
    expect(await world.database.store.surveys.hands([id])).toEqual([]);
    expect(why(await type('hands count 0199 today --counts 1'))).toContain('Make it with: survey room');
  });

  it('has a form of one question, with a number for each answer, and the next question one press away', async () => {
    await agree();
    const fieldsOf = async (input: Record<string, unknown>) => {
      const form = await world.desk.form(bo, { name: 'hands count', input });
      return form.kind === 'form' ? form.form.fields : [];
    };
    const names = (fields: CommandField[]) => fields.map(({ name, kind }) => `${name}: ${kind}`);
    expect(names(await fieldsOf({ id }))).toEqual(['id: choice', 'question: choice', 'counts: text', 'present: number']);
    const form = await fieldsOf({ id, question: 'today', 4: 3 });
    const each = ['1', '2', '3', '4', '5'].map((option) => `${option}: number`);
    expect(names(form)).toEqual(['id: choice', 'question: choice', ...each, 'present: number']);
    expect(form.find(({ name }) => name === '4')).toMatchObject({ what: '🙂 Good', given: 3 });
    expect(form.slice(0, 2).map(({ choices, given }) => [choices.length, given])).toEqual([
      [1, id],
      [1, 'today'],
    ]);
    // As a modal of Slack, and filled in there.
    const outline = { name: 'hands count', summary: 'count', fields: form };
    const view = formView(outline, wordsOf(slackPhrases, 'en'));
    expect(faultsOfView(view)).toEqual([]);
    const number = (value: string) => ({ field: { type: 'number_input', value } });
    const picked = (value: string) => ({ field: { type: 'static_select', selected_option: { value } } });
    const values = { id: picked(id), question: picked('today'), 4: number('7'), 5: number('5'), 1: number('0') };
    const filled = readForm({ ...view, state: { values } });
    expect(filled?.order).toEqual({ name: 'hands count', input: { id, question: 'today', 1: '0', 4: '7', 5: '5' } });
    const sent = await world.desk.command(bo, filled?.order as WholeOrder);
    expect(sent).toMatchObject({
      kind: 'done',
      sheet: { next: [{ order: { name: 'hands count', input: { id, question: 'listened' } } }, {}] },
    });
    // The same as a card of Teams, whose numbers come back as text.
    const drawn = formCard(outline, wordsInTeams(botframeworkPhrases, 'en'), 'f1');
    expect(faultsOfCard(drawn)).toEqual([]);
    const inputs = drawn.body.flatMap((element) => ('id' in element ? [element.id] : []));
    expect(inputs).toEqual(['one:id', 'one:question', ...['1', '2', '3', '4', '5'].map((option) => `one:${option}`), 'one:present']);
    const come = (counts: Record<string, string>) =>
      readAsked({ onward: 'form', name: 'hands count', id: 'f1', 'one:id': id, 'one:question': 'today', ...counts });
    const asked = come({ 'one:1': '0', 'one:4': '6', 'one:5': '5' });
    expect(asked).toMatchObject({ kind: 'form', order: { input: { id, question: 'today', 1: '0', 4: '6', 5: '5' } } });
    expect(await world.desk.command(bo, asked?.order as WholeOrder)).toMatchObject({ kind: 'done', sheet: { data: { present: 11 } } });
    // What is wrong is said at the field that is wrong.
    const wrong = async (counts: Record<string, string>) => {
      const result = await world.desk.command(bo, come(counts)?.order as WholeOrder);
      return result.kind === 'refused' ? Object.keys(result.faults ?? {}) : 'done';
    };
    expect(await wrong({ 'one:4': '-1' })).toEqual(['4']);
    expect(await wrong({ 'one:4': '2.5' })).toEqual(['4']);
    expect(await wrong({ 'one:4': '9', 'one:present': '8' })).toEqual(['present']);
    expect(await wrong({})).toEqual(['present']);
  });

  it('is warned, and nothing is lost, where there are more answers than people', async () => {
    await agree(40);
    const over = await type(`hands count ${id} today --counts 0 0 2 9 9`);
    expect(text(over)).toContain('There are more answers than people');
    expect(await world.database.store.surveys.hands([id])).toHaveLength(1);
  });

  it('is counted once something can be shown: each question of those who were asked it, and never again', async () => {
    await agree();
    await type(`hands count ${id} today --counts 0 0 0 6 6 --present 13`);
    await type(`hands count ${id} listened --counts 0 0 0 0 12 --present 12`);
    world.clock.pass(20 * day);
    const look = async () => {
      const result = await world.desk.command(bo, { name: 'survey results', input: { id } });
      if (result.kind === 'refused') throw new Error(result.why);
      return result.sheet;
    };
    const { text, tables } = await look();
    expect(text).toContain('13 people finished and are counted');
    const good = tables?.find(({ head }) => head[0] === 'How it was')?.rows.find(([label]) => label?.includes('😀'));
    expect(good?.slice(1, 3)).toEqual(['6', '46.2 %']);
    // Nobody was asked this one: it has no figures.
    const unasked = tables?.find(({ head }) => head[0] === 'Matters most to change')?.rows.map(([, count]) => count);
    expect(unasked?.every((count) => count === 'hidden' || count === '0')).toBe(true);
    expect(why(await type(`hands count ${id} again --counts 0 0 0 0 0 0 0 0 0 6 6`))).toContain('Figures of this room are published');
    expect((await look()).tables).toEqual(tables);
  });

  it('is published as it was read, or not: neither what was counted again since, nor one question of a room without the others', async () => {
    await agree();
    await type(`hands count ${id} today --counts 0 0 0 6 6`);
    const { surveys } = world.database.store;
    const unit = await surveys.unit(id);
    if (!unit) throw new Error('no unit');
    const ids = async () => (await surveys.hands([id])).map((one) => one.id);
    const publish = (hands: string[]) => surveys.publishHands({ unit, number: 1, figures: {}, hands, at: world.clock.now() });
    const before = await ids();
    await type(`hands count ${id} today --counts 0 0 0 7 6`);
    expect(await publish(before)).toBe(false);
    const one = await ids();
    await type(`hands count ${id} listened --counts 0 0 0 7 6`);
    expect(await publish(one)).toBe(false);
    await type(`survey cut ${id} how`);
    expect(await publish(await ids())).toBe(false);
    await type(`survey cut ${id} setting`);
    expect([await publish(await ids()), await publish(await ids())]).toEqual([true, false]);
    expect((await surveys.hands([id])).map(({ release }) => release)).toEqual([1, 1]);
  });

  it('can be seen apart by how it was captured, if that is said before anything is published', async () => {
    await agree();
    expect(why(await type(`survey cut ${id} how`))).toBe('done');
    await type(`hands count ${id} today --counts 0 0 0 7 6`);
    world.clock.pass(20 * day);
    await world.desk.command(bo, { name: 'survey results', input: { id } });
    expect(why(await type(`survey cut ${id} setting`))).toContain('fixed');
    const [release] = await world.database.rows<{ figures: { parts: unknown; tables: object } }>(
      `SELECT figures FROM release WHERE unit = '${id}'`,
    );
    expect(release?.figures.parts).toEqual([{ of: ['scribe'], base: 13 }]);
    expect(Object.keys(release?.figures.tables ?? {})).not.toContain(':how');
  });

  it('is quoted as a young person or a few of them, for or against, and as nobody closer', async () => {
    await agree();
    await type(`evidence add ${session} --area safety --quote --speaks against --text I feel safe here.`);
    expect(why(await type(`evidence add ${session} --quote --as the boy with the limp --text No.`))).toContain('a young person');
    await type(`evidence add ${session} --quote --as several young people --speaks for --text The yard is dark.`);
    const shown = await world.database.store.sessions.show(session);
    expect(shown?.evidence.map(({ saidBy, speaks }) => [saidBy, speaks])).toEqual([
      ['young-person', 'against'],
      ['young-people', 'for'],
    ]);
  });
});
