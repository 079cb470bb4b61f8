import { createServer } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock, Gauges } from './desk/ports.ts';
import type { Watch } from './watch.ts';

/** Figures for Prometheus. Labels are words of ours, of which there are few: no person, no address, no id. */
export interface Metrics {
  /** Counts what this process does. */
  watch: Watch;
  /** Serves GET /metrics, and nothing else. Resolves with the port. */
  listen(at: { port: number; host: string }): Promise<number>;
  close(): Promise<void>;
}

interface Parts {
  clock: Clock;
  /** Read each time that somebody asks. */
  gauges(now: Date): Promise<Gauges>;
}

/** A label that the database brings: a word, or `other`, so that no mistake makes thousands of them. */
const wordOf = (text: string) => (/^[a-z][a-z_ -]{0,39}$/.test(text) ? text.replaceAll(' ', '_') : 'other');

/** Turns take milliseconds where all is well, and a door gives up after some seconds. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics({ clock, gauges }: Parts): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name: `onward_${name}`, help, labelNames, registers });

  const turns = new Histogram({
    name: 'onward_turn_seconds',
    help: 'Turns of this process, and how long they took.',
    labelNames: ['channel', 'end'],
    buckets: SECONDS,
    registers,
  });
  const sends = new Counter({
    name: 'onward_sends_total',
    help: 'Tries of this process to send.',
    labelNames: ['channel', 'end'],
    registers,
  });
  const runs = new Counter({ name: 'onward_job_runs_total', help: 'Jobs that this process did.', labelNames: ['job', 'end'], registers });

  const up = gauge('database_up', 'Whether the database answered just now.', []);
  const stored = {
    backlog: gauge('backlog', 'Messages that are due and wait to be sent.', ['channel']),
    oldest: gauge('oldest_due_seconds', 'For how long the first of them has been due.', ['channel']),
    stuck: gauge('stuck', 'Messages that will not go by themselves: failed, or unknown whether they arrived.', ['channel', 'state']),
    held: gauge('held', 'What waits for a reason of ours now, or was not sent for one within a day.', ['reason']),
    age: gauge('job_age_seconds', 'Since a job was last done, by any replica.', ['job']),
    late: gauge('job_late', '1 when a job has not been done for longer than it may take.', ['job']),
  };

  async function read(): Promise<void> {
    const now = clock.now();
    const since = (at: Date) => Math.max(0, (now.getTime() - at.getTime()) / 1000);
    const found = await gauges(now).catch(() => null);
    up.set(found ? 1 : 0);
    // What is not known is not said: an old figure would look like one of now.
    for (const one of Object.values(stored)) one.reset();
    for (const { channel, count, oldest } of found?.backlog ?? []) {
      stored.backlog.set({ channel: wordOf(channel) }, count);
      stored.oldest.set({ channel: wordOf(channel) }, since(oldest));
    }
    for (const { channel, state, count } of found?.stuck ?? []) stored.stuck.set({ channel: wordOf(channel), state: wordOf(state) }, count);
    for (const { reason, count } of found?.held ?? []) stored.held.inc({ reason: wordOf(reason) }, count);
    for (const { name, finishedAt, startedAt, lateAt } of found?.jobs ?? []) {
      stored.age.set({ job: wordOf(name) }, since(finishedAt ?? startedAt));
      stored.late.set({ job: wordOf(name) }, lateAt < now ? 1 : 0);
    }
  }

  function count(watched: Parameters<Watch>[0], end: string, seconds: () => number): void {
    if (watched.what === 'turn') turns.observe({ channel: watched.channel, end }, seconds());
    else if (watched.what === 'send') sends.inc({ channel: watched.channel, end });
    else if (watched.what === 'job') runs.inc({ job: watched.job, end });
  }

  const server = createServer((req, res) => {
    if (req.method !== 'GET' || req.url?.split('?')[0] !== '/metrics') return void res.writeHead(404).end();
    read()
      .then(() => registry.metrics())
      .then((text) => res.writeHead(200, { 'content-type': registry.contentType }).end(text))
      .catch(() => res.writeHead(500).end());
  });

  return {
    watch: async (watched, work, endOf) => {
      const begun = process.hrtime.bigint();
      const seconds = () => Number(process.hrtime.bigint() - begun) / 1e9;
      try {
        const result = await work();
        count(watched, endOf(result), seconds);
        return result;
      } catch (error) {
        count(watched, 'failed', seconds);
        throw error;
      }
    },
    listen: async ({ port, host }) => {
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
      return (server.address() as { port: number }).port;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
