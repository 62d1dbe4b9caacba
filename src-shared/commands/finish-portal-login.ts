import { z } from 'zod';
import { command, need } from './command.ts';
import { reachableDebtors } from './portal-reach.ts';
import { loginAccess, startSession } from './portal-session.ts';

/** Wrong codes after which a login is over; then a new one must be asked for. */
const MOST_ATTEMPTS = 5;

/**
 * The visitor types the code. A wrong one is an outcome and no refusal: the attempt has to be counted. The answer does not
 * tell a wrong code from an address that nobody has.
 */
export const finishPortalLogin = command({
  name: 'finish-portal-login',
  args: z.object({
    loginId: z.string(),
    codeHash: z.string(),
    /** Hash of the new session's cookie. */
    sessionId: z.string(),
    expiresAt: z.string(),
  }),
  may: ['system'],
  offline: false,
  secretArgs: ['loginId', 'codeHash', 'sessionId'],
  administration: async (tx, { loginId }) => {
    const [first] = (await tx.get('portalLogins', loginId))?.debtorIds ?? [];
    return first === undefined ? null : ((await tx.get('debtors', first))?.administrationId ?? null);
  },
  run: async (tx, { loginId, codeHash, sessionId, expiresAt }, ctx) => {
    const login = await tx.get('portalLogins', loginId);
    if (!login || login.usedAt !== null || login.expiresAt <= ctx.now || login.attempts >= MOST_ATTEMPTS) return { isIn: false, left: 0 };
    const attempts = login.attempts + 1;
    const [first] = login.debtorIds;
    if (login.codeHash !== codeHash || first === undefined) {
      await tx.put('portalLogins', { ...login, attempts });
      return { isIn: false, left: MOST_ATTEMPTS - attempts };
    }
    await tx.put('portalLogins', { ...login, attempts, usedAt: ctx.now });
    const debtor = await need(tx, 'debtors', first);
    const access = await loginAccess(tx, ctx, { debtorId: debtor.id, administrationId: debtor.administrationId, expiresAt });
    await startSession(tx, ctx, access, { sessionId, expiresAt, debtorIds: login.debtorIds });
    return { isIn: true, left: 0, debtors: (await reachableDebtors(tx, access, login.debtorIds)).length };
  },
});
