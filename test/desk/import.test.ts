import { afterEach, beforeEach, expect, it } from 'vitest';
import { sealWith } from '../../src/seal.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, registeringBy, throughRegistering, type World } from '../support/world.ts';

onEmbedded('A list of people', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  const ada = { channel: 'terminal', address: 'ada@office' } as const;

  /** What became of each row, or why the list was refused. */
  async function imports(lines: string[], apply = true, desk = world.desk): Promise<string[] | string> {
    const result = await desk.command(ada, { name: 'people import', input: { file: ['name,email,phone', ...lines].join('\n'), apply } });
    if (result.kind === 'refused') return result.why;
    return (result.sheet.data as { rows: { is: string }[] }).rows.map(({ is }) => is);
  }
  const held = async () => ({
    people: await world.database.rows('SELECT name, age_band, place, stopped_at FROM person ORDER BY name'),
    addresses: await world.database.rows("SELECT channel, value FROM address WHERE channel IN ('email', 'sms') ORDER BY 1, 2"),
    written: await world.database.rows(
      'SELECT 1 FROM consent UNION ALL SELECT 1 FROM message UNION ALL SELECT 1 FROM conversation UNION ALL SELECT 1 FROM answer',
    ),
  });
  const list = ['Sam,Sam@example.org,07911 123456', 'Pat,pat@example.org,'];

  it('writes nothing before it is asked to, and then people with their addresses and nothing else', async () => {
    expect(await imports(list, false)).toEqual(['new', 'new']);
    expect(await held()).toEqual({ people: [], addresses: [], written: [] });
    expect(await imports(list)).toEqual(['new', 'new']);
    const once = await held();
    expect(once).toEqual({
      people: [
        { name: 'Pat', age_band: null, place: null, stopped_at: null },
        { name: 'Sam', age_band: null, place: null, stopped_at: null },
      ],
      addresses: [
        { channel: 'email', value: 'pat@example.org' },
        { channel: 'email', value: 'sam@example.org' },
        { channel: 'sms', value: '+447911123456' },
      ],
      written: [],
    });
    expect(await imports(list)).toEqual(['known', 'known']);
    expect(await held()).toEqual(once);
    expect((await world.database.store.audit.list(9)).map(({ who, action }) => [who, action])).toEqual([
      ['terminal:ada@office', 'people import: apply'],
      ['terminal:ada@office', 'people import: apply'],
      ['terminal:ada@office', 'people import: preview'],
    ]);
  });

  it('keeps what registering offers of age and place', async () => {
    const file = 'Name;Email;Age band;Place\nSam;sam@example.org;19;In a town, city or village\nKit;kit@example.org;12;\n';
    const result = await world.desk.command(ada, { name: 'people import', input: { file, apply: true } });
    expect(result).toMatchObject({ sheet: { text: expect.stringContaining('1 of 2 rows were added.') } });
    expect((await held()).people).toEqual([{ name: 'Sam', age_band: '18-24', place: 'community', stopped_at: null }]);
  });

  it('finds people who registered by what they answered, in any case, also what they have changed since', async () => {
    const robin = world.visitor('a');
    await robin.goesThrough(...registeringBy('email', 'Sam@Example.org'), 'change', 'Email', 'new@example.org', "that's right");
    await world.visitor('b').goesThrough(...registeringBy('text', '07911 123456'));
    expect(await imports(['x,SAM@example.org,', 'x,new@example.org,', 'x,,+44 7911 123456', 'x,other@example.org,7911123456'])).toEqual(
      Array(4).fill('known'),
    );
    expect((await held()).people).toHaveLength(2);
  });

  it('does not take a supporter’s email for the person’s own', async () => {
    const typed = throughRegistering.flatMap((reply) =>
      reply === 'here' ? ['someone who supports me', 'Pat', 'pat@example.org', 'yes'] : [reply],
    );
    expect(await world.visitor('a').goesThrough(...typed)).toContain('5 working days');
    expect(await imports(['Pat,pat@example.org,'])).toEqual(['new']);
  });

  it('brings nobody back who asked to be deleted, and does not say who', async () => {
    await world.visitor('a').goesThrough(...registeringBy('email', 'sam@example.org'), 'delete me', 'yes');
    const file = 'name,email,phone\nSam,SAM@example.org,07911 123456\nPat,pat@example.org,';
    const result = await world.desk.command(ada, { name: 'people import', input: { file, apply: true } });
    expect(result).toMatchObject({
      sheet: {
        tables: [
          {
            rows: [
              ['2', '', 'skipped: must not be added'],
              ['3', 'Pat', 'new'],
            ],
          },
        ],
      },
    });
    expect(JSON.stringify(result)).not.toContain('Sam');
    expect((await held()).addresses).toEqual([{ channel: 'email', value: 'pat@example.org' }]);
  });

  it('is refused where the marks were made with another secret: they would keep nobody off it', async () => {
    const elsewhere = await world.replica({ seal: sealWith('another secret of the tests, also long enough') });
    expect(await imports(['Pat,pat@example.org,'], true, elsewhere)).toEqual(['new']);
    await world.visitor('a').goesThrough(...registeringBy('email', 'sam@example.org'), 'delete me', 'yes');
    expect(await imports(list, true, elsewhere)).toContain('made with another ONWARD_SECRET');
    expect(await imports(list, false, elsewhere)).toContain('made with another ONWARD_SECRET');
    expect(await imports(list)).toEqual(['skipped', 'known']);
  });

  it('never changes somebody who said STOP, and adds nobody like them', async () => {
    const robin = world.visitor('a');
    await robin.goesThrough(...registeringBy('email', 'sam@example.org'), 'stop');
    await robin.hears();
    const before = await held();
    expect(await imports(['Sam,sam@example.org,07911 123456'])).toEqual(['stopped']);
    expect(await held()).toEqual(before);
    expect(await robin.hears()).toBe('');
  });

  it('lets the STOP and the DELETE ME of a person hold for the row that a list brought before', async () => {
    await imports(list);
    const robin = world.visitor('a');
    await robin.goesThrough(...registeringBy('email', 'sam@example.org'), 'stop');
    const stopped = async () =>
      (await world.database.rows<{ name: string }>('SELECT name FROM person WHERE stopped_at IS NOT NULL ORDER BY name')).map(
        ({ name }) => name,
      );
    expect(await stopped()).toEqual(['Robin', 'Sam']);
    await robin.goesThrough('start');
    expect(await stopped()).toEqual(['Sam']);
    await robin.goesThrough('delete me', 'yes');
    expect((await held()).people).toMatchObject([{ name: 'Pat' }]);
    expect(await imports(list)).toEqual(['skipped', 'known']);
  });

  const registers = registeringBy('email', 'sam@example.org');
  const [registered, refused] = [registers, registers.slice(0, registers.indexOf('sam@example.org') + 1).concat('no', 'no', 'yes')];
  it.each([
    ['a yes that was taken back', [...registered, 'my choices', 'email']],
    ['a no to it', refused],
    ['another way that was picked', [...registered, 'change', 'how to contact you', 'here', 'yes', "that's right"]],
  ])('brings no email back that went with %s, and the chat says that a mark stays', async (_, says) => {
    for (const [visitor, last] of [
      [world.visitor('a'), ['stop']],
      [world.visitor('b'), ['delete me', 'yes']],
    ] as const) {
      await visitor.goesThrough(...says);
      expect((await visitor.view()).messages.map(({ text }) => text).join('\n')).toContain('We keep a scrambled mark');
      await visitor.goesThrough(...last);
      expect(await imports(['Sam,SAM@example.org,'])).toEqual(['skipped']);
      await world.database.rows('DELETE FROM tombstone');
    }
  });

  it('brings none back that went with a no which staff wrote down', async () => {
    const robin = world.visitor('a');
    await robin.goesThrough(...registered);
    const { person } = await robin.view();
    await world.desk.command(ada, { name: 'roles grant', input: { who: 'slack:bo', role: 'staff', name: 'Bo', why: 'new' } });
    const no = { id: person, purpose: 'contact_email', state: 'withdrawn', how: 'witnessed', witness: 'Bo', why: 'said so' };
    await world.desk.command({ channel: 'slack', address: 'bo' }, { name: 'consents record', input: no });
    await robin.goesThrough('stop');
    expect(await imports(['Sam,sam@example.org,'])).toEqual(['skipped']);
  });

  it('takes somebody whose email went because they never said yes or no to it', async () => {
    const robin = world.visitor('a');
    await robin.goesThrough(...registered.slice(0, registered.indexOf('sam@example.org') + 1));
    world.clock.pass(31 * 24 * 60);
    await world.desk.tick(world.clock.now());
    expect(await robin.hears()).not.toContain('scrambled');
    expect(await imports(['Sam,sam@example.org,'])).toEqual(['new']);
  });

  it('keeps every contact of a row that DELETE ME takes with it off later lists', async () => {
    await imports(list);
    await world.visitor('a').goesThrough(...registeringBy('email', 'sam@example.org'), 'delete me', 'yes');
    expect(await imports(['Sam,,07911 123456', 'Sam,sam@example.org,', 'Pat,pat@example.org,'])).toEqual(['skipped', 'skipped', 'known']);
  });

  it('leaves in the audit whom from a list a STOP or a DELETE ME took with it, for the contact may be somebody else’s', async () => {
    await imports(list);
    const [sam] = await world.database.rows<{ id: string }>("SELECT id FROM person WHERE name = 'Sam'");
    const robin = world.visitor('a');
    await robin.goesThrough(...registeringBy('email', 'sam@example.org'), 'stop');
    const { person } = await robin.view();
    await robin.goesThrough('start', 'delete me', 'yes');
    const audit = (await world.database.store.audit.list(99, sam?.id)).map(({ who, action, about }) => [who, action, about]);
    expect(audit).toEqual([
      [person, 'deleted, for the same contact', sam?.id],
      [person, 'stopped, for the same contact', sam?.id],
    ]);
    expect(await world.database.store.audit.verify()).toMatchObject({ holds: true });
  });

  it('adds a person once, however often and wherever the same list is given at the same moment', async () => {
    const lines = Array.from({ length: 450 }, (_, at) => `P${at},p${at}@example.org,`);
    const other = await world.replica();
    const became = await Promise.all([imports(lines), imports(lines, true, other), imports([...lines].reverse())]);
    expect(became.flat().filter((is) => is === 'new')).toHaveLength(450);
    expect((await held()).people).toHaveLength(450);
    expect((await held()).addresses).toHaveLength(450);
  });

  it('goes on where it was cut off', async () => {
    const lines = Array.from({ length: 450 }, (_, at) => `P${at},p${at}@example.org,`);
    for (const calls of [1, 2, 3]) {
      let left = calls;
      const { contacts } = world.database.store;
      const cut = await world.replica({
        store: {
          ...world.database.store,
          contacts: {
            ...contacts,
            add: (people, at) => (left-- > 0 ? contacts.add(people, at) : Promise.reject(new Error('the light went out'))),
          },
        },
      });
      await imports(lines, true, cut).catch((error: Error) => expect(error.message).toBe('the light went out'));
    }
    await imports(lines);
    expect((await held()).people).toHaveLength(450);
    expect(await imports(lines)).toEqual(Array(450).fill('known'));
  });
});
