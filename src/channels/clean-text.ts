/** Control characters except new line and tab: they draw nothing and confuse terminals, logs and databases. */
const controls = /(?![\n\t])\p{Cc}/gu;

/** Lone surrogates become U+FFFD: `toWellFormed` comes with Node 20 and is not in every library of types yet. */
export function wellFormed(text: string): string {
  return (text as string & { toWellFormed(): string }).toWellFormed();
}

/** What somebody typed, on any channel, without what nobody can see. */
export function cleanText(text: string): string {
  return wellFormed(text).normalize('NFC').replace(/\r\n?/g, '\n').replace(controls, '').trim();
}
