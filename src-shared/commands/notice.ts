import { loadOutgoingMail, messageIdDomain, senderOf } from '../domain/outgoing-mail.ts';
import { isAddress, type Recipient, recipientOf } from '../domain/recipient.ts';
import type { Day } from '../kernel/index.ts';
import type { ContactRole, Language, Row } from '../schema/index.ts';
import { type CommandContext, need, type Tx } from './command.ts';
import { addTimelineEntry } from './timeline.ts';

const MS_PER_DAY = 86_400_000;
const LINK_DAYS = 60;

export interface Notice {
  debtor: Row<'debtors'>;
  /** Of domain/default-notices, or of a row in `templates`. */
  templateKey: string;
  /** For the template: amounts in minor units under `amount` or `…Amount`, days as YYYY-MM-DD; `message` keeps its paragraphs. */
  params: Record<string, string | number>;
  /** Currency of the amounts and of the invoices that are listed; the administration's when left out. */
  currency?: string;
  /** Invoices listed under the words with what is open of them. */
  invoiceIds?: readonly string[];
  /** Instalments of a plan, listed with their days. */
  terms?: readonly { position: number; dueOn: Day; amount: number }[];
  attachmentIds?: readonly string[];
  threadId?: string;
  /** Which contact it is for. */
  purpose?: ContactRole;
  /** Somebody else than the debtor's contact, such as a colleague: gets no way into the portal. */
  to?: { email: string; name: string; language?: Language };
  /** Between colleagues: not on the debtor's timeline as mail. */
  internal?: boolean;
}

/**
 * Promises to send a message that is not a reminder: it leaves after the commit. Returns its id, or null when there is
 * nobody to send it to. A desktop that runs the command ahead of the server queues nothing and takes the same ids, so give
 * it last or where ids taken after it do not matter.
 */
export async function queueNotice(tx: Tx, ctx: CommandContext, notice: Notice): Promise<string | null> {
  const [id, portalAccessId, outboxId] = [ctx.newId(), ctx.newId(), ctx.newId()];
  if (!ctx.onServer) return null;
  const { debtor } = notice;
  const recipient = notice.to ? outsider(notice.to, debtor) : await debtorsRecipient(tx, notice);
  if (!recipient) return null;
  const administration = await need(tx, 'administrations', debtor.administrationId);
  const own = { administrationId: debtor.administrationId, debtorId: debtor.id };
  if (!notice.to) {
    const expiresAt = new Date(Date.parse(ctx.now) + LINK_DAYS * MS_PER_DAY).toISOString();
    await tx.put('portalAccess', { id: portalAccessId, ...own, createdAt: ctx.now, expiresAt });
  }
  const domain = messageIdDomain(senderOf(await loadOutgoingMail(tx), administration));
  const { salutation, ...address } = recipient;
  await tx.put('messages', {
    id,
    ...own,
    direction: 'out',
    channel: 'email',
    templateKey: notice.templateKey,
    ...address,
    currency: notice.currency ?? administration.currency,
    facts: {
      ...{ runDate: ctx.today(administration.timeZone), payBefore: '', stepName: '', salutation, held: [] },
      lines: await linesOf(tx, notice),
      ...(notice.terms ? { terms: [...notice.terms] } : {}),
      portalAccessId: notice.to ? '' : portalAccessId,
    },
    params: notice.params,
    attachmentIds: [...(notice.attachmentIds ?? [])],
    threadId: notice.threadId ?? null,
    state: 'queued',
    messageIdHeader: `<${id}@${domain}>`,
    createdAt: ctx.now,
  });
  await tx.put('outbox', { id: outboxId, kind: 'send-message', refId: id, state: 'waiting', nextAttemptAt: ctx.now });
  if (notice.internal) return id;
  await addTimelineEntry(tx, ctx, debtor, {
    kind: 'notice-sent',
    category: 'mail',
    refId: id,
    params: { template: notice.templateKey, recipient: address.recipient },
  });
  return id;
}

async function debtorsRecipient(tx: Tx, { debtor, purpose }: Notice): Promise<Recipient | null> {
  return recipientOf(debtor, await tx.list('contacts', { where: { debtorId: debtor.id } }), purpose);
}

function outsider({ email, name, language }: NonNullable<Notice['to']>, debtor: Row<'debtors'>): Recipient | null {
  return isAddress(email) ? { recipient: email, recipientName: name, salutation: name, language: language ?? debtor.language } : null;
}

async function linesOf(tx: Tx, { invoiceIds = [], debtor }: Notice): Promise<Row<'messages'>['facts']['lines']> {
  const lines: Row<'messages'>['facts']['lines'] = [];
  for (const invoiceId of invoiceIds) {
    const { number, kind, dueDate, amount, open, onTheWay, description, stepReached, debtorId } = await need(tx, 'invoices', invoiceId);
    if (debtorId !== debtor.id) continue;
    lines.push({ invoiceId, number, kind, dueDate, daysOverdue: 0, amount, description, asked: open - onTheWay, step: stepReached });
  }
  return lines;
}
