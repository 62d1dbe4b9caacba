import { z } from 'zod';
import { sumOf } from '../domain/arranged-lines.ts';
import { AppError } from '../kernel/index.ts';
import { planRules, planTerms } from './agree-plan.ts';
import { assessDebtor } from './assess-arrangements.ts';
import { command, need } from './command.ts';
import { cancelActions, checkTerms, confirmPlan, instalmentsOf, putTerms } from './open-plan.ts';
import { addTimelineEntry } from './timeline.ts';

/**
 * Agrees other terms for what is left of a running plan. What has been paid stays: a paid instalment as it was, a partly
 * paid one for what came in. The new terms must add up to what is left; give it with the version of the plan and of the
 * instalments that were on the screen.
 * @throws AppError `plan.not-running`, and as `checkTerms`
 */
export const changePlan = command({
  name: 'change-plan',
  args: z.object({
    planId: z.string(),
    terms: planTerms,
    ...planRules,
    note: z.string().trim().max(2_000).default(''),
    confirm: z.boolean().default(true),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'system'],
  offline: false,
  administration: async (tx, { planId }) => (await need(tx, 'paymentPlans', planId)).administrationId,
  run: async (tx, { planId, terms, note, confirm, ...rules }, ctx) => {
    const found = await need(tx, 'paymentPlans', planId);
    const debtor = await need(tx, 'debtors', found.debtorId);
    const administration = await need(tx, 'administrations', found.administrationId);
    await assessDebtor(tx, ctx, administration, debtor.id);
    const plan = await need(tx, 'paymentPlans', planId);
    if (plan.state !== 'running') throw new AppError('plan.not-running');
    const instalments = await instalmentsOf(tx, planId);
    const paid = instalments.reduce((sum, instalment) => sum + instalment.paid, 0);
    checkTerms(terms, plan.total - paid, plan.currency, ctx.today(administration.timeZone));
    let kept = 0;
    for (const instalment of instalments) {
      await cancelActions(tx, ctx, debtor.id, instalment.id);
      if (instalment.paid === 0) {
        await tx.remove('instalments', instalment.id);
        continue;
      }
      kept += 1;
      await tx.put('instalments', { ...instalment, position: kept, amount: instalment.paid, state: 'paid' });
    }
    await putTerms(tx, ctx, plan, terms, kept);
    const given = Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
    const changed = { ...plan, ...given, note: note || plan.note };
    await tx.put('paymentPlans', changed);
    await addTimelineEntry(tx, ctx, debtor, {
      kind: 'plan-changed',
      category: 'arrangement',
      refId: planId,
      params: { amount: sumOf(terms), currency: plan.currency, terms: terms.length, acknowledged: 1, text: note },
    });
    return { messageId: confirm ? await confirmPlan(tx, ctx, changed, 'plan.changed') : null };
  },
});
