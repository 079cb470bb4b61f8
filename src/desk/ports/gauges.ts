import type { JobState } from './jobs.ts';

/** How things stand at a moment, in counts over everybody: for whoever watches the bot, never for a page. */
export interface Gauges {
  /** Messages that are due and wait for a worker. `oldest`: since when the first of them is due. */
  backlog: { channel: string; count: number; oldest: Date }[];
  /** Messages that will not go by themselves: `failed`, or `unknown` whether they arrived. */
  stuck: { channel: string; state: string; count: number }[];
  /** What waits for a reason of ours now, or was not sent for one within a day, by reason. */
  held: { reason: string; count: number }[];
  jobs: JobState[];
}
