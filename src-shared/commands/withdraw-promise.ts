import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { numbersOf, refreshHolds } from './arranged-invoices.ts';
import { command, need } from './command.ts';
import { addTimelineEntry } from './timeline.ts';
import { takesBack } from './undo.ts';

/**
 * Takes an open promise back: it counts neither as kept nor as broken, and its invoices are dunned again. As an undo, by
 * who recorded it and within a short while, it is as if it had not been: the promises whose place it took are back, and
 * it has left the timeline.
 * @throws AppError `promise.not-open`
 */
export const withdrawPromise = command({
  name: 'withdraw-promise',
  args: z.object({ promiseId: z.string(), undo: z.boolean().default(false) }),
  may: ['administrator', 'credit-manager', 'collector', 'system'],
  offline: true,
  administration: async (tx, { promiseId }) => (await need(tx, 'promises', promiseId)).administrationId,
  run: async (tx, { promiseId, undo }, ctx) => {
    const promise = await need(tx, 'promises', promiseId);
    if (promise.state !== 'open') throw new AppError('promise.not-open');
    const debtor = await need(tx, 'debtors', promise.debtorId);
    const { timeZone } = await need(tx, 'administrations', promise.administrationId);
    const mistake = undo && takesBack(ctx, promise.createdAt, promise.createdById);
    if (mistake) await tx.remove('promises', promise.id);
    else await tx.put('promises', { ...promise, state: 'withdrawn', decidedOn: ctx.today(timeZone) });
    const touched = [...promise.lines];
    for (const { promiseId: id, lines, amount } of undo ? promise.replaces : []) {
      const before = await need(tx, 'promises', id);
      // It may have been decided or planned since; then what it has become stands.
      const asLeft = before.state === 'withdrawn' || before.state === 'open';
      if (asLeft) await tx.put('promises', { ...before, lines, amount, state: 'open', decidedOn: null });
      touched.push(...lines);
    }
    await refreshHolds(
      tx,
      debtor.id,
      touched.map(({ invoiceId }) => invoiceId),
    );
    if (mistake) {
      const entries = await tx.list('timelineEntries', { where: { debtorId: debtor.id, refId: promise.id } });
      for (const entry of entries) await tx.remove('timelineEntries', entry.id);
      return {};
    }
    await addTimelineEntry(tx, ctx, debtor, {
      kind: 'promise-withdrawn',
      category: 'arrangement',
      refId: promise.id,
      params: { amount: promise.amount, currency: promise.currency, promisedOn: promise.promisedOn, invoices: numbersOf(promise.lines) },
    });
    return {};
  },
});
