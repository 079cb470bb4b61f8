import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEmbedded } from '../../support/database.ts';
import { sitDown } from '../../support/terminal.ts';
import { createWorld, type World } from '../../support/world.ts';

onEmbedded('A safeguarding lead at a terminal', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
    const lead = { who: 'terminal:sam@pc', role: 'safeguarding lead', name: 'Sam', why: 'designated lead' };
    await world.desk.command({ channel: 'terminal', address: 'ada@office' }, { name: 'roles grant', input: lead });
  });
  afterEach(() => world.remove());

  const inNeed = (address: string) => world.visitor(address).goesThrough('English', 'Zephyrine', 'i want to kill myself');
  const told = async () => {
    const [concern] = await world.database.store.concerns.list(false);
    return `Someone may be in danger now. Concern ${concern?.id.slice(0, 13)}.`;
  };

  it('is told when they open the chat, and once', async () => {
    await inNeed('wren');
    expect(await world.desk.tick(world.clock.now())).toMatchObject({ unheard: 0 });
    const sam = await sitDown(world.desk, 'sam@pc');
    const seen = await sam.opens();
    expect(seen).toContain(await told());
    expect(seen).not.toMatch(/Zephyrine|kill/);
    expect(seen.indexOf('How would you like me to write to you?')).toBeGreaterThan(seen.indexOf('Concern'));
    world.clock.pass(5);
    expect(await sam.opens()).not.toContain('Concern');
    await sam.close();
  });

  it('reads words after a slash as a command, unless they are nobody’s', async () => {
    const needs = '/i want to kill myself';
    const young = await sitDown(world.desk, 'kim@pc', 'there');
    await young.opens();
    expect(await young.types('/roles grant terminal:kim@pc admin --why me')).toContain('You have no role here yet');
    const heard = await young.types(needs);
    expect(heard).toMatch(/Thank you for telling me\..*1\. English/s);
    expect(await young.types('English')).not.toContain('Thank you for telling me');
    expect(await young.types('/concerns read i want to kill myself')).toContain('Thank you for telling me.');
    expect(await world.database.store.concerns.list(false)).toHaveLength(2);
    await young.close();
    const sam = await sitDown(world.desk, 'sam@pc', 'elsewhere');
    await sam.opens();
    const [concern] = await world.database.store.concerns.list(false);
    await sam.types(`/concerns mark ${concern?.id} --state open --why i want to kill myself was said`);
    expect(await world.database.store.concerns.list(false)).toHaveLength(2);
    await sam.close();
  });

  it('is told while it is open, and nobody else is', async () => {
    const sam = await sitDown(world.desk, 'sam@pc');
    const other = await sitDown(world.desk, 'kim@pc', 'there');
    for (const one of [sam, other]) expect(await one.opens()).not.toContain('Someone may be');
    await inNeed('wren');
    await world.desk.tick(world.clock.now());
    expect(await other.waits()).toBe('');
    expect(await sam.waits()).toContain(await told());
    expect(await sam.waits()).toBe('');
    await sam.close();
    await other.close();
  });
});
