import { createTransport } from 'nodemailer';
import type { OutgoingMail } from '../../src-shared/domain/outgoing-mail.ts';
import type { Mailer, OutgoingMessage, SendResult } from './mailer.ts';

/** How long one attempt may take altogether, ms. The lease of the outbox is longer, so that no other process sends the same meanwhile. */
export const SEND_TIMEOUT = 120_000;
const CONNECT_TIMEOUT = 20_000;
const SILENCE_TIMEOUT = 60_000;

export type SmtpSettings = Pick<OutgoingMail, 'host' | 'port' | 'security' | 'username'> & { password: string };

/** Sends through the company's mail server over at most `connections` connections that are used again. */
export function smtpMailer({ host, port, security, username, password }: SmtpSettings, connections: number): Mailer {
  const transport = createTransport({
    pool: true,
    maxConnections: connections,
    // The pool's own repeats would run beside ours, which are recorded before they start.
    maxRequeues: 0,
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(username ? { auth: { user: username, pass: password } } : {}),
    connectionTimeout: CONNECT_TIMEOUT,
    greetingTimeout: CONNECT_TIMEOUT,
    socketTimeout: SILENCE_TIMEOUT,
    disableUrlAccess: true,
  });
  return {
    async send(message) {
      try {
        await transport.sendMail({ ...mailOptions(message), signal: AbortSignal.timeout(SEND_TIMEOUT) });
        return { state: 'sent' };
      } catch (error) {
        return refusalOf(error);
      }
    },
    close: () => transport.close(),
  };
}

function mailOptions({ from, replyTo, to, subject, html, text, attachments, messageId, date }: OutgoingMessage) {
  return {
    from,
    to,
    ...(replyTo ? { replyTo } : {}),
    subject,
    html,
    text,
    attachments: attachments.map(({ name, mediaType, file }) => ({ filename: name, contentType: mediaType, path: file })),
    messageId,
    date,
    // RFC 3834: answering machines leave it alone.
    headers: { 'Auto-Submitted': 'auto-generated' },
    xMailer: false as const,
    textEncoding: 'quoted-printable' as const,
    // Random by default; a repeat must be the same to the byte.
    baseBoundary: messageId.replace(/[^A-Za-z0-9]/g, '').slice(0, 40),
  };
}

interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
}

/**
 * What a failed attempt means (RFC 5321 §4.2.1: 4yz may work later, 5yz will not). A refused sender or login says
 * nothing about the message: failing a whole run for a mistyped password would be wrong, so those wait for a person.
 */
function refusalOf(error: unknown): SendResult {
  if (!(error instanceof Error)) throw error;
  const { code, command, responseCode, message: reason } = error as SmtpError;
  const refused = (kind: 'message' | 'later' | 'setup', bounced = false): SendResult => ({ state: 'refused', kind, bounced, reason });
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'ETLS') return refused('setup');
  // Without an answer from the server these are about the message itself: an address or a size it can see is no good.
  if (responseCode === undefined) return refused(code === 'EENVELOPE' || code === 'EMESSAGE' ? 'message' : 'setup');
  if (responseCode === 421) return refused('setup');
  // 503 says that the conversation was out of order, not that the message was refused.
  if (responseCode < 500 || responseCode === 503) return refused('later');
  if (command === 'MAIL FROM') return refused('setup');
  return refused('message', command === 'RCPT TO' && isDeadAddress(responseCode, reason));
}

/**
 * Whether a refused recipient is a dead address (RFC 3463 §3.2: 5.1.x is about the address, 5.2.1 a mailbox that is closed) and
 * not, say, a sender on a block list (5.7.x) or a full mailbox (5.2.2). Servers without such codes say it by the reply code.
 */
function isDeadAddress(responseCode: number, reason: string): boolean {
  const enhanced = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(reason)?.[0];
  if (enhanced) return enhanced.startsWith('5.1.') || enhanced === '5.2.1';
  return [550, 551, 553].includes(responseCode);
}
