import { z } from 'zod';
import { isDay } from '../kernel/index.ts';
import { numbersOf } from './arranged-invoices.ts';
import { administrationOfDebtor, command, need } from './command.ts';
import { queueNotice } from './notice.ts';
import { openPromise } from './open-promise.ts';

/**
 * The debtor promises to pay invoices, or a part of what is open of them, on a day. Give it with the versions of the
 * invoices that were on the screen: what counts as paid on it is what comes in from then on.
 * @throws AppError as {@link openPromise}
 */
export const recordPromise = command({
  name: 'record-promise',
  args: z.object({
    debtorId: z.string(),
    invoiceIds: z.array(z.string()).min(1).max(1_000),
    promisedOn: z.string().refine(isDay),
    /** Minor units; left out is all that is open of the invoices. */
    amount: z.int().positive().nullable().default(null),
    note: z.string().trim().max(2_000).default(''),
    /** How it reached us. */
    origin: z.enum(['collector', 'mail', 'robot']).default('collector'),
    /** Sends the debtor a confirmation. */
    confirm: z.boolean().default(false),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'system'],
  offline: true,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, confirm, ...given }, ctx) => {
    const debtor = await need(tx, 'debtors', debtorId);
    const promise = await openPromise(tx, ctx, { debtor, ...given });
    const { amount, currency, promisedOn, lines } = promise;
    const params = { amount, currency, promisedOn, invoices: numbersOf(lines) };
    const messageId = confirm ? await queueNotice(tx, ctx, { debtor, templateKey: 'promise.confirmation', params, currency }) : null;
    return { promiseId: promise.id, messageId };
  },
  inverse: (_args, { promiseId }) => [{ name: 'withdraw-promise', args: { promiseId, undo: true } }],
});
