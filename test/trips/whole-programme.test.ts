import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkExport, checkParts, checkQuotes, checkShown, checkStops, readCsv, type Table, tablesIn, unitOf } from '../support/counted.ts';
import { databases } from '../support/database.ts';
import { deep, onlyDeep } from '../support/deep.ts';
import { paperBrowser } from '../support/paper.ts';
import { type Asked, drawProgramme, type Meeting, places, questions, remindersFor, steps, type Young } from '../support/programme.ts';
import { type Door, openDoor, readable } from '../support/slack-door.ts';
import { emulated, type SlackEmulator, startEmulator } from '../support/slack-emulator.ts';
import { type SlackPerson, slackPerson } from '../support/slack-person.ts';
import { type SlackStaff, slackStaff } from '../support/slack-staff.ts';
import { serveWeb } from '../support/web-page.ts';
import { createWorld, handClock, type World } from '../support/world.ts';

const programme = drawProgramme(20260310);
const { people, meetings, asked } = programme;
const team = ['ada', 'bo', 'cy', 'di'];
const nick = (at: number) => `young-${at}`;

/** What a young person says to each question of registering, by words of it. */
function replyTo(question: string, { name, age, contact, reminders, quotes }: Young): string {
  const replies: [RegExp, string][] = [
    // The summary repeats the others.
    [/May we keep what you told us/, "that's right"],
    [/How would you like me to write/, 'English'],
    [/What should we call you/, name],
    [/How old are you/, age],
    [/a parent or carer we could speak to/, 'No, not right now'],
    [/Where are you living now/, 'Rather not say'],
    [/What matters to you/, 'Health'],
    [/What would you like to do/, 'Share my views'],
    [/easier for you to take part/, 'skip'],
    [/How may we contact you/, 'here'],
    [/May we write to you here/, contact ? 'yes' : 'no'],
    [/May we send you reminders/, reminders ? 'yes' : 'no'],
    [/May we use what you say/, quotes ? 'yes' : 'no'],
  ];
  const reply = replies.find(([words]) => words.test(question));
  if (!reply) throw new Error(`Nobody knows what to say to: ${question}`);
  return reply[1];
}

describe.skipIf(!deep)(`A whole programme in Slack${deep ? '' : ` (${onlyDeep})`}`, () => {
  let slack: SlackEmulator;
  let door: Door;
  let world: World;
  let web: Awaited<ReturnType<typeof serveWeb>>;
  const clock = handClock();
  const staff = new Map<string, SlackStaff>();
  const young: { person: SlackPerson; channel: string }[] = [];
  /** Ids of sessions and of surveys, by the place of the meeting in the list. */
  const sessions: string[] = [];
  const surveys: string[] = [];

  beforeAll(async () => {
    const [kind] = databases();
    if (!kind) throw new Error('There is a PGlite always.');
    slack = await startEmulator({ people: [...team, ...people.map((_, at) => nick(at))], paced: false });
    const boards = new Map();
    const settings = {
      door: { kind: 'http', signingSecret: emulated.secret },
      workspace: { kind: 'one', token: emulated.token },
      apiUrl: slack.apiUrl,
    } as const;
    const build = async (carrier: Parameters<Parameters<typeof openDoor>[0]>[0]) => {
      const admins = [{ channel: 'slack', value: `${emulated.team}/${slack.userId('ada')}` }] as const;
      // All fourteen go on one day, and some were at three: a charity that does so sets a wider budget in its policy (nudges.test.ts has the usual one).
      const budget = { a_day: 3, a_week: 7 };
      world = await createWorld(kind, { clock, admins: [...admins], carriers: new Map([['slack', carrier]]), boards, budget });
      return world.desk;
    };
    door = await openDoor(build, slack.apiUrl, { settings, clock });
    boards.set('slack', door.slack.board);
    slack.subscribe(`${door.url}/slack/events`);
    web = await serveWeb(world.desk, world.database.store);
    for (const name of team) {
      const id = slack.userId(name);
      staff.set(name, slackStaff(door, slack, id, await slack.channel(id)));
    }
    for (const at of people.keys()) {
      const id = slack.userId(nick(at));
      const channel = await slack.channel(id);
      const writes: Door['writes'] = async (_, text) => {
        const { ok } = await slack.api('chat.postMessage', { channel, text }, `xoxp-${nick(at)}`);
        return { status: ok ? 200 : 500, body: '' };
      };
      const interacts: Door['interacts'] = (payload) => door.interacts({ ...payload, team: { id: emulated.team, domain: 'test' } });
      const messages = () => slack.messages(channel).filter(({ blocks }) => blocks.length > 0);
      young.push({ channel, person: slackPerson({ writes, interacts }, { messages, quiet: door.slack.idle }, id) });
    }
  }, 60_000);
  afterAll(async () => {
    await door?.close();
    await web?.close();
    await slack?.close();
    await world?.remove();
  });

  const who = (name: string) => staff.get(name) as SlackStaff;
  const youngAt = (at: number) => young[at] as (typeof young)[number];
  /** What the bot said to somebody. */
  const heard = (at: number) => slack.messages(youngAt(at).channel).filter(({ blocks }) => blocks.length > 0);
  const invitations = (at: number) => heard(at).filter((one) => readable(one.blocks).includes('Would you answer some questions about'));
  const reminders = (at: number) => heard(at).filter((one) => readable(one.blocks).includes('You still have until'));

  /** Lets time go by in steps of some hours, each with what happens by itself. */
  async function until(moment: string, minutes = 180): Promise<void> {
    const end = new Date(moment);
    while (clock.now() < end) {
      clock.pass(Math.min(minutes, (end.getTime() - clock.now().getTime()) / 60_000));
      await world.desk.tick(clock.now());
      await door.slack.idle();
    }
  }

  /** Answers questions from the one at `from` to the one before `to`, as they are asked: in the chat by buttons, or on the page of the link. */
  async function answers({ person: at, meeting, said }: Asked, from: number, to = steps.length, paper?: ReturnType<typeof paperBrowser>) {
    const { person } = youngAt(at);
    for (const [step] of steps.slice(from, to)) {
      const value = said[step];
      if (value === undefined) continue;
      const label = value === null ? undefined : questions.find((one) => one.step === step)?.options[value];
      if (paper) {
        const reply: Record<string, string> = value === null ? { text: 'SKIP' } : label ? { choice: value } : { text: value };
        const { status, html } = await paper.post({ prompt: step, ...reply });
        if (status !== 200) throw new Error(`${status} for ${step} of meeting ${meeting}: ${html.slice(-800)}`);
      } else if (value === null) await person.presses('Skip this question');
      else await (label ? person.presses(label) : person.types(value));
    }
  }

  const papers = new Map<Asked, ReturnType<typeof paperBrowser>>();
  /** Begins a survey by what its invitation offers, and answers some of it. */
  async function begins(one: Asked, to?: number): Promise<void> {
    const meeting = meetings[one.meeting] as Meeting;
    if (!meeting.anonymous) {
      await youngAt(one.person).person.presses('Start the questions');
      return answers(one, 0, to);
    }
    const link = invitations(one.person)
      .map((message) => JSON.stringify(message.blocks))
      .filter((blocks) => blocks.includes('is anonymous') && blocks.includes(dayWords(meeting.date)))
      .flatMap((blocks) => /https:\/\/chat\.example\.org(\/s\/[\w-]+)/.exec(blocks)?.[1] ?? [])[0];
    if (!link) throw new Error(`No link for somebody at meeting ${one.meeting}`);
    const paper = paperBrowser(web.url, link, { 'x-forwarded-for': `10.0.${one.meeting}.${one.person}` });
    papers.set(one, paper);
    await paper.open();
    await answers(one, 0, to, paper);
  }
  const dayWords = (date: string) => `${Number(date.slice(-2))} March`;
  const paced = (...paces: Asked['pace'][]) => asked.filter(({ pace }) => paces.includes(pace));

  it('is set up by an admin, who names the team, and by staff, who add places and programmes', async () => {
    const grants = { bo: 'staff', cy: 'facilitator', di: 'facilitator' };
    for (const [name, role] of Object.entries(grants))
      expect(
        await who('ada').types(`/onward roles grant <@${slack.userId(name)}|${name}> ${role} --name ${name} --why joins us`),
      ).toContain(role);
    for (const { name, kind } of places) {
      await who('bo').types('/onward settings add');
      expect(await who('bo').fills({ name, kind })).toContain(name);
    }
    await who('bo').types('/onward projects add');
    expect(await who('bo').fills({ name: 'Voices', approval: 'NRC 2026-17', until: '2026-12-31' })).toContain('NRC 2026-17');
    expect(await who('bo').types('/onward projects add Open Doors')).toContain('Open Doors');
    expect(await who('cy').types('/onward people list')).toMatch(/That is for these roles/);
  });

  it('110 young people register in their messages with the bot', async () => {
    for (const [at, one] of people.entries()) {
      const { person } = youngAt(at);
      await person.types('hi');
      for (let replies = 0; !person.reads(2).includes('Thank you. That is everything.'); replies++) {
        if (replies > 20) throw new Error(person.reads(3));
        await person.types(replyTo(person.reads(), one));
      }
      if (one.stops === 'before') await person.types('STOP');
    }
    const [count] = await world.database.rows<{ count: number }>('SELECT count(*)::int FROM person WHERE registered_at IS NOT NULL');
    expect(count).toEqual({ count: 110 });
  }, 300_000);

  it('14 sessions are recorded in a form, and who was there by names that are pasted or picked, after a preview', async () => {
    for (const [at, { place, date, areas, anonymous, people: there }] of meetings.entries()) {
      const { name, project } = places[place] as (typeof places)[number];
      const recorder = who(anonymous ? 'bo' : place < 4 ? 'cy' : 'di');
      await recorder.types('/session new');
      const setting = recorder.choices('setting').get(name) ?? '';
      const chosen = project === null ? {} : { project: recorder.choices('project').get(project) ?? '' };
      await recorder.fills({ date, setting, ...chosen, areas, heads: String(there.length + 2) });
      const [row] = await world.database.rows<{ id: string }>(
        `SELECT s.id FROM session s JOIN setting t ON t.id = s.setting_id WHERE t.name = '${name}' AND s.date = '${date}'`,
      );
      sessions[at] = row?.id ?? expect.fail(`no session ${name} ${date}: ${recorder.shown().text}`);

      await recorder.types('/session attend');
      const names = there.map((person) => people[person]?.name ?? '');
      const known = recorder.choices('people');
      const picked = anonymous ? names.filter((one) => known.has(one)) : [];
      const pasted = names.filter((one) => !picked.includes(one)).join('\n');
      const preview = await recorder.fills({
        session: sessions[at] as string,
        ...(picked.length > 0 && { people: picked.map((one) => known.get(one) ?? '') }),
        ...(pasted && { names: pasted }),
      });
      expect(preview).toContain(`It would be ${there.length} by name and 0 without.`);
      expect(await world.database.rows(`SELECT * FROM attendance WHERE session_id = '${sessions[at]}'`)).toEqual([]);
      expect(await recorder.presses(`Record ${there.length} by name, 0 without`)).toContain(`Recorded by name: ${there.length}.`);
    }
    const rows = await world.database.rows<{ count: number }>('SELECT count(*)::int FROM attendance GROUP BY session_id');
    expect(rows.map(({ count }) => count).sort()).toEqual(meetings.map((meeting) => meeting.people.length).sort());
  }, 120_000);

  /** Previews a survey in its form. Answers what the preview says. */
  async function previews(at: number): Promise<string> {
    const { anonymous, reminders } = meetings[at] as Meeting;
    await who('bo').types('/survey send');
    return who('bo').fills({
      template: 'after-session',
      session: sessions[at] as string,
      kind: anonymous ? 'anonymous' : 'named',
      reminders: String(reminders),
    });
  }
  /** Previews, checks the preview against the table, and presses Send. */
  async function sends(at: number): Promise<void> {
    const { people: there } = meetings[at] as Meeting;
    const get = asked.filter(({ meeting }) => meeting === at).length;
    const stopped = there.filter((person) => people[person]?.stops === 'before').length;
    const preview = await previews(at);
    expect(preview).toContain(`Who would get it: ${get},`);
    const why = tablesIn(who('bo').shown().blocks).find(({ head }) => head[0]?.startsWith('Who does not'))?.rows ?? [];
    expect(why.map(([, count]) => Number(count))).toEqual([stopped, there.length - get - stopped, 2].filter(Boolean));
    const id = /survey confirm (\S+)/.exec(preview)?.[1] ?? '';
    expect(await who('bo').presses('Send')).toContain(`${get} invitations go at`);
    await expect(who('bo').presses('Send')).rejects.toThrow('There is no "Send"');
    surveys[at] = id;
    expect(await world.database.rows(`SELECT id FROM invitation WHERE run_id = '${id}'`)).toHaveLength(get);
  }

  it('surveys are previewed and sent; one is taken back in its minute, and reaches nobody', async () => {
    await sends(1);
    who('bo').reads();
    expect(await who('bo').presses('Undo')).toContain('Taken back');
    clock.pass(2);
    await door.slack.idle();
    expect(people.flatMap((_, at) => invitations(at))).toEqual([]);
    for (const [at, { night }] of meetings.entries()) if (!night) await sends(at);
    clock.pass(2);
    await door.slack.idle();
    const due = asked.filter(({ meeting }) => !meetings[meeting]?.night);
    expect(people.flatMap((_, at) => invitations(at))).toHaveLength(due.length);

    await until('2026-03-10T21:00:00Z');
    for (const [at, { night }] of meetings.entries()) if (night) await sends(at);
    await until('2026-03-11T08:45:00Z', 60);
    expect(people.flatMap((_, at) => invitations(at))).toHaveLength(due.length);
    await until('2026-03-11T09:05:00Z', 10);
    for (const at of people.keys()) expect(invitations(at)).toHaveLength(asked.filter(({ person }) => person === at).length);
  }, 120_000);

  it('young people answer at once, later, in part, late or never; reminders go only to those who said yes to them', async () => {
    await until('2026-03-11T16:00:00Z');
    for (const one of paced('soon')) await begins(one);
    await until('2026-03-12T16:00:00Z');
    for (const [at, { stops, leaves }] of people.entries()) {
      if (stops === 'after') await youngAt(at).person.types('STOP');
      if (!leaves) continue;
      await youngAt(at).person.types('DELETE ME');
      await youngAt(at).person.types('yes');
    }
    await until('2026-03-19T14:00:00Z');
    for (const one of paced('reminded')) await begins(one);
    for (const one of paced('middle')) await begins(one);
    await until('2026-03-24T18:00:00Z');
    for (const one of paced('late')) await begins(one, 3);
    await until('2026-03-26T12:00:00Z');
    for (const one of paced('late')) await answers(one, 3, steps.length, papers.get(one));
    await until('2026-03-28T12:00:00Z');
    for (const [at, one] of people.entries()) {
      const own = asked.filter(({ person }) => person === at);
      const due = own.reduce((sum, each) => sum + remindersFor(programme, each), 0);
      expect([at, one, invitations(at).length, reminders(at).length]).toEqual([at, one, own.length, due]);
      // The same words twice: only a second reminder of a survey that allows two.
      const texts = [...invitations(at), ...reminders(at)].map(({ blocks }) => readable(blocks));
      const twice = own.filter((each) => remindersFor(programme, each) > 1).length;
      expect(texts.length - new Set(texts).size).toBe(twice);
    }
  }, 300_000);

  /** A count as `survey show` says it: of an anonymous survey in steps. */
  function told(count: number, { anonymous, place }: Meeting): string {
    if (!anonymous) return String(count);
    const step = places[place]?.kind === 'secure' ? 10 : 5;
    return count < step ? `fewer than ${step}` : `${Math.floor(count / step) * step} or more`;
  }

  it('staff read how far each survey is, as the table has it', async () => {
    for (const [at, meeting] of meetings.entries()) {
      const mine = asked.filter((one) => one.meeting === at && (meeting.anonymous || !people[one.person]?.leaves));
      // Whoever is deleted takes their invitation along, and of an anonymous survey leaves what nobody knows to be theirs.
      const known = mine.filter(({ person }) => !people[person]?.leaves);
      const count = (...paces: Asked['pace'][]) => mine.filter(({ pace }) => paces.includes(pace)).length;
      await who('bo').types(`/survey show ${surveys[at]}`);
      const shown = Object.fromEntries(tablesIn(who('bo').shown().blocks)[0]?.rows ?? []);
      const late = count('late');
      expect([at, shown]).toEqual([
        at,
        expect.objectContaining({
          Invited: String(known.length),
          Reached: String(known.length),
          Started: told(mine.length - count('never'), meeting),
          Finished: told(count('soon', 'reminded', 'late'), meeting),
          ...(late > 0 && !meeting.anonymous && { 'Finished late': String(late) }),
          'Reminders sent': told(
            mine.reduce((sum, one) => sum + remindersFor(programme, one), 0),
            meeting,
          ),
        }),
      ]);
      expect('Finished late' in shown).toBe(late > 0 && !meeting.anonymous);
    }
  });

  /** Surveys that are read together, with one of them to ask for. */
  const units = [[0, 1, 2], [3, 4], [5], [6]].flatMap((of) =>
    [true, false].map((anonymous) => {
      const within = (at: number) => meetings[at]?.anonymous === anonymous && of.includes(meetings[at]?.place ?? -1);
      return { of, unit: unitOf(programme, within, anonymous), survey: () => surveys[[...meetings.keys()].find(within) ?? -1] as string };
    }),
  );

  it('results in Slack are exactly what the table says, and hide only what they have to', async () => {
    const compared: number[] = [];
    for (const { of, unit, survey } of units) {
      const text = await who('bo').types(`/survey results ${survey()}`);
      expect(text).toContain(`Surveys read together: ${of.length} (project: ${places[of[0] as number]?.project ?? '–'}).`);
      if (unit.finished.length < unit.base) {
        expect(text).toContain(`There are no figures yet. They come when ${unit.base} people have finished`);
        compared.push(0);
        continue;
      }
      expect(text).toContain(`${unit.finished.length} people finished and are counted.`);
      compared.push(checkShown(unit, tablesIn(who('bo').shown().blocks)));
    }
    // In some too few have finished; in the others there is a lot to read.
    const shown = compared.filter((count) => count > 0);
    expect(shown.length).toBeGreaterThanOrEqual(4);
    expect(shown.length).toBeLessThan(units.length);
    expect(Math.min(...shown)).toBeGreaterThan(20);
    // Who only runs sessions reads no results.
    expect(await who('cy').types(`/survey results ${units[0]?.survey()}`)).toMatch(/That is for these roles/);
    const pictures = slack.uploads().filter(({ name }) => name.endsWith('.png'));
    expect(pictures).toHaveLength(shown.length);
    for (const { body } of pictures) expect(body.subarray(1, 4).toString()).toBe('PNG');
  }, 60_000);

  it('exports have the same figures: all of it for the team, less for a funder, whole percents for the public', async () => {
    let [compared, quotes] = [0, 0];
    for (const { unit, survey } of units) {
      if (unit.finished.length < unit.base) continue;
      for (const profile of ['internal', 'funder', 'public'] as const) {
        const before = slack.uploads().length;
        await who('bo').types(`/survey export ${survey()} --profile ${profile} --format csv`);
        const files = slack.uploads().slice(before);
        const tables = files.map(({ body }) => readCsv(body.toString()));
        const headed = (head: string): Table | undefined => tables.find((table) => table.head.includes(head));
        const figures = headed('Answer') as Table;
        compared += checkExport(unit, tables[0] as Table, profile !== 'public');
        if (profile === 'public') {
          expect(tables).toEqual([figures]);
          continue;
        }
        compared += checkParts(programme, unit, headed('Part') as Table);
        const stops = headed('Had come this far');
        expect(stops !== undefined).toBe(profile === 'internal' && unit.unfinished.length >= unit.base);
        if (stops) compared += checkStops(unit, stops);
        quotes += checkQuotes(programme, unit, headed('In their words') as Table);
      }
    }
    expect(compared).toBeGreaterThan(500);
    expect(quotes).toBeGreaterThan(0);
  }, 60_000);

  it('whoever was deleted is gone, the audit holds, and nobody’s name is in a log', async () => {
    const { name } = people.find(({ leaves }) => leaves) as Young;
    expect(await world.database.rows(`SELECT * FROM person WHERE name = '${name}'`)).toEqual([]);
    expect(await who('ada').types('/onward audit verify')).toContain('holds');
    const log = await world.database.store.audit.list(1000);
    expect(log.filter(({ action }) => action === 'survey confirm')).toHaveLength(meetings.length + 1);
    expect([...door.logged, ...web.logged]).toEqual([]);
  });
});
