import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOfActivity } from '../support/adaptive-cards.ts';
import { databases } from '../support/database.ts';
import { give } from '../support/surveys.ts';
import type { TeamsPerson } from '../support/teams-person.ts';
import { teamsStaff } from '../support/teams-staff-person.ts';
import { createTeamsWorld, type TeamsWorld } from '../support/teams-world.ts';
import { throughRegistering } from '../support/world.ts';

/** So many have to finish before anything is shown of what they said. */
const ENOUGH = 10;

/** Everything over HTTP at /api/messages, with signed tokens; in a world of its own, because a survey is open for days and three months go by. */
describe('A survey in Teams, from a session to its results, and three months on', () => {
  let teams: TeamsWorld;
  let staff: ReturnType<typeof teamsStaff>;
  let young: TeamsPerson[];
  /** Without buttons. */
  let byText: TeamsPerson;
  const nameOf = (at: number) => `Robin ${'ABCDEFGHIJK'.charAt(at)}`;

  beforeAll(async () => {
    const [kind] = databases();
    if (!kind) throw new Error('There is a PGlite always.');
    teams = await createTeamsWorld(kind);
    staff = teamsStaff(teams.personOf('staff'), teams.door);
    young = Array.from({ length: ENOUGH }, (_, at) => teams.personOf(`young-${at}`));
    byText = teams.personOf('by-text', 'sms');
  });
  afterAll(async () => {
    const wrong = teams.peer.posted.flatMap(({ activity }) => faultsOfActivity(activity));
    await teams.close();
    expect(wrong).toEqual([]);
  });

  const everybody = () => [...young, byText];
  /** Lets time go by, with what happens by itself. */
  async function pass(minutes: number): Promise<void> {
    teams.world.clock.pass(minutes);
    await teams.world.desk.tick(teams.world.clock.now());
    // Eight in a tenant at once, and the next when it is their turn.
    for (let waves = 0; waves < 3; waves++) {
      await teams.door.quiet();
      teams.world.clock.pass(1 / 60);
    }
  }
  const untilTen = () => (24 * 60 + 10 * 60 - ((teams.world.clock.now().getTime() / 60_000) % (24 * 60))) % (24 * 60);

  it('young people register, some of them where nothing can be pressed', async () => {
    for (const [at, person] of everybody().entries()) {
      await person.types('hello');
      for (const reply of throughRegistering) await person.types(reply === 'Robin' ? nameOf(at) : reply);
      expect(person.reads()).toContain('Thank you. That is everything.');
    }
    expect(await teams.world.database.rows('SELECT 1 FROM person WHERE registered_at IS NOT NULL')).toHaveLength(ENOUGH + 1);
  }, 120_000);

  it('staff add a place, record a session in a form with who was there, and send a survey after a preview', async () => {
    await give(teams.world, 'roles grant', { who: `botframework:${staff.address}`, role: 'staff', name: 'Bo', why: 'joins us' });
    await staff.types('settings add');
    expect(await staff.fills({ name: 'Oak House', kind: 'community' })).toContain('Oak House');
    await staff.types('session new');
    const recorded = await staff.fills({ date: '2026-03-09', setting: 'Oak House', areas: ['Health'], heads: '12' });
    expect(recorded).toContain('Oak House');
    await staff.types('session attend');
    const [session] = await teams.world.database.rows<{ id: string }>('SELECT id FROM session');
    const names = everybody().map((_, at) => nameOf(at));
    const preview = await staff.fills({ session: session?.id ?? '', names: names.join('\n') });
    expect(preview).toContain(`It would be ${ENOUGH + 1} by name and 0 without.`);
    expect(await staff.presses(`Record ${ENOUGH + 1} by name, 0 without`)).toContain(`Recorded by name: ${ENOUGH + 1}.`);

    await staff.types('survey send');
    const shown = await staff.fills({ template: 'after-session', session: session?.id ?? '', kind: 'named' });
    expect(shown).toContain(`Who would get it: ${ENOUGH + 1}`);
    expect(await staff.presses('Send')).toContain('invitations go at');
    await pass(2);
    for (const person of everybody()) expect(person.reads()).toContain('Would you answer some questions about');
  }, 120_000);

  it('participants answer it on cards, in their own words or by numbers, and staff read what they said when it is over', async () => {
    for (const [at, person] of young.entries()) {
      await person.presses('Start the questions');
      await person.presses(at < 5 ? '🙂 Good' : '😐 OK');
      for (let question = 0; question < 4; question++) await person.presses('Mostly');
      for (let more = 0; more < 12 && !person.reads().includes('Thank you'); more++) await person.types('SKIP');
      expect(person.reads()).toContain('Thank you');
    }
    await byText.types('SURVEY');
    expect(byText.reads()).toContain('4. 🙂 Good');
    for (let question = 0; question < 5; question++) await byText.types('4');
    for (let more = 0; more < 12 && !byText.reads().includes('Thank you'); more++) await byText.types('SKIP');
    expect(byText.reads()).toContain('Thank you');

    const [run] = await teams.world.database.rows<{ id: string }>('SELECT id FROM survey_run');
    expect(await staff.types(`survey show ${run?.id}`)).toMatch(/Finished\n11/);
    expect(await staff.types(`survey results ${run?.id}`)).not.toContain('Good');
    await staff.types(`survey close ${run?.id}`);
    await pass(2 * 24 * 60);
    await staff.types(`survey results ${run?.id}`);
    const results = staff.reads(3);
    expect(results).toContain('11 people finished and are counted.');
    // Six said one thing and five another, and nobody the rest: an answer by itself would say too much of so few.
    expect(results).toMatch(/How it was: 🙂 Good\nPeople: hidden\n/);
    expect(results).toMatch(/How it was: Together: .*\nPeople: 11\n/);
  }, 120_000);

  it('three months on, alumni check in, on cards and by numbers', async () => {
    await pass(92 * 24 * 60);
    await pass(untilTen());
    const [session] = await teams.world.database.rows<{ id: string }>('SELECT id FROM session');
    await staff.types('survey send');
    await staff.fills({ template: 'three-months-on', session: session?.id ?? '', kind: 'named' });
    await staff.presses('Send');
    await pass(2);
    const [onCards] = young as [TeamsPerson];
    for (const person of [onCards, byText]) expect(person.reads()).toContain('what has happened since you took part');
    await onCards.presses('Start the questions');
    await onCards.presses('Yes');
    await onCards.presses('A big one');
    await onCards.picks('Spoken up in other places', 'Got work');
    await onCards.presses('Very sure');
    await onCards.presses('A little sure');
    for (const reply of ['SURVEY', '1', '4', '1, 4', '5', '2']) await byText.types(reply);
    for (const person of [onCards, byText]) {
      await person.types('People who listened');
      for (let more = 0; more < 6 && !person.reads().includes('Thank you'); more++) await person.types('SKIP');
      expect(person.reads()).toContain('Thank you');
    }
    const answers = await teams.world.database.rows<{ channel: string; step: string; value: unknown }>(
      `SELECT split_part(a.value, '/', 1) AS channel, n.step, n.value FROM answer n JOIN conversation c ON c.id = n.conversation_id
       JOIN address a ON a.person_id = c.person_id WHERE c.flow = 'three-months-on' AND n.replaced_at IS NULL ORDER BY n.step, n.id`,
    );
    const of = (which: (channel: string) => boolean) =>
      answers.filter(({ channel }) => which(channel)).map(({ step, value }) => [step, value]);
    // The same is kept, whichever way it was said.
    expect(of((channel) => channel === 'sms')).toEqual(of((channel) => channel !== 'sms'));
    expect(Object.fromEntries(of((channel) => channel === 'sms'))).toMatchObject({
      heard: true,
      difference: 4,
      since: ['spoken-up', 'work'],
      sure_now: 5,
      sure_before: 2,
      helped: 'People who listened',
    });
  }, 120_000);
});
