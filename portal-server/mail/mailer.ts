import type { Mailbox } from '../../src-shared/domain/outgoing-mail.ts';

/** A file that goes along; its bytes are on this machine and never change. */
export interface MailAttachment {
  name: string;
  mediaType: string;
  file: string;
}

/** A message ready to leave. The same one gives the same bytes on every attempt. */
export interface OutgoingMessage {
  from: Mailbox;
  /** Where answers go when that is another address than the sender's. */
  replyTo: Mailbox | null;
  to: Mailbox;
  subject: string;
  html: string;
  text: string;
  /** Message-ID header with its angle brackets. */
  messageId: string;
  attachments: readonly MailAttachment[];
  /** When it was made; a later attempt does not make it younger. */
  date: Date;
}

export type SendResult =
  | { state: 'sent' | 'caught' }
  | {
      state: 'refused';
      /** `message`: this one will never be taken. `later`: this one, another time. `setup`: no message will, as things are now. */
      kind: 'message' | 'later' | 'setup';
      /** The address does not exist: no message to it ever will arrive. Goes with `message` only. */
      bounced?: boolean;
      /** What the mail server or the network said. */
      reason: string;
    };

/** The way out of the house: SMTP, or a stand-in that keeps everything. */
export interface Mailer {
  send(message: OutgoingMessage): Promise<SendResult>;
  close(): void;
}

/** Nothing leaves: the message is kept with its body and can be read in the application. */
export const catchingMailer: Mailer = {
  send: async () => ({ state: 'caught' }),
  close: () => undefined,
};
