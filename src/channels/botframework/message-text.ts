import { cleanText } from '../clean-text.ts';

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function entity(whole: string, name: string): string {
  const number = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  if (name.startsWith('#')) return number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : whole;
  return named[name.toLowerCase()] ?? whole;
}

/** The words of a message, which Teams hands over as HTML. They are shown as text, so nothing has to be made safe here. */
export function textOfHtml(html: string): string {
  const text = html
    .replace(/<br\s*\/?>|<\/(?:p|div|li|tr|h\d|blockquote)>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#?\w+);/g, entity);
  return cleanText(text).replace(/\n{3,}/g, '\n\n');
}
