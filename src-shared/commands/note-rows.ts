import { AppError } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';
import { type CommandContext, need, type Tx } from './command.ts';
import { notifyUser } from './notify.ts';
import { needColleague } from './work.ts';

// What the commands about notes have in common.

const EXCERPT = 140;

/** Checks the invoices a note is about. @throws AppError `invoice.of-another-debtor` */
export async function noteInvoices(tx: Tx, debtorId: string, invoiceIds: readonly string[]): Promise<Row<'invoices'>[]> {
  const invoices: Row<'invoices'>[] = [];
  for (const id of new Set(invoiceIds)) {
    const invoice = await need(tx, 'invoices', id);
    if (invoice.debtorId !== debtorId) throw new AppError('invoice.of-another-debtor', { number: invoice.number });
    invoices.push(invoice);
  }
  return invoices;
}

/** Tells colleagues that they are named in a note. @throws AppError `assignee.unknown` */
export async function tellMentioned(
  tx: Tx,
  ctx: CommandContext,
  note: Pick<Row<'notes'>, 'id' | 'administrationId' | 'debtorId' | 'text'>,
  userIds: readonly string[],
): Promise<void> {
  const { administrationId, debtorId, id: refId, text } = note;
  const excerpt = text.length > EXCERPT ? `${text.slice(0, EXCERPT - 1)}…` : text;
  for (const userId of userIds) {
    await needColleague(tx, userId, administrationId);
    await notifyUser(tx, ctx, { administrationId, userId, kind: 'note-mention', debtorId, refId, params: { text: excerpt } });
  }
}

/** A note is its author's, unless the product wrote it; who runs the department may mend and remove any. @throws AppError `not-allowed` */
export function mayChangeNote(ctx: CommandContext, note: Row<'notes'>, name: string): void {
  const { actor } = ctx;
  if (actor.kind === 'user' && note.authorId !== null && note.authorId !== actor.userId) {
    const manages = actor.roles.some(
      ({ role, administrationId }) =>
        (role === 'administrator' || role === 'credit-manager') &&
        (administrationId === null || administrationId === note.administrationId),
    );
    if (!manages) throw new AppError('not-allowed', { command: name });
  }
}

/** A note that has been removed is as good as none. @throws AppError `not-found` */
export async function needNote(tx: Tx, id: string): Promise<Row<'notes'>> {
  const note = await need(tx, 'notes', id);
  if (note.removedAt !== null) throw new AppError('not-found', { table: 'notes', id });
  return note;
}

/** The line on the timeline that shows a note. */
export async function entryOfNote(tx: Tx, note: Pick<Row<'notes'>, 'id' | 'debtorId'>): Promise<Row<'timelineEntries'> | undefined> {
  const entries = await tx.list('timelineEntries', { where: { debtorId: note.debtorId, refId: note.id } });
  return entries.find(({ kind }) => kind === 'note');
}

/** What the timeline shows of a note. */
export const entryParams = (text: string, invoices: readonly { number: string }[]): Record<string, string> => ({
  text,
  ...(invoices.length ? { invoices: invoices.map(({ number }) => number).join(', ') } : {}),
});
