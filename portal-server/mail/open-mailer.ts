import { loadOutgoingMail, OUTGOING_MAIL_PASSWORD } from '../../src-shared/domain/outgoing-mail.ts';
import type { Services } from '../app/services.ts';
import { catchingMailer, type Mailer } from './mailer.ts';
import { smtpMailer } from './smtp-mailer.ts';

/** The way out as it is set up now. @throws AppError `secret.unreadable` when the key file is not the one of this data */
export async function openMailer({ store, keys }: Pick<Services, 'store' | 'keys'>, connections: number): Promise<Mailer> {
  const { mail, sealed } = await store.read(async (tx) => ({
    mail: await loadOutgoingMail(tx),
    sealed: await tx.get('secrets', OUTGOING_MAIL_PASSWORD),
  }));
  if (mail.transport === 'catch') return catchingMailer;
  return smtpMailer({ ...mail, password: sealed ? keys.open(sealed.value) : '' }, connections);
}
