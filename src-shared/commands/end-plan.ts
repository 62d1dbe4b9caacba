import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { numbersOf } from './arranged-invoices.ts';
import { command, need } from './command.ts';
import { queueNotice } from './notice.ts';
import { closePlan, instalmentsOf } from './open-plan.ts';
import { addTimelineEntry } from './timeline.ts';

/**
 * Ends a running plan before it is paid: its invoices are dunned again for what is still open of them.
 * @throws AppError `plan.not-running`
 */
export const endPlan = command({
  name: 'end-plan',
  args: z.object({
    planId: z.string(),
    reason: z.string().trim().max(500).default(''),
    /** Tells the debtor. */
    confirm: z.boolean().default(true),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'system'],
  offline: false,
  administration: async (tx, { planId }) => (await need(tx, 'paymentPlans', planId)).administrationId,
  run: async (tx, { planId, reason, confirm }, ctx) => {
    const plan = await need(tx, 'paymentPlans', planId);
    if (plan.state !== 'running') throw new AppError('plan.not-running');
    const debtor = await need(tx, 'debtors', plan.debtorId);
    const { timeZone } = await need(tx, 'administrations', plan.administrationId);
    const paid = (await instalmentsOf(tx, planId)).reduce((sum, instalment) => sum + instalment.paid, 0);
    await closePlan(tx, ctx, plan, { state: 'ended', reason, on: ctx.today(timeZone) });
    const { currency, lines } = plan;
    const left = plan.total - paid;
    await addTimelineEntry(tx, ctx, debtor, {
      kind: 'plan-ended',
      category: 'arrangement',
      refId: planId,
      params: { amount: left, currency, text: reason },
    });
    const params = { leftAmount: left, invoices: numbersOf(lines) };
    return { messageId: confirm ? await queueNotice(tx, ctx, { debtor, templateKey: 'plan.ended', params, currency }) : null };
  },
});
