import type { CommandOutline } from '../../desk/ports.ts';

/** One of `slash_commands` in the manifest of a Slack app. */
export interface Slash {
  command: string;
  url?: string;
  description: string;
  usage_hint: string;
  should_escape: true;
}

const hint = (words: readonly string[]) => words.join(' | ');

/**
 * What people see after a slash, from the table of commands: our own name, after which any command comes, and the first words that have a slash
 * of their own, each with what may follow it.
 * @param own the entry of our own name, whose address the others share
 */
export function slashesOf(own: Slash, outlines: readonly CommandOutline[]): Slash[] {
  const firstOf = ({ name }: CommandOutline) => name.split(' ', 1)[0] as string;
  const begun = outlines.filter(({ suggest }) => suggest?.includes('slash'));
  const firsts = begun.map(firstOf);
  const rest = outlines.filter((outline) => outline.suggest?.includes('chat') && !firsts.includes(firstOf(outline)));
  const { url } = own;
  return [
    { ...own, usage_hint: hint(rest.map(({ name }) => name)) },
    ...begun.map((outline): Slash => {
      const first = firstOf(outline);
      const group = outlines.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name.slice(first.length + 1));
      // A command of one word is followed by what can stand in its first place.
      const follow =
        group.length > 0 ? group : (outline.fields.find(({ positional }) => positional)?.choices ?? []).map(({ value }) => value);
      const second = outline.name.slice(first.length + 1);
      return {
        command: `/${first}`,
        ...(url !== undefined && { url }),
        description: second === '' ? outline.summary : `${second}: ${outline.summary}`,
        usage_hint: hint(follow),
        should_escape: true,
      };
    }),
  ];
}
