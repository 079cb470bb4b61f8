/** What was said at the doors, to be read from the first line to the last. */
export interface Transcript {
  /** A heading. */
  chapter(title: string): void;
  /** Somebody says or presses something. */
  says(who: string, door: string, text: string): void;
  /** Onward says something to somebody. */
  told(who: string, door: string, text: string, most?: number): void;
  /** The whole, as Markdown. */
  text(): string;
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'Europe/London' });
const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/London' });

/** Markdown shows a line as it is, and each on a line of its own. @param most lines: of a sheet of staff's the beginning is enough */
function quoted(text: string, most: number): string {
  const lines = text.split('\n');
  return [...lines.slice(0, most), ...(lines.length > most ? [`… and ${lines.length - most} more lines`] : [])]
    .map((line) => `> ${line.replace(/([\\*_<#|])/g, '\\$1')}`.trimEnd())
    .join('  \n');
}

/** @param title of the whole. @param now the clock of the world */
export function createTranscript(title: string, about: string, now: () => Date): Transcript {
  const parts = [`# ${title}`, about];
  let last = '';
  const stamp = () => {
    const today = day.format(now());
    if (today !== last) parts.push(`### ${today}`);
    last = today;
  };
  const line = (head: string, text: string, most = Number.POSITIVE_INFINITY) => {
    stamp();
    parts.push(`**${head}**, ${time.format(now())}\n\n${quoted(text, most)}`);
  };
  return {
    chapter: (heading) => void parts.push(`## ${heading}`),
    says: (who, door, text) => line(`${who} (${door})`, text),
    told: (who, door, text, most) => line(`Onward to ${who} (${door})`, text, most),
    text: () => `${parts.join('\n\n')}\n`,
  };
}
