import { z } from 'zod';
import { AppError, isDay } from '../kernel/index.ts';
import { command, need } from './command.ts';

/** HH:MM on a 24-hour clock, or nothing. */
export const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$|^$/;

/** Puts an open action off to another day, or forward; without a time it keeps its own. */
export const moveAction = command({
  name: 'move-action',
  args: z.object({
    actionId: z.string(),
    dueOn: z.string().refine(isDay),
    /** HH:MM on the administration's clock; empty is any time. */
    dueTime: z.string().regex(TIME_OF_DAY).optional(),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'sales'],
  offline: true,
  administration: async (tx, args) => (await need(tx, 'actions', args.actionId)).administrationId,
  run: async (tx, { actionId, dueOn, dueTime }) => {
    const action = await need(tx, 'actions', actionId);
    if (action.state !== 'open') throw new AppError('action.not-open');
    await tx.put('actions', { ...action, dueOn, dueTime: dueTime ?? action.dueTime });
    return { before: { dueOn: action.dueOn, dueTime: action.dueTime } };
  },
  inverse: ({ actionId }, { before }) => [{ name: 'move-action', args: { actionId, ...before } }],
});
