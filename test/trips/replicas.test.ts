import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, expect, it } from 'vitest';
import { type Bot, startBot } from '../support/bot.ts';
import { inPostgres } from '../support/database.ts';

const undo: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** A lease, a beat, and the patience of a machine that others use. */
const TAKEN_OVER = 50_000;

/** Writes down each time that a job is done: for which moment, and by whom. */
const watching = `CREATE TABLE seen (name text, slot timestamptz, owner uuid, at timestamptz DEFAULT clock_timestamp());
  CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.done_slot IS DISTINCT FROM OLD.done_slot THEN INSERT INTO seen (name, slot, owner) VALUES (NEW.name, NEW.done_slot, NEW.owner); END IF;
    RETURN NEW; END $$;
  CREATE TRIGGER see AFTER UPDATE ON job FOR EACH ROW EXECUTE FUNCTION see()`;

async function until<T>(most: number, look: () => Promise<T | undefined | false>): Promise<T> {
  for (let left = most; ; left -= 200) {
    const found = await look();
    if (found) return found;
    if (left <= 0) throw new Error(`It did not come about in ${most} ms.`);
    await wait(200);
  }
}

inPostgres('Two replicas', (fresh) => {
  it('do each job once for each moment, while one and then the other is killed', { timeout: 400_000 }, async () => {
    const { place, remove } = await fresh();
    undo.push(remove);
    const database = new pg.Client({ connectionString: place.databaseUrl });
    await database.connect();
    const holder = new pg.Client({ connectionString: place.databaseUrl });
    await holder.connect();
    undo.push(
      () => database.end(),
      () => holder.end(),
    );
    await database.query(watching);
    const rows = async <Row>(text: string) => (await database.query(text)).rows as Row[];
    const tick = async () =>
      (await rows<{ owner: string; done: boolean }>(`SELECT owner, done_slot = slot AS done FROM job WHERE name = 'tick'`))[0];
    const start = async (): Promise<Bot> => {
      const bot = await startBot(place, { ONWARD_SECRET: 'a secret of the tests, long enough' });
      undo.push(bot.stop);
      return bot;
    };

    // The first is in the middle of a tick, waiting for a table that somebody holds, when it is killed.
    await holder.query('BEGIN; LOCK TABLE conversation IN ACCESS EXCLUSIVE MODE');
    const first = await start();
    const { owner } = await until(20_000, async () => {
      const row = await tick();
      return row && !row.done ? row : undefined;
    });
    const second = await start();
    await first.kill();
    const killed = Date.now();
    await holder.query('COMMIT');
    await until(TAKEN_OVER, async () => {
      const row = await tick();
      return row?.owner !== owner && row?.done;
    });
    const takenOver = Date.now() - killed;

    // Both, over a full minute; then the other is killed, and the one that is left does it alone.
    const third = await start();
    const ticks = async () => rows<{ slot: Date; owner: string }>(`SELECT slot, owner FROM seen WHERE name = 'tick' ORDER BY at`);
    const before = (await ticks()).length;
    await until(150_000, async () => (await ticks()).length >= before + 1);
    await second.kill();
    await until(100_000, async () => (await ticks()).length >= before + 2);

    const done = (await ticks()).map(({ slot }) => slot.getTime());
    expect(new Set(done).size).toBe(done.length);
    for (const [at, slot] of done.slice(1).entries()) expect(slot - (done[at] as number)).toBe(60_000);
    expect(await rows('SELECT name FROM seen GROUP BY name, slot HAVING count(*) > 1')).toEqual([]);
    expect(await rows('SELECT DISTINCT name FROM seen ORDER BY name')).toMatchObject([
      { name: 'digest' },
      { name: 'pathways' },
      { name: 'retention' },
      { name: 'tick' },
      { name: 'watchdog' },
    ]);
    expect((await fetch(`${third.url}/readyz`)).status).toBe(200);
    console.info(`A killed replica's tick was another's after ${(takenOver / 1000).toFixed(1)} s; ${done.length} minutes, each done once.`);
  });
});
