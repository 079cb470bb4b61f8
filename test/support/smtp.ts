import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail server that keeps what it is sent, on a port of this machine. */
export interface Sink {
  url: string;
  /** What was taken, with the address that it went to, and who gave it; empty: nobody logged in. */
  mails: { to: string; raw: string; email: Email; envelope: string; by: string }[];
  /** Of those, whose giver does not know yet that it was taken. */
  unanswered: Set<Sink['mails'][number]>;
  /** How the next tries go, before the rest is taken. */
  next: Trouble[];
  /** Resolves with the mail when there are so many. */
  until(count: number): Promise<Sink['mails'][number]>;
  close(): Promise<void>;
}

export type Trouble =
  /** A reply at a command. */
  | { at: 'mail' | 'rcpt' | 'data' | 'login'; code: number; text?: string }
  /** The connection is lost: before the email is given, or when it is there and nobody has said so. */
  | { at: 'drop'; when: 'before' | 'after' }
  /** No answer, for as long as anybody waits. */
  | { at: 'silence' };

const replyOf = ({ code, text = 'no' }: { code: number; text?: string }) => Object.assign(new Error(text), { responseCode: code });

/** @param login it wants one, and takes any @param answersIn milliseconds from when it has taken an email until it says so */
export async function startSink({ login = false, answersIn = 0 } = {}): Promise<Sink> {
  const mails: Sink['mails'] = [];
  const unanswered: Sink['unanswered'] = new Set();
  const next: Trouble[] = [];
  const waiting: (() => void)[] = [];
  const trouble = <At extends Trouble['at']>(at: At) => {
    const [first] = next;
    if (first?.at !== at) return null;
    next.shift();
    return first as Extract<Trouble, { at: At }>;
  };
  const dropAll = () => {
    for (const connection of server.connections) (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
  };
  const server: SMTPServer = new SMTPServer({
    authOptional: !login,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth: ({ username = '' }, _session, done) => {
      const refused = trouble('login');
      if (refused) done(replyOf(refused));
      else done(null, { user: username });
    },
    onMailFrom: (_address, _session, done) => {
      const refused = trouble('mail');
      done(refused && replyOf(refused));
    },
    onRcptTo: (_address, _session, done) => {
      const refused = trouble('rcpt');
      if (refused) return done(replyOf(refused));
      if (next[0]?.at === 'drop' && next[0].when === 'before') {
        next.shift();
        return dropAll();
      }
      if (!trouble('silence')) done();
    },
    onData: (stream, session, done) => {
      let raw = '';
      stream.on('data', (part) => (raw += part));
      stream.on('end', async () => {
        const refused = trouble('data');
        if (refused) return done(replyOf(refused));
        const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
        const from = session.envelope.mailFrom;
        const email = await PostalMime.parse(raw);
        const mail = { to, raw, email, envelope: from ? from.address : '', by: session.user ?? '' };
        mails.push(mail);
        unanswered.add(mail);
        for (const wake of waiting.splice(0)) wake();
        if (answersIn > 0) await wait(answersIn);
        unanswered.delete(mail);
        if (trouble('drop')) return dropAll();
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://${login ? 'us:secret@' : ''}127.0.0.1:${port}`,
    mails,
    unanswered,
    next,
    until: async (count) => {
      while (mails.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
      return mails[count - 1] as Sink['mails'][number];
    },
    close: () => {
      dropAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
