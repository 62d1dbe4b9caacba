import { z } from 'zod';
import { askable } from '../domain/hand-over.ts';
import { WRITE_OFF_REASONS } from '../domain/write-off-settings.ts';
import { AppError } from '../kernel/index.ts';
import type { DisputedLine, Row } from '../schema/index.ts';
import { assessDebtor } from './assess-arrangements.ts';
import { actorUserId, administrationOfDebtor, type CommandContext, command, need, type Tx } from './command.ts';
import { notifyUser } from './notify.ts';
import { addTimelineEntry } from './timeline.ts';
import { applyWriteOff, limitOf } from './write-offs.ts';

/**
 * Gives up what is open of invoices, in one currency: at once when the roles of who asks go that far, else when a credit
 * manager has decided. The ledger books it; until it shows, the invoices are asked for less.
 * @throws AppError `write-off.more-than-open`, `write-off.currencies`, `invoice.of-another-debtor`
 */
export const requestWriteOff = command({
  name: 'request-write-off',
  args: z.object({
    debtorId: z.string(),
    lines: z
      .array(z.object({ invoiceId: z.string(), amount: z.int().positive() }))
      .min(1)
      .max(200),
    reason: z.enum(WRITE_OFF_REASONS),
    note: z.string().trim().max(2_000).default(''),
  }),
  may: ['administrator', 'credit-manager', 'collector'],
  offline: true,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, lines: wanted, reason, note }, ctx) => {
    const debtor = await need(tx, 'debtors', debtorId);
    const { lines, currency } = await checked(tx, debtor, wanted);
    const amount = lines.reduce((sum, line) => sum + line.amount, 0);
    const approved = amount <= (await limitOf(tx, ctx, debtor.administrationId, currency));
    const [id, actionId] = [ctx.newId(), ctx.newId()];
    const writeOff: Row<'writeOffs'> = {
      ...{ id, administrationId: debtor.administrationId, debtorId, currency, amount, lines, reason, note, rowVersion: 0 },
      ...{ state: approved ? 'approved' : 'requested', createdAt: ctx.now, requestedById: actorUserId(ctx) },
      ...{ decidedAt: approved ? ctx.now : null, decidedById: approved ? actorUserId(ctx) : null },
    };
    await tx.put('writeOffs', writeOff);
    if (approved) await applyWriteOff(tx, writeOff, 1);
    else await askManager(tx, ctx, writeOff, actionId);
    await addTimelineEntry(tx, ctx, debtor, {
      kind: approved ? 'write-off-approved' : 'write-off-requested',
      category: 'arrangement',
      refId: id,
      params: { amount, currency, invoices: lines.map(({ number }) => number).join(', '), ...(note ? { text: note } : {}) },
    });
    if (approved) await assessDebtor(tx, ctx, await need(tx, 'administrations', debtor.administrationId), debtorId);
    return { writeOffId: id, state: writeOff.state };
  },
});

async function checked(
  tx: Tx,
  debtor: Row<'debtors'>,
  wanted: readonly { invoiceId: string; amount: number }[],
): Promise<{ lines: DisputedLine[]; currency: string }> {
  const lines: DisputedLine[] = [];
  const currencies = new Set<string>();
  for (const { invoiceId, amount } of wanted) {
    const invoice = await need(tx, 'invoices', invoiceId);
    if (invoice.debtorId !== debtor.id) throw new AppError('invoice.of-another-debtor', { number: invoice.number });
    const twice = lines.some((line) => line.invoiceId === invoiceId);
    if (twice || amount > askable(invoice)) throw new AppError('write-off.more-than-open', { number: invoice.number });
    currencies.add(invoice.currency);
    lines.push({ invoiceId, number: invoice.number, amount });
  }
  if (currencies.size > 1) throw new AppError('write-off.currencies');
  return { lines, currency: [...currencies][0] ?? '' };
}

/** The first credit manager of the administration, else an administrator; with neither it is on nobody's list and on everybody's. */
async function askManager(
  tx: Tx,
  ctx: CommandContext,
  { id, administrationId, debtorId, amount, currency, lines }: Row<'writeOffs'>,
  actionId: string,
) {
  const administration = await need(tx, 'administrations', administrationId);
  const roles = await tx.list('userRoles', { where: { role: { in: ['credit-manager', 'administrator'] } }, orderBy: { column: 'id' } });
  const here = roles.filter((role) => role.administrationId === null || role.administrationId === administrationId);
  const manager = here.find(({ role }) => role === 'credit-manager') ?? here[0];
  await tx.put('actions', {
    ...{
      id: actionId,
      administrationId,
      debtorId,
      kind: 'approve-write-off',
      refId: id,
      invoiceIds: lines.map(({ invoiceId }) => invoiceId),
    },
    ...{ dueOn: ctx.today(administration.timeZone), assigneeId: manager?.userId ?? null, source: 'system', createdAt: ctx.now },
  });
  if (!manager) return;
  await notifyUser(tx, ctx, {
    administrationId,
    userId: manager.userId,
    kind: 'approve-write-off',
    debtorId,
    refId: id,
    params: { amount, currency },
  });
}
