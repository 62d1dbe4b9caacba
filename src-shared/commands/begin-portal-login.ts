import { z } from 'zod';
import { command, need } from './command.ts';
import { queueNotice } from './notice.ts';

/** Codes that are mailed to one address within {@link CODES_MINUTES}; who asks for more gets the same answer and no mail. */
const MOST_CODES = 5;
const CODES_MINUTES = 60;
const MINUTE = 60_000;

/**
 * Somebody asks to log in with an e-mail address. Always leaves a row, so that nothing tells whether the address is known;
 * a code is mailed only when it is on file for a debtor who may be written to.
 */
export const beginPortalLogin = command({
  name: 'begin-portal-login',
  args: z.object({
    /** Hash of the cookie's value. */
    loginId: z.string(),
    /** SHA-256 of the address, lower case. */
    emailHash: z.string(),
    /** As on file: where the code goes. Empty when nobody has it. */
    email: z.string(),
    name: z.string().default(''),
    language: z.enum(['nl', 'en']),
    code: z.string(),
    codeHash: z.string(),
    /** Debtors the address is on file for; the first is whose mail it is. */
    debtorIds: z.array(z.string()),
    expiresAt: z.string(),
  }),
  may: ['system'],
  offline: false,
  secretArgs: ['loginId', 'emailHash', 'code', 'codeHash', 'email', 'name'],
  administration: async (tx, { debtorIds: [first] }) => (first === undefined ? null : (await need(tx, 'debtors', first)).administrationId),
  run: async (tx, args, ctx) => {
    const since = new Date(Date.parse(ctx.now) - CODES_MINUTES * MINUTE).toISOString();
    const earlier = await tx.list('portalLogins', { where: { emailHash: args.emailHash, createdAt: { gt: since } } });
    const [first] = args.debtorIds;
    const mailed = first !== undefined && earlier.length < MOST_CODES;
    await tx.put('portalLogins', {
      id: args.loginId,
      emailHash: args.emailHash,
      codeHash: args.codeHash,
      debtorIds: mailed ? args.debtorIds : [],
      createdAt: ctx.now,
      expiresAt: args.expiresAt,
    });
    if (mailed) {
      await queueNotice(tx, ctx, {
        debtor: await need(tx, 'debtors', first),
        templateKey: 'portal.code',
        params: { code: args.code },
        to: { email: args.email, name: args.name, language: args.language },
      });
    }
    return {};
  },
});
