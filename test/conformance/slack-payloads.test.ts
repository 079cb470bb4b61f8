import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFakeDesk } from '../support/fake-desk.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import { pushing } from '../support/pushing.ts';
import { type Door, openDoor } from '../support/slack-door.ts';

const folder = fileURLToPath(new URL('../../../shared/data/slack/', import.meta.url));
const here = existsSync(folder);
if (!here) console.warn(`SKIPPED: shapes of Slack's payloads. There is no ${folder} here.`);

const filesOf = (part: string): string[] =>
  here
    ? readdirSync(join(folder, part), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.json'))
        .map((file) => join(part, file))
    : [];
const read = (file: string): Record<string, unknown> => JSON.parse(readFileSync(join(folder, file), 'utf8'));

/** The values of these are blanked; an installation and somebody in it are what every real one has. */
const filled = (payload: Record<string, unknown>) => ({
  ...payload,
  ...('team' in payload && { team: { ...(payload.team as object), id: 'T1' } }),
  ...('user' in payload && typeof payload.user === 'object' && { user: { ...payload.user, id: 'U1', team_id: 'T1' } }),
});

describe.skipIf(!here)('Every payload that Slack is known to send', () => {
  let peer: FakeSlack;
  let door: Door;
  beforeAll(async () => {
    peer = await startFakeSlack();
    door = await openDoor(pushing(createFakeDesk().desk), peer.apiUrl);
  });
  afterAll(async () => {
    await door.close();
    await peer.close();
  });

  /** Answered, at once, and the door still stands. */
  async function takes(send: () => Promise<{ status: number }>): Promise<void> {
    const before = performance.now();
    expect((await send()).status).toBe(200);
    expect(performance.now() - before).toBeLessThan(2_500);
    await door.slack.idle();
  }

  it('is there to be tried', () => {
    expect(filesOf('events').length + filesOf('app-backend').length).toBeGreaterThan(40);
  });

  it.each(filesOf('events'))('%s', async (file) => {
    const payload = read(file);
    await takes(() => door.post(JSON.stringify(payload), { type: 'application/json' }));
    await takes(() => door.post(JSON.stringify({ ...payload, team_id: 'T1', event_id: file }), { type: 'application/json' }));
  });

  it.each(filesOf('app-backend'))('%s', async (file) => {
    const payload = read(file);
    for (const one of [payload, filled(payload)])
      if ('command' in payload) {
        const fields = Object.entries(one).map(([name, value]) => [name, String(value)]);
        await takes(() => door.post(new URLSearchParams(fields).toString()));
      } else await takes(() => door.interacts(one));
  });

  it('leaves nothing broken behind', () => {
    expect(door.logged).toEqual([]);
  });
});
