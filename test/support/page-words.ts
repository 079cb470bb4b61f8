import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ChannelPhrases } from '../../src/desk/ports.ts';

type PageWords = Record<string, { en: string } & Record<string, string>>;

/** The real words of the page, filled the way the catalogue fills them: `{charity}` and `{contact}` are known, `{{` is a brace. */
export const pageWords: PageWords = parse(readFileSync(new URL('../../src/flows/page-words.yaml', import.meta.url), 'utf8'));

const constants: Record<string, string> = { charity: 'The Example Project', contact: 'hello@example.org' };

export const phrases: ChannelPhrases = (language) =>
  Object.fromEntries(
    Object.entries(pageWords).map(([id, words]) => [
      id,
      (words[language] ?? words.en).replace(/\{\{|\}\}|\{([a-z]+)\}/g, (whole, gap?: string) =>
        gap ? (constants[gap] ?? '') : (whole[0] as string),
      ),
    ]),
  );
