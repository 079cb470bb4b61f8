import type { Span } from './kinds.ts';
import type { Piece } from './words.ts';

const beforeAt = /[^\s@<>()[\]",;:]/u;
const afterAt = /[\p{L}\p{N}._-]/u;
const site = /^(?:https?:\/\/|www\.)/i;
const domain = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(?:com|org|net|uk|tv|gg|io|app|info|fm|xyz|dev|eu|ly|link)$/iu;
const path = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.[a-z]{2,6}[/?#]/iu;
/** "jay at example dot com", "jay(at)example.com". */
const spelt =
  /[\p{L}\p{N}._+-]{1,64}\s{0,2}(?:[([{]at[)\]}]\s{0,2}[\p{L}\p{N}-]{1,63}\s{0,2}(?:\.|[([{]?\bdot\b[)\]}]?)|\bat\b\s{0,2}[\p{L}\p{N}-]{1,63}\s{1,2}dot\b|\bat\b\s(?:gmail|hotmail|outlook|yahoo|icloud|live|proton)\.)\s{0,2}[\p{L}.]{2,10}/giu;
const network =
  /\b(?:snap|snapchat|sc|insta|instagram|ig|tiktok|tt|discord|xbox|psn|gamertag|fb|facebook|twitter|kik|telegram|steam|roblox)(?:\s(?:name|tag|user|username|handle))?(\s{0,2}[:=]\s{0,2}|\s{0,2}-\s{0,2}|\s(?:is\s)?)@?([\p{L}\p{N}_.]{2,40})/giu;

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
  for (const { 0: found, 1: link = '', 2: name = '', index } of text.matchAll(network)) {
    // "insta is banned" and "snap - its fun" are no names; "snap: molly" is.
    if (/[:=]/.test(link) || /[\p{L}\p{N}][\d_.]+\p{L}|\p{L}\d/u.test(name))
      spans.push({ kind: 'handle', from: index + found.length - name.length, to: index + found.length });
  }
  return spans;
}
