import { cleanText } from '../clean-text.ts';

/** Text that Slack shows as it is: nothing in it pings, links or opens anything. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A web address in a text, without the full stop or bracket after it. */
const address = /(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)])/;

/** What Slack makes of a text that is markup: bold, struck out, code, a quote, an emoji. There is no way to write these as they are. */
const marks = /[*_~`]|^>|:[\w+'-]+:/m;

/** A text with addresses that may be pressed, and nothing that Slack would draw in its own way: the words come first. */
export function mayBeMarkup(text: string): boolean {
  const parts = text.split(address);
  return parts.length > 1 && !marks.test(parts.filter((_, at) => at % 2 === 0).join(' '));
}

/** Escaped, with web addresses that can be pressed. Only for text to the person whose words may be in it. */
export function linked(text: string): string {
  return text
    .split(address)
    .map((part, at) => (at % 2 === 1 ? `<${escaped(part)}>` : escaped(part)))
    .join('');
}

/**
 * What somebody typed. Slack writes addresses, links and mentions in angle brackets, `<mailto:a@b.org|a@b.org>`, and escapes the rest.
 * @param mention what becomes of `<@U0123>`; itself if not given
 */
export function typedText(text: string, mention: (user: string) => string = (user) => `@${user}`): string {
  const plain = text
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, user: string) => mention(user))
    .replace(/<#[A-Z0-9]+\|([^>]*)>/g, '#$1')
    .replace(/<![^>|]*\|([^>]*)>/g, '$1')
    .replace(/<!(\w+)[^>]*>/g, '@$1')
    .replace(/<(?:mailto:|tel:)?[^>|]*\|([^>]*)>/g, '$1')
    .replace(/<(?:mailto:|tel:)?([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return cleanText(plain);
}
