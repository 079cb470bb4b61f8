#!/usr/bin/env node
/** The commands: builds what each needs, and nothing more. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { basename, dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { teamsPackage } from './channels/botframework/index.ts';
import { readBounce } from './channels/email/index.ts';
import { textOfFile } from './channels/file-text.ts';
import { manifestOf } from './channels/slack/index.ts';
import { chat, keepFile, saveCopy } from './channels/terminal/index.ts';
import { createProgram } from './cli/index.ts';
import { clock } from './clock.ts';
import { readConfig } from './config/index.ts';
import { commandOutlines } from './desk/index.ts';
import { flowJsonSchema } from './engine/index.ts';
import { readData, sentence } from './flows/index.ts';
import { loadHouse } from './house.ts';
import { ids } from './ids.ts';
import { ratesOf, ScreenMessages } from './safeguarding/index.ts';
import { sealOf } from './seal.ts';
import { sentenceOf } from './start-trouble.ts';
import { createStore } from './store/index.ts';

/** Messages that nobody tunes on. */
const HELD_APART = 'held-apart.yaml';

/** Who sits at this computer, as an admin names them in a grant. */
const operator = () => `${userInfo().username}@${hostname()}`;

/** The same somebody who chats: the same next time, and nobody can tell who from what is kept. */
const chatter = () => createHash('sha256').update(operator()).digest('hex');

/** Milliseconds between two looks for what is new for staff. */
const LOOK_EVERY = 5_000;

function refuse(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile();
  const config = readConfig(process.env);
  const house = loadHouse(config, clock, ids);
  const open = () => createStore({ databaseUrl: config.databaseUrl ?? undefined, dataDir: config.dataDir, role: 'command' });

  const program = createProgram({
    outlines: commandOutlines,
    command: async (order) => {
      const store = await open();
      const desk = await house.openDesk(store);
      return desk.command({ channel: 'terminal', address: operator() }, order).finally(store.close);
    },
    chat: async (flow) => {
      if (flow !== undefined && !house.catalogue.flows.has(flow))
        return refuse(`There is no flow ${flow}. There are: ${[...house.catalogue.flows.keys()].join(', ')}.`);
      const store = flow === undefined ? await open() : await createStore({ memory: true });
      const desk = await house.openDesk(store, flow === undefined ? {} : { first: flow });
      const opening = flow === undefined ? 'hint' : 'trying';
      await chat({
        desk,
        ids,
        phrases: house.terminalPhrases,
        address: chatter(),
        staff: operator(),
        input: process.stdin,
        output: process.stdout,
        opening,
        keep: (file) => keepFile(process.cwd(), file),
        save: (format, place, take) => saveCopy(format, place, process.cwd(), take),
        watch: (look) => {
          const timer = setInterval(look, LOOK_EVERY);
          return () => clearInterval(timer);
        },
      });
      await desk.close();
      await store.close();
    },
    flows: {
      schema: flowJsonSchema,
      coverage: house.catalogue.coverage,
      notes: () => house.notes.map(sentence),
    },
    screenRates: (file) => {
      if (file !== undefined && !existsSync(file)) throw new Error(`There is no file ${file}.`);
      const ours = new URL('../test/fixtures/safeguarding/', import.meta.url);
      const files = file === undefined ? readdirSync(ours).map((name) => new URL(name, ours)) : [pathToFileURL(file)];
      return files.map((one) => {
        const name = basename(one.pathname);
        const rates = ratesOf(house.screen, readData(ScreenMessages, one));
        // Who reads what is held apart tunes on it, and then it measures nothing.
        return { name, rates: file === undefined && name === HELD_APART ? { ...rates, misses: [], alarms: [] } : rates };
      });
    },
    scrubRates: async (file) => {
      if (file !== undefined && !existsSync(file)) throw new Error(`There is no file ${file}.`);
      const ours = new URL('../test/fixtures/scrubbing/messages.yaml', import.meta.url);
      const { rates } = await house.openScrubbing();
      return rates(file === undefined ? ours : pathToFileURL(file));
    },
    slackManifest: manifestOf,
    teams: {
      appId: process.env.MicrosoftAppId ?? null,
      url: config.publicUrl,
      pack: (appId, url) => teamsPackage({ appId, url, charity: config.charity }),
    },
    bounced: async (report) => {
      const bounce = await readBounce(report, sealOf(config));
      if (bounce.kind !== 'bounced') return bounce.kind;
      const store = await open();
      const desk = await house.openDesk(store);
      const kept = await Promise.all(bounce.ids.map((id) => desk.bounced(id))).finally(store.close);
      return kept.includes(true) ? 'kept' : 'known';
    },
    keep: (file) => keepFile(process.cwd(), file),
    read: async (file) => {
      try {
        return await textOfFile(readFileSync(file === '-' ? 0 : file));
      } catch {
        return null;
      }
    },
    write: (file, body) => {
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, body);
        return null;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code ?? 'unknown';
      }
    },
    print: (text) => void process.stdout.write(`${text}\n`),
    refuse,
  });
  await program.parseAsync();
}

main().catch((error: unknown) => refuse(sentenceOf(error)));
