import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { administrationOfDebtor, command, need } from './command.ts';
import { addTimelineEntry } from './timeline.ts';

const MS_PER_DAY = 86_400_000;

/**
 * Makes a way into a debtor's portal: a link for a collector to hand out, or one with a short code for a letter. The link
 * itself holds a signature that only the server can make.
 * @throws AppError `portal.no-group` when the debtor is to come in with a group and is in none, `portal.code-taken`
 */
export const givePortalAccess = command({
  name: 'give-portal-access',
  args: z.object({
    debtorId: z.string(),
    /** Opens the debtors that are linked with this one as well. */
    withGroup: z.boolean().default(false),
    days: z.int().min(1).max(730).default(30),
    /** Of a letter: the row's id and the keyed hash of its code, made by the server. */
    letter: z.object({ accessId: z.string(), codeId: z.string() }).nullable().default(null),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'system'],
  offline: false,
  secretArgs: ['letter'],
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, withGroup, days, letter }, ctx) => {
    const debtor = await need(tx, 'debtors', debtorId);
    const [member] = withGroup ? await tx.list('debtorGroupMembers', { where: { debtorId, unlinkedAt: null } }) : [];
    if (withGroup && !member) throw new AppError('portal.no-group');
    const isLetter = letter !== null && ctx.actor.kind === 'system';
    const accessId = isLetter ? letter.accessId : ctx.newId();
    const expiresAt = new Date(Date.parse(ctx.now) + days * MS_PER_DAY).toISOString();
    await tx.put('portalAccess', {
      id: accessId,
      administrationId: debtor.administrationId,
      debtorId,
      groupId: member?.groupId ?? null,
      kind: isLetter ? 'letter' : 'collector',
      createdAt: ctx.now,
      expiresAt,
    });
    if (isLetter) {
      const taken = await tx.get('portalCodes', letter.codeId);
      if (taken && taken.portalAccessId !== accessId) throw new AppError('portal.code-taken');
      await tx.put('portalCodes', { id: letter.codeId, portalAccessId: accessId, expiresAt });
    } else {
      await addTimelineEntry(tx, ctx, debtor, { kind: 'portal-access-given', category: 'portal', refId: accessId, params: { days } });
    }
    return { accessId, expiresAt };
  },
});
