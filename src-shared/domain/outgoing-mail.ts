import { z } from 'zod';
import type { Row } from '../schema/index.ts';
import type { RowReader } from './row-reader.ts';

/** Value of the setting `outgoing-mail`. */
export const outgoingMailSchema = z.object({
  /** `catch`: nothing leaves; messages are kept and can be read. */
  transport: z.enum(['smtp', 'catch']),
  host: z.string().default(''),
  port: z.int().min(1).max(65_535).default(587),
  /** `tls` from the first byte, `starttls` required after connect, `none` only on a trusted network. */
  security: z.enum(['tls', 'starttls', 'none']).default('starttls'),
  username: z.string().default(''),
  fromName: z.string().default(''),
  fromAddress: z.string().default(''),
  /** True when a password is kept on the server; the password itself never leaves it. */
  hasPassword: z.boolean().default(false),
});
export type OutgoingMail = z.output<typeof outgoingMailSchema>;

/** Id of the settings row. */
export const OUTGOING_MAIL = 'outgoing-mail';
/** Id of the secrets row with the sealed password. */
export const OUTGOING_MAIL_PASSWORD = 'outgoing-mail-password';

/** As long as nobody has set up a mail server, nothing leaves the house. */
export async function loadOutgoingMail(reader: RowReader): Promise<OutgoingMail> {
  const row = await reader.get('settings', OUTGOING_MAIL);
  return outgoingMailSchema.parse(row?.value ?? { transport: 'catch' });
}

export interface Mailbox {
  name: string;
  address: string;
}

type Company = Pick<Row<'administrations'>, 'name' | 'email'>;

/** Whom a message is from: the address the mail server may send as, under the company's own name unless one is set. */
export function senderOf(mail: OutgoingMail, company: Company): Mailbox {
  return { name: mail.fromName || company.name, address: mail.fromAddress || company.email };
}

/** Right-hand side of the Message-ID of a message from this sender (RFC 5322 §3.6.4). */
export function messageIdDomain(sender: Mailbox): string {
  const domain = sender.address.split('@').at(-1) ?? '';
  return /^[A-Za-z0-9.-]+\.[A-Za-z0-9-]+$/.test(domain) ? domain.toLowerCase() : 'kasstroom.invalid';
}
