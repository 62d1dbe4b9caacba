import { loadOutgoingMail } from '../../src-shared/domain/outgoing-mail.ts';
import { translate } from '../../src-shared/i18n/index.ts';
import { AppError, newId } from '../../src-shared/kernel/index.ts';
import type { Services } from '../app/services.ts';
import { escapeHtml } from './html.ts';
import { openMailer } from './open-mailer.ts';
import { envelopeOf } from './prepare-message.ts';

/**
 * Sends one small message with the outgoing mail as it is saved. `accepted` is false when mail is caught: then nothing left.
 * @throws AppError `mail.refused` with what the mail server said, `mail.sender-missing`
 */
export async function testMail(services: Pick<Services, 'store' | 'keys' | 'clock'>, to: string): Promise<{ accepted: boolean }> {
  const { mail, company } = await services.store.read(async (tx) => ({
    mail: await loadOutgoingMail(tx),
    company: (await tx.list('administrations', { where: {}, orderBy: { column: 'code' }, limit: 1 }))[0],
  }));
  if (!company) throw new AppError('mail.sender-missing');
  const mailer = await openMailer(services, 1);
  try {
    const now = services.clock.now();
    const envelope = envelopeOf(mail, company);
    const text = translate(company.language, 'mail.test.body', { company: company.name });
    const result = await mailer.send({
      ...envelope,
      to: { name: '', address: to },
      subject: translate(company.language, 'mail.test.subject'),
      html: `<p>${escapeHtml(text)}</p>`,
      text,
      attachments: [],
      messageId: `<${newId(now)}@${envelope.from.address.split('@').at(-1)}>`,
      date: now,
    });
    if (result.state === 'refused') throw new AppError('mail.refused', { reason: result.reason });
    return { accepted: result.state === 'sent' };
  } finally {
    mailer.close();
  }
}
