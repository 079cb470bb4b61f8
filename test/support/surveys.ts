import { randomUUID } from 'node:crypto';
import type { CommandResult, Sheet } from '../../src/desk/ports.ts';
import { throughRegistering, type World } from './world.ts';

/** Sessions and surveys for tests of what is done with them: a session is put there as the database has it. */

export interface SessionFacts {
  kind?: 'secure' | 'community';
  areas?: string[];
  date?: string;
  headcount?: number;
  approvalEnds?: string;
}

/** A session that these people attended. Answers its id. */
export async function addSession(world: World, attended: string[], facts: SessionFacts = {}): Promise<string> {
  const { kind = 'community', areas = ['safety', 'health'], date = '2026-03-09', headcount, approvalEnds } = facts;
  const { rows } = world.database;
  const [setting, session, batch, project] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await rows(`INSERT INTO setting VALUES ('${setting}', 'Place ${setting}', '${kind}', '2026-03-01')`);
  if (approvalEnds)
    await rows(
      `INSERT INTO project (id, name, approval, approval_ends, created_at) VALUES ('${project}', 'P', 'R1', '${approvalEnds}', '2026-03-01')`,
    );
  await rows(
    `INSERT INTO session (id, date, setting_id, project_id, areas, created_at) VALUES ('${session}', '${date}', '${setting}',
      ${approvalEnds ? `'${project}'` : 'NULL'}, ARRAY[${areas.map((area) => `'${area}'`)}]::text[], '2026-03-09')`,
  );
  for (const person of attended) await rows(`INSERT INTO attendance VALUES ('${session}', '${person}', '${batch}', '2026-03-09')`);
  if (headcount) await rows(`INSERT INTO headcount VALUES ('${session}', '', ${headcount})`);
  return session;
}

/** Somebody who has registered, is over 18, and may be written to here. Answers their id. */
export async function register(
  world: World,
  address: string,
  channel: 'web' | 'slack' = 'web',
  replies = throughRegistering,
): Promise<string> {
  const visitor = world.visitor(address, channel);
  for (const text of channel === 'web' ? replies : ['hi', ...replies]) await visitor.types(text);
  const { person } = await visitor.view();
  await visitor.hears();
  return person ?? '';
}

const ada = { channel: 'terminal', address: 'ada@office' } as const;

/** A command of the admin's that has to work. */
export async function give(world: World, name: string, input: Record<string, unknown> = {}): Promise<Sheet> {
  const result: CommandResult = await world.desk.command(ada, { name, input });
  if (result.kind === 'refused') throw new Error(result.why);
  return result.sheet;
}

/** Previews a survey and sends it. Answers its id. */
export async function send(world: World, input: Record<string, unknown>): Promise<string> {
  const preview = await give(world, 'survey send', input);
  const order = preview.next?.[0]?.order;
  if (!order) throw new Error(preview.text);
  await give(world, order.name, order.input);
  return String(order.input.id);
}

/** Sends, and lets the minute go by in which it can be taken back. */
export async function sendNow(world: World, input: Record<string, unknown>): Promise<string> {
  const run = await send(world, input);
  world.clock.pass(1);
  await world.desk.deliver();
  return run;
}

/** The token of the newest link in somebody's chat. */
export async function tokenFor(world: World, address: string): Promise<string> {
  const { messages } = await world.visitor(address).view();
  return new URL(messages.findLast(({ link }) => link)?.link?.url ?? 'https://nothing.example/s/').pathname.slice('/s/'.length);
}
