import { z } from 'zod';
import { addDays } from '../kernel/index.ts';
import { command, need } from './command.ts';
import { addAction } from './work.ts';

/** Days within which the ledger should show a payment that the provider has reported. */
export const LEDGER_DAYS = 7;

/**
 * Asks a person to look at online payments that the ledger has not shown in time: once per debtor while that action is
 * open. The payments stay "on the way" and are not dunned meanwhile.
 */
export const flagUnseenPayments = command({
  name: 'flag-unseen-payments',
  args: z.object({ administrationId: z.string(), days: z.int().min(1).max(90).default(LEDGER_DAYS) }),
  may: ['system'],
  offline: false,
  administration: async (_tx, args) => args.administrationId,
  run: async (tx, { administrationId, days }, ctx) => {
    const { timeZone } = await need(tx, 'administrations', administrationId);
    const today = ctx.today(timeZone);
    const late = await tx.list('payments', {
      where: { administrationId, state: 'awaiting-ledger', paidOn: { lte: addDays(today, -days) } },
    });
    let flagged = 0;
    for (const debtorId of new Set(late.map((payment) => payment.debtorId))) {
      const open = await tx.list('actions', { where: { debtorId, state: 'open' } });
      if (open.some((action) => action.kind === 'payment-not-in-ledger')) continue;
      const debtor = await need(tx, 'debtors', debtorId);
      await addAction(tx, ctx, debtor, { kind: 'payment-not-in-ledger', dueOn: today });
      flagged += 1;
    }
    return { flagged };
  },
});
