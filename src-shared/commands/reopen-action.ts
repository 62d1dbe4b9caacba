import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { command, need } from './command.ts';
import { addTimelineEntry } from './timeline.ts';
import { takesBack } from './undo.ts';
import { debtorOf } from './work.ts';

const CLOSING = new Set(['action-done', 'action-cancelled']);

/** Puts an action that was finished or cancelled back on the worklist, as it was. */
export const reopenAction = command({
  name: 'reopen-action',
  args: z.object({ actionId: z.string() }),
  may: ['administrator', 'credit-manager', 'collector', 'sales'],
  offline: true,
  administration: async (tx, args) => (await need(tx, 'actions', args.actionId)).administrationId,
  run: async (tx, { actionId }, ctx) => {
    const action = await need(tx, 'actions', actionId);
    if (action.state === 'open') throw new AppError('action.already-open');
    const { finishedAt, finishedById, kind, title } = action;
    await tx.put('actions', { ...action, state: 'open', finishedAt: null, finishedById: null, outcome: '' });
    if (takesBack(ctx, finishedAt, finishedById)) {
      const entries = await tx.list('timelineEntries', { where: { debtorId: action.debtorId, at: finishedAt as string } });
      for (const entry of entries) if (entry.refId === actionId && CLOSING.has(entry.kind)) await tx.remove('timelineEntries', entry.id);
      return {};
    }
    const params = { action: kind, title, outcome: '' };
    await addTimelineEntry(tx, ctx, debtorOf(action), { kind: 'action-reopened', category: 'system', refId: actionId, params });
    return {};
  },
  inverse: ({ actionId }) => [{ name: 'finish-action', args: { actionId } }],
});
