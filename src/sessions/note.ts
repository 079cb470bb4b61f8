/** Letters of one note. More is a report, and belongs where reports are kept. */
export const MOST_IN_NOTE = 4_000;

/** A note as it is kept: without what nobody can see. Lines stay. */
export function readNote(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .trim();
}
