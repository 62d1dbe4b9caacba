import { z } from 'zod';
import { command, need } from './command.ts';
import { queueNotice } from './notice.ts';

const MINUTE = 60_000;
/** A debtor gets no second new link within this, and no more than {@link MOST_A_DAY} in a day, however often it is asked. */
const BETWEEN_MINUTES = 10;
const MOST_A_DAY = 5;

/** Whoever holds an old link asks for a new one: it goes to the address on file, never to who asks. */
export const renewPortalAccess = command({
  name: 'renew-portal-access',
  args: z.object({ accessId: z.string() }),
  may: ['system'],
  offline: false,
  administration: async (tx, { accessId }) => (await need(tx, 'portalAccess', accessId)).administrationId,
  run: async (tx, { accessId }, ctx) => {
    const { debtorId } = await need(tx, 'portalAccess', accessId);
    const at = Date.parse(ctx.now);
    const dayAgo = new Date(at - 24 * 60 * MINUTE).toISOString();
    const sent = await tx.list('messages', { where: { debtorId, templateKey: 'portal.new-link', createdAt: { gt: dayAgo } } });
    const tooSoon = sent.some(({ createdAt }) => Date.parse(createdAt) > at - BETWEEN_MINUTES * MINUTE);
    if (tooSoon || sent.length >= MOST_A_DAY) return { messageId: null };
    const debtor = await need(tx, 'debtors', debtorId);
    return { messageId: await queueNotice(tx, ctx, { debtor, templateKey: 'portal.new-link', params: {} }) };
  },
});
