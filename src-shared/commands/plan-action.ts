import { z } from 'zod';
import { isDay } from '../kernel/index.ts';
import { ACTION_KINDS } from '../schema/index.ts';
import { actorUserId, administrationOfDebtor, command, need } from './command.ts';

/** Puts an extra action on a worklist: call again tomorrow, look at a request, and so on. */
export const planAction = command({
  name: 'plan-action',
  args: z.object({
    debtorId: z.string(),
    kind: z.enum(ACTION_KINDS),
    title: z.string().trim().max(200).default(''),
    dueOn: z.string().refine(isDay),
    assigneeId: z.string().nullable().optional(),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'sales', 'system'],
  offline: true,
  administration: administrationOfDebtor,
  run: async (tx, args, ctx) => {
    const debtor = await need(tx, 'debtors', args.debtorId);
    const id = ctx.newId();
    const assigneeId = args.assigneeId === undefined ? (debtor.assigneeId ?? actorUserId(ctx)) : args.assigneeId;
    await tx.put('actions', {
      id,
      administrationId: debtor.administrationId,
      debtorId: debtor.id,
      kind: args.kind,
      title: args.title,
      dueOn: args.dueOn,
      assigneeId,
      source: ctx.actor.kind === 'user' ? 'user' : 'system',
      createdAt: ctx.now,
    });
    return { actionId: id };
  },
});
