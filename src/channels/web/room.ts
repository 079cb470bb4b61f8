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
  /** What a facilitator's tablet says: every id of `tablet/words.ts`. */
  tabletPhrases: ChannelPhrases;
  /** The rules by which the tablet hears danger, as its program reads them. */
  tabletScreen: object;
  ids: Pick<Ids, 'next'>;
  /** Where people reach the page, like `https://chat.example.org`. With https the cookie is `Secure`. */
  publicUrl: string;
  /** Has to keep the message of `err` out: it may hold what a person wrote. */
  log: { error(details: { err: unknown }, message: string): void };
  /** Folder of the built browser modules, ending in "/"; where the build puts them if not given. */
  scripts?: URL;
  /** The same of the tablet's program. */
  tablet?: URL;
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
    failed: (error) => parts.log.error({ err: error }, 'the web page could not answer'),
  };
}
