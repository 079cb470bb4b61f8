import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { chat, keepFile, saveCopy, type TerminalParts } from '../../src/channels/terminal/index.ts';
import type { Desk } from '../../src/desk/ports.ts';
import { channelPhrases } from '../../src/flows/index.ts';
import { ids } from '../../src/ids.ts';
import type { Driver } from '../contracts/channel.ts';
import { catalogue } from './shipped.ts';

/** Somebody at a terminal: each run of the command is a chat on pipes. */
export interface Sitting extends Driver {
  /** Time goes by; what they see then. */
  waits(): Promise<string>;
  /** Where they are, on their computer. */
  folder: string;
}

function noted<Answer>(asked: Set<Promise<unknown>>, answer: Promise<Answer>): Promise<Answer> {
  const settled: Promise<unknown> = answer.catch(() => undefined).then(() => asked.delete(settled));
  asked.add(settled);
  return answer;
}

/** The same desk, which notes what it has been asked for and has not answered. */
function watchedDesk<Part extends object>(part: Part, asked: Set<Promise<unknown>>): Part {
  return new Proxy(part, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value === 'object' && value !== null) return watchedDesk(value, asked);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => noted(asked, (value as (...given: unknown[]) => Promise<unknown>)(...given));
    },
  });
}

/** @param staff who they are as staff. @param address who they are in the chat */
export async function sitDown(desk: Desk, staff = 'ada@office', address = 'here'): Promise<Sitting> {
  const folder = mkdtempSync(join(tmpdir(), 'onward-terminal-'));
  const phrases = channelPhrases(catalogue.terminalPhrases, catalogue.constants);
  let typed = new PassThrough();
  let written = '';
  let ended: Promise<void> = Promise.resolve();
  let look: (() => void) | null = null;
  const asked = new Set<Promise<unknown>>();
  const watched = watchedDesk(desk, asked);
  const keep: TerminalParts['keep'] = (file) => noted(asked, keepFile(folder, file));
  const save: TerminalParts['save'] = (format, place, take) => noted(asked, saveCopy(format, place, folder, take));

  /** All that was written until nothing more comes by itself: nothing is asked of the desk any more. */
  async function quiet(): Promise<string> {
    for (let length = -1; length !== written.length || asked.size > 0; ) {
      length = written.length;
      await Promise.allSettled(asked);
      for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
    const seen = written;
    written = '';
    return seen;
  }

  async function leave(): Promise<void> {
    typed.end();
    await ended;
  }

  return {
    opens: async () => {
      await leave();
      typed = new PassThrough();
      const output = new PassThrough().on('data', (data) => (written += data));
      written = '';
      const watch = (then: () => void) => {
        look = then;
        return () => (look = null);
      };
      ended = chat({ desk: watched, ids, phrases, address, staff, input: typed, output, opening: 'hint', keep, save, watch });
      return quiet();
    },
    types: (text) => {
      typed.write(`${text}\n`);
      return quiet();
    },
    waits: () => {
      look?.();
      return quiet();
    },
    folder,
    close: async () => {
      await leave();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
