import type { Readable } from 'node:stream';
import nodemailer from 'nodemailer';
import type { Carrier, Delivered, OutMessage } from '../../desk/ports.ts';
import type { Email, EmailParts } from './index.ts';
import { letterOf } from './letter.ts';
import { messageIdOf } from './message-id.ts';
import { outcomeOf } from './outcome.ts';
import { wordsOf } from './words.ts';

/** Connections at once: what small mail servers allow. */
const CONNECTIONS = 8;

/** Milliseconds for one email, with its wait for a connection: less than half of the desk's lease. A try that is cut off goes no further. */
const PATIENCE = 50_000;

/** A password never goes over a network in the clear. */
const near = ['localhost', '127.0.0.1', '[::1]'];

/** Sends emails over SMTP, each once: trying again is the outbox's. */
export function createCarrier({ settings, phrases, seal, clock, publicUrl, log, patience = PATIENCE }: EmailParts): Email {
  const server = new URL(settings.smtpUrl);
  const secure = server.protocol === 'smtps:';
  const transport = nodemailer.createTransport({
    pool: true,
    host: server.hostname.replace(/^\[|\]$/g, ''),
    port: server.port ? Number(server.port) : secure ? 465 : 587,
    secure,
    requireTLS: !secure && !near.includes(server.hostname),
    ignoreTLS: !secure && near.includes(server.hostname),
    ...(server.username && { auth: { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) } }),
    name: new URL(publicUrl).hostname,
    maxConnections: CONNECTIONS,
    maxRequeues: 0,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = settings.from.slice(settings.from.lastIndexOf('@') + 1);
  // Its stream is read when the server has said that it takes the email.
  const streams = new WeakMap<AbortSignal, Readable>();
  transport.use('stream', ({ data: { signal }, message }, done) => {
    message.processFunc((stream: Readable) => {
      if (signal) streams.set(signal, stream);
      return stream;
    });
    done();
  });

  async function deliver(message: OutMessage): Promise<Delivered> {
    const { id, address, language, links } = message;
    if (!links) throw new Error('An email without its links tells nobody anything.');
    const words = wordsOf(phrases, language);
    const stops = [links.stop, ...(settings.stopTo ? [`mailto:${settings.stopTo}?subject=stop`] : [])];
    const messageId = messageIdOf(seal, id, domain);
    const signal = AbortSignal.timeout(patience);
    const mail = {
      from: { name: words.from_name, address: settings.from },
      to: { name: '', address },
      envelope: { from: settings.from, to: [address] },
      ...letterOf(message, links, words),
      messageId,
      date: clock.now(),
      headers: {
        'Auto-Submitted': 'auto-generated',
        'List-Unsubscribe': { prepared: true, value: stops.map((way) => `<${way}>`).join(', ') },
        // RFC 8058: a mail program says it with one press, over https only.
        ...(links.stop.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
      },
      dsn: { id: messageId.slice(1, -1), return: 'headers' as const, notify: 'failure' as const, recipient: settings.from },
      signal,
    };
    try {
      await transport.sendMail(mail);
      return { kind: 'sent', externalId: messageId };
    } catch (error) {
      const outcome = outcomeOf(error, streams.get(signal)?.readableDidRead === true);
      const { code, command, responseCode } = error as Record<string, unknown>;
      log.warn({ outcome: outcome.kind, code, command, responseCode }, 'The mail server did not take an email.');
      return outcome;
    }
  }

  const carrier: Carrier = { channel: 'email', send: deliver };
  return { carrier, close: () => transport.close() };
}
