import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { actorUserId, command } from './command.ts';

/** Many more than somebody can tell apart. */
const MOST = 50;
export const VIEW_MAY = ['administrator', 'credit-manager', 'collector', 'sales', 'reader'] as const;

/** Keeps a way of looking at a list under a name: one's own, or shared with colleagues. */
export const saveView = command({
  name: 'save-view',
  args: z.object({
    /** Any administration in which the user has a role. */
    administrationId: z.string(),
    /** Of a view that is changed; another id makes a view of that id. */
    viewId: z.string().max(64).optional(),
    screen: z.string().trim().min(1).max(40),
    name: z.string().trim().min(1).max(60),
    shared: z.boolean().default(false),
    definition: z.record(z.string(), z.unknown()).refine((value) => JSON.stringify(value).length <= 10_000),
    position: z.int().min(0).max(1_000).optional(),
  }),
  may: VIEW_MAY,
  offline: true,
  administration: async (_tx, args) => args.administrationId,
  run: async (tx, { administrationId: _rights, viewId, position, ...view }, ctx) => {
    const ownerId = actorUserId(ctx);
    if (ownerId === null) throw new AppError('not-allowed', { command: 'save-view' });
    const before = viewId === undefined ? undefined : await tx.get('savedViews', viewId);
    if (before && before.ownerId !== ownerId) throw new AppError('not-allowed', { command: 'save-view' });
    const own = await tx.list('savedViews', { where: { ownerId, screen: view.screen } });
    if (!before && own.length >= MOST) throw new AppError('view.too-many', { most: MOST });
    const id = viewId ?? ctx.newId();
    const last = own.reduce((most, each) => Math.max(most, each.position), -1);
    await tx.put('savedViews', { id, ownerId, ...view, position: position ?? before?.position ?? last + 1 });
    const { screen, name, shared, definition } = before ?? {};
    return { viewId: id, before: before ? { screen, name, shared, definition, position: before.position } : null };
  },
  inverse: ({ administrationId }, { viewId, before }) => [
    before
      ? { name: 'save-view', args: { administrationId, viewId, ...before } }
      : { name: 'remove-view', args: { administrationId, viewId } },
  ],
});
