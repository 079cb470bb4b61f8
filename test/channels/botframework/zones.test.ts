import { expect, it } from 'vitest';
import { startFakeConnector } from '../../support/fake-connector.ts';
import { createFakeDesk } from '../../support/fake-desk.ts';
import { pushing } from '../../support/pushing.ts';
import { openTeamsDoor } from '../../support/teams-door.ts';
import { teamsPerson } from '../../support/teams-person.ts';

it('tells the desk by whose clock somebody lives, as their app says it, and once', async () => {
  const fake = createFakeDesk();
  const peer = await startFakeConnector();
  const door = await openTeamsDoor(pushing(fake.desk), peer);
  const robin = teamsPerson(door, peer, 'robin');
  await robin.types('hello');
  expect(fake.located).toEqual([]);
  await robin.types('English', { localTimezone: 'Europe/London' });
  await robin.types('Robin', { entities: [{ type: 'clientInfo', country: 'GB', timezone: 'Europe/London' }] });
  await robin.types('19', { localTimezone: 'Europe/Lisbon' });
  expect(fake.located.map(({ zone }) => zone)).toEqual(['Europe/London', 'Europe/Lisbon']);
  await door.close();
  await peer.close();
});
