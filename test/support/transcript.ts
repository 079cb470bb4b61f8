/** What was said at the doors, to be read from the first line to the last. */
export interface Transcript {
  /** A heading. */
  chapter(title: string): void;
  /** Somebody says or presses something. */
  says(who: string, door: string, text: string): void;
  /** Onward says something to somebody. */
  told(who: string, door: string, text: string): void;
  /** The whole, as Markdown. */
  text(): string;
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'Europe/London' });
const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/London' });

/** Markdown shows a line as it is, and each on a line of its own. */
const quoted = (text: string) =>
  text
    .split('\n')
    .map((line) => `> ${line.replace(/([\\*_<#|])/g, '\\$1')}`.trimEnd())
    .join('  \n');

/** @param title of the whole. @param now the clock of the world */
export function createTranscript(title: string, about: string, now: () => Date): Transcript {
  const parts = [`# ${title}`, about];
  let last = '';
  const stamp = () => {
    const today = day.format(now());
    if (today !== last) parts.push(`### ${today}`);
    last = today;
  };
  const line = (head: string, text: string) => {
    stamp();
    parts.push(`**${head}**, ${time.format(now())}\n\n${quoted(text)}`);
  };
  return {
    chapter: (heading) => void parts.push(`## ${heading}`),
    says: (who, door, text) => line(`${who} (${door})`, text),
    told: (who, door, text) => line(`Onward to ${who} (${door})`, text),
    text: () => `${parts.join('\n\n')}\n`,
  };
}
