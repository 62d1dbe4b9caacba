import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { command, need } from './command.ts';
import { addTimelineEntry } from './timeline.ts';
import { perValue } from './undo.ts';
import { nameOfAssignee } from './work.ts';

/** Makes debtors of one administration a colleague's, with the open actions that were the former collector's. */
export const assignDebtors = command({
  name: 'assign-debtors',
  args: z.object({
    administrationId: z.string(),
    debtorIds: z.array(z.string()).min(1).max(1_000),
    assigneeId: z.string().nullable(),
    /** Open actions of the former collector, and of nobody, go along. */
    withActions: z.boolean().default(true),
  }),
  may: ['administrator', 'credit-manager', 'collector'],
  offline: true,
  administration: async (_tx, args) => args.administrationId,
  run: async (tx, { administrationId, debtorIds, assigneeId, withActions }, ctx) => {
    const name = await nameOfAssignee(tx, assigneeId, administrationId);
    const before: { debtorId: string; assigneeId: string | null }[] = [];
    const actionsBefore: { actionId: string; assigneeId: string | null }[] = [];
    for (const debtorId of new Set(debtorIds)) {
      const debtor = await need(tx, 'debtors', debtorId);
      if (debtor.administrationId !== administrationId) throw new AppError('not-found', { table: 'debtors', id: debtorId });
      if (debtor.assigneeId === assigneeId) continue;
      await tx.put('debtors', { ...debtor, assigneeId });
      before.push({ debtorId, assigneeId: debtor.assigneeId });
      await addTimelineEntry(tx, ctx, debtor, {
        kind: assigneeId ? 'assigned' : 'unassigned',
        category: 'system',
        refId: null,
        params: { name },
      });
      if (!withActions) continue;
      for (const action of await tx.list('actions', { where: { debtorId, state: 'open' } })) {
        if (action.assigneeId !== null && action.assigneeId !== debtor.assigneeId) continue;
        await tx.put('actions', { ...action, assigneeId });
        actionsBefore.push({ actionId: action.id, assigneeId: action.assigneeId });
      }
    }
    return { changed: before.length, before, actionsBefore };
  },
  inverse: ({ administrationId }, { before, actionsBefore }) => [
    ...perValue(
      before,
      (row) => row.assigneeId,
      (assigneeId, rows) => ({
        name: 'assign-debtors',
        args: { administrationId, assigneeId, withActions: false, debtorIds: rows.map(({ debtorId }) => debtorId) },
      }),
    ),
    ...perValue(
      actionsBefore,
      (row) => row.assigneeId,
      (assigneeId, rows) => ({
        name: 'assign-actions',
        args: { administrationId, assigneeId, actionIds: rows.map(({ actionId }) => actionId) },
      }),
    ),
  ],
});
