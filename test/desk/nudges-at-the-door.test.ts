import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../../src/calendar/index.ts';
import type { Carrier, Order } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { addSession, give, register } from '../support/surveys.ts';
import { createWorld, day, throughRegistering, type World } from '../support/world.ts';

/** Somebody on Slack with a yes to reminders and to hearing of paid work. */
const agreeing = (name: string) =>
  throughRegistering.flatMap((reply, at) =>
    at === 1 ? [name] : reply === 'share my views' ? ['job'] : at === 10 ? ['yes', 'yes'] : [reply],
  );

const hour = 60;

onEmbedded('A nudge that a channel held up', (kind) => {
  let world: World;
  /** The channel takes answers, and for now no nudges. */
  let down = true;
  const told: { person: string; text: string }[] = [];
  const carrier: Carrier = {
    channel: 'slack',
    send: async ({ person, kind: unasked, said }) => {
      if (unasked !== null && down) return { kind: 'later', at: null };
      if (unasked !== null) told.push({ person, text: said.text });
      return { kind: 'sent', externalId: randomUUID() };
    },
  };

  beforeAll(async () => {
    world = await createWorld(kind, { carriers: new Map([['slack', carrier]]) });
    await give(world, 'roles grant', { who: 'terminal:bo', role: 'staff', name: 'Bo', why: 'needed' });
    await give(world, 'roles grant', { who: 'terminal:cy', role: 'safeguarding lead', name: 'Cy', why: 'needed' });
  });
  afterAll(() => world.remove());

  const rows = <Row>(text: string) => world.database.rows<Row>(text);
  async function does(order: Order | string, address = 'bo') {
    const result = await world.desk.command({ channel: 'terminal', address }, typeof order === 'string' ? { line: order } : order);
    return result.kind === 'refused' ? expect.fail(result.why) : result.sheet;
  }
  async function go(minutes: number): Promise<void> {
    world.clock.pass(minutes);
    await world.desk.tick(world.clock.now());
    await world.desk.deliver();
  }
  const chat = (name: string) => world.visitor(name.toLowerCase(), 'slack');
  async function somebody(name: string): Promise<string> {
    const person = await register(world, name.toLowerCase(), 'slack', agreeing(name));
    await addSession(world, [person]);
    return person;
  }
  const reaches = (person: string, stage: string, on: Date) =>
    rows(`INSERT INTO stage_change (id, person_id, stage, version, follows, by, asked_at, why, second, at)
      VALUES ('${randomUUID()}', '${person}', '${stage}', 1, NULL, 'bo', '${on.toISOString()}', 'ready', 'cy', '${on.toISOString()}')`);
  const ago = (days: number) => new Date(world.clock.now().getTime() - days * day * 60_000);
  /** What became of the newest nudge of a policy: of its message, once it has one. */
  async function fate(person: string, policy: string): Promise<string> {
    const [row] = await rows<{ state: string; reason: string | null }>(
      `SELECT coalesce(m.state, n.state) AS state, m.reason FROM nudge n LEFT JOIN message m ON m.id = n.message_id AND m.person_id = n.person_id
      WHERE n.person_id = '${person}' AND n.policy = '${policy}' ORDER BY n.planned_at DESC, n.from_at LIMIT 1`,
    );
    return row ? [row.state, row.reason].filter((one) => one && one !== 'later').join(' ') : 'none';
  }
  const heard = (person: string) => told.filter((one) => one.person === person).length;

  /**
   * Each is held up with a nudge of this policy; then each does something, then the channel is back.
   * @param each what somebody does meanwhile, and what becomes of it: `sent`, or why it is held
   */
  async function heldUp(
    policy: string,
    prepare: (person: string, name: string) => Promise<unknown>,
    wait: () => Promise<unknown>,
    each: readonly (readonly [name: string, does: (person: string) => Promise<unknown>, becomes: string])[],
  ): Promise<string[]> {
    down = true;
    told.length = 0;
    const people: string[] = [];
    for (const [name] of each) {
      const person = await somebody(name);
      people.push(person);
      await prepare(person, name);
    }
    await wait();
    expect(await Promise.all(people.map((person) => fate(person, policy)))).toEqual(each.map(() => 'queued'));
    for (const [at, [, meanwhile]] of each.entries()) await meanwhile(people[at] as string);
    down = false;
    await go(2 * hour);
    expect(await Promise.all(people.map((person) => fate(person, policy)))).toEqual(each.map(([, , becomes]) => becomes));
    expect(people.map(heard)).toEqual(each.map(([, , becomes]) => (becomes === 'sent' ? 1 : 0)));
    return people;
  }
  const nothing = async () => undefined;
  const says =
    (name: string, ...texts: string[]) =>
    () =>
      chat(name).goesThrough(...texts);
  const breaks = (name: string) => says(name, 'pathway', 'take a break from the pathway');
  const leaves = (name: string) => says(name, 'pathway', 'leave', 'yes', 'no');
  const tomorrow = async () => {
    await world.desk.replan(world.clock.now());
    await go(day);
  };

  it('about how they are doing goes to nobody who takes a break, left, said no to it or to reminders, or has told it', async () => {
    await heldUp('stage_3_months', (person) => reaches(person, 'young-advisor', ago(89)), tomorrow, [
      ['Ada', nothing, 'sent'],
      ['Ben', breaks('Ben'), 'held over'],
      ['Cat', leaves('Cat'), 'held over'],
      ['Dee', says('Dee', 'no check-ins'), 'held no_yes'],
      ['Eli', says('Eli', 'no reminders'), 'held no_yes'],
      ['Fay', says('Fay', 'CHECK IN', 'in work', 'a lot'), 'held answered'],
    ]);
  });

  it('about what runs out, or a next step, goes to nobody who takes a break, or of whom it is so no more', async () => {
    const runsOut = async (person: string) => {
      await reaches(person, 'young-advisor', ago(20));
      await does(`check record ${person} dbs done --until ${dayOf('Europe/London', ago(-61))}`);
    };
    await heldUp('runs_out_60', runsOut, tomorrow, [
      ['Gus', nothing, 'sent'],
      ['Hal', breaks('Hal'), 'held over'],
      ['Ivy', (person) => does(`check record ${person} dbs done`), 'held over'],
      ['Jem', says('Jem', 'no reminders'), 'held no_yes'],
    ]);
    const aMonth = async () => {
      await world.desk.replan(world.clock.now());
      await go(33 * day);
    };
    await heldUp('quiet', nothing, aMonth, [
      ['Kay', nothing, 'sent'],
      ['Lee', breaks('Lee'), 'held over'],
      ['Mia', (person) => addSession(world, [person], { date: dayOf('Europe/London', ago(0)) }), 'held over'],
    ]);
  });

  it('about an opportunity goes to nobody who said no to them, left, or has answered; a break lets it wait', async () => {
    const terms = { title: 'Run a session', about: 'You run one session with us.', pay: '£15 an hour', closes: '2026-06-10' };
    const post = async () => {
      await go(20 * hour);
      const preview = await does({ name: 'opportunity post', input: terms });
      await does(preview.next?.[0]?.order as Order);
      await go(1);
    };
    const [, , , , una] = await heldUp('opportunity_offer', nothing, post, [
      ['Ned', nothing, 'sent'],
      ['Oli', says('Oli', 'no offers'), 'held no_yes'],
      ['Pia', leaves('Pia'), 'held left'],
      ['Rae', says('Rae', 'offers', 'interested'), 'held answered'],
      ['Una', breaks('Una'), 'queued'],
    ]);
    await chat('Una').goesThrough('pathway', 'carry on');
    await go(day);
    expect(heard(una as string)).toBe(1);
  });

  it('about a mentor goes to nobody who left or has answered; a break lets it wait', async () => {
    const wants = (_person: string, name: string) => chat(name).goesThrough('pathway', 'have a mentor, or be one', 'i would like a mentor');
    const mentees: string[] = [];
    const both = async (person: string, name: string) => {
      mentees.push(person);
      await wants(person, name);
    };
    const pairUp = async () => {
      for (const [at, name] of ['Val', 'Wes'].entries()) {
        const mentor = await somebody(name);
        await does(`training record safeguarding --person ${mentor} --apply`);
        await does(`check record ${mentor} dbs not-needed`);
        await reaches(mentor, 'alum-mentor', ago(1));
        await chat(name).goesThrough('mentor', 'be a mentor');
        for (const mentee of mentees.slice(2 * at, 2 * at + 2)) {
          const { data } = await does(`pair propose ${mentee} ${mentor}`);
          await does(`pair allow ${(data as { id: string }).id}`, 'cy');
        }
      }
      await go(1);
    };
    const [, sid] = await heldUp('thought_of', both, pairUp, [
      ['Roz', nothing, 'sent'],
      ['Sid', breaks('Sid'), 'queued'],
      ['Tam', leaves('Tam'), 'held answered'],
      ['Uma', says('Uma', 'mentor', 'no'), 'held answered'],
    ]);
    await chat('Sid').goesThrough('pathway', 'carry on');
    await go(day);
    expect(heard(sid as string)).toBe(1);
  });
});
