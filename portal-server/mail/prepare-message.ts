import { existsSync } from 'node:fs';
import { defaultNotice } from '../../src-shared/domain/default-notices.ts';
import { loadOutgoingMail, type Mailbox, type OutgoingMail, senderOf } from '../../src-shared/domain/outgoing-mail.ts';
import type { RowReader } from '../../src-shared/domain/row-reader.ts';
import { loadTaskMailbox, TASK_PARAM } from '../../src-shared/domain/task-mailbox.ts';
import { AppError } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import { portalUrl } from '../app/portal-url.ts';
import type { Services } from '../app/services.ts';
import { contentFile } from '../documents/content.ts';
import { taskAddress } from './intake/reply-address.ts';
import type { MailAttachment, OutgoingMessage } from './mailer.ts';
import { renderNotice } from './notice.ts';
import { renderReminder } from './reminder.ts';

type LinkServices = Pick<Services, 'config' | 'keys'>;
type TemplateWords = Pick<Row<'templates'>, 'key' | 'subject' | 'heading' | 'body'>;
export type MessageContent = { subject: string; html: string; text: string };

/**
 * Puts a message that has not been tried yet into words.
 * @throws AppError `mail.template-missing`, `mail.template-faulty`
 */
export async function renderMessage(reader: RowReader, { config, keys }: LinkServices, message: Row<'messages'>): Promise<MessageContent> {
  const company = await needRow(reader, 'administrations', message.administrationId);
  const debtor = await needRow(reader, 'debtors', message.debtorId);
  const template = await templateOf(reader, message, company);
  const { portalAccessId } = message.facts;
  const portal = `${portalUrl(config, company)}/p/${keys.signAccess(portalAccessId)}`;
  if (message.dunningRunId === null) {
    const { subject, html, text } = renderNotice({ message, template, company, debtor, links: { portal: portalAccessId ? portal : null } });
    return { subject, html, text };
  }
  const { subject, html, text } = renderReminder({ message, template, company, debtor, links: { portal } });
  return { subject, html, text };
}

/** The words in the message's language, else in the company's: a reminder in the other language beats none. */
async function templateOf(reader: RowReader, message: Row<'messages'>, company: Row<'administrations'>): Promise<TemplateWords> {
  const { administrationId, templateKey: key, channel } = message;
  const templates = await reader.list('templates', { where: { administrationId, key, channel } });
  const inLanguage = (language: string) => templates.find((template) => template.language === language);
  const template = inLanguage(message.language) ?? inLanguage(company.language) ?? templates[0] ?? defaultNotice(key, message.language);
  if (!template) throw new AppError('mail.template-missing', { step: key });
  return template;
}

async function needRow<T extends 'administrations' | 'debtors'>(reader: RowReader, table: T, id: string): Promise<Row<T>> {
  const row = await reader.get(table, id);
  if (!row) throw new AppError('not-found', { table, id });
  return row;
}

/**
 * Whom mail of a company is from and where answers go. Caught mail goes nowhere, so it may lack a sender.
 * @throws AppError `mail.sender-missing` when neither the settings nor the company have an address
 */
export function envelopeOf(mail: OutgoingMail, company: Row<'administrations'>): { from: Mailbox; replyTo: Mailbox | null } {
  const from = senderOf(mail, company);
  if (!from.address && mail.transport === 'smtp') throw new AppError('mail.sender-missing');
  const replyTo = company.email && company.email !== from.address ? { name: company.name, address: company.email } : null;
  return { from, replyTo };
}

/** A message with its words as they were fixed before the first attempt. */
export async function outgoingMessage(
  reader: RowReader,
  { dataDir, keys }: Pick<Services, 'dataDir' | 'keys'>,
  message: Row<'messages'>,
  content: MessageContent,
): Promise<OutgoingMessage> {
  const company = await needRow(reader, 'administrations', message.administrationId);
  return {
    ...envelopeOf(await loadOutgoingMail(reader), company),
    ...(await answersOf(reader, keys, message)),
    ...content,
    to: { name: message.recipientName, address: message.recipient },
    messageId: message.messageIdHeader,
    attachments: await attachmentsOf(reader, dataDir, message),
    date: new Date(message.createdAt),
  };
}

/** Answers to a task come in at its mailbox, when there is one. */
async function answersOf(reader: RowReader, keys: Services['keys'], { params }: Row<'messages'>): Promise<{ replyTo?: Mailbox }> {
  const taskId = params[TASK_PARAM];
  if (typeof taskId !== 'string') return {};
  const { enabled, address, subaddressing } = await loadTaskMailbox(reader);
  if (!enabled) return {};
  return { replyTo: { name: '', address: subaddressing ? taskAddress(keys, address, taskId) : address } };
}

/** @throws AppError `document.content-missing`: the message waits until somebody has put the file back */
async function attachmentsOf(reader: RowReader, dataDir: string, { attachmentIds, debtorId }: Row<'messages'>): Promise<MailAttachment[]> {
  if (attachmentIds.length === 0) return [];
  const documents = new Map((await reader.list('documents', { where: { id: { in: attachmentIds } } })).map((row) => [row.id, row]));
  return attachmentIds.map((id) => {
    const document = documents.get(id);
    // What was filed with another debtor is none of this one's business, whoever put it into the message.
    if (document?.debtorId !== debtorId) throw new AppError('not-found', { table: 'documents', id });
    const file = contentFile(dataDir, document.hash);
    if (!existsSync(file)) throw new AppError('document.content-missing', { name: document.name });
    return { name: document.name, mediaType: document.mediaType, file };
  });
}
