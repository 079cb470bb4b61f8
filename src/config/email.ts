import { z } from 'zod';
import { Misconfigured } from './misconfigured.ts';

export interface EmailConfig {
  /** Of the mail server: smtp or smtps, with user and password. */
  smtpUrl: string;
  from: string;
  /** Where a person reads that somebody wants no more; null: nowhere. */
  stopTo: string | null;
}

// Never say a value of ONWARD_SMTP_URL: it holds a password.
const smtpMistake =
  'ONWARD_SMTP_URL must be the address of a mail server, like smtps://user:password@smtp.example.org or smtp://user:password@smtp.example.org:587.';
const isMailServer = (text: string) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== '' && /^\/?$/.test(url.pathname) && !url.search && !url.hash;
};
const oneEmail = (name: string) =>
  z.email({ error: ({ input }) => `${name} must be one email address, like hello@example.org; "${input}" is not.` }).optional();

export const emailVariables = z.object({
  ONWARD_SMTP_URL: z.string().refine(isMailServer, smtpMistake).optional(),
  ONWARD_EMAIL_FROM: oneEmail('ONWARD_EMAIL_FROM'),
  ONWARD_EMAIL_STOP: oneEmail('ONWARD_EMAIL_STOP'),
});

/** @throws Misconfigured */
export function emailOf(given: z.infer<typeof emailVariables> & { ONWARD_PUBLIC_URL?: string | undefined }): EmailConfig | null {
  const { ONWARD_SMTP_URL: smtpUrl, ONWARD_EMAIL_FROM: from, ONWARD_EMAIL_STOP: stopTo = null } = given;
  if (!smtpUrl && !from && !stopTo) return null;
  const mistakes = [
    smtpUrl ? '' : 'Email needs a mail server: set ONWARD_SMTP_URL, or take the other ONWARD_EMAIL settings away.',
    from ? '' : 'Email needs an address of yours that it comes from: set ONWARD_EMAIL_FROM.',
    given.ONWARD_PUBLIC_URL ? '' : 'Emails have links to the chat in them: set ONWARD_PUBLIC_URL to where people reach it.',
  ].filter(Boolean);
  if (!smtpUrl || !from || mistakes.length > 0) throw new Misconfigured(mistakes.join('\n'));
  return { smtpUrl, from, stopTo };
}
