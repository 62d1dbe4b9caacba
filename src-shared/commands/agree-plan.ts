import { z } from 'zod';
import { MAXIMUM_TERMS } from '../domain/payment-plans.ts';
import { isDay } from '../kernel/index.ts';
import { administrationOfDebtor, command, need } from './command.ts';
import { confirmPlan, openPlan } from './open-plan.ts';

export const planTerms = z.array(z.object({ dueOn: z.string().refine(isDay), amount: z.int() })).max(MAXIMUM_TERMS);
export const planRules = {
  graceDays: z.int().min(0).max(30).optional(),
  remindDaysBefore: z.int().min(1).max(30).nullable().optional(),
  lapseAfterMissed: z.int().min(0).max(12).optional(),
};

/**
 * Agrees a payment plan over all that is open of some invoices, and confirms it to the debtor. The terms must add up to
 * what is open of them at that moment; give it with the versions of the invoices that were on the screen.
 * @throws AppError as {@link openPlan}
 */
export const agreePlan = command({
  name: 'agree-plan',
  args: z.object({
    debtorId: z.string(),
    invoiceIds: z.array(z.string()).min(1).max(1_000),
    terms: planTerms,
    ...planRules,
    note: z.string().trim().max(2_000).default(''),
    origin: z.enum(['collector', 'mail', 'robot']).default('collector'),
    /** Sends the confirmation. */
    confirm: z.boolean().default(true),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'system'],
  offline: false,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, confirm, ...given }, ctx) => {
    const debtor = await need(tx, 'debtors', debtorId);
    const plan = await openPlan(tx, ctx, { debtor, ...given });
    return { planId: plan.id, messageId: confirm ? await confirmPlan(tx, ctx, plan, 'plan.confirmation') : null };
  },
});
