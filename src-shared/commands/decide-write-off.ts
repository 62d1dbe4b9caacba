import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { assessDebtor } from './assess-arrangements.ts';
import { actorUserId, command, need } from './command.ts';
import { notifyUser } from './notify.ts';
import { addTimelineEntry } from './timeline.ts';
import { applyWriteOff, limitOf } from './write-offs.ts';

/**
 * A credit manager's answer to a write-off that goes beyond the rights of who asked. `decline` also takes back one that was
 * approved, for as long as the ledger has not booked it.
 * @throws AppError `write-off.decided`, `write-off.over-limit`, `write-off.more-than-open`
 */
export const decideWriteOff = command({
  name: 'decide-write-off',
  args: z.object({ writeOffId: z.string(), decision: z.enum(['approve', 'decline']), note: z.string().trim().max(2_000).default('') }),
  may: ['administrator', 'credit-manager'],
  offline: true,
  administration: async (tx, { writeOffId }) => (await need(tx, 'writeOffs', writeOffId)).administrationId,
  run: async (tx, { writeOffId, decision, note }, ctx) => {
    const writeOff = await need(tx, 'writeOffs', writeOffId);
    const { administrationId, debtorId, currency, amount, lines } = writeOff;
    const approve = decision === 'approve';
    const undecided = writeOff.state === 'requested';
    if (!undecided && (approve || writeOff.state !== 'approved')) throw new AppError('write-off.decided');
    if (approve && amount > (await limitOf(tx, ctx, administrationId, currency))) throw new AppError('write-off.over-limit');
    if (approve) await applyWriteOff(tx, writeOff, 1);
    else if (!undecided) await applyWriteOff(tx, writeOff, -1);
    const state = approve ? 'approved' : 'declined';
    await tx.put('writeOffs', { ...writeOff, state, decidedAt: ctx.now, decidedById: actorUserId(ctx) });
    for (const action of await tx.list('actions', { where: { debtorId, state: 'open' } })) {
      if (action.refId === writeOff.id)
        await tx.put('actions', { ...action, state: 'done', finishedAt: ctx.now, finishedById: actorUserId(ctx) });
    }
    const params = { amount, currency, invoices: lines.map(({ number }) => number).join(', '), ...(note ? { text: note } : {}) };
    const kind = `write-off-${state}`;
    await addTimelineEntry(tx, ctx, { id: debtorId, administrationId }, { kind, category: 'arrangement', refId: writeOff.id, params });
    if (writeOff.requestedById) {
      const about = { administrationId, debtorId, refId: writeOff.id, params: { amount, currency } };
      await notifyUser(tx, ctx, { ...about, userId: writeOff.requestedById, kind });
    }
    await assessDebtor(tx, ctx, await need(tx, 'administrations', administrationId), debtorId);
    return { state };
  },
});
