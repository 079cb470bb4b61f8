import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Desk, Removed, Retention } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, day, registeringBy, throughRegistering, type World } from '../support/world.ts';

onEmbedded('Retention', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const rows = <Row = Record<string, unknown>>(sql: string) => world.database.rows<Row>(sql);
  const names = async () => (await rows<{ name: string | null }>('SELECT name FROM person ORDER BY name')).map(({ name }) => name);
  const night = (desk: Desk = world.desk) => desk.night(world.clock.now());
  const count = async (table: string) => (await rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n;
  const audited = async () => (await world.database.store.audit.list(1000)).filter(({ who }) => who === 'onward').map(({ why }) => why);

  async function registered(address: string, name: string, way: 'email' | 'text' = 'email', contact = `${address}@example.org`) {
    const visitor = world.visitor(address);
    await visitor.goesThrough(...registeringBy(way, contact).map((reply) => (reply === 'Robin' ? name : reply)));
    return visitor;
  }
  async function command(input: Record<string, unknown> = {}): Promise<{ data: Record<string, unknown>; text: string }> {
    const result = await world.desk.command(ada, { name: 'retention', input });
    if (result.kind === 'refused') throw new Error(result.why);
    return { data: result.sheet.data as Record<string, unknown>, text: JSON.stringify(result.sheet) };
  }

  it('takes away all of somebody two years after they were last heard from, to the minute, and leaves the others alone', async () => {
    await registered('old', 'Robin');
    world.clock.pass(300 * day);
    const wren = await registered('later', 'Wren');
    world.clock.pass(430 * day - 1);
    await night();
    expect(await names()).toEqual(['Robin', 'Wren']);
    await wren.types('hi');
    world.clock.pass(day);
    expect(await night()).toMatchObject({ contact_details: 1, emptied: 0 });
    expect(await names()).toEqual(['Wren']);
    for (const [table, key] of [
      ['conversation', 'person_id'],
      ['message', 'person_id'],
      ['consent', 'person_id'],
      ['resume_code', 'person_id'],
      ['address', 'person_id'],
    ])
      expect(await rows(`SELECT 1 FROM ${table} WHERE ${key} NOT IN (SELECT id FROM person)`)).toEqual([]);
    expect(await rows('SELECT 1 FROM answer WHERE conversation_id NOT IN (SELECT id FROM conversation)')).toEqual([]);
    // Nobody asked to be deleted, so whoever wants to may bring them back.
    expect(await rows('SELECT 1 FROM tombstone')).toEqual([]);
    world.clock.pass(730 * day);
    await night();
    expect([await names(), await count('message'), await count('answer')]).toEqual([[], 0, 0]);
  });

  it('says before what it would take, in counts and without a name, and takes just that', async () => {
    await registered('old', 'Zephyrine');
    await registered('too', 'Zebulon', 'text', '07911 123456');
    world.clock.pass(400 * day);
    await registered('young', 'Zuleika');
    world.clock.pass(340 * day);
    const { data, text } = await command();
    const classes = data.classes as Record<keyof Removed, { past: number; of: number; oldest: Date | null }>;
    expect(text).not.toMatch(/Ze|Zu|example|7911123456/);
    expect(classes.contact_details).toEqual({ past: 2, of: 3, oldest: new Date('2026-03-10T10:00:00Z') });
    expect(classes.answers.past).toBeGreaterThanOrEqual(20);
    expect(await names()).toHaveLength(3);
    const { removed } = (await command({ apply: true })).data as { removed: Removed };
    const past = Object.fromEntries(Object.entries(classes).map(([name, { past }]) => [name, past]));
    // Two of the three codes went with their people.
    expect(removed).toEqual({ ...past, emptied: 0, resume_codes: 1 });
    expect(await names()).toEqual(['Zuleika']);
    const again = (await command()).data.classes as typeof classes;
    expect(Object.values(again).map(({ past }) => past)).toEqual(Object.values(again).map(() => 0));
    expect(await command({ apply: true })).toMatchObject({ data: { removed: { contact_details: 0, answers: 0 } } });
  });

  it('writes what it took in the audit, with the row that it took it by', async () => {
    await registered('old', 'Robin');
    world.clock.pass(731 * day);
    const removed = await night();
    expect(await audited()).toEqual([
      'contact details: 1 people, and 0 emptied but for their STOP',
      `answers: ${removed?.answers} answers in 1 conversations`,
      `conversations: ${removed?.conversations} messages`,
    ]);
    expect(await world.database.store.audit.verify()).toMatchObject({ holds: true });
  });

  it('leaves somebody about whom a concern is not closed, and says so', async () => {
    const robin = await registered('old', 'Robin');
    await robin.types('i want to kill myself');
    const [concern] = await world.database.store.concerns.list(false);
    const mark = (state: 'acknowledged' | 'closed') =>
      world.database.store.concerns.add(concern?.id as string, { state, who: 'Sam', why: 'rang', at: world.clock.now() });
    for (const state of [null, 'acknowledged', 'closed'] as const) {
      world.clock.pass(731 * day);
      if (state) await mark(state);
      const { data, text } = await command({ apply: state !== null });
      expect(data.held).toEqual({ concern: state === 'closed' ? 0 : 1, role: 0 });
      if (state !== 'closed') expect(text).toContain('1 people are kept longer because a concern about them is not closed');
      expect(await names()).toEqual(state === 'closed' ? [] : ['Robin']);
    }
    expect(await count('message')).toBe(0);
    expect(await count('concern')).toBe(1);
  });

  it('leaves staff, whose silence says nothing', async () => {
    await world.desk.command(ada, { line: 'roles grant slack:T0/U1 safeguarding lead --name Bo --why lead' });
    world.clock.pass(3000 * day);
    expect((await command({ apply: true })).data.held).toEqual({ concern: 0, role: 1 });
    expect(await names()).toEqual(['Bo']);
    await world.desk.command(ada, { line: 'roles remove slack:T0/U1 safeguarding lead --why left' });
    await command({ apply: true });
    expect(await names()).toEqual([]);
  });

  it('takes people whom a list brought and who never wrote', async () => {
    const file = 'name,email\nPat,pat@example.org\n';
    const imported = () => world.desk.command(ada, { name: 'people import', input: { file, apply: true } });
    await imported();
    world.clock.pass(731 * day);
    await night();
    expect([await names(), await count('address')]).toEqual([[], 0]);
    await imported();
    expect(await names()).toEqual(['Pat']);
  });

  it('counts from when somebody was last heard from, also when their messages go sooner than they do', async () => {
    const keptFor = { ...world.parts.keptFor, conversations: 30, answers: 400 };
    const desk = await world.replica({ keptFor });
    const robin = await registered('old', 'Robin');
    world.clock.pass(500 * day);
    await robin.types('hi');
    world.clock.pass(31 * day);
    await night(desk);
    expect([await count('message'), await names()]).toEqual([0, ['Robin']]);
    expect(await count('answer')).toBeGreaterThan(0);
    world.clock.pass(400 * day);
    await night(desk);
    expect([await count('answer'), await count('conversation'), await names()]).toEqual([0, 0, ['Robin']]);
    world.clock.pass(298 * day);
    await night(desk);
    expect(await names()).toEqual(['Robin']);
    world.clock.pass(2 * day);
    await night(desk);
    expect(await names()).toEqual([]);
  });

  /** Something of each table of pathways. */
  async function onPathway(name: string): Promise<void> {
    const { pathways } = world.database.store;
    const [{ id } = { id: '' }] = await rows<{ id: string }>(`SELECT id FROM person WHERE name = '${name}'`);
    const [now, by] = [world.clock.now(), 'bo'];
    const change = { id: randomUUID(), stage: 'staff', version: 1, by, askedAt: now, why: 'w', second: null, at: now };
    const proof = {
      id: randomUUID(),
      person: id,
      kind: 'portfolio',
      which: 'talk',
      outcome: null,
      date: '2026-03-01',
      validUntil: null,
    } as const;
    await pathways.move(id, null, change);
    await pathways.record(randomUUID(), [{ ...proof, words: 'own words', how: 'self', by, at: now, session: null, signed: null }]);
    await pathways.waive(id, { requirement: 'reference', why: 'w', by, at: now, until: null });
    await pathways.enrol(id, { goal: 'own goal', pausedAt: now }, now);
  }

  it('takes what somebody wrote about their own pathway with their answers, and the pathway with the person', async () => {
    const desk = await world.replica({ keptFor: { ...world.parts.keptFor, conversations: 30, answers: 400 } });
    await registered('old', 'Robin');
    await onPathway('Robin');
    world.clock.pass(401 * day);
    await night(desk);
    expect(await rows('SELECT words, goal FROM proof JOIN enrolment USING (person_id)')).toEqual([{ words: null, goal: null }]);
    expect(await count('stage_change')).toBe(1);
    world.clock.pass(330 * day);
    await night(desk);
    for (const table of ['person', 'proof', 'enrolment', 'stage_change', 'waiver']) expect([table, await count(table)]).toEqual([table, 0]);
  });

  it('keeps a STOP, and the addresses where it was said, and nothing else of somebody who said it', async () => {
    const robin = await registered('old', 'Zephyrine', 'text', '07911 123456');
    await world.desk.locate('web', 'old', 'Europe/London');
    await robin.goesThrough('change', 'Phone number', '07911 123457', "that's right", 'stop');
    await onPathway('Zephyrine');
    world.clock.pass(731 * day);
    expect(await night()).toMatchObject({ contact_details: 0, emptied: 1 });
    for (const table of ['proof', 'enrolment', 'stage_change', 'waiver']) expect([table, await count(table)]).toEqual([table, 0]);
    for (const table of ['person', 'address', 'conversation', 'answer', 'message', 'consent', 'resume_code'])
      expect(JSON.stringify(await rows(`SELECT t::text FROM ${table} t`))).not.toMatch(/Zeph|791112345|18-24|community|Leeds|London/);
    expect([await count('person'), await count('address'), await count('message'), await count('consent')]).toEqual([1, 1, 0, 0]);
    await robin.types('hello?');
    expect(await robin.hears()).toBe('');
    expect(await robin.view()).toMatchObject({ stopped: true });
    for (const contact of [',07911 123456', ',07911 123457'])
      expect(
        await world.desk.command(ada, { name: 'people import', input: { file: `name,email,phone\nZephyrine,${contact}`, apply: true } }),
      ).toMatchObject({ sheet: { data: { rows: [{ is: 'skipped' }] } } });
    await robin.types('start');
    expect(await robin.hears()).toContain('Welcome back');
    world.clock.pass(900 * day);
    expect(await night()).toMatchObject({ contact_details: 1, emptied: 0 });
  });

  it('leaves whoever writes between two of its steps, with all that is still there by then', async () => {
    const { retention } = world.database.store;
    for (const step of ['messages', 'answers', 'people'] as const) {
      const visitor = await registered(step, step);
      await registered(`${step}-silent`, 'silent');
      world.clock.pass(731 * day);
      const interrupted = async (...given: unknown[]) => {
        await visitor.types('me again');
        return (retention[step] as (...given: unknown[]) => unknown)(...given);
      };
      const desk = await world.replica({
        store: { ...world.database.store, retention: { ...retention, [step]: interrupted } as Retention },
      });
      await night(desk);
      expect([step, await names()]).toEqual([step, [step]]);
      expect((await visitor.view()).messages.map(({ text }) => text)).toContain('me again');
      expect(await rows(`SELECT 1 FROM answer WHERE value = '"${step}"'`)).toHaveLength(step === 'people' ? 0 : 1);
      await visitor.goesThrough('delete me', 'yes');
    }
  });

  it('never takes away what was acknowledged, when turns and the run come all at once', async () => {
    const visitors = [];
    for (let at = 0; at < 12; at++) visitors.push(await registered(`v${at}`, `V${at}`));
    world.clock.pass(731 * day);
    const writing = visitors.filter((_, at) => at % 2 === 0);
    await Promise.all([...writing.map((visitor) => visitor.sends({ reply: { kind: 'text', text: 'me again' } })), night()]);
    for (const visitor of writing) {
      const { person, messages } = await visitor.view();
      // Taken before the run came to them: they are kept. Taken after it: they are somebody new.
      expect(person).not.toBeNull();
      expect(messages.map(({ text }) => text)).toContain('me again');
    }
    expect((await names()).filter((name) => /^V\d*[13579]$/.test(name ?? ''))).toEqual([]);
  });

  it('takes a closed concern after its time with all that was done about it, and never one that is open', async () => {
    for (const name of ['a', 'b']) await world.visitor(name).goesThrough('English', name, 'i want to kill myself');
    const [first] = await world.database.store.concerns.list(false);
    await world.database.store.concerns.add(first?.id as string, { state: 'closed', who: 'Sam', why: 'done', at: world.clock.now() });
    world.clock.pass(2189 * day);
    expect(await night()).toMatchObject({ concern_log: 0 });
    world.clock.pass(day);
    expect(await night()).toMatchObject({ concern_log: 1 });
    expect([await count('concern'), await count('concern_event')]).toEqual([1, 0]);
    await expect(rows('DELETE FROM concern')).rejects.toThrow('the log of concerns is only added to');
    world.clock.pass(9000 * day);
    expect(await night()).toMatchObject({ concern_log: 0 });
  });

  it('cuts the audit from its beginning, so that what is left can still be proved', async () => {
    const { audit } = world.database.store;
    for (let at = 0; at < 1203; at++) await audit.add({ who: 'somebody', action: 'read', about: null, why: null }, world.clock.now());
    world.clock.pass(2000 * day);
    await audit.add({ who: 'somebody', action: 'read again', about: null, why: null }, world.clock.now());
    world.clock.pass(200 * day);
    const old = await audit.verify();
    expect(await night()).toMatchObject({ audit: 1203 });
    expect((await audit.list(2000)).map(({ action }) => action)).toEqual(['retention', 'retention', 'retention', 'read again']);
    expect((await audited()).map((why) => why?.replace(/:[0-9a-f]{64}/, ''))).toEqual([
      'audit: 203 rows; audit up to 1203',
      'audit: 500 rows; audit up to 1000',
      'audit: 500 rows; audit up to 500',
    ]);
    expect(await audit.verify()).toMatchObject({ holds: true, rows: 4 });
    expect(await audit.verify(old.holds ? (old.head as string) : '')).toMatchObject({ holds: true });
    world.clock.pass(4000 * day);
    await night();
    expect(await audit.verify()).toMatchObject({ holds: true });
    expect((await audit.list(10)).length).toBeGreaterThan(0);
    await expect(rows('DELETE FROM audit_event')).rejects.toThrow('the audit is only added to');
  });

  it('sweeps what names nobody when it is of no use any more, and keeps marks for ever', async () => {
    const visitor = await registered('a', 'Robin');
    await visitor.goesThrough('code', 'delete me', 'yes');
    await world.visitor('b').goesThrough('English', 'Wren', 'code');
    world.clock.pass(29 * day);
    expect(await night()).toMatchObject({ inbound_keys: 0, resume_codes: 0 });
    world.clock.pass(8 * day);
    expect(await night()).toMatchObject({ resume_codes: 1, tombstones: 0 });
    expect([await count('inbound_key'), await count('resume_code'), await count('tombstone')]).toEqual([0, 0, 2]);
    const short = await world.replica({ keptFor: { ...world.parts.keptFor, tombstones: 30 } });
    world.clock.pass(day);
    expect(await night(short)).toMatchObject({ tombstones: 1 });
    expect(await count('tombstone')).toBe(1);
  });

  it('stops between two steps when it is told to', async () => {
    await registered('old', 'Robin');
    world.clock.pass(731 * day);
    expect(await world.desk.night(world.clock.now(), AbortSignal.abort())).toMatchObject({ conversations: 0, contact_details: 0 });
    expect(await names()).toEqual(['Robin']);
  });

  /** Who and how much is left. */
  async function left() {
    const tables = ['address', 'conversation', 'answer', 'message', 'consent', 'resume_code', 'tombstone', 'concern', 'inbound_key'];
    const counts: [string, number | undefined][] = [];
    for (const table of tables) counts.push([table, await count(table)]);
    return {
      names: await names(),
      stopped: await rows('SELECT stopped_at, heard_at FROM person ORDER BY name'),
      ...Object.fromEntries(counts),
    };
  }

  it('cut off after any step, is finished by the next night, and ends as if nothing had happened', async () => {
    const keep = async () => {
      await registered('stopped', 'Stan').then((visitor) => visitor.types('stop'));
      await registered('silent', 'Sim', 'text', '07911 123456');
      await registered('held', 'Hal').then((visitor) => visitor.types('i want to kill myself'));
      world.clock.pass(731 * day);
      await registered('heard', 'Hen');
    };
    let steps = 0;
    const cutAfter = async (most: number) => {
      const { retention } = world.database.store;
      let left = most;
      const cut = <K extends 'messages' | 'answers' | 'people' | 'step'>(name: K) => ({
        [name]: (...given: Parameters<Retention[K]>) => {
          if (left-- <= 0) return Promise.reject(new Error('the light went out'));
          steps += 1;
          return (retention[name] as (...given: unknown[]) => unknown)(...given);
        },
      });
      const cutting = { ...retention, ...cut('messages'), ...cut('answers'), ...cut('people'), ...cut('step') } as Retention;
      return world.replica({ store: { ...world.database.store, retention: cutting } });
    };
    await keep();
    await night(await cutAfter(Infinity));
    const whole = steps;
    expect(whole).toBeGreaterThan(10);
    const expected = await left();
    expect(expected).toMatchObject({ names: ['Hal', 'Hen', null], tombstone: 2 });
    for (let most = 0; most < whole; most++) {
      await world.remove();
      world = await createWorld(kind);
      await keep();
      await expect(night(await cutAfter(most))).rejects.toThrow('the light went out');
      world.clock.pass(day);
      await night();
      expect([most, await left()]).toEqual([most, expected]);
    }
  });

  it('may run twice at the same moment', async () => {
    for (let at = 0; at < 8; at++) await registered(`v${at}`, `V${at}`);
    world.clock.pass(731 * day);
    const other = await world.replica();
    const run = (desk: Desk) => desk.command(ada, { name: 'retention', input: { apply: true } });
    const done = await Promise.all([run(world.desk), run(other)]);
    const went = done.map((result) => (result.kind === 'done' ? (result.sheet.data as { removed: Removed }).removed.contact_details : -99));
    expect(went[0] as number).toBeGreaterThanOrEqual(0);
    expect((went[0] as number) + (went[1] as number)).toBe(8);
    expect([await names(), await count('message'), await count('answer')]).toEqual([[], 0, 0]);
    expect(await world.database.store.audit.verify()).toMatchObject({ holds: true });
  });

  it('is nothing to somebody who has just begun', async () => {
    await world.visitor('a').goesThrough(...throughRegistering);
    const before = await left();
    await night();
    expect(await left()).toEqual(before);
  });
});
