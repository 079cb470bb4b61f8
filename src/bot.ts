/** THE HOUSE WITH ITS DOORS: builds every room, opens them, and closes them in reverse. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import express from 'express';
import { createBotFramework } from './channels/botframework/index.ts';
import { createEmail } from './channels/email/index.ts';
import { createSlack } from './channels/slack/index.ts';
import { createWeb } from './channels/web/index.ts';
import type { Follower } from './clock.ts';
import type { Config } from './config/index.ts';
import { commandOutlines } from './desk/index.ts';
import { loadHouse } from './house.ts';
import { ids } from './ids.ts';
import { createJobs, jobsOf } from './jobs/index.ts';
import type { Log } from './log.ts';
import type { startSchedule } from './schedule.ts';
import { lockOf, sealOf } from './seal.ts';
import { createStore } from './store/index.ts';
import { watchedCarrier, watchedDesk, watchedJob, watchOf } from './watch.ts';

/** How time goes by: a deployment's own, or two months in a minute (demo/). */
export interface Time {
  clock: Follower;
  /** Wakes the jobs, and sends what is due. */
  schedule: typeof startSchedule;
  /** Resolves after so many milliseconds: for a door that keeps another's pace. */
  wait(milliseconds: number): Promise<unknown>;
}

export interface Bot {
  /** Where its doors are. */
  port: number;
  /** Resolves when nothing that came by Slack is under way any more. */
  idle(): Promise<void>;
  /** Takes nothing more, and resolves when what is under way is done. */
  stop(): Promise<void>;
}

export async function openBot(config: Config, log: Log, { clock, schedule: startSchedule, wait }: Time): Promise<Bot> {
  const house = loadHouse(config, clock, ids);
  const tracing = config.tracesUrl === null ? null : await (await import('./tracing.ts')).openTracing(config.tracesUrl);
  const store = await createStore({
    databaseUrl: config.databaseUrl ?? undefined,
    dataDir: config.dataDir,
    log,
    ...(tracing && { around: (statement) => tracing.watch({ what: 'statement' }, statement, () => 'done') }),
  });
  const metrics = config.metrics && (await import('./metrics.ts')).createMetrics({ clock, gauges: store.gauges });
  const watch = watchOf([tracing, metrics].flatMap((watcher) => (watcher ? [watcher.watch] : [])));
  await clock.follow(store.time);
  const seal = sealOf(config);
  const slack =
    config.slack &&
    (await createSlack({
      settings: config.slack,
      phrases: house.slackPhrases,
      ids,
      clock,
      installs: store.installs,
      lock: lockOf(seal, 'slack installs'),
      stateSecret: () => seal('slack', 'state of an installation'),
      publicUrl: config.publicUrl,
      log,
      wait,
    }));
  const microsoft =
    config.botframework &&
    (await createBotFramework({
      settings: config.botframework,
      phrases: house.botframeworkPhrases,
      commands: commandOutlines,
      ids,
      clock,
      publicUrl: config.publicUrl,
      log,
    }));
  const { email: mailbox, publicUrl } = config;
  const email = mailbox && (await createEmail({ settings: mailbox, phrases: house.emailPhrases, seal, clock, publicUrl, log }));
  const carriers = [slack, microsoft, email].flatMap((one) => one?.carrier ?? []);
  const built = await house.openDesk(store, {
    carriers: watch ? carriers.map((carrier) => watchedCarrier(carrier, watch)) : carriers,
    boards: [slack, microsoft].flatMap((one) => one?.board ?? []),
  });
  const desk = watch ? watchedDesk(built, watch) : built;
  await slack?.open(desk);
  microsoft?.open(desk);
  const listed = jobsOf({ desk, staffDigest: house.staffDigest, table: store.jobs, clock, log });
  const jobs = createJobs({ table: store.jobs, jobs: watch ? listed.map((job) => watchedJob(job, watch)) : listed, clock, ids, log });
  const schedule = startSchedule(jobs, desk, clock, log);
  const web = createWeb({
    desk,
    wakes: store,
    phrases: house.pagePhrases,
    tabletPhrases: house.tabletPhrases,
    tabletScreen: house.tabletScreen,
    ids,
    publicUrl: config.publicUrl,
    log,
  });

  let stopping = false;
  const app = express().disable('x-powered-by').set('trust proxy', config.proxies);
  // The process answers; and: it can take turns.
  app.get('/healthz', (_req, res) => void res.send('ok'));
  app.get('/readyz', async (_req, res) => {
    const ready =
      !stopping &&
      (await store.ready().then(
        () => true,
        () => false,
      ));
    res.status(ready ? 200 : 503).send(ready ? 'ready' : 'not ready');
  });
  app.use(web.router);
  // Slack's own paths and Microsoft's before Express: they are many, and need nothing of it.
  const doors = [slack?.handle, microsoft?.handle].flatMap((handle) => handle ?? []);
  const listener = doors.reduceRight<(req: IncomingMessage, res: ServerResponse) => void>(
    (next, handle) => (req, res) => handle(req, res, () => next(req, res)),
    app,
  );
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(config.port, resolve));
  const { port } = server.address() as { port: number };
  if (metrics && config.metrics) log.info({ port: await metrics.listen(config.metrics) }, 'Metrics are served.');
  log.info({ port, database: config.databaseUrl ? 'PostgreSQL' : 'embedded' }, 'Onward is ready.');
  if (!config.charity || !config.contact)
    log.warn('ONWARD_CHARITY_NAME and ONWARD_CONTACT are not both set. Set them before you open the chat to young people.');

  async function stop(): Promise<void> {
    stopping = true;
    const closed = new Promise((resolve) => server.close(resolve));
    web.close();
    await schedule.stop();
    // Before the desk: what came in is taken to its end.
    await slack?.close();
    await microsoft?.close();
    await desk.close();
    slack?.end();
    microsoft?.end();
    email?.close();
    // Answers to the last turns are on their way out; connections that wait for nothing go now.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    await closed;
    clearInterval(sweep);
    clock.stop();
    await metrics?.close();
    await store.close();
    await tracing?.close();
  }
  return { port, idle: async () => slack?.idle(), stop };
}
