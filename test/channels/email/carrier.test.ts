import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmail, type Email, type EmailParts } from '../../../src/channels/email/index.ts';
import type { OutMessage } from '../../../src/desk/ports.ts';
import { channelPhrases } from '../../../src/flows/index.ts';
import { carrierContract } from '../../contracts/carrier.ts';
import { catalogue } from '../../support/shipped.ts';
import { type Sink, startSink, type Trouble } from '../../support/smtp.ts';
import { handClock, testSeal } from '../../support/world.ts';

const links = {
  chat: 'https://chat.example.org/m/TOKEN',
  survey: 'https://chat.example.org/s/TOKEN',
  stop: 'https://chat.example.org/stop/TOKEN',
};

const message = (over: Partial<OutMessage> = {}): OutMessage => ({
  id: '17',
  person: 'p',
  channel: 'email',
  address: 'sam@example.org',
  said: { text: 'Hello Sam. It is about the session at HMP Nowhere.' },
  language: 'en',
  attempts: 0,
  place: null,
  kind: 'invitation',
  links,
  ...over,
});

const partsFor = (smtpUrl: string, charity = 'Example <Youth> "Voice"'): EmailParts => ({
  settings: { smtpUrl, from: 'hello@example.org', stopTo: 'stop@example.org' },
  phrases: channelPhrases(catalogue.emailPhrases, { charity, contact: 'hello@example.org' }),
  seal: testSeal,
  clock: handClock(),
  publicUrl: 'https://chat.example.org',
  log: { warn: () => undefined },
});

describe('Email over SMTP', () => {
  let sink: Sink;
  let email: Email;
  let logged: object[];

  const connect = (over: Partial<EmailParts> = {}, parts = partsFor(sink.url)): Promise<Email> =>
    createEmail({ ...parts, log: { warn: (details) => void logged.push(details) }, ...over });
  const send = (over: Partial<OutMessage> = {}) => email.carrier.send(message(over));

  beforeEach(async () => {
    logged = [];
    sink = await startSink();
    email = await connect();
  });
  afterEach(async () => {
    email.close();
    await sink.close();
  });

  it('says who writes, why and how to stop, as text and as HTML, and nothing that was said', async () => {
    expect(await send()).toMatchObject({ kind: 'sent' });
    const { to, envelope, email: read, raw } = await sink.until(1);
    expect([to, envelope, read.from, read.to]).toEqual([
      'sam@example.org',
      'hello@example.org',
      { name: 'Example <Youth> "Voice"', address: 'hello@example.org' },
      [{ name: '', address: 'sam@example.org' }],
    ]);
    expect(read.subject).toBe('A few questions from Example <Youth> "Voice"');
    for (const link of Object.values(links))
      expect([read.text, read.html]).toEqual([expect.stringContaining(link), expect.stringContaining(link)]);
    expect(read.text).toContain('because you said yes to emails');
    expect(read.html).toContain('Hello from Example &lt;Youth&gt; &quot;Voice&quot;.');
    expect(raw).not.toMatch(/Sam\b|Nowhere|session/);
  });

  it('stops with one press of a mail program, over https', async () => {
    await send();
    const header = (name: string) => sink.mails[0]?.email.headers.find(({ key }) => key === name)?.value;
    await sink.until(1);
    expect(header('list-unsubscribe')).toBe(`<${links.stop}>, <mailto:stop@example.org?subject=stop>`);
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header('auto-submitted')).toBe('auto-generated');
  });

  it('says nothing of one press where that would not be over https', async () => {
    await send({ links: { ...links, survey: null, stop: 'http://localhost/stop/T' }, kind: null, language: 'easy' });
    const { raw, email: read } = await sink.until(1);
    expect(raw).not.toContain('List-Unsubscribe-Post');
    expect(read.text).toContain('There is a new message in your chat with us.');
    expect(read.text).not.toContain('/s/');
  });

  it('has the same Message-ID at every try', async () => {
    await send();
    await send();
    const [first, again] = [await sink.until(1), await sink.until(2)];
    expect(first.email.messageId).toMatch(/^<17\.[\w-]{22}@example\.org>$/);
    expect(again.email.messageId).toBe(first.email.messageId);
    await send({ id: '18' });
    expect((await sink.until(3)).email.messageId).not.toBe(first.email.messageId);
  });

  it('takes no header from a name', async () => {
    email = await connect({}, partsFor(sink.url, 'Voice\r\nBcc: spy@example.org\r\n\r\nhello'));
    await send();
    const { to, email: read } = await sink.until(1);
    expect([to, read.bcc, read.headers.filter(({ key }) => key === 'bcc')]).toEqual(['sam@example.org', undefined, []]);
  });

  it.each<[string, Trouble, string]>([
    ['asked for patience at the recipient', { at: 'rcpt', code: 450 }, 'later'],
    ['asked for patience when it has it', { at: 'data', code: 451 }, 'later'],
    ['told that there is no such mailbox', { at: 'rcpt', code: 550, text: '5.1.1 no such user' }, 'unreachable'],
    ['told that the mailbox is full', { at: 'rcpt', code: 552 }, 'unreachable'],
    ['blocked for what it is', { at: 'rcpt', code: 550, text: '5.7.1 you are on a list' }, 'refused'],
    ['refused as a sender', { at: 'mail', code: 550 }, 'refused'],
    ['taken for spam', { at: 'data', code: 554 }, 'refused'],
    ['dropped before it gave the email', { at: 'drop', when: 'before' }, 'later'],
    ['dropped when the server has it', { at: 'drop', when: 'after' }, 'unknown'],
  ])('%s: it says how that ended, and goes on with the next', async (_, trouble, outcome) => {
    sink.next.push(trouble);
    expect((await send()).kind).toBe(outcome);
    expect(sink.next).toEqual([]);
    expect((await send({ id: '18' })).kind).toBe('sent');
    expect(JSON.stringify(logged)).not.toMatch(/example\.org|secret/);
    expect(logged).toHaveLength(1);
  });

  it('does not wait for ever, and what it has given up never goes', async () => {
    const hasty = await connect({ patience: 500 });
    sink.next.push({ at: 'silence' });
    expect((await hasty.carrier.send(message())).kind).toBe('later');
    hasty.close();
    sink.next.length = 0;
    expect((await send({ id: '18' })).kind).toBe('sent');
    expect(sink.mails).toHaveLength(1);
  });

  it('keeps what a wrong password holds up', async () => {
    const locked = await startSink({ login: true });
    email.close();
    email = await connect({}, partsFor(locked.url));
    locked.next.push({ at: 'login', code: 535 });
    expect((await send()).kind).toBe('later');
    expect((await send()).kind).toBe('sent');
    await locked.close();
  });
});

carrierContract('email', async () => {
  const sink = await startSink();
  const email = await createEmail(partsFor(sink.url));
  const troubles = {
    patience: { at: 'rcpt', code: 450 },
    nobody: { at: 'rcpt', code: 550 },
    'lost answer': { at: 'drop', when: 'after' },
  } as const;
  return {
    carrier: email.carrier,
    message: (id) => message({ id, address: `p${id}@example.org` }),
    meets: (trouble) => void sink.next.push(troubles[trouble]),
    arrived: () => sink.mails.length,
    vanish: sink.close,
    close: async () => {
      email.close();
      await sink.close().catch(() => undefined);
    },
  };
});
