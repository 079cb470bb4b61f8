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
    await teams.door.quiet();
  }
  const untilTen = () => (24 * 60 + 10 * 60 - (teams.world.clock.now().getTime() / 60_000) % (24 * 60)) % (24 * 60);

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
    for (const person of young) {
      await person.presses('Start the questions');
      await person.presses('🙂 Good');
      for (let question = 0; question < 4; question++) await person.presses('Mostly');
      for (let more = 0; more < 12 && !person.reads().includes('Thank you'); more++) await person.types('SKIP');
      expect(person.reads()).toContain('Thank you');
    }
    await byText.types('SURVEY');
    expect(byText.reads()).toContain('4. 🙂 Good');
    for (let question = 0; question < 5; question++) await byText.types('4');
    for (let more = 0; more < 12 && !byText.reads().includes('Thank you'); more++) await byText.types('SKIP');
    expect(byText.reads()).toContain('Thank you');

    await staff.types('survey list');
    const [run] = await teams.world.database.rows<{ id: string }>('SELECT id FROM survey_run');
    await staff.types(`survey close ${run?.id}`);
    await pass(2 * 24 * 60);
    await staff.types(`survey results ${run?.id}`);
    console.info(staff.reads(3));
  }, 120_000);

  it('three months on, alumni check in, on cards and by numbers', async () => {
    await pass(92 * 24 * 60);
    await pass(untilTen());
    const [session] = await teams.world.database.rows<{ id: string }>('SELECT id FROM session');
    await staff.types('survey send');
    await staff.fills({ template: 'three-months-on', session: session?.id ?? '', kind: 'named' });
    await staff.presses('Send');
    await pass(2);
    const [person] = young as [TeamsPerson];
    expect(person.reads()).toContain('Would you answer some questions about');
    await person.presses('Start the questions');
    console.info(person.reads(3));
    console.info(byText.reads(3));
  }, 120_000);
});
