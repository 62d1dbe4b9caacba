import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { actorUserId, command } from './command.ts';
import { VIEW_MAY } from './save-view.ts';

/** Forgets a saved view of one's own. One that is gone already stays so. */
export const removeView = command({
  name: 'remove-view',
  args: z.object({
    /** Any administration in which the user has a role. */
    administrationId: z.string(),
    viewId: z.string(),
  }),
  may: VIEW_MAY,
  offline: true,
  administration: async (_tx, args) => args.administrationId,
  run: async (tx, { viewId }, ctx) => {
    const view = await tx.get('savedViews', viewId);
    if (!view) return { before: null };
    if (view.ownerId !== actorUserId(ctx)) throw new AppError('not-allowed', { command: 'remove-view' });
    await tx.remove('savedViews', viewId);
    const { screen, name, shared, definition, position } = view;
    return { before: { screen, name, shared, definition, position } };
  },
  inverse: ({ administrationId, viewId }, { before }) =>
    before ? [{ name: 'save-view', args: { administrationId, viewId, ...before } }] : [],
});
