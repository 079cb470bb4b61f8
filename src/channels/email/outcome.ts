import type { Delivered } from '../../desk/ports.ts';

/** What nodemailer says of a try that failed. */
interface Failure {
  /** The server's reply, such as 550; nothing where it gave none. */
  responseCode?: number;
  response?: string;
  /** What was asked of the server, such as `RCPT TO`. */
  command?: string;
}

/** RFC 3463: security or policy. It is about who sends, or what: the mailbox may be a good one. */
const policy = /^5\d\d[ -]5\.7\.\d/;

/**
 * How a try ended that did not end well.
 * @param handed the server had begun to take the email itself
 */
export function outcomeOf(error: unknown, handed: boolean): Exclude<Delivered, { kind: 'sent' }> {
  const { responseCode, response = '', command = '' } = error as Failure;
  // The connection was lost. The server may have the whole of it, and its answer was lost.
  if (!responseCode) return handed ? { kind: 'unknown' } : { kind: 'later', at: null };
  if (responseCode < 500) return { kind: 'later', at: null };
  if (command === 'RCPT TO') return policy.test(response) ? { kind: 'refused' } : { kind: 'unreachable' };
  // Not the password, nor that they talk to us at all: that is ours to mend, and no email has to be lost over it.
  return command === 'MAIL FROM' || command === 'DATA' ? { kind: 'refused' } : { kind: 'later', at: null };
}
