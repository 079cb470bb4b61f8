import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { homeView } from '../../src/channels/slack/home.ts';
import { sheetBlocks } from '../../src/channels/slack/sheet.ts';
import { wordsOf } from '../../src/channels/slack/words.ts';
import type { Sheet } from '../../src/desk/ports.ts';
import { faultsOfView } from '../support/block-kit.ts';
import { onEmbedded } from '../support/database.ts';
import { slackPhrases } from '../support/slack-door.ts';
import { createWorld, type World } from '../support/world.ts';

onEmbedded('The pathway board', (kind) => {
  let world: World;
  const as = (address: string) => ({ channel: 'slack', address }) as const;
  async function does(line: string, caller: { channel: 'slack' | 'terminal'; address: string } = as('bo')): Promise<Sheet> {
    const result = await world.desk.command(caller, { line });
    return result.kind === 'refused' ? expect.fail(result.why) : result.sheet;
  }
  const table = (sheet: Sheet, title: string) => sheet.tables?.find(({ head }) => head[0] === title)?.rows ?? [];

  beforeAll(async () => {
    world = await createWorld(kind);
    const ada = { channel: 'terminal', address: 'ada@office' } as const;
    await does('roles grant slack:bo staff --name Bo --why needed', ada);
    await does('roles grant slack:fay facilitator --name Fay --why needed', ada);
    for (let at = 0; at < 30; at++) {
      const id = randomUUID();
      await world.database.rows(`INSERT INTO person (id, name, created_at) VALUES ('${id}', 'Robin ${at}', '2026-01-01')`);
      await world.database.rows(`INSERT INTO proof (id, person_id, kind, which, date, how, words, by, at, batch)
        VALUES ('${randomUUID()}', '${id}', 'portfolio', 'something-else', '2026-03-01', 'self', 'I spoke', 'x', '2026-03-01', '${id}')`);
    }
  });
  afterAll(() => world.remove());

  it('is a glance on Home, and says how many more there are and how to see them', async () => {
    const home = await does('home');
    expect(table(home, 'Waits for a sign-off')).toHaveLength(5);
    expect(home.text).toBe('Waits for a sign-off: and 25 more. To see them: pathway board --limit 30');
    expect(home.next?.map(({ order }) => order.name)).toEqual(['session new', 'proof sign', 'proof sign', 'proof sign', 'pathway board']);
    expect(
      faultsOfView(
        homeView({ person: 'x', stopped: true }, wordsOf(slackPhrases, 'en'), sheetBlocks(home as never, wordsOf(slackPhrases, 'en'))),
      ),
    ).toEqual([]);
    const board = await does('pathway board');
    expect(table(board, 'Waits for a sign-off')).toHaveLength(20);
    expect(board.text).toBe('Waits for a sign-off: and 10 more. To see them: pathway board --limit 30');
    const whole = await does('pathway board --limit 30');
    expect(table(whole, 'Waits for a sign-off')).toHaveLength(30);
    expect(whole.text).toBeUndefined();
  });

  it('is on the Home of nobody who may not see pathways', async () => {
    const home = await does('home', as('fay'));
    expect(JSON.stringify(home)).not.toMatch(/Robin|sign-off|pathway board/);
  });
});
