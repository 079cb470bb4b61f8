import type { Request, Response } from 'express';
import type { ChannelPhrases, Desk, Ids, Wakes } from '../../desk/ports.ts';
import type { Drawing } from './chat.tsx';
import type { Draft } from './inbound.ts';
import { noticePage } from './pages.tsx';
import { nonceOf } from './security.ts';
import type { Shell } from './shell.tsx';
import { type PhraseId, plainLanguage, wordsOf } from './words.ts';

/** What the page is built from. */
export interface WebParts {
  desk: Desk;
  wakes: Wakes;
  /** Has to know every id of `phraseIds`. */
  phrases: ChannelPhrases;
  ids: Pick<Ids, 'next'>;
  /** Where people reach the page, like `https://chat.example.org`. With https the cookie is `Secure`. */
  publicUrl: string;
  charity: { name: string; contact: string };
  /** Gets no names, no addresses, no words of a person. */
  log: { error(details: object, message: string): void };
  /** Folder of the built browser modules, ending in "/"; where the build puts them if not given. */
  scripts?: URL;
}

/** The parts with what is made of them once, for every route. */
export interface Room extends WebParts {
  secure: boolean;
  origin: string;
  drawing(language: string): Drawing;
  shell(res: Response, language: string): Shell;
  /** Answers with kind words: a page for a form, `{ notice }` for the script. */
  notice(req: Request, res: Response, status: number, title: PhraseId, text: PhraseId, draft?: Draft): void;
  failed(error: unknown): void;
}

/** Whether the page's script asks, and not a form. */
export function isScript(req: Request): boolean {
  return Boolean(req.is('application/json')) || req.accepts(['text/html', 'application/json']) === 'application/json';
}

/** Where it happened and what kind it was. The message of an error may hold what a person wrote, so it stays out. */
function harmless(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const at = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8);
  return { kind: error.name, code: (error as { code?: unknown }).code, at };
}

export function createRoom(parts: WebParts, scripts: string[]): Room {
  const url = new URL(parts.publicUrl);
  const drawing = (language: string): Drawing => ({ words: wordsOf(parts.phrases, language), nextId: () => parts.ids.next() });
  const shell = (res: Response, language: string): Shell => ({
    words: drawing(language).words,
    language,
    nonce: nonceOf(res),
    scripts,
  });
  return {
    ...parts,
    secure: url.protocol === 'https:',
    origin: url.origin,
    drawing,
    shell,
    notice(req, res, status, title, text, draft) {
      res.status(status);
      if (isScript(req)) res.json({ notice: drawing(plainLanguage).words(text) });
      else res.send(noticePage(shell(res, plainLanguage), title, text, draft));
    },
    failed: (error) => parts.log.error(harmless(error), 'the web page could not answer'),
  };
}
