import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { command, need } from './command.ts';
import { perValue } from './undo.ts';
import { needColleague } from './work.ts';

/** Gives open actions of one administration to a colleague, or to nobody. */
export const assignActions = command({
  name: 'assign-actions',
  args: z.object({
    administrationId: z.string(),
    actionIds: z.array(z.string()).min(1).max(1_000),
    assigneeId: z.string().nullable(),
  }),
  may: ['administrator', 'credit-manager', 'collector'],
  offline: true,
  administration: async (_tx, args) => args.administrationId,
  run: async (tx, { administrationId, actionIds, assigneeId }) => {
    if (assigneeId !== null) await needColleague(tx, assigneeId, administrationId);
    const before: { actionId: string; assigneeId: string | null }[] = [];
    for (const actionId of new Set(actionIds)) {
      const action = await need(tx, 'actions', actionId);
      if (action.administrationId !== administrationId) throw new AppError('not-found', { table: 'actions', id: actionId });
      // What a colleague finished in the meantime stays his.
      if (action.state !== 'open' || action.assigneeId === assigneeId) continue;
      await tx.put('actions', { ...action, assigneeId });
      before.push({ actionId, assigneeId: action.assigneeId });
    }
    return { changed: before.length, before };
  },
  inverse: ({ administrationId }, { before }) =>
    perValue(
      before,
      (row) => row.assigneeId,
      (assigneeId, rows) => ({
        name: 'assign-actions',
        args: { administrationId, assigneeId, actionIds: rows.map(({ actionId }) => actionId) },
      }),
    ),
});
