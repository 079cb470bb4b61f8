import { defineConfig } from 'vitest/config';

/**
 * What takes long is in the deep run, which CI does too, and not in the everyday one, which has to stay under three minutes on two cores: trips
 * that start many processes or browsers, and searches.
 */
const trips = [
  'demo',
  'email',
  'kill',
  'nudge-replicas',
  'pathway',
  'process',
  'replicas',
  'sending',
  'slack',
  'slack-again',
  'tablet',
  'teams',
  'teams-process',
  'terminal',
  'web-in-control',
  'web-lost-signal',
  'web-my-data',
  'web-register',
  'web-survey',
  'whole-programme',
];
const long = [
  ...trips.map((trip) => `test/trips/${trip}.test.ts`),
  'test/channels/botframework/chromium.test.ts',
  'test/channels/botframework/one-script.test.ts',
  'test/channels/botframework/staff.test.ts',
  'test/channels/slack/limits.test.ts',
  'test/channels/slack/one-script.test.ts',
  'test/channels/web/chromium.test.ts',
  'test/channels/web/my-data.test.ts',
  'test/channels/web/one-script.test.ts',
  'test/channels/web/script.test.ts',
  'test/channels/web/tablet-chromium.test.ts',
  'test/desk/captured.test.ts',
  'test/desk/coming-back.test.ts',
  'test/desk/findings.test.ts',
  'test/desk/import.test.ts',
  'test/desk/mentors.test.ts',
  'test/desk/merges.test.ts',
  'test/desk/nudged-lives.test.ts',
  'test/desk/nudges-at-the-door.test.ts',
  'test/desk/nudges.test.ts',
  'test/desk/offered-to.test.ts',
  'test/desk/opportunities.test.ts',
  'test/desk/packs.test.ts',
  'test/desk/papers.test.ts',
  'test/desk/pathway-lives.test.ts',
  'test/desk/pathway-nudges.test.ts',
  'test/desk/pathways.test.ts',
  'test/desk/planned.test.ts',
  'test/desk/record.test.ts',
  'test/desk/results.test.ts',
  'test/desk/retention.test.ts',
  'test/desk/session-pack.test.ts',
  'test/desk/stopped.test.ts',
  'test/desk/tablets.test.ts',
  'test/packs/attacks.test.ts',
  'test/packs/chromium.test.ts',
  'test/pdf/blocks.test.ts',
  'test/scrubbing/scrub.test.ts',
  'test/store/claims.test.ts',
  'test/store/folder.test.ts',
  'test/store/merges.test.ts',
  'test/store/migrate.test.ts',
  'test/store/replan.test.ts',
  'test/store/sessions.test.ts',
  'test/surveys/anonymity.test.ts',
  'test/surveys/attacks.test.ts',
  'test/surveys/coded-attacks.test.ts',
  'test/surveys/looking-again.test.ts',
  'test/surveys/room-attacks.test.ts',
];
const everyDay = !process.env.ONWARD_DEEP && !process.env.ONWARD_KILLS;
if (everyDay) console.info(`NOT IN THIS RUN (npm run deep): ${long.join(', ')}; and the desk on PostgreSQL.`);

const shared = {
  globalSetup: ['test/support/prepare-databases.ts'],
  // PGlite compiles 10 MB of WebAssembly in each worker; a loaded CI machine takes its time over it.
  testTimeout: 60_000,
  // No test changes what is shared, so files share what is slow to load; see test/support/database.ts.
  isolate: false,
  hookTimeout: 60_000,
  // CI's machine is shared, and may stall a browser or a process for longer than a trip waits. What fails twice is broken.
  retry: process.env.CI ? 1 : 0,
};

export default defineConfig({
  test: {
    // Both cores of a small CI machine: vitest leaves one idle by itself, and most tests wait for a process or a browser.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...shared,
          name: 'house',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/conformance/**', ...(everyDay ? long : [])],
        },
      },
      // Reads public data from ../shared/data, which is not part of the project.
      { test: { ...shared, name: 'conformance', include: ['test/conformance/**/*.test.ts'] } },
    ],
  },
});
