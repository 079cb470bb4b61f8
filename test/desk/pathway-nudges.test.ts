import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf, daysAfter } from '../../src/calendar/index.ts';
import { onEmbedded } from '../support/database.ts';
import { addSession, give, register } from '../support/surveys.ts';
import { createWorld, day, throughRegistering, type World } from '../support/world.ts';

/** With a yes to reminders. */
const agreeing = [...throughRegistering.slice(0, 10), 'yes', ...throughRegistering.slice(11)];

onEmbedded('What is said of a pathway', (kind) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(kind);
    await give(world, 'roles grant', { who: 'slack:bo', role: 'staff', name: 'Bo', why: 'needed' });
    await give(world, 'roles grant', { who: 'slack:cy', role: 'staff', name: 'Cy', why: 'needed' });
  });
  afterAll(() => world.remove());

  const now = () => world.clock.now();
  const today = () => dayOf('Europe/London', now());
  const bo = { channel: 'slack', address: 'bo' } as const;
  const cy = { channel: 'slack', address: 'cy' } as const;
  async function does(line: string, as: typeof bo | typeof cy = bo) {
    const result = await world.desk.command(as, { line });
    return result.kind === 'refused' ? expect.fail(result.why) : result.sheet;
  }
  /** Days, one by one; not each night plans anew, for a night that is left out loses nothing. */
  async function days(count: number): Promise<void> {
    for (let at = 0; at < count; at++) {
      if (at % 6 === 0) {
        await world.desk.replan(now());
        await world.desk.tick(now());
      }
      world.clock.pass(day);
      const next = await world.database.store.nudges.nextDue();
      if (next && next <= now()) await world.desk.deliver();
    }
  }
  const said = async (address: string) =>
    (await world.visitor(address).view()).messages.filter(({ direction }) => direction === 'out').map(({ text }) => text);
  /** How often something was said to somebody. */
  const heard = async (address: string, words: RegExp) => (await said(address)).filter((text) => words.test(text)).length;
  const planned = async (person: string) =>
    world.database.rows<{ policy: string; day: string }>(
      `SELECT policy, to_char(from_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI') AS day FROM nudge
      WHERE person_id = '${person}' AND state = 'planned' AND flow <> 'register-interest' ORDER BY from_at`,
    );
  const renew = /time to do something on your pathway again/;
  const quiet = /what could come next/;
  const doing = /would like to know how you are doing/;

  /** Somebody at the stage of a young advisor, whose next stage asks for a check. */
  async function advisor(address: string, replies = agreeing): Promise<string> {
    const id = await register(world, address, 'web', replies);
    for (let times = 0; times < 3; times++) await addSession(world, [id], { date: today() });
    await does(`training record induction --person ${id} --apply`);
    await does(`proof record ${id} advisor-agreement`);
    await does(`pathway move ${id} young-advisor --why ready`);
    return id;
  }

  it('says 60, 30 and 7 days before its last day that something has to be done again, and not what; renewed it is heard of no more', async () => {
    const id = await advisor('robin');
    const last = daysAfter(today(), 70);
    await does(`check record ${id} dbs done --until ${last}`);
    const runsOut = (await planned(id)).filter(({ policy }) => policy.startsWith('runs_out'));
    expect(runsOut).toEqual([
      { policy: 'runs_out_60', day: `${daysAfter(last, -60)} 09:00` },
      { policy: 'runs_out_30', day: `${daysAfter(last, -30)} 09:00` },
    ]);
    await days(9);
    expect(await heard('robin', renew)).toBe(0);
    await days(2);
    expect(await heard('robin', renew)).toBe(1);
    const all = (await said('robin')).join('\n');
    expect(all).not.toMatch(/DBS|check/i);
    // Asked for, it is told.
    expect(await world.visitor('robin').goesThrough('pathway')).toContain('Soon to do again: DBS check. We help you with the form.');
    await world.visitor('robin').types('nothing');
    await days(28);
    expect(await heard('robin', renew)).toBe(1);
    await does(`check record ${id} dbs done`);
    expect((await planned(id)).filter(({ policy }) => policy.startsWith('runs_out'))).toEqual([]);
    await days(40);
    expect(await heard('robin', renew)).toBe(1);
  });

  it('what was taken back, waived or is not needed is not heard of; nor by who is too young, said no, or STOP', async () => {
    const last = daysAfter(today(), 61);
    const [taken, waived, unneeded] = [await advisor('taken'), await advisor('waived'), await register(world, 'unneeded', 'web', agreeing)];
    const young = await advisor(
      'young',
      agreeing.map((reply) => (reply === '19' ? '17' : reply)).filter((_, at) => at !== 10),
    );
    const [no, stopped] = [await advisor('no', throughRegistering), await advisor('stopped')];
    const batch = (await does(`check record ${taken} dbs done --until ${last}`)).data as { batch: string };
    for (const id of [waived, unneeded, young, no, stopped]) await does(`check record ${id} dbs done --until ${last}`);
    expect(await planned(waived)).toContainEqual({ policy: 'runs_out_60', day: `${daysAfter(last, -60)} 09:00` });
    await does(`proof undo ${batch.batch}`);
    await does(`pathway waive ${waived} dbs --why known`);
    await world.visitor('stopped').types('stop');
    expect((await planned(waived)).filter(({ policy }) => policy.startsWith('runs_out'))).toEqual([]);
    await days(62);
    for (const address of ['taken', 'waived', 'unneeded', 'young', 'no', 'stopped']) expect(await heard(address, renew), address).toBe(0);
    const [refused] = await world.database.rows<{ reason: string }>(
      `SELECT DISTINCT reason FROM nudge WHERE person_id = '${no}' AND policy = 'runs_out_60'`,
    );
    expect(refused?.reason).toBe('no_yes');
  });

  it('says once in half a year, a month after the last news, that there is more; never on a break', async () => {
    await advisor('quinn');
    const kit = await advisor('kit');
    await world.desk.replan(now());
    expect(await planned(kit)).not.toEqual([]);
    // At once, and not only in the night.
    await world.visitor('kit').goesThrough('pathway', 'a break');
    expect(await planned(kit)).toEqual([]);
    await world.visitor('kit').goesThrough('pathway', 'carry on');
    expect(await planned(kit)).not.toEqual([]);
    await world.visitor('kit').goesThrough('pathway', 'a break');
    await days(30);
    expect(await heard('quinn', quiet)).toBe(0);
    await days(5);
    expect([await heard('quinn', quiet), await heard('kit', quiet)]).toEqual([1, 0]);
    // Something new, and a quiet month again: too soon.
    const quinn = (await world.visitor('quinn').view()).person as string;
    await addSession(world, [quinn], { date: today() });
    await days(40);
    expect([await heard('quinn', quiet), await heard('kit', quiet)]).toEqual([1, 0]);
    await world.visitor('kit').goesThrough('pathway', 'carry on');
    await addSession(world, [kit], { date: today() });
    await days(35);
    expect(await heard('kit', quiet)).toBe(1);
  });

  it('asks 3 months after a stage how they are doing, in a few questions; a yes about paid work is kept under its terms', async () => {
    await advisor('ira');
    await days(88);
    expect(await heard('ira', doing)).toBe(0);
    await days(8);
    expect(await heard('ira', doing)).toBe(1);
    const ira = world.visitor('ira');
    const [message] = (await ira.view()).messages.filter(({ text }) => doing.test(text));
    expect(message?.quick).toEqual([{ label: 'Answer', text: 'CHECK IN' }]);
    expect(await ira.goesThrough('CHECK IN')).toContain('What are you doing now?');
    expect(await ira.goesThrough('in work', 'a lot')).toContain('May we write to you when there is paid work');
    expect(await ira.goesThrough('yes')).toContain('We may write to you when something is open');
    const person = (await ira.view()).person as string;
    expect((await world.database.store.consents.of(person)).at(-1)).toMatchObject({
      purpose: 'paid_work',
      termsVersion: '1',
      state: 'given',
    });
    const seen = async () => (await does(`pathway of ${person}`)).tables?.find(({ head }) => head[0] === 'How they are doing')?.rows;
    const first = await seen();
    expect(first?.map(([what, said]) => [what, said])).toEqual([
      ['What you are doing now', 'Paid work'],
      ['If taking part helped you', 'A lot'],
      [expect.stringMatching(/paid work/i), 'given'],
    ]);
    expect(first?.every(([, , at]) => at !== '')).toBe(true);
    // Asked anew the next time, but not about paid work.
    expect(await ira.goesThrough('check-in')).toContain('What are you doing now?');
    expect(await ira.goesThrough('skip', 'skip')).toContain('We read every answer');
    expect((await seen())?.map(([, said]) => said)).toEqual(['skipped', 'skipped', 'given']);
    for (const no of ['no check-ins', 'no checkins', 'no check in'])
      expect(await ira.goesThrough(no)).toContain('We will not check in with you.');
    await days(100);
    expect(await heard('ira', doing)).toBe(1);
  });

  it('asks in a check-in about paid work only where that was neither answered nor is against the rules for an age', async () => {
    await register(world, 'ash', 'web', agreeing.slice(0, 9).with(2, '16'));
    await register(world, 'ned', 'web', agreeing);
    const checksIn = async (address: string) => world.visitor(address).goesThrough('CHECK IN', 'skip', 'skip');
    expect(await checksIn('ash')).toContain('We read every answer');
    await world.visitor('ned').goesThrough('no offers');
    expect(await checksIn('ned')).toContain('We read every answer');
    expect(await world.visitor('ned').goesThrough('OFFERS')).not.toContain('To say yes');
  });

  it('asks who left only with a yes, from leaving on, and not about the stage; who comes back is asked about the stage again', async () => {
    const lou = await advisor('lou');
    await advisor('max');
    await days(80);
    expect(await world.visitor('lou').goesThrough('pathway', 'leave', 'yes')).toContain(
      'May we write to you here after 3, 6 and 12 months',
    );
    expect(await world.visitor('lou').goesThrough('yes')).toContain('after 3, 6 and 12 months');
    await world.visitor('max').goesThrough('pathway', 'leave', 'yes', 'no');
    await days(85);
    expect([await heard('lou', doing), await heard('max', doing)]).toEqual([0, 0]);
    await days(12);
    expect([await heard('lou', doing), await heard('max', doing)]).toEqual([1, 0]);
    // A no is not asked again, nor a yes.
    await world.visitor('lou').goesThrough('pathway', 'carry on');
    expect(await world.visitor('lou').goesThrough('pathway', 'leave', 'yes')).not.toContain('May we write');
    await world.visitor('lou').goesThrough('pathway', 'carry on');
    await days(100);
    const sent = await world.database.rows<{ policy: string }>(
      `SELECT policy FROM nudge WHERE person_id = '${lou}' AND flow = 'check-in' AND state = 'sent' ORDER BY decided_at`,
    );
    expect(sent.map(({ policy }) => policy)).toEqual(['left_3_months', 'stage_6_months']);
  });

  it('of two check-ins that have come due only the newer is asked', async () => {
    const id = await advisor('two');
    await days(70);
    const [first] = await world.database.rows<{ id: string }>(
      `SELECT id FROM nudge WHERE person_id = '${id}' AND policy = 'stage_3_months'`,
    );
    await give(world, 'nudges hold', { id: first?.id });
    await days(120);
    expect(await heard('two', doing)).toBe(1);
    const rows = await world.database.rows<{ policy: string; state: string }>(
      `SELECT policy, state FROM nudge WHERE person_id = '${id}' AND policy LIKE 'stage%' ORDER BY from_at`,
    );
    expect(rows[0]).toEqual({ policy: 'stage_6_months', state: 'sent' });
  });
});
