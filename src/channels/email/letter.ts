import type { MailLinks, OutMessage } from '../../desk/ports.ts';
import type { Words } from './words.ts';

/** What an email says: the same as plain text and as simple HTML. Pure. */
export interface Letter {
  subject: string;
  text: string;
  html: string;
}

/** A line of it: words, or words that are a link. */
type Line = string | { label: string; url: string };

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);

const plain = (line: Line) => (typeof line === 'string' ? line : `${line.label}:\n${line.url}`);
const marked = (line: Line) =>
  `<p>${typeof line === 'string' ? escaped(line) : `<a href="${escaped(line.url)}">${escaped(line.label)}</a>`}</p>`;

/** Never what was said in the chat: that is read there. */
export function letterOf({ kind, language }: Pick<OutMessage, 'kind' | 'language'>, links: MailLinks, words: Words): Letter {
  const about = kind === 'invitation' || kind === 'reminder' ? kind : 'message';
  const lines: Line[] = [
    words.hello,
    words[about],
    ...(links.survey === null ? [] : [{ label: words.open_survey, url: links.survey }]),
    { label: words.open_chat, url: links.chat },
    words.chat_note,
    words.why,
    words.reach,
    { label: words.stop, url: links.stop },
  ];
  const subject = words[`subject_${about}`];
  const lang = language === 'easy' ? 'en' : language;
  const head = `<meta charset="utf-8"><title>${escaped(subject)}</title>`;
  return {
    subject,
    text: `${lines.map(plain).join('\n\n')}\n`,
    html: `<!doctype html><html lang="${escaped(lang)}"><head>${head}</head><body>${lines.map(marked).join('\n')}</body></html>\n`,
  };
}
