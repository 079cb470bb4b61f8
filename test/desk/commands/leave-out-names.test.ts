import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saysName } from '../../../src/desk/commands/leave-out-names.ts';
import { onEmbedded } from '../../support/database.ts';
import { createWorld, throughRegistering, type World } from '../../support/world.ts';

describe('A reason', () => {
  it.each([
    ['rang zephyrine’s mum', 'Zephyrine'],
    ['ZEPHYRINE is safe', 'zephyrine'],
    ['spoke to Zeph', 'Zeph Smith'],
    ['met Bo, twice', 'Bo'],
    ['told Żółć', 'żółć'],
    ['rang Will at home', 'Will'],
    ['told Grace', 'grace'],
  ])('says the name: %s', (why, name) => expect(saysName(why, name)).toBe(true));

  it.each([
    ['Will ring on Monday. Will write too', 'Will'],
    ['by the grace of the school', 'Grace'],
    ['spoke to the mother', 'The Moth'],
    ['same as before', 'Sam'],
    ['a call to the setting', 'A'],
    ['(.*)', '.*'],
    ['rang the setting', ''],
  ])('does not: %s', (why, name) => expect(saysName(why, name)).toBe(false));
});

onEmbedded('A command about somebody', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const slack = (name: string) => ({ channel: 'slack', address: name }) as const;
  const refusal = { kind: 'refused', why: expect.stringMatching(/^Leave the name out: this stays for years/) };

  it('is refused before anything is written when its reason says their name, also of somebody who was deleted', async () => {
    await world.desk.command(ada, { line: 'roles grant slack:sam safeguarding lead --name Sam --why new lead' });
    await world.desk.command(ada, { line: 'roles grant slack:bo staff --name Bo --why covers Mondays' });
    const visitor = world.visitor('a');
    await visitor.goesThrough(...throughRegistering.map((reply) => (reply === 'Robin' ? 'Zephyrine' : reply)), 'i want to kill myself');
    const [concern] = await world.database.store.concerns.list(true);
    const before = (await world.database.store.audit.list(99)).length;
    const why = 'rang zephyrine';
    const mark = { id: concern?.id, state: 'acknowledged', why };
    const record = { id: concern?.person, purpose: 'quotes', state: 'given', how: 'witnessed', witness: 'Bo', why };
    expect(await world.desk.command(slack('sam'), { name: 'concerns mark', input: mark })).toMatchObject(refusal);
    expect(await world.desk.command(slack('bo'), { name: 'consents record', input: record })).toMatchObject(refusal);
    expect(await world.desk.command(ada, { line: 'roles remove slack:bo staff --why then bo has left' })).toMatchObject(refusal);
    await visitor.goesThrough('delete me', 'yes');
    expect(await world.desk.command(slack('sam'), { name: 'concerns mark', input: mark })).toMatchObject(refusal);
    // DELETE ME, and nothing of the four.
    const after = (await world.database.store.audit.list(99)).slice(0, -before);
    expect(after.map(({ action }) => action)).toEqual(['deleted']);
    expect(await world.database.store.concerns.show(concern?.id ?? '')).toMatchObject({ events: [] });
    const plain = { ...mark, why: 'rang the setting' };
    expect(await world.desk.command(slack('sam'), { name: 'concerns mark', input: plain })).toMatchObject({ kind: 'done' });
  });
});
