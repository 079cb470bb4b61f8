import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { ChannelPhrases, ChatMessage, ChatView, Desk, Ids } from '../../desk/ports.ts';
import { cleanText } from '../clean-text.ts';
import { linesOf } from './sheet.ts';
import { spoken } from './spoken.ts';

export interface TerminalParts {
  desk: Desk;
  ids: Pick<Ids, 'next'>;
  phrases: ChannelPhrases;
  /** Who sits here. The same address is the same person. */
  address: string;
  /** The same person as staff: lines that begin with "/" are their commands. */
  staff: string;
  input: Readable;
  output: Writable & { isTTY?: boolean };
  /** Said first: a phrase id. */
  opening: 'hint' | 'trying';
}

/** A chat with one person who sits at the terminal, until they leave or everything about them was erased. Takes lines from a pipe too. */
export async function chat({ desk, ids, phrases, address, staff, input, output, opening }: TerminalParts): Promise<void> {
  const interactive = Boolean(output.isTTY && (input as { isTTY?: boolean }).isTTY);
  const lines = createInterface({ input, ...(interactive && { output }), terminal: interactive, historySize: 0 });
  // From here on lines wait to be taken; one that comes before anybody listens would be lost.
  const typed = lines[Symbol.asyncIterator]();
  const words = (id: string) => phrases(view.language)[id] ?? '';
  const write = (text: string) => void output.write(`${text}\n`);
  const say = (texts: string[]) => {
    for (const text of texts) write(`\n${words('onward')}: ${cleanText(text)}`);
  };

  /** What is new, and the question that waits. */
  function show(messages: ChatMessage[]): void {
    say(
      messages
        .filter(({ direction }) => direction === 'out')
        .map(({ text, link }) => (link ? `${text}\n${link.label}: ${link.url}` : text)),
    );
    if (view.stopped) write(`\n${words('stopped')}`);
    else for (const line of spoken(view.prompt, words)) write(line);
    ask();
  }

  function ask(): void {
    if (!interactive) return;
    lines.setPrompt(`\n${words('you')}: `);
    lines.prompt();
  }

  function notice(id: string): true {
    write(`\n${words(id)}`);
    ask();
    return true;
  }

  /** One turn. false: there is nobody to talk to any more. */
  async function take(text: string): Promise<boolean> {
    const prompt = view.prompt?.id;
    const said = { channel: 'terminal', externalId: ids.next(), address, reply: { kind: 'text', text } } as const;
    const taken = await desk.receive(prompt === undefined ? said : { ...said, prompt });
    if (taken.kind === 'busy') return notice('busy');
    if (taken.kind === 'taken' && taken.forgotten) {
      say(taken.messages.map((message) => message.text));
      return false;
    }
    const known = view.person === null ? undefined : last;
    view = await desk.view('terminal', address, known);
    last = view.messages.at(-1)?.id ?? last;
    // Somebody new has read the greeting already; it comes again, before their first words.
    const own = view.messages.findLastIndex(({ externalId }) => externalId === said.externalId);
    show(known === undefined ? view.messages.slice(own) : view.messages);
    return true;
  }

  /** A command of staff, such as `/concerns`. */
  async function obey(line: string): Promise<true> {
    const result = await desk.command({ channel: 'terminal', address: staff }, { line });
    write(`\n${cleanText(result.kind === 'refused' ? result.why : linesOf(result.sheet))}`);
    ask();
    return true;
  }

  let view: ChatView = await desk.view('terminal', address);
  let last = view.messages.at(-1)?.id;
  write(words(opening));
  show(
    view.messages.slice(
      Math.max(
        0,
        view.messages.findLastIndex(({ direction }) => direction === 'in'),
      ),
    ),
  );

  lines.on('SIGINT', () => lines.close());
  for await (const line of typed) {
    const text = cleanText(line);
    if (!interactive && text) write(`\n${words('you')}: ${text}`);
    if (!text) ask();
    else if (!(await (text.startsWith('/') ? obey(text.slice(1)) : take(text)).catch(() => notice('trouble')))) return lines.close();
  }
  if (view.person !== null && opening === 'hint') write(`\n${words('bye')}`);
}
