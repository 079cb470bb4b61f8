import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { browse } from '../support/script-web.ts';
import { withoutSecrets } from '../support/stored.ts';
import { give } from '../support/surveys.ts';
import { actionsOf, cardOf, readOn, type TeamsPerson } from '../support/teams-person.ts';
import { teamsStaff } from '../support/teams-staff-person.ts';
import { createTeamsWorld, type TeamsWorld } from '../support/teams-world.ts';
import { createTranscript, type Transcript } from '../support/transcript.ts';
import { serveWeb } from '../support/web-page.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

/** Of a sheet of staff's, so that a reviewer gets to the end. */
const STAFF_LINES = 30;

/** Ids and codes are other ones each time. */
const steady = (text: string) =>
  withoutSecrets(text)
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, 'AN-ID')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}\b/g, 'AN-ID');

/**
 * One person from registering to being an alum, with a clock moved by hand: she in the web chat and later in Teams, staff in Teams. Everything that is said at
 * the doors stands in docs/one-pathway.md, where a reviewer can read it: when other words are said, the test fails.
 */
describe('From the first session to paid work, and on', () => {
  let teams: TeamsWorld;
  let web: Awaited<ReturnType<typeof serveWeb>>;
  let page: ReturnType<typeof browse>;
  let trip: Transcript;
  const people = new Map<string, TeamsPerson>();
  const staff = new Map<string, ReturnType<typeof teamsStaff>>();
  /** How much of what they have in front of them is in the transcript. */
  const heard = new Map<string, number>();

  beforeAll(async () => {
    const [kind] = databases();
    if (!kind) throw new Error('There is a PGlite always.');
    teams = await createTeamsWorld(kind);
    web = await serveWeb(teams.world.desk, teams.world.parts.wakes);
    page = browse(web, '10.0.0.1', false);
    trip = createTranscript(
      'One pathway',
      'What Robin, who is nobody, and two of the team were told from March 2026 on, on a clock that is moved by hand. Written by `test/trips/pathway.test.ts`.',
      teams.world.clock.now,
    );
    for (const name of ['Robin', 'Bo', 'Cy']) people.set(name, teams.personOf(name.toLowerCase()));
    for (const name of ['Bo', 'Cy']) {
      const one = teamsStaff(inTeams(name), teams.door);
      staff.set(name, one);
      await give(teams.world, 'roles grant', { who: `botframework:${one.address}`, role: 'staff', name, why: 'joins us' });
    }
  }, 60_000);
  afterAll(async () => {
    await web?.close();
    await teams?.close();
  });

  const inTeams = (name: string) => people.get(name) as TeamsPerson;

  /** What has come since, for everybody. */
  function hear(): string {
    const news: string[] = [];
    const listen = (who: string, door: string, texts: string[]) => {
      const key = `${who} ${door}`;
      for (const text of texts.slice(heard.get(key) ?? 0)) {
        trip.told(who, door, steady(text), who === 'Robin' ? undefined : STAFF_LINES);
        news.push(text);
      }
      heard.set(key, texts.length);
    };
    // Once Robin goes on in Teams, the page is closed: what is said stands in both.
    if (!inTeams('Robin').shown().length) listen('Robin', 'web', page.seen());
    for (const [name, person] of people) listen(name, 'Teams', person.shown().map(readOn));
    return news.join('\n');
  }

  /** Robin types, or picks what has this label. Answers what was said then, to anybody. */
  async function robin(door: 'web' | 'Teams', ...lines: string[]): Promise<string> {
    let news = '';
    for (const line of lines) {
      trip.says('Robin', door, steady(line));
      const picked = door === 'web' ? page.choices().includes(line) : inTeams('Robin').choices().includes(line);
      if (door === 'web') await (picked ? page.picks?.([line]) : page.says(line));
      else await (picked ? choosesInTeams(line) : inTeams('Robin').types(line));
      news = hear();
    }
    return news;
  }

  /** A button where the answer is one, and else a choice of a list. */
  async function choosesInTeams(label: string): Promise<void> {
    const card = inTeams('Robin').shown().map(cardOf).findLast(Boolean);
    const button = card && actionsOf(card).some(({ title }) => title === label);
    await (button ? inTeams('Robin').presses(label) : inTeams('Robin').picks(label));
  }

  /** One of the team types a command. */
  async function types(name: string, line: string): Promise<string> {
    trip.says(name, 'Teams', steady(line));
    await staff.get(name)?.types(line);
    return hear();
  }
  /** Or presses what the answer offers. */
  async function presses(name: string, label: string): Promise<string> {
    trip.says(name, 'Teams', `[${label}]`);
    await staff.get(name)?.presses(label);
    return hear();
  }

  /** Lets time go by until ten in the morning of a day, with what happens by itself each night and each morning. */
  async function until(date: string): Promise<void> {
    const { clock, desk } = teams.world;
    const end = new Date(`${date}T09:30:00Z`);
    while (clock.now() < end) {
      clock.pass(Math.min(DAY, (end.getTime() - clock.now().getTime()) / 60_000));
      await desk.replan(clock.now());
      await desk.tick(clock.now());
      await desk.deliver();
      await teams.door.quiet();
      if (!inTeams('Robin').shown().length) await page.looks();
      hear();
    }
  }
  const idOf = async (what: string) => {
    const [row] = await teams.world.database.rows<{ id: string }>(`SELECT id FROM ${what} LIMIT 1`);
    return row?.id ?? '';
  };
  /** A session that Robin came to. */
  async function session(date: string, areas: string, ...more: string[]): Promise<void> {
    await until(date);
    await types('Bo', ['session new --date today --setting "Oak House" --heads 8 --areas', areas, ...more].join(' '));
    const id = await idOf('session ORDER BY created_at DESC');
    await types('Bo', `session attend ${id} --names Robin`);
    await presses('Bo', 'Record 1 by name, 0 without');
  }

  it('Robin registers in the web chat', async () => {
    trip.chapter('Robin registers, in the web chat');
    await page.opens();
    hear();
    const registering = [
      'English',
      'Robin',
      '19',
      'home',
      'Leeds',
      '1 and 3',
      'paid work later',
      'skip',
      'here',
      'yes',
      'yes',
      'yes',
      'yes',
    ];
    expect(await robin('web', ...registering, "That's right")).toContain('within 5 working days');
  }, 120_000);

  it('comes to four sessions, and sees the first stages', async () => {
    trip.chapter('Four sessions');
    await types('Bo', 'settings add --name "Oak House" --kind community');
    await session('2026-03-16', 'safety');
    expect(await robin('web', 'where am I?')).toContain('Participant');
    await robin('web', 'Say what I want to work towards', 'a job where I help people');
    await session('2026-04-13', 'staffing');
    await session('2026-05-11', 'data');
    await session('2026-06-08', 'safety');
    await types('Bo', `training record induction --session ${await idOf('session ORDER BY created_at DESC')}`);
    await presses('Bo', 'Record it for 1');
    await types('Bo', 'proof record Robin advisor-agreement');
    await types('Bo', 'pathway move Robin young-advisor --why "speaks up for others"');
    expect(await robin('web', "what's next?")).toContain('Young advisor');
  }, 120_000);

  it('goes on in Teams, trains, and becomes a peer facilitator', async () => {
    trip.chapter('A training, a check, and a second door');
    const code = /\b[a-z]+-[a-z]+-[a-z]+-\d\d\b/.exec(await robin('web', 'CODE'))?.[0] ?? '';
    await robin('Teams', code);
    await robin('Teams', 'PATHWAY');
    await until('2026-07-06');
    await types('Bo', 'training record facilitation --person Robin --apply');
    await types('Bo', 'training record safeguarding --person Robin --apply');
    await types('Bo', 'check record Robin dbs done --until "1 July 2027"');
    await give(teams.world, 'roles grant', {
      who: `botframework:${inTeams('Robin').address}`,
      role: 'facilitator',
      why: 'helps at sessions',
    });
    for (const date of ['2026-07-20', '2026-08-17']) {
      await until(date);
      await types('Bo', 'session new --date today --setting "Oak House" --heads 9 --areas safety --facilitators me,Robin');
    }
    await robin('Teams', 'PATHWAY', 'Ask for good words about me', 'Sam from the youth club');
    await types('Cy', 'pathway of Robin');
    await presses('Cy', 'Sign off A reference from someone who knows them');
    await types('Bo', 'pathway move Robin peer-facilitator --why "young people listen to them"');
    await types('Cy', 'pathway board');
    await presses('Cy', 'Confirm Robin, Peer facilitator');
    await until('2026-08-24');
    expect(await robin('Teams', 'PATHWAY')).toContain('→ Peer facilitator: you are here');
  }, 120_000);

  it('is told before the check runs out, and it is done again', async () => {
    trip.chapter('The check runs out, and is done again');
    await until('2027-05-10');
    await types('Bo', 'pathway board');
    await until('2027-06-28');
    expect(await robin('Teams', 'PATHWAY')).toContain('Soon to do again: DBS check.');
    await until('2027-07-05');
    expect(await robin('Teams', 'PATHWAY')).toContain('○ DBS check: to do');
    await types('Bo', 'check record Robin dbs done');
    expect(await robin('Teams', 'PATHWAY')).toContain('✓ DBS check: done');
  }, 240_000);

  it('is offered paid work, says yes to it, and gets it', async () => {
    trip.chapter('Paid work');
    for (const date of ['2027-07-12', '2027-07-26', '2027-08-09']) {
      await until(date);
      await types('Bo', 'session new --date today --setting "Oak House" --heads 9 --areas safety --facilitators me,Robin');
    }
    await types(
      'Bo',
      'opportunity post "Sessional facilitator" --about "You run two sessions a month." --pay "£15 an hour" --dates "From October" --place Leeds --requires five-led,dbs,safeguarding --closes "3 September 2027" --hears "10 September 2027"',
    );
    await presses('Bo', 'Post it');
    await until('2027-08-16');
    await robin('Teams', 'OFFERS', "I'm interested");
    await until('2027-09-06');
    const opportunity = await idOf('opportunity');
    await types('Bo', `opportunity of ${opportunity}`);
    await types('Bo', `opportunity tell ${opportunity} Robin offered`);
    await until('2027-09-13');
    await types('Bo', 'proof record Robin right-to-work');
    await types('Bo', 'proof record Robin feedback');
    await types('Bo', 'pathway move Robin sessional-facilitator --why "has the job"');
    await types('Cy', 'pathway board');
    await presses('Cy', 'Confirm Robin, Sessional facilitator');
    await until('2027-09-20');
    expect(await robin('Teams', 'PATHWAY')).toContain('→ Sessional facilitator: you are here');
  }, 240_000);

  it('is asked how it goes, becomes staff, leaves, and checks in as an alum', async () => {
    trip.chapter('Staff, and what comes after');
    await until('2027-12-20');
    expect(await robin('Teams', 'CHECK IN', 'Paid work', 'A lot')).toContain('Thank you');
    await until('2028-03-06');
    await types('Bo', 'proof record Robin appointed');
    await types('Bo', 'pathway move Robin staff --why "starts as an officer"');
    await types('Cy', 'pathway board');
    await presses('Cy', 'Confirm Robin, Staff');
    await until('2028-03-13');
    await robin('Teams', 'PATHWAY', 'Leave the pathway', 'Yes', 'Yes');
    await until('2028-06-20');
    expect(await robin('Teams', 'CHECK IN', 'Paid work', 'A lot')).toContain('Thank you');
    expect(await robin('Teams', 'MY RECORD', 'Keep it all')).toContain('Here is your record.');
    await types('Bo', 'pathway report');
  }, 240_000);

  it('can be read from the first line to the last, with every nudge that went', async () => {
    const sent = await teams.world.database.rows<{ policy: string }>(
      "SELECT policy FROM nudge WHERE state = 'sent' ORDER BY due_at, policy",
    );
    const unasked = trip
      .text()
      .split('\n**')
      .filter((part) => part.startsWith('Onward to Robin') && part.includes('To stop all messages, type STOP.'));
    expect(unasked).toHaveLength(sent.length);
    expect(sent.map(({ policy }) => policy)).toEqual(
      expect.arrayContaining([
        'reached',
        'quiet',
        'runs_out_60',
        'runs_out_30',
        'runs_out_7',
        'opportunity_offer',
        'stage_3_months',
        'left_3_months',
      ]),
    );
    expect(await teams.world.database.rows("SELECT 1 FROM message WHERE state = 'queued'")).toEqual([]);
    await expect(trip.text()).toMatchFileSnapshot('../../docs/one-pathway.md');
  });
});
