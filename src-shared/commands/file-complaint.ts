import { z } from 'zod';
import { decideByMode } from '../domain/portal-limits.ts';
import { AppError } from '../kernel/index.ts';
import { administrationOfDebtor, command } from './command.ts';
import { disputeTypeWords } from './dispute-rows.ts';
import { queueNotice } from './notice.ts';
import { addDocuments, askerOf, fileArgs, fileRequest, MAX_FILES, ownInvoices, wholeLines } from './portal-requests.ts';
import { handOutComplaint, openComplaint } from './portal-results.ts';

/** Names of a conversation are short; the words themselves are in it. */
const SUBJECT_LENGTH = 70;

/**
 * A debtor complains about one or more invoices. They wait from this moment on, whoever looks at it and whenever: who is
 * told that something is being sorted out must not get a reminder for it.
 * @throws AppError `request.nothing-open` when nothing is left to pay of those invoices
 */
export const fileComplaint = command({
  name: 'file-complaint',
  args: z.object({
    debtorId: z.string(),
    invoiceIds: z.array(z.string()).min(1).max(500),
    /** Id of the type. */
    type: z.string().max(100),
    text: z.string().trim().min(1).max(5_000),
    files: z.array(fileArgs).max(MAX_FILES).default([]),
  }),
  may: ['debtor'],
  offline: false,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, invoiceIds, type: givenType, text, files }, ctx) => {
    const asker = await askerOf(tx, ctx, debtorId, 'complaint');
    const { debtor, mode, today } = asker;
    const invoices = await ownInvoices(tx, debtor, invoiceIds);
    const { currency, lines } = wholeLines(invoices);
    if (lines.length === 0) throw new AppError('request.nothing-open');
    const documentIds = await addDocuments(tx, ctx, debtor, files, { kind: 'file', invoiceIds });
    const id = ctx.newId();
    const complaint = { debtor, lines, typeId: givenType, description: text, requestId: id, today };
    const { dispute, type } = await openComplaint(tx, ctx, complaint);
    const { amount, ownerId, answerBy } = dispute;
    const asked = { currency, amount, disputeTypeId: type.id, ownerId };
    const decision = decideByMode(mode);
    const filed = await fileRequest(tx, ctx, asker, {
      ...{ id, kind: 'complaint', decision, asked, proposed: asked, text, documentIds, answerBy, resultId: dispute.id },
      invoiceIds: lines.map((line) => line.invoiceId),
      subject: shortened(text),
      assigneeId: ownerId ?? debtor.assigneeId,
      params: { amount, currency, ...disputeTypeWords(type) },
    });
    const talkedOf = { ...dispute, threadId: filed.threadId };
    await tx.put('disputes', talkedOf);
    if (decision.automatic) await handOutComplaint(tx, ctx, talkedOf);
    await queueNotice(tx, ctx, {
      ...{ debtor, currency, purpose: 'disputes', threadId: filed.threadId ?? undefined, invoiceIds: lines.map((line) => line.invoiceId) },
      templateKey: 'portal.complaint-received',
      params: { number: filed.number, amount, currency, answerBy },
    });
    return filed;
  },
});

/** The first sentence of what was written, cut between words. */
export function shortened(text: string): string {
  const sentence = (/^[^.!?\n]+/.exec(text.trim())?.[0] ?? text).trim();
  if (sentence.length <= SUBJECT_LENGTH) return sentence;
  const cut = sentence.slice(0, SUBJECT_LENGTH);
  const space = cut.lastIndexOf(' ');
  return `${space > SUBJECT_LENGTH / 2 ? cut.slice(0, space) : cut}…`;
}
