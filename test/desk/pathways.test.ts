import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Order, Sheet } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, day, throughRegistering, type World } from '../support/world.ts';

onEmbedded('Staff and pathways', (kind) => {
  let world: World;
  let robin: string;
  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const [bo, cy] = [
    { channel: 'slack', address: 'bo' },
    { channel: 'slack', address: 'cy' },
  ] as const;
  type Caller = typeof ada | typeof bo | typeof cy;
  const give = (order: Order | string, as: Caller = bo) => world.desk.command(as, typeof order === 'string' ? { line: order } : order);
  async function does(order: Order | string, as: Caller = bo): Promise<Sheet> {
    const result = await give(order, as);
    return result.kind === 'refused' ? expect.fail(result.why) : result.sheet;
  }
  async function refusal(order: Order | string, as: Caller = bo): Promise<string> {
    const result = await give(order, as);
    return result.kind === 'refused' ? result.why : expect.fail('it was done');
  }
  const ofRobin = async () => (await does(`pathway of ${robin}`)).data as { stage: string | null; since: string | null; reached: string[] };
  const idOf = async (name: string) =>
    (await world.database.rows<{ id: string }>(`SELECT id FROM person WHERE name = '${name}'`))[0]?.id as string;
  async function session(people: string[], facilitators = 'me'): Promise<string> {
    const { id } = (await does({ name: 'session new', input: { date: 'yesterday', setting: 'Hub', areas: 'safety', facilitators } }))
      .data as { id: string };
    await does({ name: 'session attend', input: { session: id, people, apply: true } });
    return id;
  }

  beforeEach(async () => {
    world = await createWorld(kind);
    await does('roles grant slack:bo staff --name Bo --why needed', ada);
    await does('roles grant slack:cy safeguarding lead --name Cy --why needed', ada);
    await does('settings add Hub --kind community');
    await world.visitor('robin').goesThrough(...throughRegistering);
    robin = await idOf('Robin');
  });
  afterEach(() => world.remove());

  it('goes from the first session to a stage that somebody signs off, each line with what shows it', async () => {
    expect((await does('pathway of Robin')).text).toBe(
      'Not on the pathway yet: they have been to no session that we know of.\nFor Participant: 0 of 1. Missing: A first session.',
    );
    const first = await session([robin]);
    expect(await ofRobin()).toMatchObject({ stage: 'participant', since: '2026-03-09', reached: ['participant'] });
    await session([robin]);
    const sheet = await does('pathway of Robin');
    expect(sheet.text).toBe(
      'Now: Participant, since 9 Mar 2026.\n' + 'For Young advisor: 0 of 3. Missing: Three sessions; Welcome training; Advisor agreement.',
    );
    expect(sheet.tables?.[1]?.rows[0]).toEqual([
      'Three sessions',
      'attended, × 3',
      'missing',
      '2 of 3',
      '9 Mar 2026; 9 Mar 2026',
      '1 more to come to',
    ]);
    expect(sheet.next?.map(({ order }) => order.name)).toEqual(['training record', 'proof record']);
    expect(await refusal(`pathway move ${robin} young-advisor --why keen`)).toMatch(/^For Young advisor: 0 of 3\. Missing: Three sessions/);

    // A training for all who were at a session: said first, recorded once, taken back with one press.
    const preview = await does(`training record induction --session ${first}`);
    expect(preview.text).toMatch(/^Nothing is recorded yet\. It would be Welcome training on 9 Mar 2026 for 1\./);
    const apply = preview.next?.[0]?.order as Order;
    const recorded = await does(apply);
    expect((await does(apply)).text).toBe('It is recorded for all of them already.');
    await does(recorded.next?.[0]?.order as Order);
    expect((await does(apply)).text).toMatch(/^Recorded for 1: Welcome training/);

    await does(`proof record ${robin} advisor-agreement --date 1 March 2026`);
    await session([robin]);
    const ready = await does('pathway of Robin');
    expect(ready.text).toContain('Ready for Young advisor: 3 of 3.');
    expect(ready.next?.[0]).toMatchObject({
      weight: 'main',
      order: { name: 'pathway move', input: { person: robin, stage: 'young-advisor' } },
    });
    expect((await does(`pathway move ${robin} young-advisor --why speaks up for others`)).text).toMatch(/^Moved to Young advisor\./);
    expect(await ofRobin()).toMatchObject({ stage: 'young-advisor', reached: ['participant', 'young-advisor'] });
    const [held] = await world.database.rows<{ version: number; by: string; why: string }>('SELECT version, by, why FROM stage_change');
    expect(held).toMatchObject({ version: 1, why: 'speaks up for others' });
    // The reason is kept with the person alone, and goes with them.
    const audit = await world.database.store.audit.list(5, robin);
    expect(audit.find(({ action }) => action === 'pathway move')).toMatchObject({ about: robin, why: null });
    expect(await refusal(`pathway move ${robin} young-advisor --why again`)).toBe('They are there already.');
    expect(await refusal(`pathway move ${robin} sessional-facilitator --why quick`)).toBe(
      'People come to Sessional facilitator from: Peer facilitator.',
    );
    expect(await refusal(`pathway move ${robin} boss --why x`)).toMatch(/^There is no stage "boss"\. There are: participant, /);
    expect(await refusal(`pathway move ${robin} participant --why x`)).toMatch(/^Nobody is moved to Participant/);
  });

  it('wants a second person for a role with responsibility, and takes back with a reason', async () => {
    await session([robin]);
    for (const requirement of ['facilitation', 'co-led', 'reference'])
      await does(`pathway waive ${robin} ${requirement} --why did it elsewhere`);
    await does(`training record safeguarding --person ${robin} --date 2 March 2024 --apply`);
    await does(`check record ${robin} dbs risk-assessed --until 1 March 2028`);
    expect(await refusal(`pathway move ${robin} peer-facilitator --why ready`)).toBe(
      'For Peer facilitator: 5 of 6. Missing: Training to keep people safe (ran out after 2 Mar 2026).',
    );
    await does(`training record safeguarding --person ${robin} --apply`);
    expect((await does(`pathway move ${robin} peer-facilitator --why ready`)).text).toMatch(
      /^Asked for: Peer facilitator\. It holds when a second/,
    );
    expect(await ofRobin()).toMatchObject({ stage: 'participant' });
    const board = await does('pathway board', cy);
    const confirm = board.next?.[0]?.order as Order;
    expect(confirm).toMatchObject({ name: 'pathway confirm' });
    expect((await does('pathway board')).next).toEqual([]);
    expect(await refusal(confirm)).toBe('You asked for this one. Somebody else has to confirm it.');
    expect(await refusal(`pathway move ${robin} peer-facilitator --why again`, cy)).toMatch(/waits for a second person already/);
    expect((await does(confirm, cy)).text).toMatch(/^Confirmed: Peer facilitator\./);
    expect(await refusal(confirm, cy)).toBe('This does not wait any more.');
    expect(await ofRobin()).toMatchObject({ stage: 'peer-facilitator' });

    expect((await does(`pathway reverse ${robin} --why the training was another one`)).text).toMatch(/^Taken back: Peer facilitator/);
    expect(await ofRobin()).toMatchObject({ stage: 'participant', reached: ['participant'] });
    expect(await refusal(`pathway reverse ${robin} --why again`)).toBe('There is nothing to take back.');
    await does(`pathway move ${robin} peer-facilitator --why ready now`);
    expect((await does(`pathway reverse ${robin} --why not yet`, cy)).text).toMatch(/^Taken back: the request for Peer facilitator/);
  });

  it('does not confirm what has run out since it was asked for', async () => {
    await session([robin]);
    for (const requirement of ['facilitation', 'co-led', 'reference', 'safeguarding'])
      await does(`pathway waive ${robin} ${requirement} --why known`);
    await does(`check record ${robin} dbs done --until 2026-03-11`);
    await does(`pathway move ${robin} peer-facilitator --why ready`);
    world.clock.pass(2 * day);
    const [change] = (await does('pathway board', cy)).next ?? [];
    expect(await refusal(change?.order as Order, cy)).toBe('For Peer facilitator: 5 of 6. Missing: DBS check (ran out after 11 Mar 2026).');
  });

  it('leaves nobody to decide about themselves', async () => {
    const own = await idOf('Bo');
    expect(await refusal(`pathway waive ${own} reference --why mine`)).toBe('Nobody decides about themselves. Ask somebody else.');
    expect(await refusal(`pathway move ${own} staff --why mine`)).toBe('Nobody decides about themselves. Ask somebody else.');
    const recorded = await does(`proof record ${own} appointed`);
    expect(recorded.text).toContain('What you record for yourself counts when somebody else signs it off.');
    const [sign] = (await does('pathway board')).next ?? [];
    expect(await refusal(sign?.order as Order)).toBe('Nobody signs off their own. Ask somebody else.');
    expect((await does(sign?.order as Order, cy)).text).toMatch(/^Signed off: Appointed to a job\./);
    expect(await refusal(sign?.order as Order, cy)).toBe('That is signed off already.');
    // Who may sign off a stage is the pathway's to say.
    expect(await refusal(`pathway move ${own} staff --why hired`, cy)).toBe('Who may sign off Staff: staff, admin. Ask one of them.');
    expect((await does(`pathway move ${own} staff --why hired`, ada)).text).toMatch(/^Asked for: Staff/);
  });

  it('lists who is ready and who lacks one thing, in the order of names, and on the board what will run out', async () => {
    for (const name of ['Zoe', 'Ann', 'Max']) await world.visitor(name).goesThrough('English', name, '19');
    const ids = await Promise.all(['Zoe', 'Ann', 'Max'].map(idOf));
    for (let times = 0; times < 3; times++) await session([...ids, robin]);
    for (const id of ids) await does(`training record induction --person ${id} --apply`);
    for (const id of ids.slice(0, 2)) await does(`proof record ${id} advisor-agreement`);
    const list = await does('pathway ready young-advisor');
    expect(list.text).toBe('Young advisor: 2 ready, 1 lack one thing. In the order of names. Whether somebody moves on, a person decides.');
    expect(list.tables?.[0]?.rows.map(([name, at, has, lacks]) => [name, at, has, lacks])).toEqual([
      ['Ann', 'Participant', '3 of 3', ''],
      ['Max', 'Participant', '2 of 3', 'Advisor agreement: missing'],
      ['Zoe', 'Participant', '3 of 3', ''],
    ]);
    await does(`check record ${ids[0]} dbs done --until 2026-05-09`);
    await does(`check record ${ids[1]} dbs done --until 2026-05-10`);
    const board = (await does('pathway board')).data as {
      stages: unknown;
      expiring: { rows: { name: string; until: string }[] };
      stuck: { of: number };
    };
    expect(board.stages).toEqual([{ stage: 'participant', people: 4 }]);
    expect(board.expiring.rows).toMatchObject([{ name: 'Zoe', until: '2026-05-09' }]);
    expect(board.stuck.of).toBe(0);
    world.clock.pass(186 * day);
    expect(((await does('pathway board')).data as { stuck: { of: number } }).stuck.of).toBe(4);
  });

  it('says what is not understood, and keeps nothing', async () => {
    expect(await refusal('pathway of nobody')).toMatch(/^I know nobody by nobody/);
    expect(await refusal(`training record juggling --person ${robin}`)).toBe(
      'There is no training "juggling". There are: induction, facilitation, safeguarding.',
    );
    expect(await refusal('training record induction')).toMatch(/^Give a person, or a session/);
    expect(await refusal('training record induction --session 0000')).toMatch(/^No session has the id 0000/);
    expect(await refusal('training record induction --person Nobody')).toMatch(/^I know nobody by Nobody/);
    expect(await refusal(`training record induction --person ${robin} --date 2027-01-01 --apply`)).toMatch(/still to come/);
    expect(await refusal(`check record ${robin} dbs failed`)).toMatch(/^That is not how to use "check record": outcome/);
    expect(await refusal(`check record ${robin} dbs done --until 2026-03-01`)).toMatch(/^That day is over/);
    expect(await refusal(`pathway waive ${robin} charm --why x`)).toMatch(/^Nothing that a stage asks is called "charm"/);
    expect(await refusal(`pathway waive ${robin} reference --why because Robin is good`)).toMatch(/^Leave the name out/);
    expect(await world.database.rows('SELECT 1 FROM proof UNION ALL SELECT 1 FROM waiver')).toEqual([]);
  });
});
