import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf, daysAfter, monthsAfter } from '../../src/calendar/index.ts';
import { onEmbedded } from '../support/database.ts';
import { runs } from '../support/deep.ts';
import { addSession, give, register } from '../support/surveys.ts';
import { createWorld, day, throughRegistering, type World } from '../support/world.ts';

/** Two years of some people on the pathway, on the real desk: whatever happens, nobody hears of it when they may not, nor twice, nor too early. */

const agreeing = [...throughRegistering.slice(0, 10), 'yes', ...throughRegistering.slice(11)];
const London = 'Europe/London';

const one = fc.nat({ max: 3 });
const happening = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant('shows' as const),
      who: one,
      which: fc.constantFrom('dbs', 'safeguarding'),
      days: fc.integer({ min: 1, max: 200 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('takes back' as const), who: one }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('waives' as const), who: one, days: fc.integer({ min: 1, max: 100 }) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('comes' as const), who: one }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('moves on' as const), who: one }) },
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant('says' as const),
      who: one,
      texts: fc.constantFrom(
        ['stop'],
        ['start'],
        ['start'],
        ['pathway', 'a break'],
        ['pathway', 'carry on'],
        ['pathway', 'carry on'],
        ['pathway', 'leave', 'yes', 'yes'],
        ['pathway', 'leave', 'yes', 'no'],
        ['no reminders'],
        ['my choices', 'reminders', 'yes'],
        ['no check-ins'],
        ['my choices', 'check-ins', 'yes'],
        ['check in', 'skip', 'skip', 'no'],
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('asleep' as const), days: fc.integer({ min: 1, max: 20 }) }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never;
/** What happens, and how many days after what came before. */
const years = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), happening), { minLength: 20, maxLength: 30 });

/** Read from the tables in the plainest way that there is, and not by the rules that are tested. */
interface Facts {
  stopped: boolean;
  paused: boolean;
  left: string | null;
  reminders: string;
  checkIns: string;
  ends: string[];
  news: string;
  moved: string | null;
  open: boolean;
}

onEmbedded('Two years on the pathway', (kind) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(kind);
    await give(world, 'roles grant', { who: 'slack:bo', role: 'staff', name: 'Bo', why: 'needed' });
    await give(world, 'roles grant', { who: 'slack:cy', role: 'staff', name: 'Cy', why: 'needed' });
  });
  afterAll(() => world.remove());

  const rows = <Row>(text: string) => world.database.rows<Row>(text);
  const now = () => world.clock.now();
  const today = () => dayOf(London, now());
  const order = async (line: string, address = 'bo') => world.desk.command({ channel: 'slack', address }, { line });

  async function factsOf(id: string): Promise<Facts> {
    const last = (purpose: string) =>
      `coalesce((SELECT state FROM consent c WHERE c.person_id = p.id AND c.purpose = '${purpose}' ORDER BY id DESC LIMIT 1), 'none')`;
    const local = (column: string) => `to_char(${column} AT TIME ZONE '${London}', 'YYYY-MM-DD')`;
    const until = (
      which: string,
      months: number,
    ) => `(SELECT to_char(max(least(f.valid_until, (f.date + interval '${months} months')::date)), 'YYYY-MM-DD') FROM proof f
      WHERE f.person_id = p.id AND f.which = '${which}' AND f.date <= '${today()}' AND NOT EXISTS (SELECT 1 FROM waiver w WHERE w.person_id = p.id AND w.requirement = '${which}' AND coalesce(w.until, 'infinity') >= '${today()}'))`;
    const [row] = await rows<Omit<Facts, 'ends'> & { dbs: string | null; safe: string | null }>(
      `SELECT p.stopped_at IS NOT NULL AS stopped, e.paused_at IS NOT NULL AS paused, ${local('e.left_at')} AS left, ${last('reminders')} AS reminders,
        ${last('check_ins')} AS "checkIns", ${until('dbs', 36)} AS dbs, ${until('safeguarding', 24)} AS safe,
        (SELECT ${local('max(c.at)')} FROM stage_change c WHERE c.person_id = p.id AND c.reversed_at IS NULL) AS moved,
        EXISTS (SELECT 1 FROM stage_change c WHERE c.person_id = p.id AND c.reversed_at IS NULL AND c.at IS NULL) AS open,
        to_char(greatest((SELECT max(f.date) FROM proof f WHERE f.person_id = p.id), (SELECT max(s.date) FROM attendance a JOIN session s ON s.id = a.session_id WHERE a.person_id = p.id)), 'YYYY-MM-DD') AS news
      FROM person p LEFT JOIN enrolment e ON e.person_id = p.id WHERE p.id = '${id}'`,
    );
    if (!row) throw new Error('Nobody is deleted.');
    return { ...row, ends: [row.dbs, row.safe].flatMap((end) => end ?? []) };
  }

  async function beat(): Promise<void> {
    await world.desk.replan(now());
    await world.desk.tick(now());
    await world.desk.deliver();
  }

  async function happens(next: Happening, people: string[], ids: string[]): Promise<void> {
    if (next.what === 'asleep') {
      world.clock.pass(next.days * day);
      awake = today();
      return;
    }
    const [id, name] = [ids[next.who] as string, people[next.who] as string];
    switch (next.what) {
      case 'shows':
        if (next.which === 'dbs') await order(`check record ${id} dbs done --until ${daysAfter(today(), next.days)}`);
        else await order(`training record safeguarding --person ${id} --date ${daysAfter(monthsAfter(today(), -24), next.days)} --apply`);
        return;
      case 'takes back': {
        const [last] = await rows<{ batch: string }>(
          `SELECT batch FROM proof WHERE person_id = '${id}' AND which IN ('dbs', 'safeguarding') ORDER BY at DESC, id DESC LIMIT 1`,
        );
        if (last) await order(`proof undo ${last.batch}`);
        return;
      }
      case 'waives':
        await order(`pathway waive ${id} dbs --why known --until ${daysAfter(today(), next.days)}`);
        return;
      case 'comes':
        await addSession(world, [id], { date: today() });
        return;
      case 'moves on':
        await order(`pathway reverse ${id} --why slip`);
        await order(`pathway move ${id} young-advisor --why ready`);
        return;
      case 'says':
        for (const text of next.texts) await world.visitor(name).types(text);
    }
  }

  let lives = 0;
  let said = 0;
  /** The day on which the bot was last on again. */
  let awake = '';

  it('never on a break, after leaving, without a yes, after STOP, of what is waived or renewed, early, or twice', async () => {
    await fc.assert(
      fc.asyncProperty(years, async (happenings) => {
        lives += 1;
        const people = [0, 1, 2, 3].map((index) => `life-${lives}-${index}`);
        const ids: string[] = [];
        for (const person of people) {
          const id = await register(world, person, 'web', agreeing);
          for (let times = 0; times < 3; times++) await addSession(world, [id], { date: today() });
          for (const line of [
            `training record induction --person ${id} --apply`,
            `proof record ${id} advisor-agreement`,
            `pathway move ${id} young-advisor --why ready`,
          ])
            expect((await order(line)).kind).toBe('done');
          ids.push(id);
        }
        const whole = `person_id IN (${ids.map((id) => `'${id}'`)}) AND flow <> 'register-interest'`;
        const seen = new Set<string>();
        let facts = new Map<string, Facts>();
        const read = async () => {
          facts = new Map(await Promise.all(ids.map(async (id) => [id, await factsOf(id)] as const)));
        };
        async function look(): Promise<void> {
          const sent = await rows<{ id: string; person: string; policy: string; occurrence: string; at: Date }>(
            `SELECT id, person_id AS person, policy, occurrence, decided_at AS at FROM nudge WHERE ${whole} AND state = 'sent' ORDER BY decided_at`,
          );
          for (const { id, person, policy, occurrence, at } of sent.filter((nudge) => !seen.has(nudge.id))) {
            seen.add(id);
            said += 1;
            const is = facts.get(person) as Facts;
            const on = dayOf(London, at);
            const about = `${policy} ${occurrence} on ${on}: ${JSON.stringify(is)}`;
            const [of = ''] = occurrence.split(':');
            expect(is.stopped, about).toBe(false);
            if (policy.startsWith('left')) {
              expect([is.left, is.checkIns], about).toEqual([of, 'given']);
              continue;
            }
            expect([is.paused, is.left, is.reminders], about).toEqual([false, null, 'given']);
            const others = sent.filter((other) => other.person === person && other.id !== id && other.at < at);
            const late = others.some((other) => other.at.getTime() > at.getTime() - 7 * 24 * 3_600_000);
            if (policy.startsWith('runs_out')) {
              const before = Number(policy.split('_').at(-1));
              expect(is.ends, about).toContain(of);
              const due = daysAfter(of, -before);
              const sunday = new Date(`${due}T12:00:00Z`).getUTCDay() === 0;
              // As early as it may, and never before: a Sunday, the budget, or a bot that is off makes it wait.
              if (late || awake >= due) expect(on >= due && on <= daysAfter(due, 14), about).toBe(true);
              else expect(on, about).toBe(sunday ? daysAfter(due, 1) : due);
            }
            if (policy === 'quiet') {
              const last = [is.news, is.moved ?? ''].sort().at(-1) as string;
              expect(on >= monthsAfter(last, 1), about).toBe(true);
              expect(
                others.filter((other) => other.policy === 'quiet' && dayOf(London, other.at) > monthsAfter(on, -6)),
                about,
              ).toEqual([]);
            }
            if (policy.startsWith('stage')) {
              expect(['refused', 'withdrawn'], about).not.toContain(is.checkIns);
              expect(on >= monthsAfter(is.moved as string, Number(policy.split('_')[1])), about).toBe(true);
            }
          }
          const once = sent.map(({ person, policy, occurrence }) => `${person} ${policy} ${occurrence}`);
          expect(new Set(once).size).toBe(once.length);
        }
        /** Lets days go by: each has its night and its mornings, but for those on which the bot is off. */
        async function live(days: number): Promise<void> {
          for (let at = 0; at < days; at++) {
            world.clock.pass(day);
            if (at % 5 === 0) await beat();
            const next = await world.database.store.nudges.nextDue();
            if (next && next <= now()) await world.desk.deliver();
          }
        }
        for (const [days, next] of happenings) {
          await read();
          await live(days);
          await look();
          await happens(next, people, ids);
          await read();
          await beat();
          await look();
        }
      }),
      { numRuns: runs(1, 5), endOnFailure: true },
    );
    expect(said).toBeGreaterThan(0);
  }, 900_000);
});
