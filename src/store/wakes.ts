import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Wakes } from '../desk/ports.ts';
import type { StoreLog } from './log.ts';
import type { Sql } from './sql.ts';

const CHANNEL = 'onward_wake';

/** Milliseconds in which announcements are gathered into one NOTIFY. Below what anybody notices; many turns a second cost one statement. */
const GATHER = 20;

/** Milliseconds before listening again after the connection was lost. */
const RECONNECT = 1000;

/** PostgreSQL takes 8000 bytes in a payload; a UUID with its space is 37. */
const MOST_IN_PAYLOAD = 200;

/** Wakes within this process. */
export interface LocalWakes extends Wakes {
  announceAll(): void;
}

export function localWakes(log: StoreLog): LocalWakes {
  const listeners = new Map<string, Set<() => void>>();
  const announce = (person: string) => {
    for (const wake of [...(listeners.get(person) ?? [])]) {
      try {
        wake();
      } catch {
        log.warn('A listener for new messages failed.');
      }
    }
  };
  return {
    subscribe: (person, wake) => {
      const own = listeners.get(person) ?? new Set();
      // The same function twice is two subscriptions.
      const once = () => wake();
      listeners.set(person, own.add(once));
      return () => {
        own.delete(once);
        if (own.size === 0 && listeners.get(person) === own) listeners.delete(person);
      };
    },
    announce,
    announceAll: () => [...listeners.keys()].forEach(announce),
  };
}

/**
 * Wakes across replicas, through LISTEN and NOTIFY. Announcing is outside the turn's statement: a NOTIFY in it would make commits queue.
 * What was missed while the connection was away is made good by waking everybody once it is back.
 */
export async function sharedWakes(
  local: LocalWakes,
  sql: Sql,
  config: pg.ClientConfig,
  log: StoreLog,
): Promise<Wakes & { close(): Promise<void> }> {
  const from = randomUUID();
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let again: NodeJS.Timeout | null = null;
  let client: pg.Client | null = null;
  let closed = false;

  async function listen(): Promise<void> {
    const next = new pg.Client(config);
    client = next;
    const lost = () => {
      if (client !== next || closed) return;
      client = null;
      log.warn('The connection that hears of new messages was lost; trying again.');
      void next.end().catch(() => undefined);
      again = setTimeout(relisten, RECONNECT).unref();
    };
    next
      .on('error', lost)
      .on('end', lost)
      .on('notification', ({ payload }) => hear(payload ?? ''));
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANNEL}`);
    } catch {
      lost();
    }
  }

  async function relisten(): Promise<void> {
    await listen();
    if (client) local.announceAll();
  }

  function hear(payload: string): void {
    const [sender, ...people] = payload.split(' ');
    if (sender !== from) people.forEach(local.announce);
  }

  async function notify(): Promise<void> {
    timer = null;
    const people = [...waiting];
    waiting.clear();
    for (let at = 0; at < people.length; at += MOST_IN_PAYLOAD) {
      const payload = [from, ...people.slice(at, at + MOST_IN_PAYLOAD)].join(' ');
      // Pages of other replicas read again on their heartbeat.
      await sql
        .query('SELECT pg_notify($1::text, $2::text)', [CHANNEL, payload])
        .catch(() => log.warn('Other replicas could not be told of new messages.'));
    }
  }

  await listen();
  return {
    subscribe: local.subscribe,
    announce: (person) => {
      local.announce(person);
      if (closed) return;
      waiting.add(person);
      timer ??= setTimeout(notify, GATHER).unref();
    },
    close: async () => {
      closed = true;
      if (timer) clearTimeout(timer);
      if (again) clearTimeout(again);
      await notify();
      await client?.end().catch(() => undefined);
    },
  };
}
