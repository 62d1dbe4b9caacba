import { z } from 'zod';
import { AppError, isDay } from '../kernel/index.ts';
import { ACTION_KINDS } from '../schema/index.ts';
import { administrationOfDebtor, command, need } from './command.ts';
import { TIME_OF_DAY } from './move-action.ts';
import { addTimelineEntry } from './timeline.ts';
import { addAction, closeAction } from './work.ts';

export const CALL_OUTCOMES = ['spoken', 'not-reached', 'voicemail', 'wrong-number'] as const;

const nextStep = z.object({
  kind: z.enum(ACTION_KINDS),
  title: z.string().trim().max(200).default(''),
  dueOn: z.string().refine(isDay),
  dueTime: z.string().regex(TIME_OF_DAY).default(''),
});

/** A telephone call with a debtor: who was spoken to, what came of it, which action it deals with and what comes next. */
export const logCall = command({
  name: 'log-call',
  args: z.object({
    debtorId: z.string(),
    outcome: z.enum(CALL_OUTCOMES),
    spokenTo: z.string().trim().max(200).default(''),
    text: z.string().trim().max(10_000).default(''),
    /** The open action that the call was. */
    finishesActionId: z.string().nullable().default(null),
    next: nextStep.nullable().default(null),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'sales'],
  offline: true,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, finishesActionId, next, ...params }, ctx) => {
    const debtor = await need(tx, 'debtors', debtorId);
    const entryId = await addTimelineEntry(tx, ctx, debtor, { kind: 'call', category: 'contact', refId: finishesActionId, params });
    if (finishesActionId !== null) {
      const action = await need(tx, 'actions', finishesActionId);
      if (action.debtorId !== debtor.id) throw new AppError('not-found', { table: 'actions', id: action.id });
      await closeAction(tx, ctx, action, 'done', '');
    }
    return { entryId, nextActionId: next && (await addAction(tx, ctx, debtor, next)) };
  },
  inverse: ({ debtorId, finishesActionId }, { entryId, nextActionId }) => [
    { name: 'remove-call', args: { debtorId, entryId } },
    ...(nextActionId === null ? [] : [{ name: 'cancel-action', args: { actionId: nextActionId } }]),
    ...(finishesActionId === null ? [] : [{ name: 'reopen-action', args: { actionId: finishesActionId } }]),
  ],
});
