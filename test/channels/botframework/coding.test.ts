import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onEmbedded } from '../../support/database.ts';
import { addSession } from '../../support/surveys.ts';
import { teamsStaff } from '../../support/teams-staff-person.ts';
import { createTeamsWorld, type TeamsWorld } from '../../support/teams-world.ts';

onEmbedded('Coding in Teams', (kind) => {
  let teams: TeamsWorld;
  beforeAll(async () => {
    teams = await createTeamsWorld(kind);
    const ana = teams.personOf('ana');
    await teams.door.brings(ana.activity({ type: 'installationUpdate', action: 'add' }));
    await teams.door.quiet();
    const line = `roles grant botframework:${ana.address} analyst --name Ana --why codes`;
    expect(await teams.world.desk.command({ channel: 'terminal', address: 'ada@office' }, { line })).toMatchObject({ kind: 'done' });
    const session = await addSession(teams.world, []);
    for (const text of ['The **showers** are broken', 'Let us call home'])
      await teams.world.database.rows(`INSERT INTO evidence VALUES ('${randomUUID()}', '${session}', NULL, '${text}', 'bo', now())`);
  });
  afterAll(() => teams.close());

  it('is a card with the text as it was written and buttons: the suggestion, others in a form, none, later', async () => {
    const staff = teamsStaff(teams.personOf('ana'), teams.door);
    let read = await staff.types('code next');
    if (read.includes('call home')) read = await staff.presses('Skip for now');
    expect(read).toContain('The **showers** are broken');
    expect(read).toContain('showers, broken');
    read = await staff.presses('It is: Buildings and rooms');
    expect(read).toContain('Kept: Buildings and rooms.');
    expect(read).toContain('Let us call home');
    await staff.presses('Choose areas');
    read = await staff.fills({ areas: ['Phones and computers', "Meeting people's needs"] });
    expect(read).toContain("Kept: Phones and computers, Meeting people's needs.");
    expect(read).toContain('Nothing waits for you. Thank you.');
    expect(await staff.presses('Take back what I just said')).toContain('Taken back. The text waits again.');
    expect(await teams.world.database.rows('SELECT areas FROM coding')).toEqual([{ areas: ['estates'] }]);
  });
});
