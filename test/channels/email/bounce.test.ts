import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBounce } from '../../../src/channels/email/index.ts';
import { idsIn, messageIdOf } from '../../../src/channels/email/message-id.ts';
import { sealWith } from '../../../src/seal.ts';
import { testSeal } from '../../support/world.ts';

const ours = messageIdOf(testSeal, '17', 'example.org');

interface Report {
  status?: string;
  /** What it has of our email, and as what. */
  original?: { type: string; text: string };
  envelope?: string;
}

/** As Postfix writes it; others differ in what they give back of our email. */
function report({ status = 'Action: failed\nStatus: 5.1.1', original, envelope }: Report = {}): string {
  const { type, text } = original ?? {
    type: 'text/rfc822-headers',
    text: `From: hello@example.org\nMessage-ID: ${ours}\nSubject: A few questions`,
  };
  return `Return-Path: <>
From: MAILER-DAEMON@mail.example.net (Mail Delivery System)
To: hello@example.org
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="B0UND/mail.example.net"

--B0UND/mail.example.net
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B0UND/mail.example.net
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.net
${envelope ? `Original-Envelope-Id: ${envelope}\n` : ''}Arrival-Date: Tue, 10 Mar 2026 10:00:00 +0000

Final-Recipient: rfc822; sam@example.org
${status}
Diagnostic-Code: smtp; 550 5.1.1 no such user

--B0UND/mail.example.net
Content-Type: ${type}

${text}

--B0UND/mail.example.net--
`;
}

describe('A report that an email could not be delivered', () => {
  it.each<[string, Report]>([
    ['headers of ours', {}],
    ['all of ours', { original: { type: 'message/rfc822', text: `Message-ID: ${ours}\nFrom: hello@example.org\n\nHello` } }],
    ['our envelope alone', { original: { type: 'text/plain', text: 'gone' }, envelope: ours.slice(1, -1) }],
    ['everything', { envelope: ours.slice(1, -1) }],
  ])('names our message by %s', async (_, made) => {
    expect(await readBounce(report(made), testSeal)).toEqual({ kind: 'bounced', ids: ['17'] });
    expect(await readBounce(report(made).replaceAll('\n', '\r\n'), testSeal)).toEqual({ kind: 'bounced', ids: ['17'] });
  });

  it.each([
    'Action: delayed\nStatus: 4.4.1',
    'Action: delivered\nStatus: 2.0.0',
    'Action: relayed\nStatus: 2.0.0',
    'Action: failed\nStatus: 4.2.2',
  ])('says nothing for good: %s', async (status) => expect(await readBounce(report({ status }), testSeal)).toEqual({ kind: 'delayed' }));

  it('names nothing of ours that somebody made up, or that is in words of theirs', async () => {
    const forged = messageIdOf(sealWith('another secret, long enough to be one'), '17', 'example.org');
    const original = { type: 'text/rfc822-headers', text: `Message-ID: ${forged}` };
    expect(await readBounce(report({ original }), testSeal)).toEqual({ kind: 'bounced', ids: [] });
    const quoted = { type: 'text/plain', text: `Message-ID: ${ours}` };
    expect(await readBounce(report({ original: quoted }), testSeal)).toEqual({ kind: 'bounced', ids: [] });
  });

  it('is not an answer that a person or a program of theirs writes', async () => {
    for (const text of ['', 'Hello', `From: sam@example.org\nIn-Reply-To: ${ours}\nSubject: Re: A few questions\n\nplease stop`])
      expect(await readBounce(text, testSeal)).toEqual({ kind: 'none' });
  });

  it('is taken as text, whatever it is', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), fc.nat(), async (noise, at) => {
        const text = report();
        const cut = at % text.length;
        expect(['bounced', 'delayed', 'none']).toContain((await readBounce(text.slice(0, cut) + noise + text.slice(cut), testSeal)).kind);
      }),
      { numRuns: 60 },
    ));

  it('finds an id that we made, and no other', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), fc.string(), (id, around) => {
        expect(idsIn(testSeal, `${around} ${messageIdOf(testSeal, String(id), 'example.org')} ${around}`)).toEqual([String(id)]);
        expect(idsIn(testSeal, around)).toEqual([]);
      }),
    ));
});
