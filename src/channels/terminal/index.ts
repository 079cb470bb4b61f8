import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { ChannelPhrases, ChatMessage, ChatView, CopyFile, CopyFormat, Desk, Ids } from '../../desk/ports.ts';
import { cleanText } from '../clean-text.ts';
import { fileFor } from '../copies.ts';
import { linesOf } from '../sheet-lines.ts';
import { readCopy, type Saved } from './copy.ts';

import { spoken } from './spoken.ts';

export { saveCopy } from './copy.ts';
export { keepFile } from './new-file.ts';

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
  /** Writes a copy of somebody's data to a new file; `place` null: they named none. */
  /** Writes a file that a command made; answers where it is. */
  keep(file: { name: string; body: string | Uint8Array }): Promise<string>;
  save(format: CopyFormat, place: string | null, take: () => Promise<CopyFile | null>): Promise<Saved>;
  /** Calls `look` every now and then, to see what is new for staff. Returns how to stop. */
  watch(look: () => void): () => void;
}

/** A chat with one person who sits at the terminal, until they leave or everything about them was erased. Takes lines from a pipe too. */
export async function chat({
  desk,
  ids,
  phrases,
  address,
  staff,
  input,
  output,
  opening,
  keep,
  save,
  watch,
}: TerminalParts): Promise<void> {
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
    const tickets = messages.flatMap(({ copy }) => copy ?? []);
    for (const of of new Set(tickets.map(fileFor))) write(`\n${words(of === 'record' ? 'record_offer' : 'copy_offer')}`);
    if (view.stopped) write(`\n${words('stopped')}`);
    else for (const line of spoken(view.prompt, words)) write(line);
    ask();
  }

  function ask(): void {
    if (!interactive) return;
    lines.setPrompt(`\n${words('you')}: `);
    lines.prompt(true);
  }

  function notice(id: string, file = ''): true {
    write(`\n${words(id).replace('{file}', () => cleanText(file))}`);
    ask();
    return true;
  }

  /** What waits for whoever sits here as staff, such as an alert to a lead. What cannot be read now is there the next time. */
  async function look(): Promise<boolean> {
    let seen = false;
    const show = (text: string) => {
      seen = true;
      say([text]);
    };
    await desk.collect('terminal', staff, ({ text }) => show(text)).catch(() => undefined);
    return seen;
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
    return showAnswer(said.externalId);
  }

  /** What is new since they said something. */
  async function showAnswer(said: string): Promise<true> {
    const known = view.person === null ? undefined : last;
    view = await desk.view('terminal', address, known);
    last = view.messages.at(-1)?.id ?? last;
    // Somebody new has read the greeting already; it comes again, before their first words.
    const own = view.messages.findLastIndex(({ externalId }) => externalId === said);
    show(known === undefined ? view.messages.slice(own) : view.messages);
    return true;
  }

  /** Words after a slash that were nobody's command. true: they said that somebody needs help, and are answered. */
  async function overhear(text: string): Promise<boolean> {
    const externalId = ids.next();
    const heard = await desk.overhear({ channel: 'terminal', externalId, address, text });
    return heard !== null && showAnswer(externalId);
  }

  /** A copy of all that is held about them, as a file. After STOP too: it goes past the chat. */
  async function copy(line: string, { format, place }: NonNullable<ReturnType<typeof readCopy>>): Promise<true> {
    if (format === null) return (await overhear(line)) || notice('copy_how');
    const saved = await save(format, place, async () => {
      const offered = await desk.copies.ticket('terminal', address, format === 'pdf' ? 'record' : 'data');
      return offered && desk.copies.take('terminal', address, offered.ticket, format);
    });
    return notice(`copy_${saved.kind}`, 'file' in saved ? saved.file : '');
  }

  /** A command of staff, such as `/concerns`. */
  async function obey(line: string): Promise<true> {
    const result = await desk.command({ channel: 'terminal', address: staff }, { line });
    if (result.kind === 'refused' && result.stranger && (await overhear(line))) return true;
    write(`\n${cleanText(result.kind === 'refused' ? result.why : linesOf(result.sheet))}`);
    if (result.kind === 'done')
      for (const file of result.sheet.files ?? []) write(`\n${words('file_kept').replace('{file}', await keep(file))}`);
    ask();
    return true;
  }

  function heed(text: string): Promise<boolean> {
    const asked = readCopy(text);
    if (asked) return copy(text.slice(1), asked);
    return text.startsWith('/') ? obey(text.slice(1)) : take(text);
  }

  let view: ChatView = await desk.view('terminal', address);
  let last = view.messages.at(-1)?.id;
  write(words(opening));
  await look();
  show(
    view.messages.slice(
      Math.max(
        0,
        view.messages.findLastIndex(({ direction }) => direction === 'in'),
      ),
    ),
  );

  const unwatch = watch(async () => {
    if (await look()) ask();
  });
  lines.on('SIGINT', () => lines.close());
  // Input that is over before this is reached ends the loop at once.
  try {
    for await (const line of typed) {
      const text = cleanText(line);
      if (!interactive && text) write(`\n${words('you')}: ${text}`);
      if (!text) ask();
      else if (!(await heed(text).catch(() => notice('trouble')))) return lines.close();
    }
  } finally {
    unwatch();
  }
  if (view.person !== null && opening === 'hint') write(`\n${words('bye')}`);
}
