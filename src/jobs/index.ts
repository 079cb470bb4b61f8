/** WHAT IS DONE AGAIN AND AGAIN: which job, for which moment, by which replica. The database says; whoever asks here only has to ask often enough. */
export { cronOf } from './cron.ts';
export type { Job } from './job.ts';
export { jobsOf } from './list.ts';
export { createJobs, type Jobs, LEASE } from './run.ts';
