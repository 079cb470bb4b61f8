import type { DrawPack, PackPrinting, SessionPack } from '../desk/ports.ts';
import type { Block, Printed } from '../pdf/index.ts';
import { formOf } from './pack-form.ts';
import { consentPages, dangerPage, firstPages, headsPage, notesPages, questionPages, signpostsPage, tallyPages } from './pack-pages.ts';
import { type PackWords, packWordsOf } from './pack-words.ts';
import { dayInFull } from './table.ts';

function formsOf(words: PackWords, pack: SessionPack, { forms, easy }: PackPrinting): Block[] {
  if (forms === 0) return (['plain', 'easy'] as const).flatMap((way) => formOf(words, pack, way, null));
  return Array.from({ length: forms }, (_, at) => formOf(words, pack, easy ? 'easy' : 'plain', at + 1)).flat();
}

function printed(words: PackWords, pack: SessionPack, printing: PackPrinting, author: string): Printed {
  const { date, setting } = pack;
  const pages = [dangerPage, consentPages, headsPage, questionPages, tallyPages, notesPages, signpostsPage];
  return {
    ...{ title: `${words('title')}: ${setting.name}, ${dayInFull(date)}`, author, language: 'en', made: new Date(`${date}T00:00:00Z`) },
    blocks: [...firstPages(words, pack, printing), ...pages.flatMap((page) => page(words, pack)), ...formsOf(words, pack, printing)],
    undrawn: words('undrawn'),
    head: words('head', { setting: setting.name, day: dayInFull(date) }),
    foot: words('foot'),
  };
}

/**
 * @param phrases the words of the pages, from flows/session-pack.yaml
 * @param author the charity
 * @param print makes the PDF
 * @throws when a phrase is missing
 */
export function packDrawer(phrases: Record<string, string>, author: string, print: (printed: Printed) => Promise<Uint8Array>): DrawPack {
  const words = packWordsOf(phrases);
  return async (pack, printing) => {
    const body = await print(printed(words, pack, printing, author));
    return { name: `onward-session-pack-${pack.date}.pdf`, type: 'application/pdf', body };
  };
}
