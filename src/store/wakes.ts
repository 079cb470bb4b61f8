import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { z } from 'zod';
import type { Wakes } from '../desk/ports.ts';
import type { Database } from './database.ts';

const CHANNEL = 'onward_wake';

/** Milliseconds in which announcements are gathered into one NOTIFY. Below what anybody notices; many turns a second cost one statement. */
const GATHER = 20;

/** Milliseconds before listening again after the connection was lost. Pages re-read on their heartbeat meanwhile. */
const RECONNECT = 1000;

/** PostgreSQL takes 8000 bytes in a payload; a UUID with its comma is 39. */
const MOST_IN_PAYLOAD = 150;

const Payload = z.object({ from: z.string(), people: z.array(z.string()) });

/** Wakes within this process. */
export function localWakes(): Wakes {
  const listeners = new Map<string, Set<() => void>>();
  return {
    subscribe: (person, wake) => {
      const own = listeners.get(person) ?? new Set();
      listeners.set(person, own.add(wake));
      return () => {
        own.delete(wake);
        if (own.size === 0 && listeners.get(person) === own) listeners.delete(person);
      };
    },
    announce: (person) => {
      for (const wake of listeners.get(person) ?? []) wake();
    },
  };
}

/**
 * Wakes across replicas, through LISTEN and NOTIFY. Announcing is outside the turn's statement: a NOTIFY in it would make commits queue.
 * A wake that is lost with a connection is made good by the page's heartbeat.
 */
export function sharedWakes(local: Wakes, database: Database, config: pg.PoolConfig): Wakes & { close(): Promise<void> } {
  const from = randomUUID();
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let again: NodeJS.Timeout | null = null;
  let client: pg.Client | null = null;
  let closed = false;

  function listen(): void {
    if (closed) return;
    const next = new pg.Client(config);
    client = next;
    const lost = () => {
      if (client !== next) return;
      client = null;
      void next.end().catch(() => undefined);
      if (!closed) again = setTimeout(listen, RECONNECT).unref();
    };
    next.on('error', lost).on('end', lost).on('notification', hear);
    next.connect().then(() => next.query(`LISTEN ${CHANNEL}`)).catch(lost);
  }

  function hear({ payload }: pg.Notification): void {
    const read = Payload.safeParse(JSON.parse(payload ?? 'null'));
    if (read.success && read.data.from !== from) for (const person of read.data.people) local.announce(person);
  }

  function notify(): void {
    timer = null;
    const people = [...waiting];
    waiting.clear();
    for (let at = 0; at < people.length; at += MOST_IN_PAYLOAD) {
      const payload = JSON.stringify({ from, people: people.slice(at, at + MOST_IN_PAYLOAD) });
      database.query('SELECT pg_notify($1::text, $2::text)::text AS sent', [CHANNEL, payload]).catch(() => undefined);
    }
  }

  listen();
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
      await client?.end().catch(() => undefined);
    },
  };
}
