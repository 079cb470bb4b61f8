import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/**
 * The walls of the house: who may import whom, and which outside library is named where. A library that is new, or a room that is,
 * has to be put in here first.
 */

const src = fileURLToPath(new URL('../src/', import.meta.url));

interface Room {
  /** Rooms and files of `src` that it may import, besides itself. */
  rooms: string[];
  /** Outside libraries that it may name. */
  libraries: string[];
}

const ports = 'desk/ports.ts';

/** What several channels need, and none of them is: a file each beside their rooms. */
const channelAids = [
  'afterwards',
  'bounded',
  'choice-lines',
  'clean-text',
  'codes',
  'copies',
  'drawn',
  'file-text',
  'groups',
  'guesses',
  'offered',
  'patiently',
  'phrases',
  'sheet-lines',
  'soon',
  'split',
  'unkept',
  'workbook',
].map((aid) => `channels/${aid}.ts`);

const rooms: Record<string, Room> = {
  engine: { rooms: [], libraries: ['zod', '@marcbachmann/cel-js'] },
  language: { rooms: ['engine'], libraries: ['chrono-node', 'libphonenumber-js', 'fastest-levenshtein', 'syllable', 'flesch-kincaid'] },
  flows: { rooms: ['engine'], libraries: ['zod', 'yaml'] },
  people: { rooms: ['engine', ports], libraries: ['csv-parse', 'zod'] },
  sessions: { rooms: [ports, 'people', 'surveys'], libraries: ['zod'] },
  desk: {
    rooms: [
      'engine',
      'people',
      'sessions',
      'safeguarding',
      'calendar',
      'surveys',
      'nudges',
      'pathways',
      'insight',
      'packs',
      'lanes.ts',
      'account.ts',
      'envelope.ts',
    ],
    libraries: ['zod'],
  },
  nudges: { rooms: ['engine', 'calendar', 'people', 'surveys', ports], libraries: [] },
  pathways: { rooms: ['engine', 'calendar', 'people', 'surveys', ports], libraries: [] },
  copy: { rooms: [ports, 'html.ts', 'pdf'], libraries: [] },
  pdf: { rooms: ['insight'], libraries: ['pdfkit', 'fontkit', 'uqr', '@fontsource/dejavu-sans', '@fontsource/unifont'] },
  jobs: { rooms: [ports, 'calendar'], libraries: [] },
  calendar: { rooms: [], libraries: ['zod', 'temporal-polyfill'] },
  safeguarding: { rooms: [ports, 'calendar', 'share.ts'], libraries: ['zod'] },
  surveys: { rooms: ['engine', 'people', 'calendar', 'share.ts', ports], libraries: ['zod'] },
  insight: {
    rooms: ['surveys', 'share.ts'],
    libraries: ['@napi-rs/canvas', '@expo-google-fonts/atkinson-hyperlegible', 'write-excel-file'],
  },
  packs: { rooms: ['surveys', 'insight', 'pdf', 'html.ts'], libraries: ['pptxgenjs'] },
  scrubbing: { rooms: [], libraries: ['zod', 'compromise', 'dale-chall'] },
  store: {
    rooms: [ports],
    libraries: [
      '@prisma/client',
      '@prisma/adapter-pg',
      '@prisma/driver-adapter-utils',
      '@prisma/schema-engine-wasm',
      '@electric-sql/pglite',
      '@electric-sql/pglite-socket',
      'pglite-prisma-adapter',
      'pg',
      'pg-cursor',
    ],
  },
  'channels/web': {
    rooms: [ports, ...channelAids, 'channels/web/browser/news.ts', 'envelope.ts', 'tablet/words.ts'],
    libraries: ['express', 'helmet', 'compression', 'cookie', 'express-rate-limit', 'preact', 'preact-render-to-string', 'zod'],
  },
  'channels/web/browser': { rooms: [], libraries: [] },
  tablet: { rooms: ['engine', 'envelope.ts', 'safeguarding'], libraries: [] },
  'channels/slack': {
    rooms: [ports, ...channelAids, 'lanes.ts'],
    libraries: ['@slack/bolt', '@slack/web-api', '@slack/types', 'zod'],
  },
  'channels/botframework': { rooms: [ports, ...channelAids, 'lanes.ts', 'account.ts'], libraries: ['botbuilder', 'fflate', 'zod'] },
  'channels/email': { rooms: [ports, ...channelAids], libraries: ['nodemailer', 'postal-mime'] },
  'channels/terminal': { rooms: [ports, ...channelAids], libraries: [] },
  config: { rooms: ['account.ts'], libraries: ['zod'] },
  cli: { rooms: [ports, 'safeguarding', 'scrubbing', 'share.ts'], libraries: ['commander', 'cli-table3'] },
};

/** Files that stand alone between the rooms, and what they may name. The entrances and the house may import every room. */
const files: Record<string, Room> = {
  ...Object.fromEntries(channelAids.map((aid) => [aid, { rooms: [ports, ...channelAids], libraries: ['zod'] }])),
  'channels/workbook.ts': { rooms: [], libraries: ['read-excel-file', 'fflate'] },
  'lanes.ts': { rooms: [], libraries: [] },
  'account.ts': { rooms: [], libraries: [] },
  'envelope.ts': { rooms: ['engine'], libraries: [] },
  'tablet-keys.ts': { rooms: [ports], libraries: [] },
  'share.ts': { rooms: [], libraries: [] },
  'html.ts': { rooms: [], libraries: [] },
  'clock.ts': { rooms: [ports], libraries: [] },
  'seal.ts': { rooms: [ports, 'config'], libraries: [] },
  'ids.ts': { rooms: [ports], libraries: ['uuid'] },
  'log.ts': { rooms: [], libraries: ['pino'] },
  'schedule.ts': { rooms: [ports, 'log.ts', 'jobs', 'sending.ts'], libraries: ['node-cron'] },
  'sending.ts': { rooms: [ports, 'log.ts'], libraries: [] },
  'watch.ts': { rooms: [ports, 'jobs'], libraries: [] },
  'metrics.ts': { rooms: [ports, 'watch.ts'], libraries: ['prom-client'] },
  'tracing.ts': {
    rooms: ['watch.ts'],
    libraries: [
      '@opentelemetry/api',
      '@opentelemetry/context-async-hooks',
      '@opentelemetry/exporter-trace-otlp-http',
      '@opentelemetry/resources',
      '@opentelemetry/sdk-trace',
    ],
  },
  'start-trouble.ts': { rooms: ['config', 'flows'], libraries: [] },
  'open-scrubbing.ts': { rooms: ['scrubbing', 'language', 'flows'], libraries: [] },
  'house.ts': { rooms: ['*'], libraries: [] },
  'bot.ts': { rooms: ['*'], libraries: ['express'] },
  'main.ts': { rooms: ['*'], libraries: [] },
  'onward.ts': { rooms: ['*'], libraries: [] },
};

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('store/client/'));

/** The room of a file: the deepest that holds it. A file that stands alone is its own. */
function roomOf(file: string): string | undefined {
  if (files[file]) return file;
  return Object.keys(rooms)
    .filter((room) => file.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** Code without comments. */
function codeOf(file: string): string {
  return readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
}

function importsOf(file: string): string[] {
  return [
    ...codeOf(file).matchAll(
      // At the end of its line, so that SQL which reads from something is no import.
      /(?:^import\s*|^(?:import|export|\}).*?\bfrom\s*)['"]([^'"]+)['"];?$|(?:\bimport\(|require\.resolve\()['"]([^'"]+)['"]/gm,
    ),
  ].flatMap(([, name, called]) => name ?? called ?? []);
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

function mayImport(room: string, allowed: Room, target: string): boolean {
  const there = roomOf(target);
  return there === room || allowed.rooms.some((one) => one === '*' || one === there || one === target);
}

describe('The rooms', () => {
  it('hold every source file', () => {
    expect(sources.filter((file) => !roomOf(file))).toEqual([]);
  });

  it('import only what they may', () => {
    const wrong = sources.flatMap((file) => {
      const room = roomOf(file) as string;
      const allowed = (files[room] ?? rooms[room]) as Room;
      return importsOf(file).flatMap((name) => {
        if (name.startsWith('.')) {
          const target = relative(src, resolve(src, dirname(file), name)).replaceAll('\\', '/');
          return mayImport(room, allowed, target) ? [] : [`${file} imports ${target}`];
        }
        const known = name.startsWith('node:') || builtinModules.includes(name) || allowed.libraries.includes(packageOf(name));
        return known ? [] : [`${file} names ${name}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  it('name every library that is installed, and each that is named is installed', () => {
    const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const named = new Set([...Object.values(rooms), ...Object.values(files)].flatMap(({ libraries }) => libraries));
    expect([...named].sort()).toEqual(Object.keys(dependencies).sort());
    const used = new Set(sources.flatMap(importsOf).map(packageOf));
    expect([...named].filter((library) => !used.has(library) && library !== '@prisma/client')).toEqual([]);
  });

  it('the engine, the flows, the language readers, the scrubbing, the nudges’ and the pathways’ rules and the surveys’ figures do nothing: no promise, no file but the flows’ own, no network', () => {
    const doing = sources
      .filter((file) =>
        /^(engine|language|scrubbing|nudges|pathways|insight\/(promises|coding))\/|^insight\/matrix\.ts|^surveys\/(averages|coded|count|figure|disclosure|grid|quotes|release|results|survey)\.ts/.test(
          file,
        ),
      )
      .filter((file) => /['"]node:|\bawait\b|\bPromise\b|\bprocess\b|\bfetch\(/.test(codeOf(file)));
    expect(doing).toEqual([]);
  });

  it('ask nobody but the clock for the time, and nobody but ids for chance', () => {
    const own = (file: string) => ['clock.ts', 'ids.ts'].includes(file) || /^(channels\/web\/browser|tablet)\//.test(file);
    const asking = sources.filter(
      (file) => !own(file) && /Date\.now|new Date\(\s*\)|Math\.random|performance\.now|randomInt\(/.test(codeOf(file)),
    );
    expect(asking).toEqual([]);
  });

  it('never look round: no file reaches into another room’s inside', () => {
    const deep = sources.flatMap((file) =>
      importsOf(file).flatMap((name) => {
        if (!name.startsWith('.')) return [];
        const target = relative(src, resolve(src, dirname(file), name)).replaceAll('\\', '/');
        const there = roomOf(target) as string;
        const open =
          there === roomOf(file) || files[target] || target === ports || target.endsWith('/index.ts') || file.startsWith('channels/web/');
        return open ? [] : [`${file} reaches ${target}`];
      }),
    );
    expect(deep).toEqual([]);
  });
});
