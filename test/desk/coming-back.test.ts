import { afterEach, beforeEach, expect, it } from 'vitest';
import { FlowBundle } from '../../src/engine/index.ts';
import { onEmbedded } from '../support/database.ts';
import { catalogue } from '../support/shipped.ts';
import { createWorld, day, throughRegistering, toReview, type World } from '../support/world.ts';

onEmbedded('Coming back', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  const codeIn = (text: string) => /Your code is: (\S+)/.exec(text)?.[1] ?? 'none';
  const registered = async () => {
    const [person] = await world.database.store.people.list(1);
    return person;
  };

  it('finds the same question days later', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin', '19');
    world.clock.pass(20 * day);
    await world.desk.tick(world.clock.now());
    expect(await visitor.question()).toBe('place');
    await visitor.types('home');
    expect(await visitor.question()).toBe('area');
  });

  it('brings the whole chat to another device with a code, however it is typed', async () => {
    const visitor = world.visitor('a');
    const code = codeIn(await visitor.goesThrough('English', 'Robin', 'code'));
    expect(code).toMatch(/^[a-z]+-[a-z]+-[a-z]+-[1-9]\d$/);
    expect(await world.desk.redeem('web', 'b', ` ${code.toUpperCase().replaceAll('-', ' ')}. `)).toMatchObject({ kind: 'redeemed' });
    const other = world.visitor('b');
    expect(await other.view()).toEqual(await visitor.view());
    await other.types('19');
    expect(await visitor.question()).toBe('place');
  });

  it('takes a code once, for seven days, and no other', async () => {
    const visitor = world.visitor('a');
    const code = codeIn(await visitor.goesThrough('English', 'Robin', 'code'));
    expect(await world.desk.redeem('web', 'b', 'otter-lemon-river-42')).toEqual({ kind: 'refused' });
    expect(await world.desk.redeem('web', 'b', '')).toEqual({ kind: 'refused' });
    expect(await world.desk.redeem('web', 'b', code)).toMatchObject({ kind: 'redeemed' });
    expect(await world.desk.redeem('web', 'c', code)).toEqual({ kind: 'refused' });
    const late = codeIn(await visitor.goesThrough('code'));
    world.clock.pass(7 * day);
    expect(await world.desk.redeem('web', 'd', late)).toEqual({ kind: 'refused' });
  });

  it('puts in the audit that a code was used, and nothing of one that was refused', async () => {
    const visitor = world.visitor('a');
    const code = codeIn(await visitor.goesThrough('English', 'Robin', 'code'));
    const { person } = await visitor.view();
    await world.desk.redeem('web', 'b', code);
    await world.desk.redeem('web', 'c', code);
    const audit = await world.database.store.audit.list(9);
    expect(audit).toMatchObject([{ who: person, action: 'code used', about: person, why: null, at: world.clock.now() }]);
  });

  it('keeps codes as hashes: nobody who reads the database can use one', async () => {
    const visitor = world.visitor('a');
    const code = codeIn(await visitor.goesThrough('English', 'Robin', 'code'));
    const rows = await world.database.rows('SELECT * FROM resume_code');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(code.split('-')[0]);
  });

  it('offers what was told after registering, and changes one answer of it', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...throughRegistering);
    world.clock.pass(3 * day);
    expect(await visitor.goesThrough('hi')).toMatch(/^Hello again, Robin/);
    expect(await visitor.goesThrough('1')).toContain('Town or area: Leeds');
    await visitor.goesThrough('town or area', 'Hull', 'yes');
    expect(await visitor.question()).toBeNull();
    const person = await registered();
    const answers = (await world.database.store.people.show(person?.id ?? ''))?.answers ?? [];
    expect(answers.filter(({ step }) => step === 'area').map(({ value, current }) => [value, current])).toEqual([
      ['Leeds', false],
      ['Hull', true],
    ]);
    expect(await world.database.rows('SELECT flow, outcome FROM conversation ORDER BY id')).toEqual(
      expect.arrayContaining([{ flow: 'register-interest', outcome: 'completed' }]),
    );
  });

  it('leads to what was told, too, while the menu or the like is open: there, CHANGE can mean nothing else', async () => {
    for (const [at, opens] of ['hi', 'my choices', 'delete me'].entries()) {
      const visitor = world.visitor(`changes${at}`);
      await visitor.goesThrough(...throughRegistering, 'hi', opens);
      expect(await visitor.goesThrough('change')).toMatch(/Town or area: Leeds/);
      expect(await visitor.goesThrough('name')).toContain("Let's change: Name");
      expect(await visitor.goesThrough('Wren')).toContain('Name: Wren');
    }
  });

  it('closes a registration that was silent for 30 days, once, without a word, and says hello when they come back', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...toReview);
    world.clock.pass(30 * day - 1);
    expect(await world.desk.tick(world.clock.now())).toMatchObject({ silences: 0 });
    world.clock.pass(1);
    expect(await world.desk.tick(world.clock.now())).toMatchObject({ silences: 1 });
    expect(await world.desk.tick(world.clock.now())).toMatchObject({ silences: 0 });
    expect(await visitor.hears()).toBe('');
    expect(await world.database.rows('SELECT outcome FROM conversation')).toEqual([{ outcome: 'lapsed' }]);
    expect(await visitor.goesThrough('hello')).toMatch(/^Hello again, Robin\.\nYour answers are safe.*\n.*Is it right\?/);
    expect(await visitor.question()).toBe('check');
    await visitor.types('yes');
    expect((await registered())?.registeredAt).toEqual(world.clock.now());
  });

  it('ends a change that nobody finished as registered, not as given up', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...throughRegistering, 'hi', '1', 'name', 'Wren');
    world.clock.pass(30 * day);
    expect(await world.desk.tick(world.clock.now())).toMatchObject({ silences: 1 });
    expect(await world.database.rows("SELECT outcome FROM conversation WHERE flow = 'register-interest'")).toEqual([
      { outcome: 'completed' },
    ]);
    expect(await visitor.goesThrough('hi')).toContain('Hello again, Wren.\nWhat would you like to do?');
    expect(await visitor.goesThrough('1')).toContain('Name: Wren');
  });

  it('does not disturb somebody who said STOP, however long they are silent', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin', 'stop');
    world.clock.pass(90 * day);
    expect(await world.desk.tick(world.clock.now())).toMatchObject({ silences: 0 });
    expect(await visitor.hears()).toBe('');
  });

  it('stays on the version of the flow that it began with; somebody new gets the newest', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English');
    const changed = structuredClone(catalogue.flows.get('register-interest'));
    const name = changed?.main.steps.find((step) => 'ask' in step && step.ask === 'age');
    if (!changed || !name || !('ask' in name)) throw new Error('The flow asks for the age.');
    name.text = { en: 'Which age group are you in?' };
    const flows = new Map([...catalogue.flows, ['register-interest', FlowBundle.parse(changed)]]);
    const newer = await world.replica({ flows });
    expect(await world.visitor('a', 'web', newer).goesThrough('Robin')).toContain('How old are you?');
    expect(await world.visitor('b', 'web', newer).goesThrough('English', 'Wren')).toContain('Which age group are you in?');
    expect(await world.database.rows("SELECT version FROM flow_version WHERE flow = 'register-interest' ORDER BY version")).toEqual([
      { version: 1 },
      { version: 2 },
    ]);
  });
});
