import { z } from 'zod';
import { isDay } from '../kernel/index.ts';
import { ACTION_KINDS } from '../schema/index.ts';
import { administrationOfDebtor, command, need } from './command.ts';
import { TIME_OF_DAY } from './move-action.ts';
import { addAction, needColleague } from './work.ts';

/** Puts an extra action on a worklist: call again tomorrow at ten, send a letter, ask sales, and so on. */
export const planAction = command({
  name: 'plan-action',
  args: z.object({
    debtorId: z.string(),
    kind: z.enum(ACTION_KINDS),
    title: z.string().trim().max(200).default(''),
    dueOn: z.string().refine(isDay),
    /** HH:MM on the administration's clock; empty is any time. */
    dueTime: z.string().regex(TIME_OF_DAY).default(''),
    invoiceIds: z.array(z.string()).max(1_000).default([]),
    assigneeId: z.string().nullable().optional(),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'sales', 'system'],
  offline: true,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, ...words }, ctx) => {
    const debtor = await need(tx, 'debtors', debtorId);
    if (words.assigneeId) await needColleague(tx, words.assigneeId, debtor.administrationId);
    return { actionId: await addAction(tx, ctx, debtor, words) };
  },
  inverse: (_args, { actionId }) => [{ name: 'cancel-action', args: { actionId } }],
});
