import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { command, need } from './command.ts';
import { addTimelineEntry } from './timeline.ts';

/**
 * Takes a case back from the partner (`withdrawn`: its invoices are dunned here again) or closes it (`closed`: the partner is
 * done, and nothing more is dunned of them).
 * @throws AppError `hand-over.ended`
 */
export const endHandOver = command({
  name: 'end-hand-over',
  args: z.object({ handOverId: z.string(), outcome: z.enum(['withdrawn', 'closed']), note: z.string().trim().max(2_000).default('') }),
  may: ['administrator', 'credit-manager'],
  offline: true,
  administration: async (tx, { handOverId }) => (await need(tx, 'handOvers', handOverId)).administrationId,
  run: async (tx, { handOverId, outcome, note }, ctx) => {
    const handOver = await need(tx, 'handOvers', handOverId);
    if (handOver.state !== 'handed-over') throw new AppError('hand-over.ended');
    const { administrationId, debtorId, lines, partner } = handOver;
    const { timeZone } = await need(tx, 'administrations', administrationId);
    await tx.put('handOvers', { ...handOver, state: outcome, endedOn: ctx.today(timeZone) });
    for (const { invoiceId } of outcome === 'withdrawn' ? lines : []) {
      const invoice = await tx.get('invoices', invoiceId);
      if (invoice?.handOverId === handOver.id) await tx.put('invoices', { ...invoice, handOverId: null });
    }
    const params = { partner, ...(note ? { text: note } : {}) };
    const kind = `hand-over-${outcome}`;
    await addTimelineEntry(tx, ctx, { id: debtorId, administrationId }, { kind, category: 'arrangement', refId: handOver.id, params });
    return {};
  },
});
