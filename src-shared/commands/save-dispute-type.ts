import { z } from 'zod';
import { loadDisputeTypes } from '../domain/disputes.ts';
import { AppError } from '../kernel/index.ts';
import { command } from './command.ts';
import { needColleague } from './work.ts';

/**
 * A kind of dispute with the way it is handled, new or changed. Disputes that run keep the term they were given.
 * @throws AppError `not-found`, `assignee.unknown`, `dispute.type-name-missing`, `dispute.type-owner-missing`
 */
export const saveDisputeType = command({
  name: 'save-dispute-type',
  args: z.object({
    administrationId: z.string(),
    /** Left out: a new one. */
    disputeTypeId: z.string().optional(),
    /** A usual type without one is called by its key, in the user's language. */
    name: z.string().trim().max(100).default(''),
    templateKey: z.string().trim().max(100).default('dispute.confirmation'),
    ownerRule: z.enum(['assignee', 'user']).default('assignee'),
    ownerId: z.string().nullable().default(null),
    escalateToId: z.string().nullable().default(null),
    answerWorkingDays: z.int().min(1).max(60).default(5),
    inPortal: z.boolean().default(false),
    active: z.boolean().default(true),
  }),
  may: ['administrator', 'credit-manager', 'system'],
  offline: false,
  administration: async (_tx, args) => args.administrationId,
  run: async (tx, { administrationId, disputeTypeId, ...values }, ctx) => {
    const types = await loadDisputeTypes(tx, administrationId);
    const stored = types.find(({ id }) => id === disputeTypeId);
    if (disputeTypeId !== undefined && !stored) throw new AppError('not-found', { table: 'disputeTypes', id: disputeTypeId });
    const id = stored?.id ?? ctx.newId();
    const key = stored?.key ?? id;
    if (!values.name && key === id) throw new AppError('dispute.type-name-missing');
    if (values.ownerRule === 'user' && values.ownerId === null) throw new AppError('dispute.type-owner-missing');
    for (const userId of [values.ownerId, values.escalateToId]) if (userId !== null) await needColleague(tx, userId, administrationId);
    const position = stored?.position ?? Math.max(0, ...types.map((type) => type.position)) + 1;
    await tx.put('disputeTypes', { id, administrationId, key, position, ...values });
    return { disputeTypeId: id };
  },
});
