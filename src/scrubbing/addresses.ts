import type { Span } from './kinds.ts';
import type { Piece } from './words.ts';

const beforeAt = /[^\s@<>()[\]",;:]/u;
const afterAt = /[\p{L}\p{N}._-]/u;
const site = /^(?:https?:\/\/|www\.)/i;
const domain = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(?:com|org|net|uk|tv|gg|io|app|info|fm|xyz|dev|eu|ly|link)$/iu;
const path = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.[a-z]{2,6}[/?#]/iu;
/** "jay at example dot com", "jay(at)example.com". */
const spelt =
  /(?:[\p{L}\p{N}._+-]{1,40}\s{1,2}dot\s{1,2}){0,2}[\p{L}\p{N}._+-]{1,64}\s{0,2}(?:[([{]at[)\]}]\s{0,2}[\p{L}\p{N}-]{1,63}\s{0,2}(?:\.|[([{]?\bdot\b[)\]}]?)|\bat\b\s{0,2}[\p{L}\p{N}-]{1,63}\s{1,2}dot\b|\bat\b\s(?:gmail|hotmail|outlook|yahoo|icloud|live|proton)\.)\s{0,2}[\p{L}.]{2,10}/giu;
const networks = 'snap|snapchat|sc|insta|instagram|ig|tiktok|tt|discord|xbox|psn|gamertag|fb|facebook|twitter|kik|telegram|steam|roblox';
const signs = '[\\p{L}\\p{N}_.]{2,40}';
const said = new RegExp(`\\b(?:${networks})(?:\\sname)?\\s{0,2}[:=]\\s{0,2}@?(${signs})`, 'giu');
const odd = '[\\p{L}\\p{N}_.]{1,20}[\\d_.]{1,9}[\\p{L}\\p{N}_.]{0,20}';
const after = new RegExp(`\\b(?:${networks})(?:\\s-)?(?:\\s\\p{L}{1,8}){0,3}\\s@?(${odd})`, 'giu');
const ahead = new RegExp(`(?<![\\p{L}\\p{N}_.])@?(${odd})\\son\\s(?:my\\s)?(?:${networks})\\b`, 'giu');
/** "insta is banned" names nobody; a point, a line or a figure inside a word does. */
const handleLike = /[\p{L}\p{N}][\d_.]+\p{L}|\p{L}\d/u;

/** Emails, links, and names on social networks. Longest stretches first looked at by word, so that time grows with the text and no faster. */
export function addresses({ text }: Piece): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let [from, to] = [at, at + 1];
    while (from > 0 && beforeAt.test(text[from - 1] as string)) from--;
    while (to < text.length && afterAt.test(text[to] as string)) to++;
    while (text[to - 1] === '.') to--;
    if (to > at + 1) spans.push({ kind: from < at ? 'email' : 'handle', from, to });
  }
  for (const { 0: token, index } of text.matchAll(/\S+/g)) {
    const before = /^[("'<[]*/.exec(token)?.[0].length ?? 0;
    const bare = token.slice(before).replace(/[)\]"'>.,!?;:]{1,9}$/, '');
    const span = { from: index + before, to: index + before + bare.length };
    if (site.test(bare) || domain.test(bare) || path.test(bare)) spans.push({ kind: 'link', ...span });
    else if (bare.length > 3 && bare.includes('_') && /[\p{L}\p{N}]/u.test(bare)) spans.push({ kind: 'handle', ...span });
  }
  for (const { 0: found, index } of text.matchAll(spelt)) spans.push({ kind: 'email', from: index, to: index + found.length });
  const named = (pattern: RegExp, plausible: (name: string) => boolean) => {
    for (const { 0: found, 1: name = '', index } of text.matchAll(pattern)) {
      const from = index + found.indexOf(name, pattern === ahead ? 0 : 2);
      if (plausible(name)) spans.push({ kind: 'handle', from, to: from + name.length });
    }
  };
  named(said, () => true);
  named(after, (name) => handleLike.test(name));
  named(ahead, (name) => handleLike.test(name));
  return spans;
}
