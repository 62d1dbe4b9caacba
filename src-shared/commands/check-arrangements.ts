import { z } from 'zod';
import { addDays, type Day, dayAt } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';
import { numbersOf } from './arranged-invoices.ts';
import { assessArrangements } from './assess-arrangements.ts';
import { type CommandContext, command, need, type Tx } from './command.ts';
import { queueNotice } from './notice.ts';
import { notifyUser } from './notify.ts';
import { closePlan, instalmentsOf } from './open-plan.ts';
import { addTimelineEntry } from './timeline.ts';
import { addAction } from './work.ts';

type Plan = Row<'paymentPlans'>;
type Instalment = Row<'instalments'>;

/**
 * The daily look at promises and plans: decides what has had its day, reminds of instalments to come, and lets plans lapse
 * of which too many instalments were missed. A second time on the same day finds nothing to do.
 */
export const checkArrangements = command({
  name: 'check-arrangements',
  args: z.object({ administrationId: z.string() }),
  may: ['system'],
  offline: false,
  administration: async (_tx, { administrationId }) => administrationId,
  run: async (tx, { administrationId }, ctx) => {
    const administration = await need(tx, 'administrations', administrationId);
    const today = ctx.today(administration.timeZone);
    await assessArrangements(tx, ctx, administration);
    let reminded = 0;
    let lapsed = 0;
    for (const plan of await tx.list('paymentPlans', { where: { administrationId, state: 'running' }, orderBy: { column: 'id' } })) {
      const instalments = await instalmentsOf(tx, plan.id);
      const missed = instalments.filter(({ state }) => state === 'missed').length;
      if (plan.lapseAfterMissed > 0 && missed >= plan.lapseAfterMissed) {
        await lapse(tx, ctx, plan, instalments, today);
        lapsed += 1;
        continue;
      }
      const agreedOn = dayAt(new Date(plan.createdAt), administration.timeZone);
      for (const instalment of instalments) if (await remind(tx, ctx, plan, instalment, agreedOn, today)) reminded += 1;
    }
    return { reminded, lapsed };
  },
});

/** A plan that was agreed within the days before an instalment needs no reminder of it: the confirmation was one. */
async function remind(tx: Tx, ctx: CommandContext, plan: Plan, instalment: Instalment, agreedOn: Day, today: Day): Promise<boolean> {
  const { state, dueOn, remindedOn, amount, paid, position } = instalment;
  if (plan.remindDaysBefore === null || remindedOn !== null) return false;
  if (state !== 'due' && state !== 'partly-paid') return false;
  const from = addDays(dueOn, -plan.remindDaysBefore);
  if (today < from || today > dueOn || agreedOn >= from) return false;
  const debtor = await need(tx, 'debtors', plan.debtorId);
  const params = { amount: amount - paid, dueOn, position, invoices: numbersOf(plan.lines) };
  const sent = await queueNotice(tx, ctx, { debtor, templateKey: 'instalment.reminder', params, currency: plan.currency });
  if (sent !== null) await tx.put('instalments', { ...instalment, remindedOn: today });
  return sent !== null;
}

async function lapse(tx: Tx, ctx: CommandContext, plan: Plan, instalments: readonly Instalment[], today: Day): Promise<void> {
  const debtor = await need(tx, 'debtors', plan.debtorId);
  const { administrationId, assigneeId } = debtor;
  const left = instalments.reduce((sum, { paid }) => sum - paid, plan.total);
  await closePlan(tx, ctx, plan, { state: 'lapsed', reason: '', on: today });
  const params = { amount: left, currency: plan.currency };
  await addTimelineEntry(tx, ctx, debtor, { kind: 'plan-lapsed', category: 'arrangement', refId: plan.id, params });
  const invoiceIds = plan.lines.map(({ invoiceId }) => invoiceId);
  await addAction(tx, ctx, debtor, { kind: 'plan-lapsed', dueOn: today, invoiceIds, refId: plan.id });
  if (assigneeId) {
    const about = { debtorId: debtor.id, refId: plan.id, params: { debtor: debtor.name, ...params } };
    await notifyUser(tx, ctx, { administrationId, userId: assigneeId, kind: 'plan-lapsed', ...about });
  }
  const words = { leftAmount: left, invoices: numbersOf(plan.lines) };
  await queueNotice(tx, ctx, { debtor, templateKey: 'plan.lapsed', params: words, currency: plan.currency });
}
