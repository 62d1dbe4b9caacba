import { z } from 'zod';
import { handOverClaim } from '../domain/hand-over.ts';
import { AppError, type Day, isDay } from '../kernel/index.ts';
import { actorUserId, administrationOfDebtor, command, need } from './command.ts';
import { addTimelineEntry } from './timeline.ts';

const day = z.string().refine((value): value is Day => isDay(value));

/**
 * Gives invoices to a collection agency, bailiff or lawyer, with the interest and costs of the day. From then on nothing is
 * dunned of them here. The file itself is made afterwards, on the server.
 * @throws AppError `hand-over.already`, `hand-over.nothing-open`, `hand-over.currencies`, `invoice.of-another-debtor`
 */
export const handOver = command({
  name: 'hand-over',
  args: z.object({
    debtorId: z.string(),
    invoiceIds: z.array(z.string()).min(1).max(500),
    partner: z.string().trim().min(1).max(200),
    partnerKind: z.enum(['agency', 'bailiff', 'lawyer']),
    partnerReference: z.string().trim().max(100).default(''),
    asOf: day,
    fourteenDayLetterOn: day.nullable().default(null),
  }),
  may: ['administrator', 'credit-manager'],
  offline: false,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, invoiceIds, partner, partnerKind, partnerReference, asOf, fourteenDayLetterOn }, ctx) => {
    const debtor = await need(tx, 'debtors', debtorId);
    const claim = await handOverClaim(tx, { debtorId, invoiceIds, asOf, fourteenDayLetterOn });
    const id = ctx.newId();
    for (const { invoiceId, number } of claim.lines) {
      const invoice = await need(tx, 'invoices', invoiceId);
      if (invoice.handOverId !== null) throw new AppError('hand-over.already', { number });
      await tx.put('invoices', { ...invoice, handOverId: id });
    }
    const { currency, principal, interest, costs } = claim;
    await tx.put('handOvers', {
      ...{
        id,
        administrationId: debtor.administrationId,
        debtorId,
        partner,
        partnerKind,
        partnerReference,
        currency,
        principal,
        interest,
        costs,
      },
      ...{ asOf, lines: claim.lines.map(({ invoiceId, number, open: amount }) => ({ invoiceId, number, amount })), state: 'handed-over' },
      ...{ createdAt: ctx.now, createdById: actorUserId(ctx) },
    });
    await addTimelineEntry(tx, ctx, debtor, {
      kind: 'handed-over',
      category: 'arrangement',
      refId: id,
      params: { partner, amount: claim.total, currency, invoices: claim.lines.length },
    });
    return { handOverId: id, total: claim.total };
  },
});
