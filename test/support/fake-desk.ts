import type { ChatMessage, ChatView, Desk, Inbound, Prompt, Said, Taken, Wakes } from '../../src/desk/ports.ts';

/**
 * A desk in memory for tests of a channel: one question of each kind, the commands, a duplicate check, a person under 13, a code.
 * It understands a reply just well enough.
 */

const named = (...labels: string[]) => labels.map((label) => ({ value: label.toLowerCase().replace(/[^a-z0-9]+/g, '-'), label }));

export type Question = Omit<Prompt, 'progress' | 'many'> & { text: string };

export const questions: Question[] = [
  { id: 'language', type: 'choice', text: 'How would you like me to write to you?', options: named('English', 'Easy'), skip: false },
  { id: 'name', type: 'name', text: 'What should we call you?', options: [], skip: true },
  {
    id: 'age',
    type: 'age',
    text: 'How old are you?',
    options: named('Under 13', '13 to 15', '16 or 17', '18 to 24', '25 or over'),
    skip: false,
  },
  {
    id: 'matters',
    type: 'several',
    text: 'What matters to you? Pick as many as you like.',
    options: named('Feeling safe', 'Staff', 'Phones and computers', 'School and learning', 'Health', 'Something else'),
    skip: true,
  },
  {
    id: 'listened',
    type: 'scale',
    text: 'I felt listened to.',
    options: ['Not at all', 'A little', 'Partly', 'Mostly', 'Completely'].map((label, index) => ({
      value: String(index + 1),
      label: `${index + 1} – ${label}`,
    })),
    skip: true,
  },
  {
    id: 'again',
    type: 'nought_to_ten',
    text: 'Would you do it again? 0 means no, 10 means yes, for sure.',
    options: Array.from({ length: 11 }, (_, index) => ({ value: String(index), label: String(index) })),
    skip: true,
  },
  { id: 'words', type: 'yes_no', text: 'May we use your words, without your name?', options: named('Yes', 'No'), skip: true },
  { id: 'keep', type: 'consent', text: 'May we keep your details to contact you?', options: named('Yes', 'No'), skip: true },
  { id: 'needs', type: 'text', text: 'Would anything make it easier for you to take part?', options: [], skip: true },
  { id: 'born', type: 'date', text: 'When were you born?', options: [], skip: true },
  { id: 'count', type: 'number', text: 'How many sessions did you come to?', options: [], skip: true },
  { id: 'mail', type: 'email', text: 'What is your email?', options: [], skip: true },
  { id: 'phone', type: 'phone', text: 'What is your phone number?', options: [], skip: true },
  {
    id: 'review',
    type: 'review',
    text: 'Here is what you told me. Is it right?',
    options: named("That's right", 'Change something'),
    skip: false,
  },
];

interface Chat {
  person: string;
  messages: ChatMessage[];
  at: number;
  stopped: boolean;
  language: string;
}

/** @param asked what it asks, in this order */
export function createFakeDesk(asked: Question[] = questions) {
  const greeting = ["Hi, I'm Onward. I'm a bot, not a person.\nIf you are in danger now, call 999.", asked[0]?.text ?? ''];
  const chats = new Map<string, Chat>();
  const seen = new Set<string>();
  const listeners = new Map<string, Set<() => void>>();
  const codes = new Map<string, string>();
  const usedTickets = new Set<string>();
  let ids = 0;
  const received: Inbound[] = [];
  const located: { address: string; zone: string }[] = [];
  const state = {
    /** The next this many turns are refused as busy, or fail before anything is written. */
    busy: 0,
    broken: 0,
    viewBroken: false,
  };

  const wakes: Wakes = {
    subscribe(person, wake) {
      const own = listeners.get(person) ?? new Set();
      listeners.set(person, own.add(wake));
      return () => void own.delete(wake);
    },
    announce(person) {
      for (const wake of listeners.get(person) ?? []) wake();
    },
  };

  function add(chat: Chat, direction: 'in' | 'out', text: string, externalId: string | null = null, copy: string | null = null): void {
    chat.messages.push({ id: `m-${String(++ids).padStart(8, '0')}`, direction, text, at: new Date(0), externalId, copy });
  }

  function promptAt(at: number): Prompt | null {
    const question = asked[at];
    if (!question) return null;
    const { text: _, ...rest } = question;
    return {
      ...rest,
      many: question.type === 'several',
      progress: question.type === 'review' ? null : { at: at + 1, of: asked.length - 1 },
    };
  }

  function open(address: string): Chat {
    let chat = chats.get(address);
    if (!chat) {
      chat = { person: `p-${++ids}`, messages: [], at: 0, stopped: false, language: 'en' };
      chats.set(address, chat);
      for (const text of greeting) add(chat, 'out', text);
    }
    return chat;
  }

  /** What comes of a reply; null: the person is under 13 and everything goes. */
  function answer(chat: Chat, { reply }: Inbound): string[] | null {
    const question = asked[chat.at];
    const again = [question?.text ?? 'There is no question open right now.'];
    const typed = reply.kind === 'text' ? reply.text : reply.values.join(', ');
    const command = reply.kind === 'text' ? typed.toUpperCase() : '';
    if (chat.stopped && command !== 'START') return ['You have stopped all messages.'];
    if (command === 'STOP') {
      chat.stopped = true;
      return ['You have stopped all messages.'];
    }
    if (command === 'START') {
      chat.stopped = false;
      return ['Welcome back.', ...again];
    }
    if (command === 'BACK') {
      chat.at = Math.max(0, chat.at - 1);
      return [asked[chat.at]?.text ?? ''];
    }
    if (command === 'CODE') {
      codes.set('blue-otter-42', chat.person);
      return ['Your code is: blue-otter-42', ...again];
    }
    if (command === 'WHY') return ['So that we can help you better.', ...again];
    if (command === 'HELP' || command === 'MENU') return [`This is ${command.toLowerCase()}.`, ...again];
    if (!question) return ['Thank you.'];
    if (reply.prompt !== undefined && reply.prompt !== question.id) return ['That answer was for an earlier question.', ...again];
    if (command !== 'SKIP' && question.options.length > 0) {
      const named = question.options.find(({ label }) => label.toLowerCase() === typed.toLowerCase());
      const meant = reply.kind === 'choice' ? reply.values : [named?.value ?? typed.toLowerCase()];
      const fits = meant.every((one) => question.options.some(({ value }) => value === one));
      if (!fits) return ['Sorry, I did not get that.', ...again];
      if (question.id === 'age' && meant[0] === 'under-13') return null;
      if (question.id === 'language') chat.language = meant[0] === 'easy' ? 'easy' : 'en';
    }
    chat.at += 1;
    return [asked[chat.at]?.text ?? 'Thank you. A person will write to you within 5 working days.'];
  }

  /** The last message of a turn carries the question that waits, as the desk's does. */
  function saidOf(chat: Chat, texts: string[]): Said[] {
    const prompt = chat.stopped ? null : promptAt(chat.at);
    return texts.map((text, at) => ({ text, ...(prompt && at === texts.length - 1 && { prompt }) }));
  }

  const desk: Desk = {
    async receive(inbound): Promise<Taken> {
      if (state.broken > 0 && state.broken--) throw new Error(`no database for ${JSON.stringify(inbound.reply)}`);
      if (state.busy > 0 && state.busy--) return { kind: 'busy' };
      received.push(inbound);
      if (seen.has(inbound.externalId)) return { kind: 'duplicate' };
      seen.add(inbound.externalId);
      const chat = open(inbound.address);
      const { reply } = inbound;
      const label = (value: string) => asked[chat.at]?.options.find((option) => option.value === value)?.label ?? value;
      add(chat, 'in', reply.kind === 'text' ? reply.text : reply.values.map(label).join(', '), inbound.externalId);
      const texts = answer(chat, inbound);
      if (texts === null) {
        chats.delete(inbound.address);
        return {
          kind: 'taken',
          person: chat.person,
          forgotten: true,
          language: chat.language,
          messages: [{ text: 'Thank you for saying hello. This is for people who are 13 or over. We have kept nothing.' }],
        };
      }
      for (const text of texts) add(chat, 'out', text);
      wakes.announce(chat.person);
      return { kind: 'taken', person: chat.person, forgotten: false, messages: saidOf(chat, texts), language: chat.language };
    },
    overhear: async ({ address, text }) => {
      if (!text.includes('in need')) return null;
      add(open(address), 'out', 'Thank you for telling me.');
      return { text: 'Thank you for telling me.' };
    },
    async view(_channel, address, after): Promise<ChatView> {
      if (state.viewBroken) throw new Error('no database');
      const chat = chats.get(address);
      if (!chat)
        return {
          person: null,
          messages: greeting.map((text, index) => ({
            id: `greeting-${index}`,
            direction: 'out',
            text,
            at: new Date(0),
            externalId: null,
            copy: null,
          })),
          prompt: promptAt(0),
          stopped: false,
          language: 'en',
        };
      const messages = after === undefined ? chat.messages : chat.messages.filter(({ id }) => id > after);
      return { person: chat.person, messages: [...messages], prompt: promptAt(chat.at), stopped: chat.stopped, language: chat.language };
    },
    async redeem(_channel, address, code) {
      const person = codes.get(code.toLowerCase());
      const chat = [...chats.values()].find((one) => one.person === person);
      if (!chat) return { kind: 'refused' };
      codes.delete(code.toLowerCase());
      chats.set(address, chat);
      return { kind: 'redeemed', person: chat.person };
    },
    stopBy: async (token) => (token.startsWith('stop-') ? { language: 'en' } : null),
    bounced: async () => false,
    place: async () => undefined,
    locate: async (_channel, address, zone) => void located.push({ address, zone }),
    tablets: { start: async () => null, take: async () => null },
    papers: { view: async () => null, reply: async () => ({ kind: 'refused' }) },
    copies: {
      ticket: async (_channel, address) => {
        const chat = chats.get(address);
        return chat ? { ticket: `ticket-of-${chat.person}`, language: chat.language } : null;
      },
      admits: async (_channel, address, ticket) => {
        const chat = chats.get(address);
        return chat && ticket === `ticket-of-${chat.person}` && !usedTickets.has(ticket) ? { language: chat.language } : null;
      },
      take: async (channel, address, ticket, format) => {
        if (!(await desk.copies.admits(channel, address, ticket))) return null;
        usedTickets.add(ticket);
        return { name: `onward-my-data.${format}`, type: 'application/json', body: '{}' };
      },
    },
    command: async () => ({ kind: 'refused', why: 'The page gives no commands.' }),
    park: async (_caller, { name }) => ({ name, ticket: `ticket-${++ids}` }),
    home: async () => null,
    keep: async () => undefined,
    form: async () => ({ kind: 'refused', why: 'The page shows no forms.' }),
    tick: async () => ({ silences: 0, planned: 0, alerts: 0, unheard: 0, redrawn: 0 }),
    deliver: async () => ({ sent: 0, queued: 0, unknown: 0, failed: 0, held: 0 }),
    sending: { look: async () => null, onNews: () => undefined, counts: () => ({ sent: 0, queued: 0, unknown: 0, failed: 0, held: 0 }) },
    collect: async () => {},
    night: async () => Object.fromEntries([]) as never,
    replan: async () => ({ planned: 0, dropped: 0 }),
    digest: async () => ({}),
    close: async () => {},
  };

  return {
    desk,
    wakes,
    state,
    /** Every event that reached the desk, second deliveries too. */
    received,
    located,
    chats,
    listening: () => [...listeners.values()].reduce((sum, own) => sum + own.size, 0),
    /** Says something that nobody asked for just now. */
    push(chat: Chat, text: string, copy: string | null = null): void {
      add(chat, 'out', text, null, copy);
      wakes.announce(chat.person);
    },
    /** A person who stands at that question. */
    place(address: string, question: string): Chat {
      const chat = open(address);
      chat.at = asked.findIndex(({ id }) => id === question);
      add(chat, 'out', asked[chat.at]?.text ?? 'Thank you.');
      return chat;
    },
    only(): Chat {
      const [chat] = chats.values();
      if (!chat) throw new Error('nobody is here yet');
      return chat;
    },
  };
}

export type FakeDesk = ReturnType<typeof createFakeDesk>;
